"""What has changed between two anonymous rounds."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from fgte.analysis.rounds import (
    Moments,
    RoundChange,
    change_between,
    mean_of_round,
    moments,
    permutation_p,
)

MEANS = st.lists(st.integers(10, 40).map(lambda total: total / 10), min_size=2, max_size=12)
SUMS = st.lists(st.integers(10, 40), min_size=1, max_size=5)


@pytest.mark.filterwarnings("ignore:Precision loss")  # of scipy's, where a round is all alike
@given(MEANS, MEANS)
def test_the_interval_is_that_of_welch(first, second):
    found = change_between(moments(first), moments(second))
    if np.std(first) + np.std(second) > 1e-9:
        theirs = ttest_ind(second, first, equal_var=False).confidence_interval()
        assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high))


@given(MEANS, MEANS)
def test_a_change_turned_around_is_the_same_with_another_sign(first, second):
    there = change_between(moments(first), moments(second))
    back = change_between(moments(second), moments(first))
    assert (there.low, there.detectable) == pytest.approx((-back.high, back.detectable))


def test_what_is_detectable_is_more_than_the_interval_reaches():
    found = change_between(Moments(12, 2.0, 0.5), Moments(12, 2.3, 0.5))
    assert found.detectable > found.high - found.change
    assert not found.shown


def test_the_same_change_is_shown_when_more_answered():
    assert change_between(Moments(60, 2.0, 0.5), Moments(60, 2.3, 0.5)).shown


def test_one_person_has_no_spread_so_nothing_is_said_of_chance():
    found = change_between(moments([2.0]), moments([2.0, 3.0]))
    assert found.change == 0.5
    assert math.isnan(found.low)
    assert not found.shown


def test_a_mean_stays_on_its_scale():
    found = mean_of_round(Moments(3, 3.9, 0.4), within=(1, 4))
    assert found.high == 4
    assert found.low > 1


def test_in_four_cases_of_five_a_change_of_that_size_is_seen():
    random = np.random.default_rng(7)
    size = change_between(Moments(12, 2.0, 0.5), Moments(12, 2.0, 0.5)).detectable
    rounds = random.normal(2, 0.5, (4000, 2, 12)) + np.array([0, size])[:, np.newaxis]
    seen = [change_between(moments(one), moments(other)).shown for one, other in rounds]
    assert np.mean(seen) == pytest.approx(0.8, abs=0.03)


@given(SUMS, SUMS)
def test_every_parting_is_counted(first, second):
    together = [*first, *second]
    mean = sum(together) / len(together)
    parted = [sum(each) for each in combinations(together, len(first))]
    apart = abs(sum(first) - mean * len(first)) - 1e-9
    expected = sum(abs(s - mean * len(first)) >= apart for s in parted) / len(parted)
    assert permutation_p(first, second) == pytest.approx(expected)


def test_three_against_three_wholly_apart():
    """Two of the twenty ways."""
    assert permutation_p([10, 11, 12], [30, 31, 32]) == pytest.approx(0.1)


@pytest.mark.parametrize("wrong", [[], [1.5], [math.nan]])
def test_a_round_without_whole_numbers_is_refused(wrong):
    with pytest.raises(ValueError, match="whole number"):
        permutation_p([1], wrong)


def test_an_interval_that_ends_at_no_change_has_shown_none():
    assert not RoundChange(0.5, 0.0, 1.0, 0.7).shown
    assert not RoundChange(-0.5, -1.0, 0.0, 0.7).shown
    assert RoundChange(0.5, 0.01, 1.0, 0.7).shown
