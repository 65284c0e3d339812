"""A journal beside the store of the shipped figures, with exchanges to gather."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest

from fgte.catalogue import open_catalogue
from fgte.journal import Kind, open_journal
from fgte.journal.place import FILE
from fgte.journal.state import state_of
from fgte.settings import read_settings

EXCHANGE = {
    "title": "Läsning i alla ämnen",
    "municipalities": ["1384", "1380"],
    "year": 2026,
    "development_area": "Läsning",
}
TRACE = {
    "id": "spar",
    "indicator": "examen_3ar",
    "direction": "higher",
    "first_year": 2018,
    "last_year": 2022,
}
SOFT = {"id": "trygghet", "name": "Trygghet", "instrument": "Trygghetsenkät, version 2"}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


class Clock:
    """The day that the journal believes it is."""

    def __init__(self):
        self.day = datetime(2017, 8, 1, tzinfo=UTC)

    def __call__(self):
        return self.day


@pytest.fixture(scope="session")
def empty_journal(tmp_path_factory):
    """A journal's file with its tables, to be copied: the migrations take a while."""
    settings = read_settings({}, home=tmp_path_factory.mktemp("empty"))
    with open_journal(settings):
        return settings.journal / FILE


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def home(empty_journal, settings, tmp_path):
    """A home with the store of the shipped figures and a journal of its own."""
    chosen = read_settings({}, home=tmp_path)
    chosen.store.parent.mkdir(parents=True, exist_ok=True)
    chosen.store.symlink_to(settings.store)
    chosen.journal.mkdir(parents=True)
    shutil.copy(empty_journal, chosen.journal / FILE)
    return chosen


@pytest.fixture
def journal(home, clock):
    with open_journal(home, clock=clock) as opened:
        yield opened


@pytest.fixture
def write(journal):
    """An entry of the region, or of whoever is named."""

    def make(kind, content, *, owner="region", visibility=None, **more):
        return journal.create(
            kind, {**content, **more}, owner=owner, who="anna", visibility=visibility
        )

    return make


@pytest.fixture
def exchange(write):
    return lambda **more: write(Kind.EXCHANGE, EXCHANGE, **more)


@pytest.fixture
def state(journal):
    return lambda: state_of(journal)


@pytest.fixture(scope="session")
def book(settings):
    return open_catalogue(settings)
