"""What separates one answer from the next: limits that are reached, and what could be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

import fgte
from fgte.analysis.trend import smallest_detectable_trend
from fgte.catalogue import indicator, open_catalogue
from fgte.judgement.movement import (
    cohort_of,
    detectable_change,
    movement_of,
    stretches_of,
    verdict_of,
)
from fgte.judgement.results import Trend
from fgte.model import Direction, Verdict
from fgte.sources.raw import raw_figures
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

SHARE = indicator("alla_amnen_slutbetyg")


@pytest.mark.parametrize(("low", "high"), [(-0.5, 0.5), (-0.5, 0.1), (0.1, 0.5)])
def test_an_interval_that_ends_at_the_smallest_relevant_change_rules_out_more(low, high):
    trend = Trend((low + high) / 2, low, high, 0.01, (2015, 2022), 1, 2)
    found = verdict_of(trend, smallest=0.5, better=Direction.HIGHER)
    assert found is Verdict.PRACTICALLY_UNCHANGED


@pytest.mark.parametrize(
    ("values", "verdict"),
    [((70, 71, 72, 73, 74), Verdict.NOT_COMPARABLE), ((70, 71, 72, 73), Verdict.TOO_SHORT)],
)
def test_five_years_that_a_break_divides_are_enough_but_not_comparable(series, values, verdict):
    assert movement_of(stretches_of(series(*values), [2017]), SHARE).verdict is verdict


@pytest.mark.parametrize(("level", "near"), [(100.0, 99.0), (99.8, 99.0), (0.0, 1.0)])
def test_where_all_or_none_reach_it_chance_counts_as_a_hundredth_away(series, level, near):
    found, beside = (detectable_change(series(*[each] * 8), 40, SHARE) for each in (level, near))
    assert found == beside


def test_among_very_many_pupils_only_the_differences_between_years_are_left(series):
    """Then a share is seen as well as any other figure that differs as much between years."""
    found = detectable_change(series(*[80.0] * 8), 10**12, SHARE)
    sd = SHARE.between_year_sd
    alone = smallest_detectable_trend(n_years=8, cohort=1, sd=1e-6, between_year_sd=sd)
    assert found == pytest.approx(alone, rel=1e-4)


def test_a_year_group_is_the_middle_one_of_those_whose_size_is_known(series):
    sizes = (400, None, 30, 0, 20)
    figures = series(*[80.0] * 5)
    sized = [replace(each, pupils=n) for each, n in zip(figures, sizes, strict=True)]
    assert cohort_of(sized) == 30
    assert cohort_of(figures) is None


@pytest.fixture
def assessed(settings, tmp_path):
    """What is said of one indicator in Kungsbacka, in a store of nothing but these figures."""

    def make(indicator, rows, *changed):
        same = {"sex": "T", "source": "Kolada", "snapshot_id": "made", "status": "ok"}
        table = tidy(raw_figures([same | row for row in rows]), open_catalogue(settings))
        write_table(tmp_path, table, fingerprint="made", origins=[])
        store = open_table(tmp_path)
        if changed:
            vars(store)["ledger"] = pd.DataFrame(changed)
        return fgte.assess(indicator, "1384", store=store)

    return make


@pytest.mark.parametrize("hidden", [3, 8])
def test_only_a_series_that_is_hidden_all_through_is_called_hidden(assessed, hidden):
    shown = [{"value": None, "status": "suppressed"}] * hidden
    shown += [{"value": 70.0 + n} for n in range(8 - hidden)]
    same = {"kpi": "N17451", "municipality_id": "1384"}
    found = assessed("examen_3ar", [same | {"year": 2015 + n} | e for n, e in enumerate(shown)])
    assert found.movement.comparable_years == 8 - hidden
    assert (found.verdict is Verdict.SUPPRESSED) == (hidden == 8)


def test_beside_the_country_the_years_that_were_judged_are_compared_and_no_later_ones(assessed):
    """The grades of 2023 and 2024 stand after a break and are too few to be judged."""
    rows = [
        {"kpi": "N15505", "municipality_id": place, "year": year, "value": 210.0 + year - 2017}
        for place in ("1384", "0000")
        for year in range(2017, 2025)
    ]
    found = assessed("meritvarde", rows)
    assert found.trend.years == found.against_riket.trend.years == tuple(range(2017, 2023))
    assert found.country_trend.years == tuple(range(2017, 2023))


LINE = {"kpi": "N17451", "municipality_id": "1384"}
WHERE = LINE | {"sex": "T", "year": 2022, "school_unit": None, "held": False}
CHANGED = {"event": "changed", "new_source": "Kolada", "retrieved": date(2026, 1, 1)}


def lowered(*values, first, old):
    """Figures from a first year on, and that the one of 2022 was another before."""
    rows = [LINE | {"year": first + n, "value": value} for n, value in enumerate(values)]
    statuses = {"old_status": "missing" if old is None else "ok", "new_status": "ok"}
    return rows, WHERE | CHANGED | {"old_value": old, "new_value": values[-1]} | statuses


def test_what_would_have_been_said_before_a_revision_is_asked_of_the_figures_of_then(assessed):
    """Eight figures rose in a row, until the last one was lowered: now nothing opens."""
    values = (70.0, 71.2, 71.9, 73.3, 74.0, 75.2, 76.1, 60.0)
    found = assessed("examen_3ar", *lowered(*values, first=2015, old=77.0))
    assert not found.gate.opened
    assert [each.verdict_before for each in found.revisions] == [Verdict.IMPROVING]


def test_before_a_figure_was_there_it_was_no_figure(assessed):
    found = assessed("examen_3ar", *lowered(70.0, 71.2, 71.9, 73.3, 60.0, first=2018, old=None))
    assert found.movement.comparable_years == 5
    assert [each.verdict_before for each in found.revisions] == [Verdict.TOO_SHORT]


@pytest.mark.parametrize(
    "other",
    [
        {"sex": "K"},
        {"school_unit": "12345678"},
        {"municipality_id": "1383"},
        {"kpi": "N17452"},
        {"year": 2026},
        {"event": "new"},
        {"event": "kept_hidden"},
    ],
)
def test_a_change_of_anything_else_is_not_told_of_the_series(assessed, other):
    rows, line = lowered(70.0, 71.0, 72.0, 71.0, 70.0, first=2018, old=77.0)
    assert assessed("examen_3ar", rows, line | other).revisions == ()
