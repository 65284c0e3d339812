"""What an interval around a share, a mean or a difference promises."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from fgte.analysis.uncertainty import (
    censored_bounds,
    censored_interval,
    mean_difference_interval,
    mean_interval,
    mean_of_parts_interval,
    newcombe_interval,
    wilson_interval,
)
from fgte.model import Interval

SHARES = st.floats(0, 1)
PUPILS = st.integers(1, 2000)


@given(share=SHARES, pupils=PUPILS)
def test_wilson_contains_the_share_and_stays_within_0_and_1(share, pupils):
    interval = wilson_interval(share * pupils, pupils)
    assert 0 <= interval.low <= share * pupils / pupils <= interval.high <= 1


def test_wilson_of_all_pupils_reaches_1_and_of_none_0_however_many_they_are():
    assert {wilson_interval(pupils, pupils).high for pupils in range(1, 200)} == {1}
    assert {wilson_interval(0, pupils).low for pupils in range(1, 200)} == {0}


def test_wilson_narrows_with_more_pupils():
    intervals = [wilson_interval(0.8 * pupils, pupils) for pupils in (20, 100, 500)]
    widths = [interval.high - interval.low for interval in intervals]
    assert all(wider > narrower for wider, narrower in pairwise(widths))


def test_wilson_takes_the_count_behind_a_rounded_share():
    between = wilson_interval(0.835 * 121, 121)
    assert wilson_interval(101, 121).low < between.low < wilson_interval(102, 121).low


def test_wilson_widens_with_confidence():
    assert wilson_interval(80, 100, confidence=0.99).low < wilson_interval(80, 100).low


@given(share1=SHARES, pupils1=PUPILS, share2=SHARES, pupils2=PUPILS)
def test_newcombe_turned_round_is_the_same_interval_with_signs_changed(
    share1, pupils1, share2, pupils2
):
    first, second = (share1 * pupils1, pupils1), (share2 * pupils2, pupils2)
    forth, back = newcombe_interval(*first, *second), newcombe_interval(*second, *first)
    assert forth.low == pytest.approx(-back.high, abs=1e-12)
    assert forth.high == pytest.approx(-back.low, abs=1e-12)


@given(share1=SHARES, pupils1=PUPILS, share2=SHARES, pupils2=PUPILS)
def test_newcombe_contains_the_difference(share1, pupils1, share2, pupils2):
    interval = newcombe_interval(share1 * pupils1, pupils1, share2 * pupils2, pupils2)
    assert interval.low - 1e-12 <= share1 - share2 <= interval.high + 1e-12


def test_mean_interval_is_two_standard_errors_each_way():
    interval = mean_interval(220, 60, 225)
    assert (interval.low, interval.high) == pytest.approx((220 - 7.84, 220 + 7.84), abs=0.001)


def test_a_difference_of_means_adds_the_two_groups_chance_in_squares():
    one, other = mean_interval(220, 60, 100), mean_interval(210, 60, 300)
    between = mean_difference_interval(220, 100, 210, 300, sd=60)
    assert (between.low + between.high) / 2 == pytest.approx(10)
    assert between.high - between.low == pytest.approx(
        math.hypot(one.high - one.low, other.high - other.low)
    )


@given(half1=st.floats(0.001, 0.2), half2=st.floats(0.001, 0.2), correlation=st.floats(-1, 1))
def test_a_mean_of_parts_is_never_wider_than_its_worst_case(half1, half2, correlation):
    parts = [Interval(0.8 - half1, 0.8 + half1), Interval(0.7 - half2, 0.7 + half2)]
    worst = mean_of_parts_interval(parts)
    true_half = math.sqrt(half1**2 + half2**2 + 2 * correlation * half1 * half2) / 2
    assert (worst.high - worst.low) / 2 >= true_half - 1e-12


def test_a_mean_of_parts_averages_the_bounds():
    interval = mean_of_parts_interval([Interval(0.6, 0.8), Interval(0.7, 0.8)])
    assert (interval.low, interval.high) == pytest.approx((0.65, 0.8))


@pytest.mark.parametrize(
    ("pupils", "low", "high"),
    [(40, 0.9, 0.975), (68, 0.941, 0.985), (None, 0.9, 1), (math.nan, 0.9, 1), (2, 0, 0.5)],
)
def test_a_censored_figure_hides_one_to_four_pupils(pupils, low, high):
    bounds = censored_bounds(pupils)
    assert (bounds.low, bounds.high) == pytest.approx((low, high), abs=0.0005)


@pytest.mark.parametrize(
    "ask",
    [
        lambda none: wilson_interval(0, none),
        lambda none: newcombe_interval(5, 10, 0, none),
        lambda none: mean_interval(220, 60, none),
        lambda none: mean_difference_interval(220, 10, 210, none, sd=60),
        censored_bounds,
    ],
)
@pytest.mark.parametrize("none", [0, -3])
def test_no_pupils_is_refused_in_plain_words(ask, none):
    with pytest.raises(ValueError, match=f"number of pupils must be above 0, but is {none}"):
        ask(none)


@pytest.mark.parametrize("successes", [-1, 11, math.nan])
def test_successes_outside_the_total_are_refused(successes):
    with pytest.raises(ValueError, match="successes must be between 0 and the total 10"):
        wilson_interval(successes, 10)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_confidence_in_percent_is_refused(confidence):
    with pytest.raises(ValueError, match=f"between 0 and 1, but is {confidence}"):
        wilson_interval(5, 10, confidence=confidence)


def test_a_mean_without_a_number_or_a_spread_is_refused():
    with pytest.raises(ValueError, match="a mean must be a number, but is nan"):
        mean_interval(math.nan, 60, 100)
    with pytest.raises(ValueError, match="standard deviation must be 0 or more, but is -1"):
        mean_interval(220, -1, 100)


def test_a_mean_of_no_parts_is_refused():
    with pytest.raises(ValueError, match="at least one part"):
        mean_of_parts_interval([])


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_statsmodels_wilson(count):
    successes, total = count
    low, high = proportion_confint(successes, total, method="wilson")
    found = wilson_interval(successes, total)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@given(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
)
def test_newcombe_is_statsmodels_newcombe(first, second):
    low, high = confint_proportions_2indep(*first, *second, method="newcomb")
    found = newcombe_interval(*first, *second)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@given(pupils=st.one_of(st.none(), st.integers(40, 2000)))
def test_a_censored_interval_holds_whatever_the_figure_can_be(pupils):
    bounds, interval = censored_bounds(pupils), censored_interval(pupils)
    assert 0 <= interval.low <= bounds.low <= bounds.high <= interval.high <= 1


@given(pupils=st.integers(40, 2000), short=st.integers(1, 4))
def test_a_censored_interval_holds_wilsons_of_each_count(pupils, short):
    interval, one = censored_interval(pupils), wilson_interval(pupils - short, pupils)
    assert interval.low <= one.low <= one.high <= interval.high


def test_a_censored_interval_of_no_pupils_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        censored_interval(0)
