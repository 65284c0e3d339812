"""What bounds and positions of a year group promise."""

import math
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.cohort import (
    Position,
    pathway_bounds,
    position_change,
    position_of_mean,
    position_of_share,
)
from fgte.model import Interval

SHARE = st.floats(0, 1)
WAYS = ("maintained", "rose", "dropped", "never")


@given(pupils=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_whatever_truly_happened_lies_within_the_bounds(pupils):
    n = len(pupils)
    bounds = pathway_bounds(sum(a for a, _ in pupils) / n, sum(b for _, b in pupils) / n)
    for way, path in zip(WAYS, [(1, 1), (0, 1), (1, 0), (0, 0)], strict=True):
        room = getattr(bounds, way)
        assert room.low - 1e-9 <= pupils.count(path) / n <= room.high + 1e-9


@given(
    stayers=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40),
    leavers=st.lists(st.booleans(), max_size=10),
    newcomers=st.lists(st.booleans(), max_size=10),
)
def test_whoever_moved_those_who_stayed_lie_within_the_bounds(stayers, leavers, newcomers):
    first = [a for a, _ in stayers] + leavers
    second = [b for _, b in stayers] + newcomers
    bounds = pathway_bounds(
        sum(first) / len(first),
        sum(second) / len(second),
        left=len(leavers) / len(first),
        arrived=len(newcomers) / len(second),
    )
    share = stayers.count((1, 1)) / len(stayers)
    assert bounds.maintained.low - 1e-9 <= share <= bounds.maintained.high + 1e-9


@given(first=SHARE, second=SHARE, moved=st.floats(0, 0.5))
def test_migration_only_widens(first, second, moved):
    closed, open_ = pathway_bounds(first, second), pathway_bounds(first, second, left=moved)
    for way in WAYS:
        assert getattr(open_, way).low <= getattr(closed, way).low + 1e-9
        assert getattr(open_, way).high >= getattr(closed, way).high - 1e-9


def test_the_bounds_worked_by_hand():
    bounds = pathway_bounds(0.80, 0.75)
    by_hand = ((0.55, 0.75), (0, 0.20), (0.05, 0.25), (0, 0.20))
    for way, ends in zip(WAYS, by_hand, strict=True):
        assert astuple(getattr(bounds, way)) == pytest.approx(ends)


def test_a_range_gives_wider_bounds_than_a_point_in_it():
    bounds = pathway_bounds(Interval(0.90, 0.975), 0.75)
    assert astuple(bounds.maintained) == pytest.approx((0.65, 0.75))


@pytest.mark.parametrize("shares", [(-0.1, 0.5), (0.5, 1.1), (math.nan, 0.5)])
def test_what_is_no_share_is_refused(shares):
    with pytest.raises(ValueError, match="between 0 and 1"):
        pathway_bounds(*shares)


@given(share=st.floats(0.01, 0.99), reference=st.floats(0.01, 0.99))
def test_above_the_country_is_above_zero_and_turned_round_is_as_far_below(share, reference):
    found = position_of_share(share, None, reference=reference).value
    turned = position_of_share(reference, None, reference=share).value
    assert found == pytest.approx(-turned)
    assert (found > 0) == (share > reference) or found == pytest.approx(0, abs=1e-9)


def test_one_standard_deviation_above_the_middle_is_one():
    found = position_of_share(0.841344746, Interval(0.5, 0.977249868), reference=0.5)
    assert astuple(found) == pytest.approx((1, 0, 2), abs=1e-6)


def test_the_same_points_are_a_longer_way_where_most_pass():
    near_all = position_of_share(0.95, None, reference=0.90).value
    near_half = position_of_share(0.55, None, reference=0.50).value
    assert near_all > 2 * near_half


def test_all_or_none_has_an_open_end_and_no_value():
    found = position_of_share(1.0, Interval(0.9, 1.0), reference=0.8)
    assert (found.value, found.high) == (None, None)
    assert found.low > 0


def test_a_country_where_all_pass_is_no_yardstick():
    assert position_of_share(0.9, None, reference=1.0) is None


def test_means_are_placed_in_standard_deviations_between_pupils():
    found = position_of_mean(240, Interval(227, 253), reference=227, sd=65)
    assert astuple(found) == pytest.approx((0.2, 0, 0.4))
    with pytest.raises(ValueError, match="above 0"):
        position_of_mean(240, None, reference=227, sd=0)


def test_a_change_of_position_joins_the_room_of_both():
    change = position_change(Position(0.1, -0.2, 0.5), Position(0.3, 0.0, 0.7))
    assert astuple(change) == pytest.approx((0.2, -0.3, 0.7))


def test_a_change_from_a_range_is_as_wide_as_it_can_be():
    change = position_change(Position(None, 0.2, 0.6), Position(0.3, 0.1, 0.5))
    assert (change.value, change.low, change.high) == (
        None,
        pytest.approx(-0.5),
        pytest.approx(0.3),
    )


def test_an_open_end_leaves_an_open_end():
    change = position_change(Position(0.1, -0.2, 0.5), Position(0.3, None, 0.7))
    assert change.low is None
    assert change.high == pytest.approx(0.2 + math.hypot(0.4, 0.3))
