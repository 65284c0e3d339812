"""Questions asked in order: stages, then the series of those that open."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgte.analysis.gatekeeping import ALPHA, Block, below, gatekeep
from fgte.analysis.kendall import attained_size, tail_upwards
from fgte.analysis.multiplicity import holm
from fgte.analysis.panel import StageTest, stage_test, step_down
from fgte.analysis.trend import mann_kendall

FIGURE = st.one_of(st.integers(0, 5).map(float), st.just(math.nan))
SERIES = st.lists(FIGURE, min_size=2, max_size=7)
STAGE = (
    st.integers(1, 3)
    .flatmap(
        lambda columns: st.lists(
            st.lists(FIGURE, min_size=columns, max_size=columns), min_size=3, max_size=5
        )
    )
    .map(np.array)
)
RISING = np.arange(8.0)
IDLE = np.array([3.0, 1, 4, 2, 5, 0, 7, 6])[[2, 0, 1, 4, 3, 6, 5, 7]] % 4


def block(*columns):
    values = np.column_stack(columns)
    return Block(values, values)


def stepped_by_hand(values):
    """Westfall and Young's algorithm 2.8 over every order of the years, in plain Python."""

    def tails(rows):
        return [mann_kendall(column).p_value for column in np.array(rows).T]

    own = tails(values)
    every = [tails(order) for order in permutations(values)]
    adjusted, least = {}, 0.0
    for place, column in enumerate(sorted(range(len(own)), key=lambda each: own[each])):
        left = sorted(range(len(own)), key=lambda each: own[each])[place:]
        share = np.mean([min(row[each] for each in left) <= own[column] + 1e-9 for row in every])
        least = max(least, share, own[column])
        adjusted[column] = least
    return [adjusted[each] for each in range(len(own))]


@settings(deadline=None, max_examples=25)
@given(values=STAGE)
def test_the_step_down_is_westfall_and_youngs(values):
    assert step_down(values) == pytest.approx(stepped_by_hand(values.tolist()))


@given(series=SERIES)
def test_a_series_alone_keeps_its_own_p_value(series):
    assert step_down(np.reshape(series, (-1, 1))) == pytest.approx([mann_kendall(series).p_value])


@given(values=STAGE)
def test_no_series_gets_surer_by_being_one_of_many(values):
    own = [mann_kendall(column).p_value for column in values.T]
    assert (step_down(values) >= np.array(own) - 1e-12).all()


@given(values=STAGE)
def test_the_adjustment_never_costs_more_than_holms(values):
    own = holm([mann_kendall(column).p_value for column in values.T])
    assert (step_down(values) <= own + 1e-9).all()


def test_ten_series_that_say_the_same_cost_no_more_than_one():
    once = step_down(np.column_stack([RISING[:6], IDLE[:6]]))
    often = step_down(np.column_stack([RISING[:6]] * 10 + [IDLE[:6]]))
    assert often[:10] == pytest.approx([once[0]] * 10)


@given(values=STAGE, shift=st.integers(-40, 40))
def test_the_level_of_a_series_changes_no_p_value(values, shift):
    assert stage_test(values + shift) == stage_test(values)
    assert (step_down(values + shift) == step_down(values)).all()


@pytest.mark.parametrize("years", [6, 9])
@pytest.mark.parametrize("directed", [False, True])
def test_reversing_time_keeps_every_p_value(years, directed):
    values = np.random.default_rng(years).random((years, 3))
    assert stage_test(values[::-1], directed=directed) == stage_test(values, directed=directed)
    assert (step_down(values[::-1]) == step_down(values)).all()


def test_reversing_time_keeps_every_p_value_also_where_the_series_cancel_out():
    """S is 8, 6 and -14: nothing together, and yet time has a direction to turn to."""
    series = np.array([_falling_pairs(8, falls) for falls in (10, 11, 21)], dtype=float).T
    assert [mann_kendall(column).s for column in series.T] == [8, 6, -14]
    assert stage_test(series) == stage_test(series[::-1])
    assert step_down(series).tolist() == step_down(series[::-1]).tolist()


def _falling_pairs(n, falls):
    """An order of n years in which so many pairs fall, the rest rise."""
    left, order = list(range(n)), []
    for remaining in range(n - 1, -1, -1):
        order.append(left.pop(min(falls, remaining)))
        falls -= min(falls, remaining)
    return order


def test_directed_series_that_move_opposite_ways_cancel_out():
    apart = np.column_stack([RISING[:6], -RISING[:6]])
    assert stage_test(apart, directed=True).p_value == 1
    assert stage_test(apart).p_value < 0.01


def test_directed_series_that_move_together_are_found():
    together = np.column_stack([RISING[:6], RISING[:6] + IDLE[:6] / 100])
    assert stage_test(together, directed=True).p_value == pytest.approx(2 / math.factorial(6))


def test_years_whose_ranges_overlap_count_as_equal():
    low = np.array([[90.0], [91], [92], [93], [94], [90]])
    high = np.array([[90.0], [91], [92], [93], [94], [100]])
    middle = stage_test((low + high) / 2).p_value
    assert stage_test(low, highs=high).p_value > middle
    known = stage_test(low[:5]).p_value
    assert step_down(low, highs=high)[0] >= known


def test_ranges_that_do_not_overlap_count_in_full():
    low = np.arange(6.0)[:, None]
    assert stage_test(low, highs=low + 0.9).p_value == pytest.approx(stage_test(low).p_value)
    assert step_down(low, highs=low + 0.9) == pytest.approx(step_down(low))


@given(values=STAGE)
def test_a_stage_whose_figures_are_all_unknown_ranges_never_opens(values):
    low, high = np.where(np.isnan(values), np.nan, 0), np.where(np.isnan(values), np.nan, 9)
    assert stage_test(low, highs=high).p_value == 1
    assert (step_down(low, highs=high) == 1).all()


def test_only_the_series_of_a_stage_that_opens_are_asked_of():
    moving, idle = gatekeep([block(RISING, IDLE), block(IDLE, IDLE)])
    assert moving.opened
    assert moving.series[0] <= ALPHA < moving.series[1]
    assert not idle.opened
    assert idle.series == (1.0, 1.0)


def test_no_series_is_surer_than_its_stage():
    weak = StageTest(9.0, 0.04)
    (gate,) = gatekeep([block(RISING, IDLE)], [weak])
    assert gate.opened
    assert min(gate.series) == 0.04


@pytest.mark.parametrize(("p", "opens"), [(0.05, True), (0.0500001, False)])
def test_a_stage_opens_at_five_per_cent_and_not_above(p, opens):
    (gate,) = gatekeep([block(RISING)], [StageTest(9.0, p)])
    assert gate.opened is opens
    assert (gate.series[0] <= ALPHA) is opens


def test_the_stages_share_the_five_per_cent_by_holms_method():
    tests = [StageTest(9.0, p) for p in (0.02, 0.3, 0.012)]
    gates = gatekeep([block(RISING)] * 3, tests)
    assert [gate.adjusted for gate in gates] == pytest.approx(holm([0.02, 0.3, 0.012]))
    assert [gate.opened for gate in gates] == [True, False, True]
    assert not gatekeep([block(RISING)] * 4, [*tests, StageTest(1.0, 0.9)])[0].opened


def test_a_stage_of_one_series_is_as_sure_as_that_series():
    values = np.array([3, 1, 4, 2, 6, 5, 9, 7.0])
    (gate,) = gatekeep([block(values)])
    assert gate.test.p_value == mann_kendall(values).p_value


def test_no_stages_give_no_gates():
    assert gatekeep([]) == ()


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=5))
def test_what_lies_below_is_as_unsure_as_the_most_unsure_above_it(pairs):
    parents, own = [a for a, _ in pairs], [b for _, b in pairs]
    assert below(parents, own) == tuple(max(pair) for pair in pairs)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=7), st.integers(-21, 21))
def test_upwards_only_is_counted_over_every_order(values, score):
    scores = [mann_kendall(order).s for order in permutations(values)]
    ties = tuple(sorted((values.count(each) for each in set(values)), reverse=True))
    parity = (max(scores) - score) % 2
    expected = np.mean([each >= score for each in scores])
    assert tail_upwards(score + parity, ties) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ties", "size"), [((1,) * 5, 1 / 60), ((1,) * 4, 0.0), ((5,), 0.0), ((2, 2, 1), 0.0)]
)
def test_few_years_or_many_ties_leave_less_than_five_per_cent_to_chance(ties, size):
    assert attained_size(ties, 0.05) == pytest.approx(size)
