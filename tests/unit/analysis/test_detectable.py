"""How fast a series must move to be seen, and that such a series is indeed seen."""

import math
from itertools import pairwise

import numpy as np
import pytest

from fgte.analysis.trend import mann_kendall, power_to_see, smallest_detectable_trend

COHORT = {"cohort": 300, "base_rate": 0.8}


@pytest.mark.parametrize(
    ("years", "between_year_sd", "power"), [(8, 0, 0.48), (8, 0.02, 0.29), (5, 0, 0.06)]
)
def test_one_point_a_year_is_seen_as_often_as_simulated_beforehand(years, between_year_sd, power):
    slope = smallest_detectable_trend(
        n_years=years, between_year_sd=between_year_sd, power=power, **COHORT
    )
    assert slope == pytest.approx(0.01, rel=0.03)


@pytest.mark.parametrize(("years", "power"), [(6, 0.5), (8, 0.8), (12, 0.8)])
def test_a_series_of_that_slope_is_found_as_often_as_asked(years, power):
    slope = smallest_detectable_trend(n_years=years, cohort=100, sd=60, power=power)
    noise = np.random.default_rng(5).normal(scale=6, size=(3000, years))
    found = [mann_kendall(series) for series in noise + slope * np.arange(years)]
    seen = np.mean([trend.s > 0 and trend.p_value <= 0.05 for trend in found])
    assert seen == pytest.approx(power, abs=0.025)


def test_a_share_of_real_pupils_is_found_about_as_often():
    slope = smallest_detectable_trend(n_years=8, **COHORT)
    levels = 0.8 + slope * (np.arange(8) - 3.5)
    pupils = np.random.default_rng(5).binomial(300, levels, size=(3000, 8))
    assert np.mean([mann_kendall(series).p_value <= 0.05 for series in pupils]) == pytest.approx(
        0.8, abs=0.04
    )


@pytest.mark.parametrize("years", [0, 1, 3, 4])
def test_too_few_years_can_never_show_a_trend(years):
    assert smallest_detectable_trend(n_years=years, **COHORT) == math.inf


def test_four_years_can_show_a_trend_at_a_looser_level():
    assert smallest_detectable_trend(n_years=4, alpha=0.1, **COHORT) < math.inf


def test_more_years_show_smaller_trends():
    slopes = [smallest_detectable_trend(n_years=years, **COHORT) for years in range(5, 13)]
    assert all(shorter > longer for shorter, longer in pairwise(slopes))


def test_four_times_the_pupils_halve_what_can_be_seen():
    one = smallest_detectable_trend(n_years=8, cohort=100, sd=60)
    assert smallest_detectable_trend(n_years=8, cohort=400, sd=60) == pytest.approx(one / 2)


def test_a_share_is_a_mean_of_pupils_who_did_or_did_not():
    as_mean = smallest_detectable_trend(n_years=8, cohort=300, sd=0.4)
    assert smallest_detectable_trend(n_years=8, **COHORT) == pytest.approx(as_mean)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({}, "give either base_rate"),
        ({"base_rate": 0.8, "sd": 60}, "give either base_rate"),
        ({"base_rate": 80}, "base_rate must be above 0 and below 1, but is 80"),
        ({"sd": 0}, "sd must be above 0, but is 0"),
        ({"sd": 60, "cohort": 0}, "cohort must be above 0"),
        ({"sd": 60, "power": 80}, "power and alpha between 0 and 1"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_plain_words(wrong, message):
    with pytest.raises(ValueError, match=message):
        smallest_detectable_trend(**({"n_years": 8, "cohort": 300} | wrong))


@pytest.mark.parametrize("n_years", [5, 8, 11])
@pytest.mark.parametrize("power", [0.3, 0.8, 0.95])
def test_power_to_see_is_the_inverse_of_the_smallest_detectable_trend(n_years, power):
    asked = {"n_years": n_years, "cohort": 300, "base_rate": 0.8, "between_year_sd": 0.02}
    slope = smallest_detectable_trend(power=power, **asked)
    assert power_to_see(slope, **asked) == pytest.approx(power, abs=0.001)
    assert power_to_see(-slope, **asked) == power_to_see(slope, **asked)


@pytest.mark.parametrize(("between", "seen"), [(0.0, 0.49), (0.02, 0.29)])
def test_a_point_a_year_in_eight_years_is_seen_as_often_as_the_domain_says(between, seen):
    """../shared/DOMAIN.md section 6, simulated there at 80 % and 300 pupils."""
    found = power_to_see(0.01, n_years=8, cohort=300, base_rate=0.8, between_year_sd=between)
    assert found == pytest.approx(seen, abs=0.02)


def test_four_years_never_show_anything():
    assert power_to_see(1, n_years=4, cohort=300, base_rate=0.8) == 0


def test_a_power_of_impossible_circumstances_is_refused():
    with pytest.raises(ValueError, match="cohort must be above 0"):
        power_to_see(0.01, n_years=8, cohort=0, base_rate=0.8)
