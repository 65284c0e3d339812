import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.model import AnswerSteps, Localised, Unit
from fgte.present.axis import (
    change_window,
    chart_window,
    even_step,
    labelled_years,
    steps_window,
    value_window,
)
from fgte.present.chart import SeriesChart
from fgte.present.wording import axis_words

percents = st.lists(st.floats(0, 100), min_size=1, max_size=12)
changes = st.lists(st.floats(-50, 50), max_size=12)


@pytest.mark.parametrize(
    ("unit", "value", "span"),
    [(Unit.PERCENT, 50, 40), (Unit.MERIT_POINTS, 220, 80), (Unit.GRADE_POINTS, 14, 4)],
)
def test_a_single_figure_stands_in_a_window_of_at_least_the_fixed_span(unit, value, span):
    window = value_window(unit, [value])
    assert span <= window.high - window.low <= 1.5 * span


def test_a_small_movement_stays_small_on_the_axis():
    window = value_window(Unit.PERCENT, [84, 85])
    assert 1 / (window.high - window.low) <= 1 / 40


def test_the_window_grows_when_the_figures_need_more():
    window = value_window(Unit.PERCENT, [20, 90])
    assert (window.low, window.high) == (20, 100)


def test_a_window_near_the_ceiling_is_moved_down_instead_of_past_it():
    window = value_window(Unit.PERCENT, [98, 99])
    assert (window.low, window.high) == (60, 100)


@given(percents)
def test_every_percentage_fits_and_the_window_keeps_within_what_is_possible(values):
    window = value_window(Unit.PERCENT, values)
    assert 0 <= window.low <= min(values)
    assert max(values) <= window.high <= 100
    assert window.high - window.low >= 40


def test_counts_and_ratios_start_at_zero():
    assert value_window(Unit.COUNT, [1074, 1100]).low == 0
    assert value_window(Unit.RATIO, [0.4]).low == 0


def test_without_any_figure_the_window_is_all_that_is_possible():
    window = value_window(Unit.PERCENT, [])
    assert (window.low, window.high) == (0, 100)


@given(changes)
def test_a_window_of_changes_is_symmetric_and_holds_every_change(values):
    window = change_window(Unit.PERCENT, values, 0.5)
    assert window.low == -window.high
    assert window.high >= max([2, *(abs(value) for value in values)])


def test_a_window_of_changes_shows_twice_the_smallest_relevant_change():
    assert change_window(Unit.PERCENT, [0.1], smallest_relevant=3).high >= 6


@pytest.mark.parametrize(("span", "step"), [(40, 10), (80, 20), (4, 1), (100, 20), (0.4, 0.1)])
def test_ticks_fall_on_even_steps(span, step):
    assert even_step(span) == pytest.approx(step)


def test_ticks_stay_inside_a_window_that_ends_between_two_steps():
    window = value_window(Unit.MERIT_POINTS, [])
    assert window.ticks[-1] <= window.high == 340


def test_every_year_is_labelled_when_there_is_room():
    assert labelled_years(range(2015, 2023), step=40, label_width=35) == tuple(range(2015, 2023))


def test_labels_are_thinned_and_the_last_year_is_kept():
    assert labelled_years(range(2015, 2023), 20, 35) == (2016, 2018, 2020, 2022)


def test_the_window_of_a_chart_holds_the_interval_of_the_own_line(series):
    window = chart_window(series(61.0, 99.0))
    assert window.low <= 58
    assert window.high == 100


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(1, 4, (1, 2, 3, 4)), (0, 10, (0, 2, 4, 6, 8, 10)), (1, 7, (1, 2, 3, 4, 5, 6, 7))],
)
def test_a_mean_of_answers_has_the_whole_scale_and_no_more(low, high, ticks):
    window = steps_window(AnswerSteps(low, high))
    assert (window.low, window.high) == (low, high)
    assert window.ticks == ticks


def test_words_of_the_steps_too_long_for_a_phone_give_way_to_the_numbers():
    long = Localised("Stämmer inte alls in på hur vi har det", "Does not at all fit how we do")
    chart = SeriesChart("x", "", "", Unit.RATIO, (), steps=AnswerSteps(1, 4, (long, long)))
    assert axis_words(chart) == "Medelvärde på skalan 1–4"
