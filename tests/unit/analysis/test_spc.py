"""What usual variation, its limits and its rules promise."""

from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fgte.analysis.spc import (
    Rebasing,
    directions,
    laney_p_chart,
    limits_by_stretch,
    p_chart,
    run_chart,
    special_causes,
    xmr_limits,
)

TENTHS = st.integers(0, 999).map(lambda tenths: tenths / 10)
SERIES = st.lists(TENTHS, min_size=3, max_size=16)
GAPPED = st.lists(st.one_of(TENTHS, st.just(np.nan)), min_size=3, max_size=16)
COHORTS = st.lists(
    st.tuples(st.integers(5, 500), st.floats(0.05, 0.95)).map(lambda c: (round(c[0] * c[1]), c[0])),
    min_size=3,
    max_size=12,
)


def near(limits):
    return pytest.approx((limits.center, limits.lower, limits.upper), abs=1e-8)


def judged(series):
    return special_causes(series, xmr_limits(series))


@given(series=SERIES, shift=st.integers(-500, 500), factor=st.sampled_from([-2.0, 0.5, 3.0]))
def test_limits_move_and_stretch_with_the_series(series, shift, factor):
    before = xmr_limits(series)
    after = xmr_limits(np.array(series) * factor + shift)
    ends = sorted([before.lower * factor + shift, before.upper * factor + shift])
    # A step right at 3.267 mean steps may fall on either side in floating point.
    steps = np.abs(np.diff(series))
    assume(np.all(np.abs(steps - 3.267 * steps.mean()) > 1e-6))
    assert (before.center * factor + shift, *ends) == near(after)


@given(series=SERIES, shift=st.sampled_from([-64, 32, 256]))
def test_a_constant_added_marks_the_same_years(series, shift):
    eighths = np.round(np.array(series) * 8) / 8
    assert judged(eighths + shift).equals(judged(eighths))


@given(value=st.floats(-1e6, 1e6), years=st.integers(2, 30))
def test_a_flat_series_marks_nothing(value, years):
    assert not judged([value] * years).to_numpy().any()
    assert run_chart([value] * years).useful == 0
    assert not run_chart([value] * years).signal


@given(series=SERIES)
def test_time_turned_round_marks_the_same_years_and_turns_the_trend(series):
    limits = xmr_limits(series)
    forth, back = special_causes(series, limits), special_causes(series[::-1], limits)
    assert forth.to_numpy().tolist() == back.to_numpy()[::-1].tolist()


def test_seven_rising_point_upwards_and_turned_round_downwards():
    series = [5, 1, 2, 3, 4, 5, 6, 7, 0]
    wide = xmr_limits([0, 40] * 3)
    assert special_causes(series, wide)["seven_trend"].tolist() == [False, *[True] * 7, False]
    assert directions(series, wide)[1:8].tolist() == [1] * 7
    assert directions(series[::-1], wide)[1:8].tolist() == [-1] * 7


def test_a_year_beyond_its_limits_points_the_way_it_lies_also_within_a_run_the_other_way():
    """Eight rise in a row, the first of them from below the lower limit."""
    narrow = xmr_limits([40, 44] * 4)
    found = directions([10, 41.1, 41.2, 41.3, 41.4, 41.5, 41.6, 41.7], narrow)
    assert found.tolist() == [-1, *[1] * 7]


@given(series=GAPPED)
def test_a_year_without_a_figure_is_no_value(series):
    known = ~np.isnan(series)
    usable = np.array(series)[known]
    neighbours = known[1:] & known[:-1]
    assume(neighbours.any())
    limits = xmr_limits(series)
    found = special_causes(series, limits)
    assert not found.to_numpy()[~known].any()
    assert found.to_numpy()[known].tolist() == special_causes(usable, limits).to_numpy().tolist()
    assert (limits.center, limits.points) == (pytest.approx(usable.mean()), usable.size)


def test_no_step_is_counted_across_a_gap():
    assert xmr_limits([80, 81, np.nan, 90, 91]).mean_moving_range == 1


@given(series=SERIES)
def test_the_limits_hold_the_centre_and_are_as_far_apart_as_the_steps_say(series):
    limits = xmr_limits(series, screen_outliers=False)
    assert limits.lower <= limits.center <= limits.upper
    assert limits.mean_moving_range == pytest.approx(np.abs(np.diff(series)).mean())
    assert limits.upper - limits.center == pytest.approx(2.66 * limits.mean_moving_range)


@given(series=SERIES)
def test_screening_never_widens(series):
    screened, plain = xmr_limits(series), xmr_limits(series, screen_outliers=False)
    assert screened.mean_moving_range <= plain.mean_moving_range + 1e-9


def test_limits_are_trial_limits_under_twelve_points():
    assert xmr_limits(range(11)).trial
    assert not xmr_limits(range(12)).trial
    assert xmr_limits([*range(11), np.nan]).trial


def test_a_point_on_the_centre_line_is_on_neither_side():
    limits = xmr_limits([-1, 1] * 6)
    assert not special_causes([1, 1, 1, 0, 1, 1, 1], limits)["seven_one_side"].any()
    assert special_causes([1] * 7, limits)["seven_one_side"].all()


@pytest.mark.parametrize("series", [[], [80.0], [80, np.nan, 81], [np.nan] * 5])
def test_limits_need_two_neighbouring_years(series):
    with pytest.raises(ValueError, match="two neighbouring years"):
        xmr_limits(series)


def test_a_baseline_of_one_point_is_refused():
    with pytest.raises(ValueError, match="2 points or more, but is 1"):
        xmr_limits([80, 81, 82], baseline=1)


def test_later_years_do_not_move_limits_from_a_baseline():
    assert xmr_limits([1, 2, 1, 2, 50, 60], baseline=4) == xmr_limits([1, 2, 1, 2])


@given(cohorts=COHORTS)
def test_a_laney_chart_is_a_p_chart_with_limits_sigma_z_times_as_wide(cohorts):
    successes, totals = zip(*cohorts, strict=True)
    plain, laney = p_chart(successes, totals), laney_p_chart(successes, totals)
    assert plain.sigma_z == 1
    center, n = plain.center[0], np.array(totals)
    reach = 3 * laney.sigma_z * np.sqrt(center * (1 - center) / n)
    assert laney.upper == pytest.approx(np.minimum(center + reach, 1))
    assert laney.lower == pytest.approx(np.maximum(center - reach, 0))
    assert np.all((laney.lower >= 0) & (laney.lower <= center) & (center <= laney.upper))


def test_limits_are_narrower_than_chance_where_years_differ_by_less():
    """Steps of one pupil of 400 at a half: z moves by 0.1, divided by 1.128."""
    chart = laney_p_chart([200, 201, 200, 201, 200, 201], [400] * 6)
    assert chart.sigma_z == pytest.approx(0.1 / 1.128, rel=0.001)


def test_sigma_z_is_near_1_when_only_pupils_vary_and_above_it_when_years_do():
    random = np.random.default_rng(3)
    totals = random.integers(100, 400, 3000)
    pupils_only = random.binomial(totals, 0.8)
    years_too = random.binomial(totals, np.clip(random.normal(0.8, 0.05, 3000), 0, 1))
    assert laney_p_chart(pupils_only, totals).sigma_z == pytest.approx(1, abs=0.05)
    assert laney_p_chart(years_too, totals).sigma_z > 1.8


def test_large_cohorts_have_narrower_limits():
    chart = p_chart([80, 320], [100, 400])
    assert chart.upper[1] - chart.lower[1] < chart.upper[0] - chart.lower[0]


@pytest.mark.parametrize("chart", [p_chart, laney_p_chart])
def test_a_share_of_nothing_or_all_has_limits_on_itself(chart):
    assert chart([30, 40], [30, 40]).lower.tolist() == [1, 1]
    assert not chart([0, 0, 0], [30, 40, 50]).outside.any()


@pytest.mark.parametrize("chart", [p_chart, laney_p_chart])
@pytest.mark.parametrize(
    ("successes", "totals", "said"),
    [
        ([31, 2], [30, 30], "between 0 and"),
        ([1, 2], [30, 0], "needs pupils"),
        ([np.nan], [30], "found none"),
        ([1, 2], [30], "each total needs successes"),
    ],
)
def test_impossible_counts_are_refused(chart, successes, totals, said):
    with pytest.raises(ValueError, match=said):
        chart(successes, totals)


@given(series=SERIES)
def test_a_run_chart_sees_the_same_forwards_and_backwards(series):
    assert run_chart(series) == run_chart(series[::-1])


@given(series=SERIES)
def test_runs_and_crossings_fit_the_useful_years(series):
    found = run_chart(series)
    assert 0 <= found.longest_run <= found.useful <= len(series)
    assert found.crossings <= max(found.useful - 1, 0)
    assert found.longest_run + found.crossings <= max(found.useful, 0)


def test_a_run_chart_signals_about_one_chance_series_in_twenty():
    random = np.random.default_rng(1)
    signals = [run_chart(random.normal(size=24)).signal for _ in range(2000)]
    assert 0.02 < np.mean(signals) < 0.08


def test_under_ten_useful_years_silence_says_next_to_nothing():
    steady = run_chart([1, 2, 3, 4, 5, 6, 7, 8])
    assert steady.too_few
    assert not run_chart(range(12)).too_few
    with pytest.raises(ValueError, match="usable figure"):
        run_chart([np.nan])


DECIDED = date(2022, 3, 1)


def test_new_limits_begin_only_where_somebody_has_decided_it():
    values = [70, 71, 70, 71, 80, 81, 80, 81]
    (whole,) = limits_by_stretch(range(2015, 2023), values)
    assert (whole.first_year, whole.last_year, whole.decision) == (2015, 2022, None)
    assert whole.limits == xmr_limits(values)


def test_a_decision_gives_the_years_after_it_limits_of_their_own():
    values = [70, 71, 70, 71, 80, 81, 80, 81]
    decision = Rebasing(2019, DECIDED, "Ny läsundervisning i alla skolor")
    before, after = limits_by_stretch(range(2015, 2023), values, [decision])
    assert (before.limits, after.limits) == (xmr_limits(values[:4]), xmr_limits(values[4:]))
    assert (after.first_year, after.last_year, after.decision) == (2019, 2022, decision)


def test_a_stretch_too_short_for_limits_has_none():
    decision = Rebasing(2017, DECIDED, "Ny skola")
    _, after = limits_by_stretch([2015, 2016, 2017], [70, 71, 80], [decision])
    assert after.limits is None


def test_a_year_that_is_not_listed_is_a_gap():
    listed = limits_by_stretch([2015, 2016, 2019], [70, 71, 80])[0].limits
    assert listed == xmr_limits([70, 71, np.nan, np.nan, 80])


def test_a_decision_without_a_reason_is_refused():
    with pytest.raises(ValueError, match="need a reason"):
        Rebasing(2019, DECIDED, "  ")


@pytest.mark.parametrize("years", [[2015], [2030], [2019, 2019]])
def test_a_decision_must_cut_the_series_once(years):
    decisions = [Rebasing(year, DECIDED, "skäl") for year in years]
    with pytest.raises(ValueError, match="once in each year 2016 to 2022"):
        limits_by_stretch(range(2015, 2023), range(8), decisions)


def test_a_year_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="each year must stand once"):
        limits_by_stretch([2015, 2015], [70, 71])
