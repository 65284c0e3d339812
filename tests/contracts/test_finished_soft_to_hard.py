"""The report on soft and hard as it is when finished: its own municipality, and no test."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from fgte.journal import Kind, open_journal
from fgte.reports import jobs_for, run
from fgte.reports.jobs import JobStatus
from fgte.settings import read_settings
from fgte.sources.instruments.profile import write_profiles
from fgte.store.build import build
from fgte.store.instrument_rounds import FILE
from tests.soft_hard import a_round

TRACE = {"id": "hart", "indicator": "examen_3ar", "direction": "higher", "first_year": 2020}
SOFT = {"id": "mjukt", "soft_value": "Samtalen", "direction": "higher", "first_year": 2018}
SOFT |= {"instrument": "Kollegialt lärande"}
INQUIRY = {"title": "Prövandet", "analysis_object": "a", "observation": "b", "question": "c"}
OTHERS = {"Hylte", "Halmstad", "Laholm", "Varberg"}


class Clock:
    """The day that the journal believes it is."""

    def __call__(self):
        return datetime(2017, 8, 1, tzinfo=UTC)


def put_rounds(settings, of_others):
    """Kungsbacka's two rounds, and Varberg's with means of one's own."""
    own = [a_round("2016-10-01", 2.0), a_round("2018-10-01", 3.0)]
    theirs = [
        replace(each, rated=replace(each.rated, id="1383", name="Varberg", municipality="1383"))
        for each in (a_round("2016-10-01", of_others[0]), a_round("2018-10-01", of_others[1]))
    ]
    (settings.store / FILE).write_bytes(write_profiles((*theirs, *own)))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with rounds of two municipalities and a prövande of each."""
    settings = read_settings({}, home=tmp_path_factory.mktemp("soft_hard"))
    build(settings)
    put_rounds(settings, (2.0, 3.0))
    with open_journal(settings, clock=Clock()) as journal:
        for owner in ("1383", "1384"):
            said = {"owner": owner, "who": "a", "visibility": "regional"}
            journal.create(Kind.INQUIRY, INQUIRY | {"expected": [SOFT, TRACE]}, **said)
    return settings


def made(settings, folder, *, force=False):
    jobs = jobs_for(["1384"], False, settings, report="mjukt_till_hart", output=folder)
    [outcome] = run(jobs, settings, force=force)
    assert outcome.ok, outcome.cause
    return outcome


@pytest.fixture(scope="module")
def folder(home, tmp_path_factory):
    place = tmp_path_factory.mktemp("pages")
    made(home, place)
    return place


@pytest.fixture(scope="module")
def page(folder):
    return BeautifulSoup((folder / "kungsbacka-mjukt_till_hart.html").read_bytes(), "html.parser")


def test_the_page_says_what_it_cannot_tell_and_why_nothing_is_tested(page):
    heads = [each.get_text() for each in page.select("h2")]
    assert "Vad sidan inte kan säga" in heads
    assert "Varför ingen prövning görs" in heads
    assert not re.search(r"\b(None|nan|the|and)\b", page.main.get_text(" "))


def test_no_other_municipality_is_on_it(page):
    assert not OTHERS & set(re.findall(r"\w+", page.main.get_text(" ")))


def test_the_case_is_read_with_two_panels_and_their_figures_as_a_table(page):
    assert "Det mjuka värdet steg med 1,00" in page.main.get_text(" ")
    assert page.select("svg.fgte-chart")
    assert all(each.title and each.desc for each in page.select("svg.fgte-chart"))
    assert all(each.caption and each.caption.get_text() for each in page.select("table"))


def test_no_word_of_a_cause_is_on_it(page):
    said = page.main.get_text(" ").replace("Sidan visar inte att det ena beror på det andra", "")
    assert not re.search(r"ledde till|effekt|orsak|tack vare|beror på|påverka|bidr", said)


def test_it_is_made_again_by_one_command(folder):
    kept = json.loads((folder / "kungsbacka-mjukt_till_hart.ipynb").read_text("utf-8"))
    assert kept["metadata"]["fgte"]["command"] == "fgte report mjukt_till_hart Kungsbacka"


def test_another_s_rounds_change_no_byte_of_it(home, folder):
    file = folder / "kungsbacka-mjukt_till_hart.html"
    before = file.read_bytes()
    assert made(home, folder).status is JobStatus.UP_TO_DATE
    put_rounds(home, (3.5, 1.5))
    made(home, folder, force=True)
    assert file.read_bytes() == before
