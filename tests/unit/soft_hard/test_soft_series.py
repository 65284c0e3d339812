"""A unit's rounds as a series: by school year, compared only where they are asked alike."""

from dataclasses import replace

import pytest

from fgte.analysis.rounds import Moments, change_between
from fgte.judgement.soft_series import Moved
from fgte.model import Interval
from tests.soft_hard import a_round, soft


def test_a_round_belongs_to_the_school_year_in_which_it_was_answered():
    found = soft(a_round("2018-07-31", 2.0), a_round("2018-11-01", 2.5))
    assert [each.year for each in found.rounds] == [2018, 2019]
    assert soft(a_round("2018-08-01", 2.0)).rounds[0].year == 2019


def test_of_two_rounds_in_a_school_year_the_later_counts():
    found = soft(a_round("2018-09-01", 2.0), a_round("2019-03-01", 2.5))
    assert [(each.year, each.value) for each in found.rounds] == [(2019, 2.5)]


def test_the_change_is_that_between_two_groups_of_other_people():
    first, later = soft(a_round("2016-10-01", 2.0), a_round("2018-10-01", 2.5)).rounds
    expected = change_between(Moments(20, 2.0, 0.4), Moments(20, 2.5, 0.4))
    assert first.moved is None
    assert later.moved.value == pytest.approx(0.5)
    assert later.moved.interval.low == pytest.approx(expected.low)


def test_rounds_of_other_people_are_kept_and_not_compared():
    found = soft(
        a_round("2015-10-01", 1.5, who="rektorer"),
        a_round("2016-10-01", 2.0),
        a_round("2018-10-01", 3.0),
    )
    assert [each.comparable for each in found.rounds] == [False, True, True]
    assert found.rounds[0].moved is None
    assert "Olika grupper svarade" in found.reasons[0].sv


def test_a_change_is_counted_from_the_first_round_of_the_same_people():
    found = soft(
        a_round("2015-10-01", 1.5, who="rektorer"),
        a_round("2016-10-01", 2.0),
        a_round("2018-10-01", 3.0),
    )
    assert [each.moved and each.moved.value for each in found.rounds] == [None, None, 1.0]


def test_a_change_is_counted_from_the_first_round_that_may_be_known():
    found = soft(
        a_round("2015-10-01", None), a_round("2016-10-01", 2.0), a_round("2018-10-01", 3.0)
    )
    assert [each.moved and each.moved.value for each in found.rounds] == [None, None, 1.0]


def test_what_everyone_rated_alike_has_a_change_but_no_interval():
    hidden_spread = a_round("2018-10-01", 3.0)
    found = soft(a_round("2016-10-01", 2.0), replace(hidden_spread, spread=None))
    assert (found.rounds[1].moved.value, found.rounds[1].moved.interval) == (1.0, None)
    assert found.rounds[1].moved.way == 0


@pytest.mark.parametrize(
    ("low", "high", "way", "within"),
    [
        (0.1, 0.5, 1, True),
        (0.0, 0.5, 0, True),
        (-0.5, 0.0, 0, True),
        (-0.5, -0.1, -1, True),
        (-0.51, 0.1, 0, False),
        (0.1, 0.51, 1, False),
    ],
)
def test_an_interval_that_ends_at_none_goes_no_way_and_one_at_the_reach_is_within_it(
    low, high, way, within
):
    found = Moved(0.2, Interval(low, high))
    assert (found.way, found.within(0.5)) == (way, within)


def test_where_the_room_is_not_known_nothing_is_ruled_out():
    assert (Moved(0.0).way, Moved(0.0).within(100.0)) == (0, False)
