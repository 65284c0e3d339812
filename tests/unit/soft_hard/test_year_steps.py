"""How far two years lie apart: the room of chance and of ordinary years together."""

import math
from dataclasses import replace

import pytest

from fgte.judgement.steps import REACH, STEP_OF_SD, difference_interval, usual_interval
from tests.soft_hard import figure

BEFORE, NOW = figure(2019, 70.0), figure(2021, 76.0)


def test_without_other_differences_the_room_is_that_of_chance_among_pupils(like):
    calm = replace(like.indicator, between_year_sd=0.0)
    found = usual_interval(BEFORE, NOW, calm, None)
    pupils = difference_interval(NOW, BEFORE, calm)
    assert (found.low, found.high) == pytest.approx((pupils.low, pupils.high))


def test_differences_between_years_are_squared_and_added(like):
    pupils = difference_interval(NOW, BEFORE, like.indicator)
    beyond = REACH * math.sqrt(2) * like.indicator.between_year_sd
    found = usual_interval(BEFORE, NOW, like.indicator, None)
    assert found.low == pytest.approx(6 - math.hypot(6 - pupils.low, beyond))
    assert found.high == pytest.approx(6 + math.hypot(pupils.high - 6, beyond))


def test_a_series_that_swings_more_than_usual_has_its_own_room(like):
    found = usual_interval(BEFORE, NOW, like.indicator, 10.0)
    assert found.high == pytest.approx(6 + REACH * math.sqrt(2) * 10 / STEP_OF_SD)
    assert usual_interval(BEFORE, NOW, like.indicator, 0.1) == usual_interval(
        BEFORE, NOW, like.indicator, None
    )


def test_where_neither_is_known_there_is_no_interval(like):
    unknown = replace(NOW, pupils=None)
    assert usual_interval(BEFORE, unknown, like.indicator, None) is None
    assert usual_interval(BEFORE, unknown, like.indicator, 2.0) is not None
    assert usual_interval(BEFORE, replace(NOW, value=None), like.indicator, 2.0) is None
