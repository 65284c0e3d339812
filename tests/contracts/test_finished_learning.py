"""The pages on instruments, soft values, networks and journeys, as they are when finished."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from fgte.cli import main
from fgte.journal import Kind
from fgte.journal.journal import open_journal
from fgte.reports import jobs_for, run
from fgte.reports.jobs import JobStatus
from fgte.settings import read_settings
from fgte.store.build import build
from tests.unit.journal.full_documents import FULL
from tests.unit.sources.instrument_files import about, answers, varied

REPORTS = (
    "mjuka_varden",
    "kollegialt_larande",
    "larande_natverk",
    "skolsegregation",
    "kompetensresa",
)
OWN = {"who": "x", "visibility": "regional"}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with one round, an inquiry, a network and a journey, all of Kungsbacka."""
    folder = tmp_path_factory.mktemp("learning")
    settings = read_settings({}, home=folder)
    build(settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FGTE_HOME", str(folder))
        given = [str(answers(folder, varied(24))), "--instrument", str(about(folder))]
        assert main(["import", *given]) == 0
    with open_journal(settings) as journal:
        inquiry = FULL[Kind.INQUIRY] | {"links": [], "expected": [], "traces": []}
        made = journal.create(Kind.INQUIRY, inquiry, owner="1384", **OWN)
        for kind in (Kind.LEARNING_NETWORK, Kind.COMPETENCE_JOURNEY):
            content = FULL[kind] | {"links": [made.id]}
            if kind is Kind.COMPETENCE_JOURNEY:
                content |= {"participants": [{"role": "rektor", "municipality": "1384"}]}
            journal.create(kind, content, owner="1384", **OWN)
    return settings


def jobs(settings, folder):
    return [
        j for r in REPORTS for j in jobs_for(["1384"], False, settings, report=r, output=folder)
    ]


@pytest.fixture(scope="module")
def pages(home, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    outcomes = run(jobs(home, folder), home)
    assert [str(each.cause) for each in outcomes if not each.ok] == []
    return {
        report: BeautifulSoup((folder / f"kungsbacka-{report}.html").read_bytes(), "html.parser")
        for report in REPORTS
    } | {"folder": folder}


@pytest.mark.parametrize("report", REPORTS)
def test_a_page_says_what_it_cannot_tell_and_holds_no_english(pages, report):
    words = pages[report].main.get_text(" ")
    assert pages[report].find("h2", string="Vad sidan inte kan säga")
    assert not re.search(r"\b(None|nan|the|and)\b", words)
    assert " 0,0 " not in words


@pytest.mark.parametrize("report", REPORTS)
def test_every_table_has_a_name_and_every_picture_a_description(pages, report):
    assert all(each.caption and each.caption.get_text() for each in pages[report].select("table"))
    assert all(each.title and each.desc for each in pages[report].select("svg.fgte-chart"))


@pytest.mark.parametrize("report", REPORTS)
def test_no_other_municipality_is_named_where_only_one_takes_part(pages, report):
    words = pages[report].main.get_text(" ")
    assert not {"Hylte", "Halmstad", "Laholm", "Varberg"} & set(re.findall(r"\w+", words))


@pytest.mark.parametrize("report", REPORTS)
def test_the_page_is_made_again_by_one_command(pages, report):
    kept = json.loads((pages["folder"] / f"kungsbacka-{report}.ipynb").read_text("utf-8"))
    assert kept["metadata"]["fgte"]["command"] == f"fgte report {report} Kungsbacka"


def test_a_changed_inquiry_of_another_makes_the_matrix_again(pages, home):
    folder = pages["folder"]
    assert {o.status for o in run(jobs(home, folder), home)} == {JobStatus.UP_TO_DATE}
    with open_journal(home) as journal:
        inquiry = FULL[Kind.INQUIRY] | {"links": [], "expected": [], "traces": []}
        journal.create(Kind.INQUIRY, inquiry, owner="1380", **OWN)
    remade = {o.job.report for o in run(jobs(home, folder), home) if o.status is JobStatus.OK}
    assert {"skolsegregation", "larande_natverk"} == remade
