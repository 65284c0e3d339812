"""How often chance alone gives a change as large as the one seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, norm

from fgte.analysis.uncertainty import chance_of_change, chance_of_mean_change

SHARES = st.floats(0, 1)
PUPILS = st.integers(1, 300)


@pytest.mark.parametrize(("cohort", "chance"), [(30, 0.87), (100, 0.66), (300, 0.39), (1000, 0.10)])
def test_three_points_at_80_per_cent_are_as_common_as_the_domain_says(cohort, chance):
    """../shared/DOMAIN.md section 6, simulated there."""
    found = chance_of_change(0.80, 0.83, cohort, cohort, level=0.80)
    assert found == pytest.approx(chance, abs=0.006)


@given(reached=st.tuples(PUPILS, PUPILS), more=st.tuples(PUPILS, PUPILS))
def test_every_pair_of_outcomes_is_counted(reached, more):
    n1, n2 = (r + m for r, m in zip(reached, more, strict=True))
    level = sum(reached) / (n1 + n2)
    first, second = reached[0] / n1, reached[1] / n2
    slack = min(0.001, 0.5 / max(n1, n2))
    shares = np.subtract.outer(np.arange(n1 + 1) / n1, np.arange(n2 + 1) / n2)
    chances = np.outer(*(binom.pmf(np.arange(n + 1), n, level) for n in (n1, n2)))
    as_far = abs(shares) >= abs(first - second) - slack
    near = abs(abs(shares) - abs(first - second) + slack) < 1e-9  # either way in floating point
    found = chance_of_change(first, second, n1, n2)
    least, most = chances[as_far & ~near].sum(), chances[as_far | near].sum()
    assert least - 1e-9 <= found <= most + 1e-9


@given(first=SHARES, second=SHARES, n1=PUPILS, n2=PUPILS)
def test_it_does_not_matter_which_year_came_first(first, second, n1, n2):
    forth, back = chance_of_change(first, second, n1, n2), chance_of_change(second, first, n2, n1)
    assert forth == pytest.approx(back, abs=1e-9)
    assert 0 <= forth <= 1


@given(share=SHARES, n1=PUPILS, n2=PUPILS)
def test_no_change_is_always_within_chance(share, n1, n2):
    assert chance_of_change(share, share, n1, n2) == 1


@pytest.mark.parametrize("between", [0.0, 1.7, 3.0])
def test_years_that_truly_differ_make_a_step_as_common_as_drawn_years_do(between):
    """Two year groups of 300 and 200, pupils' spread 40: drawn 200 000 times."""
    random = np.random.default_rng(1)
    means = [random.normal(0, np.hypot(40 / np.sqrt(n), between), 200_000) for n in (300, 200)]
    found = chance_of_mean_change(5.0, 300, 200, sd=40, between_year_sd=between)
    assert found == pytest.approx((abs(means[0] - means[1]) >= 5.0).mean(), abs=0.004)


def test_a_larger_step_and_a_larger_cohort_are_rarer():
    by_step = [chance_of_change(0.8 - step, 0.8 + step, 200, 200) for step in (0.01, 0.03, 0.05)]
    by_size = [chance_of_change(0.78, 0.82, n, n) for n in (25, 100, 400)]
    assert by_step == sorted(by_step, reverse=True)
    assert by_size == sorted(by_size, reverse=True)


def test_a_share_printed_with_a_decimal_counts_as_the_pupils_behind_it():
    printed, counted = chance_of_change(0.667, 0.333, 3, 3), chance_of_change(2 / 3, 1 / 3, 3, 3)
    assert printed == pytest.approx(counted)


def test_two_of_two_against_none_of_two():
    assert chance_of_change(0, 1, 2, 2) == pytest.approx(2 / 16)


@pytest.mark.parametrize("faulty", [(1.2, 0.5, 30, 30), (0.5, -0.1, 30, 30), (0.5, 0.6, 0, 30)])
def test_an_impossible_share_or_group_is_refused(faulty):
    with pytest.raises(ValueError, match="must be"):
        chance_of_change(*faulty)


@given(step=st.floats(0.01, 20), n1=PUPILS, n2=PUPILS)
def test_a_step_of_a_mean_has_the_chance_of_a_normal_difference(step, n1, n2):
    expected = 2 * norm.sf(step, scale=65 * np.sqrt(1 / n1 + 1 / n2))
    assert chance_of_mean_change(step, n1, n2, sd=65) == pytest.approx(expected)
    assert chance_of_mean_change(-step, n1, n2, sd=65) == pytest.approx(expected)


def test_a_mean_that_did_not_change_is_always_within_chance():
    assert chance_of_mean_change(0, 100, 100, sd=65) == 1
    assert chance_of_mean_change(0, 100, 100, sd=0) == 1
    assert chance_of_mean_change(1, 100, 100, sd=0) == 0
