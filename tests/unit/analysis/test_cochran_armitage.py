"""What the chi-square test for a trend in shares promises."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.contingency_tables import Table

from fgte.analysis.trend import proportion_trend

YEARS = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=2, max_size=10)


@given(years=YEARS)
def test_it_is_statsmodels_test_but_for_one_pupil_in_the_divisor(years):
    reached, missed = np.array(years).T
    ordinal = Table(np.array([missed, reached]), shift_zeros=False).test_ordinal_association()
    pupils = (reached + missed).sum()
    found = proportion_trend(reached, reached + missed)
    assert found.statistic == pytest.approx(ordinal.zscore**2 * pupils / (pupils - 1), abs=1e-9)
    assert found.p_value == pytest.approx(chi2.sf(found.statistic, df=1))


@given(years=YEARS)
def test_only_the_spacing_of_the_years_matters(years):
    reached, missed = np.array(years).T
    calendar = proportion_trend(reached, reached + missed, scores=2015 + np.arange(len(years)))
    counted = proportion_trend(reached, reached + missed)
    assert calendar.statistic == pytest.approx(counted.statistic, abs=1e-6)


def test_a_skipped_year_still_takes_its_time():
    with_gap = proportion_trend([80, math.nan, 85, 90], [100, 100, 100, 100])
    assert with_gap == proportion_trend([80, 85, 90], [100, 100, 100], scores=[0, 2, 3])
    assert with_gap != proportion_trend([80, 85, 90], [100, 100, 100])


@pytest.mark.parametrize(
    ("successes", "totals"), [([], []), ([8], [10]), ([0, 0], [10, 12]), ([10, 12], [10, 12])]
)
def test_what_cannot_vary_has_no_trend(successes, totals):
    found = proportion_trend(successes, totals)
    assert (found.statistic, found.p_value) == (0, 1)


@pytest.mark.parametrize(("successes", "total"), [(0, 0), (-1, 10), (11, 10)])
def test_impossible_years_are_refused(successes, total):
    with pytest.raises(ValueError, match="each year needs pupils, and successes between"):
        proportion_trend([5, successes], [10, total])
