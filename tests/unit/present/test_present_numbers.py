import pytest

from fgte.model import Unit
from fgte.present.numbers import (
    change_interval,
    change_with_unit,
    decimal,
    interval,
    range_with_unit,
    signed,
    with_unit,
    years,
)


@pytest.mark.parametrize(
    ("value", "places", "lang", "written"),
    [
        (237, 1, "sv", "237,0"),
        (237, 1, "en", "237.0"),
        (1074, 0, "sv", "1\u00a0074"),
        (1074.5, 1, "en", "1,074.5"),
        (-0.3, 1, "sv", "−0,3"),
        (-0.3, 1, "en", "−0.3"),
        (14.625, 2, "sv", "14,63"),
        (84.25, 1, "sv", "84,3"),
        (-0.04, 1, "sv", "0,0"),
    ],
)
def test_a_number_is_written_as_the_language_does(value, places, lang, written):
    assert decimal(value, places, lang) == written


@pytest.mark.parametrize(
    ("value", "written"), [(1.1, "+1,1"), (-0.3, "−0,3"), (0, "0,0"), (-0.04, "0,0"), (0.04, "0,0")]
)
def test_a_signed_number_says_its_direction_and_zero_has_none(value, written):
    assert signed(value, 1) == written


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (84.5, Unit.PERCENT, "84,5\u00a0%"),
        (233.2, Unit.MERIT_POINTS, "233,2 poäng"),
        (14.63, Unit.GRADE_POINTS, "14,63"),
        (1074, Unit.COUNT, "1\u00a0074"),
        (6, Unit.PERCENTAGE_POINTS, "6,0 procentenheter"),
    ],
)
def test_a_figure_carries_its_unit(value, unit, written):
    assert with_unit(value, unit) == written


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (1.1, Unit.PERCENT, "+1,1 procentenheter"),
        (-3, Unit.MERIT_POINTS, "−3,0 poäng"),
        (0.12, Unit.GRADE_POINTS, "+0,12 betygspoäng"),
    ],
)
def test_a_change_of_a_percentage_is_in_percentage_points(value, unit, written):
    assert change_with_unit(value, unit) == written


def test_a_range_of_figures_has_an_en_dash_and_one_unit():
    assert range_with_unit(94.1, 98.5, Unit.PERCENT) == "94,1–98,5\u00a0%"


def test_a_range_across_zero_is_written_with_a_word_since_a_dash_would_look_like_a_minus():
    assert interval(-3, 2.1, Unit.PERCENTAGE_POINTS) == "−3,0 till 2,1"
    assert change_interval(-0.4, 1.7, Unit.PERCENT, "en") == "−0.4 to +1.7"


def test_a_period_has_an_en_dash_and_a_single_year_stands_alone():
    assert years(2015, 2022) == "2015–2022"
    assert years(2015, 2015) == "2015"
