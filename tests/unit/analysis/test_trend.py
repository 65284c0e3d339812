"""What a trend and a slope promise, for the short series that schools have."""

import math
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau, theilslopes

from fgte.analysis.trend import mann_kendall, theil_sen

TENTHS = st.integers(0, 999).map(lambda tenths: tenths / 10)
SERIES = st.lists(TENTHS, min_size=3, max_size=14)
UNTIED = st.lists(TENTHS, min_size=3, max_size=10, unique=True)


def shuffled_years(years, seed):
    return np.random.default_rng(seed).permutation(years) * 1.7 + 60


def score(series):
    return sum(int(np.sign(later - earlier)) for earlier, later in combinations(series, 2))


@pytest.mark.parametrize("years", range(3, 11))
@pytest.mark.parametrize("seed", range(5))
def test_mann_kendall_is_scipys_exact_test_without_ties(years, seed):
    series = shuffled_years(years, seed)
    expected = kendalltau(np.arange(years), series, method="exact")
    found = mann_kendall(series)
    assert (found.tau, found.p_value) == pytest.approx((expected.statistic, expected.pvalue))


@settings(deadline=None, max_examples=40)
@given(series=st.lists(st.integers(0, 3), min_size=2, max_size=6))
def test_mann_kendall_counts_every_order_of_the_years_ties_included(series):
    by_chance = [abs(score(order)) for order in permutations(series)]
    as_far = sum(chance >= abs(score(series)) for chance in by_chance)
    assert mann_kendall(series).p_value == pytest.approx(as_far / len(by_chance))


@given(
    series=st.lists(st.integers(0, 5), min_size=2, max_size=14).filter(lambda s: len(set(s)) > 1)
)
def test_tau_is_kendalls_tau_b(series):
    expected = kendalltau(np.arange(len(series)), series).statistic
    assert mann_kendall(series).tau == pytest.approx(expected, abs=1e-12)


def test_beyond_ten_years_ties_and_continuity_are_corrected_for():
    found = mann_kendall([1, 1, *range(2, 12)])
    assert (found.n, found.s, found.exact) == (12, 65, False)
    assert found.variance == pytest.approx((12 * 11 * 29 - 2 * 1 * 9) / 18)
    assert found.z == pytest.approx(64 / math.sqrt(found.variance))
    assert found.p_value == pytest.approx(math.erfc(found.z / math.sqrt(2)))


@pytest.mark.parametrize("series", [[], [80.0], [math.nan, 80.0], [80.0] * 5, [80.0] * 15])
def test_what_cannot_move_has_p_1_and_tau_0(series):
    found = mann_kendall(series)
    assert (found.s, found.tau, found.z, found.p_value) == (0, 0, 0, 1)


def test_five_rising_years_have_the_smallest_p_five_years_can_have():
    assert mann_kendall([1, 2, 3, 4, 5]).p_value == pytest.approx(2 / math.factorial(5))


def test_a_year_without_a_figure_is_skipped():
    assert mann_kendall([1, math.nan, 2, 4, 3]) == mann_kendall([1, 2, 4, 3])
    with_gap = theil_sen([2019, 2020, 2021, 2022], [80, math.nan, 84, 86])
    assert with_gap == theil_sen([2019, 2021, 2022], [80, 84, 86])


@given(series=SERIES)
def test_time_turned_round_turns_the_trend_round(series):
    forth, back = mann_kendall(series), mann_kendall(series[::-1])
    assert (forth.s, forth.p_value) == (-back.s, back.p_value)
    slope, turned = (theil_sen(range(len(series)), way) for way in (series, series[::-1]))
    assert (slope.slope, slope.low) == pytest.approx((-turned.slope, -turned.high), abs=1e-7)


@given(series=SERIES, constant=st.sampled_from([0.1, -17.3, 1000.7]))
def test_a_constant_added_changes_neither_p_nor_slope(series, constant):
    raised = [value + constant for value in series]
    assert mann_kendall(raised) == mann_kendall(series)
    years = range(len(series))
    assert theil_sen(years, raised).slope == pytest.approx(theil_sen(years, series).slope, abs=1e-7)


def test_rounding_in_the_computer_is_not_a_trend():
    equal_but_for_rounding = [0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2, 0.1 + 0.2]
    assert mann_kendall(equal_but_for_rounding).s == 0
    assert theil_sen(range(5), equal_but_for_rounding).high == 0


@given(series=SERIES)
def test_the_interval_contains_the_slope(series):
    found = theil_sen(range(len(series)), series)
    assert found.low <= found.slope <= found.high


@given(series=UNTIED, rise=st.integers(-60, 60), confidence=st.sampled_from([0.9, 0.93, 0.95]))
def test_an_interval_that_leaves_out_0_agrees_with_the_exact_test(series, rise, confidence):
    tilted = [value + rise * year for year, value in enumerate(series)]
    assume(len(set(tilted)) == len(tilted) >= 5)
    found = theil_sen(range(len(tilted)), tilted, confidence)
    if found.low > 0 or found.high < 0:
        assert mann_kendall(tilted).p_value <= 1 - confidence + 0.0005


@given(order=st.permutations(range(6)), rise=st.integers(0, 3))
def test_without_ties_the_exact_test_and_the_95_percent_interval_say_the_same(order, rise):
    tilted = [value + 1.01 * rise * year for year, value in enumerate(order)]
    found = theil_sen(range(6), tilted)
    assert (found.low > 0 or found.high < 0) == (mann_kendall(tilted).p_value <= 0.05)


@given(series=st.lists(st.integers(0, 3), min_size=5, max_size=10))
def test_with_ties_too_an_interval_leaves_out_0_only_if_the_test_finds_a_trend(series):
    found = theil_sen(range(len(series)), series)
    assert found.low <= 0 <= found.high or mann_kendall(series).p_value <= 0.0505


@pytest.mark.parametrize("years", range(5, 11))
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_without_ties_the_exact_interval_is_scipys(years, confidence):
    series = shuffled_years(years, seed=years)
    found, expected = (
        theil_sen(range(years), series, confidence),
        theilslopes(series, alpha=confidence),
    )
    assert (found.slope, found.intercept) == pytest.approx((expected.slope, expected.intercept))
    assert (found.low, found.high) == pytest.approx((expected.low_slope, expected.high_slope))


def test_with_ties_in_few_years_scipys_interval_is_narrower_than_the_exact_one():
    series = [0, 0, 0, 10, 10]
    expected, found = theilslopes(series), theil_sen(range(5), series)
    assert (expected.low_slope, expected.high_slope) == (0, 5)
    assert (found.low, found.high) == (0, 10)


@given(series=st.lists(st.integers(0, 20), min_size=11, max_size=20))
def test_beyond_ten_years_the_interval_is_scipys_ties_included(series):
    found, expected = theil_sen(range(len(series)), series), theilslopes(series)
    assert (found.low, found.high) == pytest.approx((expected.low_slope, expected.high_slope))
    assert found.coverage == 0.95


@pytest.mark.parametrize(("years", "coverage"), [(3, 2 / 3), (4, 11 / 12), (5, 59 / 60)])
def test_up_to_five_years_the_interval_is_the_whole_range_of_slopes(years, coverage):
    series = shuffled_years(years, seed=1)
    slopes = [(series[j] - series[i]) / (j - i) for i, j in combinations(range(years), 2)]
    found = theil_sen(range(years), series)
    assert (found.low, found.high) == pytest.approx((min(slopes), max(slopes)))
    assert found.coverage == pytest.approx(coverage)


@pytest.mark.parametrize(("years", "confidence"), [(4, 0.95), (5, 0.9), (6, 0.9), (6, 0.95)])
def test_coverage_is_counted_over_every_order_of_the_years(years, confidence):
    found = [theil_sen(range(years), order, confidence) for order in permutations(range(years))]
    holds_the_true_slope = np.mean([slope.low <= 0 <= slope.high for slope in found])
    assert found[0].coverage == pytest.approx(holds_the_true_slope)


@pytest.mark.parametrize(
    ("years", "values"),
    [([], []), ([2020, 2021], [80, 82]), ([2020, 2021, 2022], [80, math.nan, 82])],
)
def test_a_slope_needs_three_years(years, values):
    with pytest.raises(ValueError, match=r"needs 3 years with a usable figure, found [02]"):
        theil_sen(years, values)


def test_years_and_values_must_match():
    with pytest.raises(ValueError, match="each year needs one value: 3 years, 2 values"):
        theil_sen([2020, 2021, 2022], [80, 82])


def test_confidence_in_percent_is_refused():
    with pytest.raises(ValueError, match="confidence must be between 0 and 1, but is 95"):
        theil_sen([2020, 2021, 2022], [80, 82, 81], confidence=95)
