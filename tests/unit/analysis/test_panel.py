"""What the joint test of a stage's series promises."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgte.analysis.panel import stage_test
from fgte.analysis.trend import mann_kendall

FIGURE = st.one_of(st.integers(0, 5).map(float), st.just(math.nan))
SERIES = st.lists(FIGURE, min_size=2, max_size=7)
STAGES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(FIGURE, min_size=columns, max_size=columns), min_size=2, max_size=5
    )
)


def summed_squared_z(rows):
    found = [mann_kendall(column) for column in np.array(rows).T]
    return sum(trend.s**2 / trend.variance for trend in found if trend.variance)


@settings(deadline=None, max_examples=30)
@given(rows=STAGES)
def test_every_order_of_the_years_is_tried_when_there_are_few(rows):
    observed = summed_squared_z(rows)
    by_chance = [summed_squared_z(order) for order in permutations(rows)]
    found = stage_test(rows)
    assert found.statistic == pytest.approx(observed)
    assert found.p_value == pytest.approx(np.mean([c >= observed - 1e-9 for c in by_chance]))


@given(series=SERIES)
def test_one_series_alone_is_the_mann_kendall_test(series):
    found = stage_test(np.reshape(series, (-1, 1)))
    assert found.p_value == pytest.approx(mann_kendall(series).p_value)


@given(series=SERIES)
def test_saying_the_same_three_times_is_no_stronger_evidence(series):
    once = stage_test(np.column_stack([series]))
    assert stage_test(np.column_stack([series] * 3)).p_value == pytest.approx(once.p_value)


@given(rows=STAGES, data=st.data())
def test_the_order_of_the_series_does_not_matter(rows, data):
    values = np.array(rows)
    reordered = values[:, data.draw(st.permutations(range(values.shape[1])))]
    assert stage_test(reordered).p_value == stage_test(values).p_value


@given(rows=STAGES)
def test_any_scale_that_keeps_higher_higher_gives_the_same_answer(rows):
    values = np.array(rows)
    assert stage_test(np.exp(values) + 17.3) == stage_test(values)


@pytest.mark.parametrize("idle", [[80.0] * 6, [math.nan] * 5 + [80.0], [math.nan] * 6])
def test_a_series_that_cannot_move_adds_nothing(idle):
    moving = [[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 3.0], [5.0, 6.0], [6.0, 5.0]]
    assert stage_test(np.column_stack([moving, idle])) == stage_test(moving)


@pytest.mark.parametrize(
    "nothing", [np.empty((0, 3)), np.full((4, 2), np.nan), np.full((5, 2), 80.0), [[1.0, 2.0]]]
)
def test_nothing_that_can_move_gives_p_1(nothing):
    found = stage_test(nothing)
    assert (found.statistic, found.p_value) == (0, 1)


def test_beyond_seven_years_drawn_orders_come_close_to_counting_all():
    series = np.array([3, 1, 4, 2, 6, 5, 9, 7.0])
    drawn = stage_test(series[:, None])
    assert drawn.p_value == pytest.approx(mann_kendall(series).p_value, abs=0.003)
    assert drawn.p_value != mann_kendall(series).p_value


def test_nothing_is_drawn_when_every_order_fits():
    values = np.random.default_rng(3).random((7, 3))
    assert stage_test(values, seed=1) == stage_test(values, permutations=5039, seed=2)


def test_the_draws_are_the_same_every_time_and_their_seed_can_be_changed():
    values = np.random.default_rng(3).random((9, 3))
    assert stage_test(values) == stage_test(values)
    assert stage_test(values, seed=1).p_value != stage_test(values).p_value


def test_drawn_orders_never_give_p_0():
    rising = np.arange(12.0)[:, None]
    assert stage_test(rising, permutations=99).p_value == pytest.approx(1 / 100)


def test_rising_and_falling_series_both_count_as_movement():
    years = np.arange(7.0)
    opposite = stage_test(np.column_stack([years, -years]))
    assert opposite == stage_test(np.column_stack([years, years]))


@pytest.mark.parametrize(("values", "permutations"), [([1.0, 2.0], 99), ([[1.0], [2.0]], 0)])
def test_what_is_not_years_by_series_is_refused(values, permutations):
    with pytest.raises(ValueError, match="years x series and at least one permutation"):
        stage_test(values, permutations=permutations)
