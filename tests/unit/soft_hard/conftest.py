"""Figures to give values of one's own, and a home with rounds and a journal beside the store."""

import shutil
from datetime import UTC, datetime

import pytest

import fgte
from fgte.journal import Kind, open_journal
from fgte.settings import read_settings
from fgte.sources.instruments.profile import write_profiles
from fgte.store.instrument_rounds import FILE

TRACE = {"id": "spar", "indicator": "examen_3ar", "direction": "higher", "first_year": 2019}
SOFT = {"id": "samtal", "name": "Samtalen", "instrument": "Kollegialt lärande", "expected": TRACE}
EXCHANGE = {
    "title": "Läsning",
    "municipalities": ["1384", "1383"],
    "year": 2017,
    "development_area": "Läsning",
    "soft_values": [SOFT],
}
INQUIRY = {"title": "Prövandet", "analysis_object": "a", "observation": "b", "question": "c"}


@pytest.fixture(scope="session")
def like(store):
    return fgte.assess("examen_3ar", "1384", store=store)


class Clock:
    """The day that the journal believes it is."""

    def __call__(self):
        return datetime(2017, 8, 1, tzinfo=UTC)


@pytest.fixture
def home(settings, tmp_path):
    """A home of its own with the figures that ship."""
    chosen = read_settings({}, home=tmp_path / "home")
    shutil.copytree(settings.store, chosen.store)
    return chosen


@pytest.fixture
def journal(home):
    with open_journal(home, clock=Clock()) as opened:
        yield opened


@pytest.fixture
def write(journal):
    """An exchange of the region's, or a prövande of Kungsbacka's."""

    def make(kind=Kind.EXCHANGE, **more):
        if kind is Kind.EXCHANGE:
            return journal.create(kind, {**EXCHANGE, **more}, owner="region", who="a")
        said = {"visibility": more.pop("visibility", "regional"), "owner": "1384", "who": "a"}
        return journal.create(kind, {**INQUIRY, **more}, **said)

    return make


@pytest.fixture
def found(home, journal):
    """The finding of a municipality, with the rounds that are given."""

    def make(*rounds, place="1384"):
        (home.store / FILE).write_bytes(write_profiles(rounds))
        return fgte.soft_to_hard(place, store=fgte.open_store(home.home), journal=journal)

    return make
