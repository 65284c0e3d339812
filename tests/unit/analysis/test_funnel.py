"""What funnel limits promise."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.funnel import (
    funnel_limits,
    limits_around,
    over_dispersion,
    poisson_limits,
)

SIZES = st.lists(st.integers(10, 2000), min_size=3, max_size=20)


@given(totals=SIZES, share=st.floats(0.1, 0.9))
def test_the_target_lies_inside_every_limit_and_the_outer_holds_the_inner(totals, share):
    n = np.array(totals, dtype=float)
    found = funnel_limits(share * n, n)
    assert (found.outer[0] <= found.inner[0]).all()
    assert (found.inner[0] <= found.target).all()
    assert (found.target <= found.inner[1]).all()
    assert (found.inner[1] <= found.outer[1]).all()


@given(totals=SIZES)
def test_units_that_are_all_alike_show_no_over_dispersion_and_none_lies_outside(totals):
    found = funnel_limits(0.8 * np.array(totals), totals)
    assert found.over_dispersion.tau2 == 0
    assert not found.beyond.any()


def test_a_larger_unit_has_narrower_limits():
    found = funnel_limits([40, 400, 80], [50, 500, 100])
    widths = found.inner[1] - found.inner[0]
    assert widths[1] < widths[2] < widths[0]


def test_a_unit_without_a_figure_lies_outside_nothing_and_has_no_limits():
    found = funnel_limits([40, math.nan, 80], [50, math.nan, 100])
    assert found.beyond[1] == 0
    assert math.isnan(found.inner[0][1])


def test_a_unit_far_out_among_many_is_seen_beyond_both_limits():
    totals = np.full(30, 400.0)
    successes = np.where(np.arange(30) == 7, 200, 320)
    assert funnel_limits(successes, totals).beyond.tolist() == [2 * (i == 7) for i in range(30)]


def test_a_given_target_is_used():
    assert funnel_limits([40, 80], [50, 100], target=0.7).target == 0.7


def test_chance_alone_has_phi_one():
    z = np.random.default_rng(1).normal(size=5000)
    assert over_dispersion(z, np.ones(5000), winsorise=0).phi == pytest.approx(1, abs=0.05)


def test_one_unit_cannot_be_compared_with_itself():
    with pytest.raises(ValueError, match="two units"):
        over_dispersion([1.0], [1.0])


@given(count=st.floats(1, 500))
def test_a_count_as_expected_lies_within_its_limits(count):
    low, high = poisson_limits(count)
    assert low < 1 < high


def test_limits_around_a_target_of_ones_own_add_up_the_variances():
    found = limits_around(50.0, [3.0, 1.0], tau2=5.0, confidence=0.95)
    assert found.low == pytest.approx(50 - 1.959964 * 3)
    assert found.high == pytest.approx(50 + 1.959964 * 3)


def test_limits_are_the_outer_ones_where_nothing_is_said():
    assert limits_around(0.0, 1.0, tau2=0.0).high == pytest.approx(3.090232)
