"""The reports on what the journal holds: which are made, when anew, and where the index leads."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from fgte.cli import main
from fgte.errors import FgteError
from fgte.journal import Kind
from fgte.journal.examples import add_examples
from fgte.reports import jobs_for, run, write_index
from fgte.reports.jobs import JobStatus
from fgte.reports.journal_jobs import journal_jobs


@pytest.fixture
def examples(journal):
    return add_examples(journal, who="anna")


@pytest.fixture
def made(examples, home):
    """The compilation of one year: the quickest of the two to make."""
    jobs = journal_jobs("erfarenhetsutbyte", ["2026"], home)
    (outcome,) = run(jobs, home, workers=1)
    assert outcome.ok, outcome.cause
    return outcome


def test_every_exchange_or_the_named_one(examples, home):
    every = journal_jobs("utbyte", [], home)
    assert [job.parameters["exchange"] for job in every] == sorted(
        (job.parameters["exchange"] for job in every),
        key=[e.id for e in examples if e.id.startswith("u-")][::-1].index,
    )
    (one,) = journal_jobs("utbyte", ["trygghet"], home)
    assert one.stem == f"utbyte-{one.parameters['exchange']}"
    assert one.command == f"fgte report utbyte {one.parameters['exchange']}"
    assert one.heading == "Utbyte: EXEMPEL (påhittat): Trygghet på raster"


def test_the_latest_year_or_the_named_ones(examples, home):
    (latest,) = journal_jobs("erfarenhetsutbyte", [], home)
    assert (latest.stem, latest.place) == ("erfarenhetsutbyte-2027", "Läsåret 2026/27")
    named = journal_jobs("erfarenhetsutbyte", ["2025", "2026"], home)
    assert [job.parameters["year"] for job in named] == [2025, 2026]


@pytest.mark.parametrize("report", ["utbyte", "erfarenhetsutbyte"])
def test_an_empty_journal_tells_the_next_step(journal, home, report):
    with pytest.raises(FgteError) as told:
        journal_jobs(report, [], home)
    assert "fgte journal form utbyte" in told.value.message("sv")


def test_a_year_that_is_none_is_told(examples, home):
    with pytest.raises(FgteError) as told:
        journal_jobs("erfarenhetsutbyte", ["snart"], home)
    assert "2027" in told.value.message("sv")


def test_it_is_made_again_only_when_the_journal_is_another(made, journal, home, examples):
    def again():
        jobs = journal_jobs("erfarenhetsutbyte", ["2026"], home)
        return run(jobs, home, workers=1)[0]

    factor = next(each for each in examples if each.kind is Kind.SUCCESS_FACTOR)
    before = made.html.read_bytes()
    assert again().status is JobStatus.UP_TO_DATE
    journal.delete(factor.id, who="anna")
    assert again().status is JobStatus.OK
    assert made.html.read_bytes() != before
    journal.undo(factor.id, who="anna")
    assert again().status is JobStatus.OK


def test_the_page_says_what_it_cannot_and_the_index_leads_there_this_run_and_the_next(made, home):
    page = BeautifulSoup(made.html.read_text(encoding="utf-8"), "html.parser")
    headings = [each.get_text() for each in page.main.find_all("h2")]
    assert len(page.find_all("h1")) == 1
    assert headings[1] == "Vad sidan inte kan säga"
    assert headings[-1] == "Källor"
    noted = json.loads(made.job.executed.read_text(encoding="utf-8"))["metadata"]["fgte"]
    assert noted["command"] == "fgte report erfarenhetsutbyte 2026"
    for outcomes in ([made], []):
        index = write_index(outcomes, home, "sv", output=made.job.output)
        links = BeautifulSoup(index.read_text(encoding="utf-8"), "html.parser").select("main a")
        assert [a["href"] for a in links if a["href"].startswith("erf")] == [made.html.name]
        assert "Erfarenhetsutbyte: Läsåret 2025/26" in [a.get_text() for a in links]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["utbyte", "--municipality", "Laholm"], "utbytets id"),
        (["utbyte", "--region"], "utbytets id"),
        (["utbyte", "--scheduler", "tcp://127.0.0.1:1"], "--scheduler"),
        (["utbyte", "finnsinte"], "Finns:"),
    ],
)
def test_what_cannot_be_asked_for_is_told(examples, home, monkeypatch, capsys, words, said):
    monkeypatch.setenv("FGTE_HOME", str(home.home))
    assert main(["report", *words]) == 2
    assert said in capsys.readouterr().err


def test_the_usual_reports_are_as_before(home):
    stems = [job.stem for job in jobs_for(["1384"], True, home)]
    assert stems == ["region", "kungsbacka"]
