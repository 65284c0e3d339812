"""What a design expected, and what other choices give: figures whose answers are worked by hand."""

from __future__ import annotations

import math

import pytest

from fgte.analysis.differences import EventStudy
from fgte.analysis.estimates import Estimate
from fgte.research import carry_out, read_study
from fgte.research.by_year import year_records
from fgte.research.estimating import Estimated
from fgte.store import open_table
from fgte.store.tables import write_table
from tests.unit.research.country import ORIGIN, OWN, country, study_file

SERIES, DIFFERENCES = '"interrupted_time_series"', '"difference_in_differences"'
FIRST, START, LAST = 2014, 2020, 2025
"""The series begins anew in 2014."""


def found_of(folder, own, *, size=25, **said):
    """What a study finds of Kungsbacka, where everyone else rises by one a year from sixty."""
    settings = country(folder / "home", municipalities=size)
    table = open_table(settings.store).table.copy()
    rows = zip(table["municipality_id"], table["year"], strict=True)
    table["value"] = [own(y) if place == OWN else 60 + y - FIRST for place, y in rows]
    write_table(settings.store, table, fingerprint="made-up", origins=[ORIGIN])
    return carry_out(read_study(study_file(folder, effect=50, **said), settings), settings).found


def otherwise(found, key):
    """What another choice gives."""
    (variation,) = (each for each in found.variations if each.key == key)
    return variation.estimate.value


def test_the_rest_drawn_at_the_units_own_level_before_the_start_is_what_was_expected(tmp_path):
    found = found_of(tmp_path, lambda y: 70 + y - FIRST + 5 * (y >= START), design=DIFFERENCES)
    assert found.expected == pytest.approx({y: 70 + y - FIRST for y in range(FIRST, LAST + 1)})
    assert found.estimate.value == pytest.approx(5)


def test_the_line_before_the_start_drawn_on_is_what_was_expected_of_a_series(tmp_path):
    def own(y):
        return 50 + 2 * (y - FIRST) + (4 + y - START) * (y >= START)

    found = found_of(tmp_path, own, size=2, design=SERIES)
    assert found.expected == pytest.approx(
        {y: 50 + 2 * (y - FIRST) for y in range(FIRST, LAST + 1)}
    )
    assert found.estimate.value == pytest.approx(4)


@pytest.mark.parametrize("design", [SERIES, DIFFERENCES])
def test_without_the_pandemic_its_years_do_not_count(tmp_path, design):
    """Ten higher from the start on, but for twenty lower in 2020 and 2021."""

    def own(y):
        return 60 + y - FIRST + (-20 if y in (2020, 2021) else 10 * (y >= START))

    found = found_of(tmp_path, own, design=design)
    assert otherwise(found, "without_pandemic") == pytest.approx(10)
    assert found.estimate.value != pytest.approx(10)


def test_a_year_later_the_first_year_is_neither_before_nor_after(tmp_path):
    """Thirty higher in the first year and six higher since: six, whatever came first."""

    def own(y):
        return 60 + y - FIRST + (30 if y == START else 6 * (y > START))

    found = found_of(tmp_path, own, design=DIFFERENCES)
    assert otherwise(found, "one_year_later") == pytest.approx(6)
    assert found.estimate.value == pytest.approx((30 + 5 * 6) / 6)


def test_year_by_year_the_start_is_after_and_what_has_no_bound_is_empty():
    bounded, unbounded = Estimate(1.0, -1.0, 3.0, 0.2), Estimate(2.0, -math.inf, math.inf, 0.5)
    study = EventStudy((2019, 2020), (bounded, unbounded), None)
    before, start = year_records(Estimated(bounded, {}, {}, study, ()), 2020)
    assert (before["year"], before["after_start"], before["low"]) == (2019, 0, -1.0)
    assert (start["year"], start["after_start"], start["value"]) == (2020, 1, 2.0)
    assert math.isnan(start["low"])
    assert math.isnan(start["high"])
