"""The page that stands in for a report that could not be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from fgte.reports.jobs import Fault, Job, jobs_for
from fgte.reports.pages import failure_page, is_failure_page, render
from fgte.settings import Settings

EMPTY = {"lines": [], "groups": [], "research": [], "script": None, "figures": [], "reach": []}


@pytest.fixture
def job(here: Settings) -> Job:
    return jobs_for(["Laholm"], False, here)[0]


def test_a_failed_report_says_why_where_and_what_to_do(here: Settings, job: Job) -> None:
    fault = Fault("ValueError: 3 < 4", "Årskurs 9")
    page = failure_page(job, fault, Path("/home/logs/x.log"), here)
    for expected in (
        "Rapporten kunde inte göras",
        "ValueError: 3 &lt; 4",
        "under rubriken ”Årskurs 9”",
        "fgte report --municipality Laholm",
        "fgte doctor",
        "/home/logs/x.log",
    ):
        assert expected in page


def test_a_failed_report_is_told_from_a_good_one(here: Settings, job: Job) -> None:
    bad, good = here.home / "bad.html", here.home / "good.html"
    bad.write_text(failure_page(job, Fault("x"), Path("y"), here), encoding="utf-8")
    good.write_text(render("list.html.j2", "sv", here, **EMPTY), encoding="utf-8")
    assert is_failure_page(bad)
    assert not is_failure_page(good)
