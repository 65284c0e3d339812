"""Changes and their intervals as they are written: sign, decimals and words agree."""

import pytest

from fgte.judgement import Trend
from fgte.model import Unit
from fgte.present.amounts import amount, size_interval, slope_with_interval


def trend(slope, low, high):
    return Trend(slope, low, high, 0.01, tuple(range(2015, 2023)), 1.0, 2.0)


def plain(words):
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "unit", "lang", "written"),
    [
        (1.12, Unit.PERCENT, "sv", "1,1 procentenheter"),
        (-1.12, Unit.PERCENT, "sv", "1,1 procentenheter"),
        (-19.25, Unit.MERIT_POINTS, "sv", "19,3 poäng"),
        (0.0457, Unit.GRADE_POINTS, "sv", "0,05 betygspoäng"),
        (1.12, Unit.PERCENT, "en", "1.1 percentage points"),
        (-0.0457, Unit.GRADE_POINTS, "en", "0.05 grade points"),
    ],
)
def test_an_amount_is_a_size_in_its_unit_without_sign(value, unit, lang, written):
    assert plain(amount(value, unit, lang)) == written


@pytest.mark.parametrize(
    ("low", "high", "written"), [(0.4, 1.7, "0,4–1,7"), (-1.7, -0.4, "0,4–1,7")]
)
def test_the_interval_of_one_direction_is_written_as_sizes_smallest_first(low, high, written):
    assert size_interval(trend((low + high) / 2, low, high), Unit.PERCENT, "sv") == written


@pytest.mark.parametrize(
    ("found", "unit", "lang", "written"),
    [
        ((1.1, 0.4, 1.7), Unit.PERCENT, "sv", "+1,1 (+0,4 till +1,7)"),
        ((-1.1, -1.7, -0.4), Unit.PERCENT, "sv", "−1,1 (−1,7 till −0,4)"),
        ((0.3, -0.4, 1.7), Unit.MERIT_POINTS, "sv", "+0,3 (−0,4 till +1,7)"),
        ((0.05, 0.01, 0.09), Unit.GRADE_POINTS, "en", "+0.05 (+0.01 to +0.09)"),
        ((0.0, -2.6, 1.4), Unit.PERCENT, "sv", "0,0 (−2,6 till +1,4)"),
    ],
)
def test_a_slope_in_a_table_has_signs_and_the_lower_end_first(found, unit, lang, written):
    assert slope_with_interval(trend(*found), unit, lang) == written


def test_a_movement_that_was_found_is_never_written_as_nought():
    found = trend(0.6, 0.02, 1.2)
    assert "0,02" in size_interval(found, Unit.PERCENT, "sv")
    assert "+0,02" in slope_with_interval(found, Unit.PERCENT, "sv")
