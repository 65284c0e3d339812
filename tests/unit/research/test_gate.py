"""What the gate counts with: spreads that can be worked by hand, and the years it cuts at."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from fgte.analysis.design_power import detectable_level_change
from fgte.catalogue import open_catalogue
from fgte.research import carry_out, read_study
from fgte.store import open_table
from fgte.store.tables import write_table
from tests.unit.research.country import INDICATOR, ORIGIN, OWN, country, study_file

SERIES, DIFFERENCES = '"interrupted_time_series"', '"difference_in_differences"'
FIRST, START, LAST = 2014, 2020, 2025
"""The series begins anew in 2014: six years before the start and six from it on."""

OTHER, PUPILS = "0114", 900.0
"""Upplands Väsby, and how many pupils everyone has in the made-up country."""


def gate(folder, value_of, *, size=2, **said):
    """What the gate says, in a country whose figures are what a test makes them."""
    settings = country(folder / "home", municipalities=size)
    table = open_table(settings.store).table.copy()
    places = [OWN, *sorted({*table["municipality_id"]} - {OWN})]
    rows = zip(table["municipality_id"], table["year"], strict=True)
    table["value"] = [value_of(places.index(place), year) for place, year in rows]
    write_table(settings.store, table, fingerprint="made-up", origins=[ORIGIN])
    return carry_out(read_study(study_file(folder, effect=200, **said), settings), settings).gate


def level_change(spread):
    """The change of level that is seen by the dullest of the three ways years may hang together."""
    return max(
        detectable_level_change(range(FIRST, LAST + 1), START, spread, autocorrelation=alike)
        for alike in (0.0, 0.3, 0.5)
    )


def test_a_series_spread_is_counted_with_two_years_less_for_its_line(tmp_path):
    """Six years on a curve round a level line: six times 5, −1, −4, −4, −1, 5."""
    curve = dict(zip(range(FIRST, START), (30, -6, -24, -24, -6, 30), strict=True))
    found = gate(tmp_path, lambda _, year: 65 + curve.get(year, 0), design=SERIES)
    assert found.detectable == pytest.approx(level_change(math.sqrt(6**2 * 84 / (6 - 2))))


@pytest.mark.parametrize("treated", [1, 2])
def test_the_mean_of_several_treated_swings_less_than_one(tmp_path, treated):
    """Of 900 pupils 75 in a hundred: 0.75 · 0.25 / 900 among pupils, and what years differ by."""
    among_pupils = 1e4 * 0.75 * 0.25 / PUPILS
    between_years = open_catalogue().indicator(INDICATOR).between_year_sd ** 2
    codes = ", ".join(f'"{code}"' for code in (OWN, OTHER)[:treated])
    found = gate(tmp_path, lambda *_: 75, design=SERIES, municipalities=f"[{codes}]")
    usual = math.sqrt((among_pupils + between_years) / treated)
    assert found.detectable == pytest.approx(level_change(usual))


def test_donors_are_asked_how_they_change_over_several_years_as_the_outcome_is(tmp_path):
    """Six years before, of which the last three are taken against the first three.

    Every second donor rises by one between them and every second falls by one.
    """

    def value(place, year):
        return 70 + (year >= START - 3) * (1 if place % 2 else -1)

    found = gate(tmp_path, value, size=61, design=DIFFERENCES)
    assert found.donors == 60
    error = math.sqrt(60 / 59) * math.sqrt(1 + 1 / 60)
    reach = stats.t.ppf(0.975, 59) + stats.t.ppf(0.8, 59)
    assert found.detectable == pytest.approx(error * reach)
