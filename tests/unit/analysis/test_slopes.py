"""What the slopes of many units promise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.slopes import slope_variances, theil_sen_slopes
from fgte.analysis.trend import theil_sen

YEARS = np.arange(2015.0, 2023)
FIGURE = st.one_of(st.floats(0, 100), st.just(np.nan))
ROWS = st.lists(st.lists(FIGURE, min_size=8, max_size=8), min_size=1, max_size=6).map(np.array)


@given(rows=ROWS)
def test_each_slope_is_the_one_a_series_alone_gets(rows):
    for slope, row in zip(theil_sen_slopes(YEARS, rows), rows, strict=True):
        if np.isfinite(row).sum() >= 5:
            assert slope == pytest.approx(theil_sen(YEARS, row).slope, abs=1e-6)
        else:
            assert np.isnan(slope)


def test_more_years_and_less_noise_make_a_slope_surer():
    rows = np.array([[1.0] * 8, [1.0] * 8, [1.0] * 5 + [np.nan] * 3])
    noisy, quiet, short = slope_variances(YEARS, rows, [10.0, 2.0, 10.0])
    assert quiet < noisy < short
    assert quiet == pytest.approx(np.pi / 3 * 2 / 42)


def test_the_variance_is_about_what_slopes_of_pure_noise_have():
    rows = np.random.default_rng(1).normal(0, 2, size=(4000, 8))
    found = theil_sen_slopes(YEARS, rows).var()
    assert found == pytest.approx(slope_variances(YEARS, rows, np.full(4000, 4.0))[0], rel=0.1)


def test_one_year_alone_has_no_slope_and_no_variance():
    row = [[1.0] + [np.nan] * 7]
    assert np.isnan(theil_sen_slopes(YEARS, row)).all()
    assert np.isnan(slope_variances(YEARS, row, [1.0])).all()
