"""What may stand in a cell, and what it means: never a number for what Skolverket hid."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.model import Status, Unit
from fgte.sources.skolverket.cells import number, read_pupils, read_value


def read(cell, unit=Unit.PERCENT, pupils=math.nan, at_a_school=False):
    return read_value(cell, unit, pupils, at_a_school=at_a_school)


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("84,5", 84.5),
        ("100", 100.0),
        (" 7 ", 7.0),
        ("1 120", 1120.0),
        ("1\u00a0120", 1120.0),
        ("1\u202f120,5", 1120.5),
        ("12\u2009345\u2009678", 12345678.0),
        ("-3,5", -3.5),
        ("−3,5", -3.5),
        ("–3,5", -3.5),
        ("241.3", 241.3),
        (84.3, 84.3),
    ],
)
def test_a_number_is_read_as_it_is_written(cell, means):
    assert number(cell) == means


@pytest.mark.parametrize(
    "cell",
    ["", "..", "~100", "1.120", "1,120", "84,", ",5", "1 12", "cirka 70", "8e1", "१२", "inf"],
)
def test_what_is_no_number_is_none(cell):
    assert number(cell) is None


@given(st.integers(0, 1000), st.integers(0, 9))
def test_every_published_decimal_survives_exactly(whole, tenth):
    assert number(f"{whole},{tenth}") == float(f"{whole}.{tenth}")


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("..", Status.SUPPRESSED),
        (".", Status.MISSING),
        ("", Status.MISSING),
        ("*", Status.NOT_APPLICABLE),
        ("~100", Status.CENSORED),
    ],
)
def test_a_code_is_a_status_and_never_a_number(cell, status):
    found = read(cell)
    assert found.status is status
    assert math.isnan(found.value)


@pytest.mark.parametrize(
    ("pupils", "at_a_school", "low", "high"),
    [
        (40, False, 90.0, 97.5),
        (11, True, 100 - 400 / 11, 100 - 100 / 11),
        (math.nan, False, 90.0, 100.0),
        (math.nan, True, 60.0, 100.0),
    ],
)
def test_nearly_all_lies_where_one_to_four_pupils_put_it(pupils, at_a_school, low, high):
    found = read("~100", pupils=pupils, at_a_school=at_a_school)
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("100,1", Unit.PERCENT),
        ("-0,1", Unit.PERCENT),
        (120.0, Unit.PERCENT),
        ("-1,0", Unit.MERIT_POINTS),
        ("340,1", Unit.MERIT_POINTS),
        ("20,1", Unit.GRADE_POINTS),
        ("~100", Unit.MERIT_POINTS),
        ("2,5", Unit.COUNT),
        ("–", Unit.PERCENT),
        ("n/a", Unit.PERCENT),
    ],
)
def test_what_cannot_be_is_not_understood(cell, unit):
    assert read(cell, unit) is None


def test_nearly_all_of_no_pupils_is_not_understood():
    assert read("~100", pupils=0.0) is None


def test_pupils_are_counted_or_not_known():
    assert read_pupils("1 120") == 1120.0
    assert math.isnan(read_pupils(".."))
    assert read_pupils("cirka 70") is None
    assert read_pupils("12,5") is None
    assert read_pupils("-3") is None
