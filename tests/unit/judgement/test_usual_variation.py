"""What is usual for a series: its limits, the years outside, and when nothing is said."""

from dataclasses import replace

import pytest

import fgte
from fgte.judgement.movement import stretches_of
from fgte.judgement.variation import variation_of
from fgte.model import Unit

LAHOLM = (79.09, 67.26, 73.98, 54.89, 62.11, 58.78, 72.04, 51.79)
"""Examen inom tre år 2015–2022, as published; see docs/explanation/vanlig-variation.md."""


def found(figures, unit=Unit.PERCENT, breaks=()):
    return variation_of(stretches_of(figures, breaks), unit)


def test_the_limits_are_those_worked_out_by_hand(series):
    usual = found(series(*LAHOLM))
    assert (round(usual.lower, 1), round(usual.upper, 1)) == (33.9, 96.0)
    assert round(usual.usual_step, 1) == 11.7
    assert (usual.first_year, usual.last_year, usual.points) == (2015, 2022, 8)
    assert usual.provisional
    assert usual.outside == ()


def test_from_twelve_figures_the_limits_are_no_longer_provisional(series):
    assert found(series(*range(70, 81))).provisional
    assert not found(series(*range(70, 82))).provisional


def test_a_year_far_from_the_others_is_outside(series):
    assert found(series(70, 71, 70, 71, 70, 71, 90, 71)).outside == (2021,)


def test_no_step_is_counted_across_a_missing_or_an_odd_year(series):
    figures = series(70, 71, 99, 71, 70, 71)
    odd = tuple(replace(e, odd=e.year == 2017) for e in figures)
    assert found(series(70, 71, None, 81, 80, 81, 80)).usual_step == pytest.approx(1)
    assert found((*odd, *series(70, first_year=2021))).usual_step == pytest.approx(1)


def test_only_the_latest_stretch_counts(series):
    usual = found(series(*(20, 30) * 3, 70, 71, 70, 71, 70), breaks=(2021,))
    assert usual.first_year == 2021
    assert usual.lower > 60


@pytest.mark.parametrize("values", [(), (70,), (70, 71, 70, 71), (70, None, 71, None, 70, 71, 70)])
def test_with_few_figures_or_few_steps_nothing_is_said(series, values):
    assert found(series(*values)) is None


@pytest.mark.parametrize("tenths", range(1, 1000, 37))
def test_a_flat_series_has_no_year_outside_whatever_its_mean_rounds_to(series, tenths):
    found = variation_of([series(*(tenths / 10,) * 7)], Unit.PERCENT)
    assert (found.outside, found.usual_step) == ((), 0)


def test_a_censored_year_is_no_figure(series):
    assert found(series(96, (94.1, 98.5), 97, 96, 97)) is None


def test_limits_end_where_the_possible_ends(series):
    usual = found(series(99, 90, 99, 90, 99, 90))
    assert usual.upper == 100
    assert found(series(99, 90, 99, 90, 99, 90), Unit.MERIT_POINTS).upper > 100
    assert found(series(1, 9, 1, 9, 1, 9)).lower == 0


def test_what_is_said_of_a_movement_does_not_rest_on_it(store):
    finding = fgte.assess("examen_3ar", "Laholm", store=store)
    assert round(finding.variation.lower, 1) == 33.9
    assert finding.sentence() == replace(finding, variation=None).sentence()
