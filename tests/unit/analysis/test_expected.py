"""What an expected value promises."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.expected import expected_interval, expected_value, fit_expected


def units(seed=0, n=60, sd_between=5.0, pupils=100):
    rng = np.random.default_rng(seed)
    background = rng.normal(50, 10, n)
    chance = 60**2 / pupils
    figures = 200 + background + rng.normal(0, sd_between, n) + rng.normal(0, chance**0.5, n)
    return pd.DataFrame({"figure": figures, "background": background, "chance": chance})


@given(seed=st.integers(0, 200))
def test_what_is_left_over_sums_to_zero_and_does_not_go_with_the_background(seed):
    frame = units(seed)
    left = fit_expected(frame, "figure", ["background"]).residual
    assert left.sum() == pytest.approx(0, abs=1e-6)
    assert left @ frame["background"] == pytest.approx(0, abs=1e-4)


@given(seed=st.integers(0, 200))
def test_what_the_line_has_not_seen_it_explains_less_well(seed):
    found = fit_expected(units(seed), "figure", ["background"])
    assert found.out_of_sample_r2 <= found.r2 <= 1


@given(seed=st.integers(0, 50), shift=st.floats(-50, 50), scale=st.floats(0.1, 10))
def test_another_unit_of_background_gives_the_same_expected_values(seed, shift, scale):
    frame = units(seed)
    other = frame.assign(background=scale * frame["background"] + shift)
    one = fit_expected(frame, "figure", ["background"], variances="chance")
    found = fit_expected(other, "figure", ["background"], variances="chance")
    assert found.expected.to_numpy() == pytest.approx(one.expected.to_numpy(), abs=1e-5)


@given(seed=st.integers(0, 50))
def test_what_is_left_over_is_drawn_towards_zero_and_never_past_it(seed):
    found = fit_expected(units(seed), "figure", ["background"], variances="chance")
    assert (found.shrunken.abs() <= found.residual.abs() + 1e-9).all()
    assert (found.shrunken * found.residual >= -1e-9).all()


def test_a_small_unit_is_drawn_in_more_than_a_large_one():
    frame = units()
    frame.loc[0, ["figure", "background", "chance"]] = [270.0, 50.0, 200.0]
    frame.loc[1, ["figure", "background", "chance"]] = [270.0, 50.0, 2.0]
    found = fit_expected(frame, "figure", ["background"], variances="chance")
    assert found.shrunken[0] < found.shrunken[1]


def test_units_that_differ_only_by_chance_leave_nothing_over_once_drawn_in():
    found = fit_expected(units(n=290, sd_between=0), "figure", ["background"], variances="chance")
    assert found.shrunken.abs().max() < 3


def test_units_that_truly_differ_are_found_as_different_as_they_are():
    found = fit_expected(units(n=2000), "figure", ["background"], variances="chance")
    assert found.sd_between == pytest.approx(5, rel=0.1)


def test_the_interval_holds_about_as_many_new_units_as_it_says():
    frame, fresh = units(seed=1, n=290), units(seed=2, n=2000)
    found = fit_expected(frame, "figure", ["background"], variances="chance")
    inside = [
        room.low <= figure <= room.high
        for figure, background, chance in fresh.itertuples(index=False)
        for room in [
            expected_interval(
                expected_value(found.coefficients.to_dict(), {"background": background}),
                [1, background],
                covariance=found.covariance,
                variance=found.sd_between**2 + chance,
                degrees_of_freedom=found.degrees_of_freedom,
            )
        ]
    ]
    assert np.mean(inside) == pytest.approx(0.95, abs=0.02)


def test_a_unit_without_a_figure_gets_an_expected_value_and_nothing_left_over():
    frame = units()
    frame.loc[3, "figure"] = math.nan
    frame.loc[4, "background"] = math.nan
    found = fit_expected(frame, "figure", ["background"], variances="chance")
    assert found.n == 58
    assert not math.isnan(found.expected[3])
    assert math.isnan(found.residual[3])
    assert math.isnan(found.shrunken_se[3])
    assert math.isnan(found.expected[4])


@pytest.mark.parametrize(
    ("n", "covariates", "options", "told"),
    [
        (3, ["background"], {}, "needs 4"),
        (60, ["background", "twin"], {}, "told apart"),
        (60, ["background"], {"weights": "chance", "variances": "chance"}, "not both"),
    ],
)
def test_what_cannot_be_fitted_is_refused(n, covariates, options, told):
    frame = units(n=n).assign(twin=lambda table: 2 * table["background"])
    with pytest.raises(ValueError, match=told):
        fit_expected(frame, "figure", covariates, **options)
