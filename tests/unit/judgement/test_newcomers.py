"""The same result with and without newly arrived pupils: which way the step goes, and when none."""

import pytest

from fgte.catalogue import open_catalogue
from fgte.judgement.lacks import Lack
from fgte.judgement.newcomers import with_and_without
from fgte.sources.raw import raw_figures
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

WITH, WITHOUT = "N15505", "N15567"


@pytest.fixture
def told(settings, tmp_path):
    """What is told of Laholm's merit rating from (KPI, year, value or None where hidden)."""
    book = open_catalogue(settings)

    def make(*figures, **options):
        same = {"source": "Kolada", "municipality_id": "1381", "sex": "T", "snapshot_id": "made"}
        rows = [
            same
            | {"kpi": kpi, "year": year, "value": value}
            | {"status": "ok" if value is not None else "suppressed"}
            for kpi, year, value in figures
        ]
        write_table(tmp_path, tidy(raw_figures(rows), book), fingerprint="made", origins=[])
        found = with_and_without(open_table(tmp_path), book, book.municipality("1381"), **options)
        return {each.indicator.id: each for each in found}["meritvarde"]

    return make


def test_the_difference_is_without_less_with(told):
    assert told((WITH, 2022, 210.0), (WITHOUT, 2022, 214.5)).latest.difference == 4.5


def test_a_year_counted_in_another_way_has_no_difference(told):
    found = told((WITH, 2016, 230.0), (WITHOUT, 2016, 231.0))
    assert [each.difference for each in found.years] == [None]
    assert (found.latest, found.lack) == (None, Lack.ODD_YEAR)


def test_the_latest_is_the_last_year_in_which_both_can_be_read(told):
    both = [(kpi, year, value) for kpi in (WITH, WITHOUT) for year, value in ((2021, 1.0),)]
    assert told(*both, (WITH, 2022, 210.0), (WITHOUT, 2022, None)).latest.year == 2021


def test_a_hidden_figure_is_no_zero(told):
    found = told((WITH, 2022, None), (WITHOUT, 2022, 214.5))
    assert (found.latest, found.lack) == (None, Lack.SUPPRESSED)


def test_one_way_alone_is_nothing_to_lay_beside(told):
    assert told((WITH, 2022, 210.0)).lack is Lack.NOT_FETCHED


def test_only_chosen_years_are_looked_at(told):
    figures = [(kpi, year, 200.0) for kpi in (WITH, WITHOUT) for year in (2018, 2019, 2020)]
    assert [each.year for each in told(*figures, years=(2018, 2019)).years] == [2018, 2019]
