"""Real figures from the stand-in for Kolada: nothing is lost, nothing invented, on any day."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pandas as pd
import pytest

from fgte.catalogue import open_catalogue
from fgte.settings import read_settings
from fgte.sources.kolada import Patience, fetch, read_fetch
from fgte.sources.snapshots import SnapshotStore

FIVE = ["0000", "1315", "1380", "1381", "1383", "1384"]
KEY = ["kpi", "municipality_id", "year", "sex"]
REVISED = "N15505:1384:2022:T:230.5"
SHORT = Patience(attempts=40, first_wait=0.05, longest_wait=0.2)
"""Which of the four that ask at once meets how many faults is chance: eight may be too few."""


@contextmanager
def stand_in(shared, *options):
    """The stand-in on a free port; its address."""
    command = [sys.executable, str(shared / "tools/kolada_replay"), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        try:
            line = serving.stdout.readline()
            yield re.search(r"http://\S+/v3", line).group()
        finally:
            serving.terminate()


@pytest.fixture(scope="module")
def good_day(shared):
    with stand_in(shared) as url:
        yield url


@pytest.fixture(scope="module")
def bad_day(shared):
    faults = ["--busy-every", "13", "--error-every", "5", "--cut-every", "7", "--slow-ms", "20"]
    with stand_in(shared, *faults) as url:
        yield url


@pytest.fixture(scope="module")
def published(shared):
    """The figures that the stand-in has, of the KPIs that the catalogue needs."""
    text = {"kpi": str, "municipality_id": str}
    table = pd.read_csv(shared / "data/kolada/values_2024-08.csv.gz", dtype=text)
    return table[table["kpi"].isin(open_catalogue().by_kpi())]


def requests(url):
    with urllib.request.urlopen(url.replace("/v3", "/_count")) as answer:
        return json.load(answer)["requests"]


def fetched(url, home, **asked):
    settings = read_settings({"FGTE_KOLADA_URL": url}, home=home)
    result = fetch(settings, patience=SHORT, **asked)
    snapshots = SnapshotStore(settings.snapshots)
    return result, read_fetch(snapshots, snapshots.fetches()[-1])


def assert_the_same(figures, published):
    """Every published figure, by its key, and where there is no value a status that says why."""
    ours, theirs = (table.set_index(KEY)["value"].sort_index() for table in (figures, published))
    pd.testing.assert_series_equal(ours, theirs, check_dtype=False, check_index_type=False)
    assert figures["value"].notna().equals(figures["status"] == "ok")


def test_the_members_and_the_country_in_seven_requests(good_day, published, tmp_path):
    before = requests(good_day)
    result, figures = fetched(good_day, tmp_path)
    assert_the_same(figures, published[published["municipality_id"].isin(FIVE)])
    assert result.requests_made == requests(good_day) - before == 4 + 3
    assert result.title_changes == ()


def test_the_whole_country_in_as_few_requests_as_its_pages(good_day, published, tmp_path):
    result, figures = fetched(good_day, tmp_path, all_municipalities=True)
    regions = published["municipality_id"].between("0001", "0099")
    assert_the_same(figures, published[~regions])
    assert result.entries >= 140_000
    assert result.requests_made <= 4 + result.entries / 5000 + 6


def test_a_bad_day_gives_the_same_figures(bad_day, published, tmp_path):
    result, figures = fetched(bad_day, tmp_path, all_municipalities=True, years=(2019, 2022))
    chosen = published["year"].between(2019, 2022)
    regions = published["municipality_id"].between("0001", "0099")
    assert_the_same(figures, published[chosen & ~regions])
    assert result.requests_made > result.requests_planned


def test_what_was_revised_and_what_was_withdrawn_shows(shared, tmp_path):
    with stand_in(shared, "--revise", REVISED, "--withdraw", "N15507") as url:
        result, figures = fetched(url, tmp_path)
        changed, since = fetched(url, tmp_path, since="2026-01-01")
    row = figures.set_index(KEY).loc[("N15505", "1384", 2022, "T")]
    assert row["value"] == 230.5
    assert "N15507" in {each.kpi for each in result.not_found if each.why == "unknown"}
    assert set(since["kpi"]) == {"N15505"}
    assert changed.figures == len(since) > 0
