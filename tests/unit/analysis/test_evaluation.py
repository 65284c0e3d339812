"""Designs for few units and short series: what they find, and what they admit they cannot."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgte.analysis.assignments import assignments, randomised
from fgte.analysis.design_power import (
    detectable_difference,
    detectable_effect,
    detectable_level_change,
    smallest_p,
)
from fgte.analysis.evaluation import (
    difference_in_differences,
    event_study,
    interrupted_time_series,
    synthetic_control,
    unit_panel,
)
from fgte.analysis.simplex import closest_mixture, each_by_the_others
from fgte.analysis.synthetic import CLOSE_ENOUGH, usual_variation
from fgte.analysis.synthetic_checks import backdated, effect_range, leave_one_out

COLUMNS = {"unit": "unit", "year": "year", "outcome": "outcome"}


def frame(values, first=2015):
    """Units x years as rows, the units named a, b, c …; NaN is no usable figure."""
    table = pd.DataFrame(values, index=[chr(97 + n) for n in range(len(values))])
    table.columns = range(first, first + table.shape[1])
    rows = table.rename_axis("unit").reset_index().melt("unit", var_name="year")
    return rows.rename(columns={"value": "outcome"})


def moved(units=30, years=8, start=5, effect=0.0, seed=1, treated=1):
    chance = np.random.default_rng(seed)
    values = 70 + 5 * chance.standard_normal((units, 1)) + chance.standard_normal((units, years))
    values[:treated, start:] += effect
    return frame(values)


# --- units x years ---


def test_years_without_the_treated_units_figure_and_units_with_holes_are_left_out():
    nan = np.nan
    values = [[1, nan, 3, 4], [5, nan, 6, 7], [1, 2, nan, 4], [2, 2, 2, 2]]
    panel = unit_panel(frame(values), treated="a", start=2017, **COLUMNS)
    assert panel.years == (2015, 2017, 2018)
    assert panel.units == ("a", "b", "d")
    assert panel.left_out == ("c",)


@pytest.mark.parametrize(
    ("values", "treated", "start", "said"),
    [
        ([[1, 2], [1, 2]], "z", 2016, "no figure of the treated unit 'z'"),
        ([[1, 2], [1, np.nan]], "a", 2016, "no unit is left"),
        ([[1, 2], [1, 2]], "a", 2019, "both before the start and from it on"),
    ],
)
def test_a_panel_that_cannot_be_laid_out_says_why(values, treated, start, said):
    with pytest.raises(ValueError, match=said):
        unit_panel(frame(values), treated=treated, start=start, **COLUMNS)


# --- randomisation ---


def by_hand(changes, treated, effect=0.0):
    """The p-value of an effect, by going through every choice of units."""
    free = changes - effect * treated
    n, m = changes.size, int(treated.sum())
    sizes = []
    for chosen in combinations(range(n), m):
        mark = np.isin(np.arange(n), chosen)
        sizes.append(abs(free[mark].mean() - free[~mark].mean()))
    own = abs(free[treated].mean() - free[~treated].mean())
    return np.mean(np.array(sizes) >= own - 1e-9)


@given(st.lists(st.floats(-10, 10), min_size=4, max_size=9), st.integers(1, 2))
def test_the_p_value_is_the_share_of_all_choices_as_extreme(changes, m):
    values = np.round(changes, 3)
    treated = np.arange(values.size) < m
    assert randomised(values, treated).p_value == pytest.approx(by_hand(values, treated))


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 2))
def test_the_interval_holds_exactly_the_effects_that_are_not_rejected(seed, m):
    values = np.random.default_rng(seed).standard_normal(24)
    treated = np.arange(values.size) < m
    found = randomised(values, treated)
    for end, inwards in ((found.low, 1), (found.high, -1)):
        assert by_hand(values, treated, end + inwards * 1e-6) > 0.05
        assert by_hand(values, treated, end - inwards * 1e-6) <= 0.05


def test_of_five_units_one_treated_can_never_be_shown_and_has_no_interval():
    found = randomised(np.array([50.0, 0, 1, 2, 3]), np.arange(5) < 1)
    assert (found.p_value, found.smallest_p, found.assignments) == (0.2, 0.2, 5)
    assert (found.low, found.high) == (-np.inf, np.inf)


def test_the_other_half_mirrors_a_half():
    found = randomised(np.array([9.0, 9, 9, 0, 0, 0]), np.arange(6) < 3)
    assert found.p_value == found.smallest_p == pytest.approx(2 / 20)


def test_too_many_choices_are_drawn_and_the_error_of_the_draw_is_said():
    values = np.random.default_rng(5).standard_normal(60)
    values[:5] += 0.5
    found = randomised(values, np.arange(60) < 5)
    assert found.assignments == 5_461_512
    assert 0 < found.p_error < 0.002
    assert randomised(values, np.arange(60) < 5) == found


def test_drawn_choices_hold_distinct_units():
    drawn = assignments(60, 5)
    assert all(len(set(row)) == 5 for row in drawn[:500].tolist())


# --- difference in differences ---


def test_a_step_that_only_the_treated_units_take_is_found():
    found = difference_in_differences(
        moved(effect=6, treated=2), treated=["a", "b"], start=2020, **COLUMNS
    )
    assert found.low < 6 < found.high
    assert found.p_value == pytest.approx(1 / 435)


def test_what_moves_everyone_is_no_difference():
    values = np.tile([70.0, 70, 70, 80, 80], (25, 1)) + np.arange(25)[:, None]
    found = difference_in_differences(frame(values), treated="a", start=2018, **COLUMNS)
    assert found.value == pytest.approx(0)
    assert found.p_value == 1


def test_under_chance_alone_it_cries_wolf_as_seldom_as_it_says():
    p_values = [
        difference_in_differences(
            moved(units=20, seed=seed), treated="a", start=2020, **COLUMNS
        ).p_value
        for seed in range(200)
    ]
    assert np.mean(np.array(p_values) <= 0.05) == pytest.approx(0.05, abs=0.03)


def test_an_event_study_shows_units_that_went_another_way_before_the_start():
    values = np.tile(np.zeros(8), (25, 1)) + np.random.default_rng(2).normal(0, 0.2, (25, 8))
    values[0] += np.arange(8)
    study = event_study(unit_panel(frame(values), treated="a", start=2020, **COLUMNS))
    assert study.drift.value == pytest.approx(1, abs=0.2)
    assert study.drift.p_value == pytest.approx(1 / 25)
    assert study.estimates[0].value == pytest.approx(-2, abs=0.5)


# --- interrupted time series ---


def test_lines_without_chance_are_found_as_they_are():
    years = np.arange(2010, 2020)
    values = 70 + (years - 2015) * 0.5 + (years >= 2015) * (3 + 0.25 * (years - 2015))
    found = interrupted_time_series(years, values, 2015)
    assert found.level_change.value == pytest.approx(3)
    assert found.slope_change.value == pytest.approx(0.25)
    assert found.autocorrelation is None


def test_ten_points_cannot_come_down_to_five_in_a_hundred_by_other_starts():
    values = np.array([1.0, 2, 1, 2, 1, 9, 8, 9, 8, 9])
    found = interrupted_time_series(np.arange(2010, 2020), values, 2015)
    assert (found.placebos, found.placebo_p) == (5, pytest.approx(0.2))


def test_years_that_hang_together_widen_the_interval():
    values = np.random.default_rng(3).standard_normal(12)
    alone, together = (
        interrupted_time_series(np.arange(12), values, 6, autocorrelation=each).level_change
        for each in (0.0, 0.5)
    )
    assert together.high - together.low > alone.high - alone.low


def test_three_points_on_a_side_are_enough_and_leave_two_degrees_of_freedom():
    found = interrupted_time_series(range(2015, 2021), [1, 2, 3, 14, 15, 16], 2018)
    assert found.level_change.value == pytest.approx(10)
    assert (found.freedom, found.placebos) == (2, 1)


def test_only_years_next_to_one_another_are_asked_how_alike_they_are():
    values = [1, 3, 2, 5, 9, 7, 8, 6]
    assert interrupted_time_series(range(2010, 2026, 2), values, 2018).autocorrelation is None
    assert interrupted_time_series(range(2010, 2018), values, 2014).autocorrelation is not None


@pytest.mark.parametrize(("start", "drift"), [(2017, None), (2018, 2.0)])
def test_a_drift_is_a_years_change_and_takes_three_years_to_see(start, drift):
    still = [[level] * 6 for level in (3.0, 5.0, 6.0)]
    panel = unit_panel(frame([[0, 2, 4, 6, 8, 10], *still]), treated="a", start=start, **COLUMNS)
    found = event_study(panel).drift
    assert (found and found.value) == (drift and pytest.approx(drift))


def test_two_points_on_a_side_are_too_few():
    with pytest.raises(ValueError, match="3 usable years are needed on each side: 2 and 4"):
        interrupted_time_series([1, 2, 3, 4, 5, 6, 7], [1, np.nan, 1, 1, 2, 3, 4], 4)


# --- synthetic control ---


@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(2, 8))
def test_no_other_mixture_lies_closer(seed, donors, years):
    chance = np.random.default_rng(seed)
    pool, target = chance.standard_normal((years, donors)), chance.standard_normal(years)
    found = closest_mixture(pool, target)
    assert found.weights.min() >= 0
    assert found.weights.sum() == pytest.approx(1)
    others = chance.dirichlet(np.ones(donors), size=200)
    least = ((pool @ found.weights - target) ** 2).sum()
    assert least <= ((others @ pool.T - target) ** 2).sum(axis=1).min() + 1e-9
    towards = 2 * pool.T @ (pool @ found.weights - target)
    assert towards.min() >= found.weights @ towards - 1e-6


@given(st.integers(0, 10_000), st.integers(3, 12), st.integers(2, 8))
def test_all_at_once_gives_what_one_at_a_time_gives(seed, units, years):
    outcomes = np.random.default_rng(seed).standard_normal((years, units))
    for unit, found in enumerate(each_by_the_others(outcomes)):
        alone = closest_mixture(np.delete(outcomes, unit, axis=1), outcomes[:, unit])
        own = outcomes[:, unit]
        mixed = np.delete(outcomes, unit, axis=1) @ alone.weights
        assert outcomes @ found.weights == pytest.approx(mixed, abs=1e-4), own
        assert found.weights[unit] == 0


def test_donors_that_are_alike_are_no_trouble():
    pool = np.tile([[1.0], [2.0]], 6)
    found = closest_mixture(pool, np.array([1.0, 2.0]))
    assert pool @ found.weights == pytest.approx([1, 2])


def test_a_mixture_of_others_is_recognised_and_the_step_after_it_found():
    chance = np.random.default_rng(4)
    values = 70 + 5 * chance.standard_normal((24, 10)).cumsum(axis=1)
    values[0] = 0.6 * values[1] + 0.4 * values[2]
    values[0, 7:] += 40
    found = synthetic_control(frame(values), treated="a", start=2022, **COLUMNS)
    assert found.effect == pytest.approx(40, abs=8)
    assert found.placebo_p == found.smallest_p == pytest.approx(1 / 24)
    assert found.low < 40 < found.high


def test_under_chance_alone_placebos_cry_wolf_as_seldom_as_they_say():
    found = [
        synthetic_control(moved(units=20, seed=seed), treated="a", start=2020, **COLUMNS)
        for seed in range(120)
    ]
    assert np.mean([each.placebo_p <= 0.05 for each in found]) == pytest.approx(0.05, abs=0.045)


def test_of_five_units_no_placebo_can_be_rare():
    found = synthetic_control(moved(units=5), treated="a", start=2020, **COLUMNS)
    assert found.smallest_p == pytest.approx(0.2)
    assert (found.low, found.high) == (-np.inf, np.inf)


@pytest.mark.parametrize(("donors", "bounded"), [(18, False), (19, True)])
def test_nineteen_donors_are_the_fewest_that_give_an_interval(donors, bounded):
    found = synthetic_control(moved(units=donors + 1), treated="a", start=2020, **COLUMNS)
    assert np.isfinite([found.low, found.high]).tolist() == [bounded, bounded]


def test_a_perfect_fit_counts_as_close_and_not_as_infinitely_close():
    table = moved(units=8, effect=4.0)
    wide = table.pivot_table(index="year", columns="unit", values="outcome")
    wide.loc[:2019, "a"] = wide.loc[:2019, ["b", "c"]].mean(axis=1)
    rows = wide.reset_index().melt("year", var_name="unit", value_name="outcome")
    found = synthetic_control(rows, treated="a", start=2020, **COLUMNS)
    floor = CLOSE_ENOUGH * usual_variation(wide.loc[:2019].drop(columns="a").to_numpy())
    assert found.pre_rmse < floor
    assert found.ratio == pytest.approx(found.post_rmse / floor)
    assert floor > 0.05


def test_what_a_unit_and_a_year_usually_have_is_no_variation():
    assert usual_variation(np.add.outer([1.0, 4, 2], [70.0, 80, 60])) == pytest.approx(0)
    assert usual_variation(np.array([[1.0, -1], [-1, 1]])) == pytest.approx(1)


def test_several_treated_units_are_compared_by_their_mean_and_are_no_donors():
    found = synthetic_control(moved(treated=2), treated=["a", "b"], start=2020, **COLUMNS)
    assert not {"a", "b"} & set(found.weights)


@pytest.fixture
def wide():
    """More donors than years: many mixtures fit as well."""
    return unit_panel(moved(units=40, years=7), treated="a", start=2020, **COLUMNS)


def test_what_a_study_hangs_on_is_shown(wide):
    found = synthetic_control(moved(units=40, years=7), treated="a", start=2020, **COLUMNS)
    without = leave_one_out(wide, found)
    assert set(without) == set(found.weights)
    ends = effect_range(wide, found)
    assert ends.low <= found.effect <= ends.high
    if found.pre_rmse < 1e-6:
        assert ends.high - ends.low > 0.1


def test_a_start_too_early_finds_nothing(wide):
    earlier = backdated(wide, 2)
    assert earlier.years == (2015, 2016, 2017, 2018, 2019)
    with pytest.raises(ValueError, match="5 years before the start"):
        backdated(wide, 4)


# --- what a design could show ---


@pytest.mark.parametrize(
    ("controls", "treated", "least"), [(4, 1, 0.2), (19, 1, 0.05), (3, 3, 0.1)]
)
def test_the_least_p_value_follows_from_how_many_units_there_are(controls, treated, least):
    assert smallest_p(controls, treated) == pytest.approx(least)


def test_what_could_never_be_shown_is_infinite():
    assert detectable_difference([1.0, 2, 3, 4], 1) == np.inf
    assert detectable_effect(np.arange(10.0)) == np.inf
    assert detectable_effect([]) == np.inf
    assert detectable_level_change(range(2015, 2021), 2019, 2.0) == np.inf


def test_an_effect_of_the_size_said_is_found_four_times_in_five():
    size = detectable_difference(np.random.default_rng(0).standard_normal(4000), 1)
    found = 0
    for seed in range(300):
        values = np.random.default_rng(seed).standard_normal(200)
        values[0] += size
        found += randomised(values, np.arange(200) < 1).p_value <= 0.05
    assert found / 300 == pytest.approx(0.8, abs=0.08)


def test_an_effect_must_pass_the_placebos_limit_by_how_they_spread():
    effects = np.arange(-9.0, 10.0)
    assert detectable_effect(effects) == pytest.approx(9 + 0.8416 * effects.std(), abs=1e-3)


def test_a_change_of_level_of_the_size_said_is_found_four_times_in_five():
    years = np.arange(2010, 2022)
    size = detectable_level_change(years, 2016, 1.0)
    found = 0
    for seed in range(400):
        values = np.random.default_rng(seed).standard_normal(12) + size * (years >= 2016)
        found += interrupted_time_series(years, values, 2016).level_change.p_value <= 0.05
    assert found / 400 == pytest.approx(0.8, abs=0.08)


def test_a_start_without_a_figure_is_one_of_its_own_placebos():
    years = [2012, 2013, 2014, 2015, 2017, 2018, 2019, 2020, 2021]
    values = [70.0, 70.1, 69.9, 70.0, 90.0, 90.1, 89.9, 90.0, 90.1]
    found = interrupted_time_series(years, values, 2016)
    assert (found.placebos, found.placebo_p) == (4, pytest.approx(1 / 4))


def test_years_that_hang_together_need_a_larger_change_to_be_found():
    years = np.arange(2010, 2022)
    alone, together = (
        detectable_level_change(years, 2016, 1.0, autocorrelation=each) for each in (0.0, 0.5)
    )
    assert together > alone
