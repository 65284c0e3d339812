import pytest

from fgte.present.chart import LineRole
from fgte.present.theme import (
    BAND_ON_WHITE,
    BAND_OPACITY,
    BLUE,
    LINE_STYLES,
    PALETTE,
    RULE,
    STRONG_TEXT,
    TEXT,
    WHITE,
    contrast,
    needs_casing,
)


def test_contrast_runs_from_one_to_twenty_one():
    assert contrast(WHITE, WHITE) == 1
    assert contrast("#000000", WHITE) == pytest.approx(21)


def test_contrast_does_not_depend_on_the_order():
    assert contrast(WHITE, TEXT) == contrast(TEXT, WHITE)


@pytest.mark.parametrize("colour", [*PALETTE, RULE])
def test_marks_are_seen_on_white(colour):
    assert contrast(colour, WHITE) >= 3


@pytest.mark.parametrize("colour", [TEXT, STRONG_TEXT])
def test_text_can_be_read_on_white_and_on_shade(colour):
    assert contrast(colour, WHITE) >= 4.5
    assert contrast(colour, "#E3E3E3") >= 4.5


def test_every_role_of_line_has_a_style_of_its_own():
    assert set(LINE_STYLES) == set(LineRole)
    assert len({(style.dash, style.shape) for style in LINE_STYLES.values()}) == len(LineRole)


def test_the_band_on_white_is_what_its_colour_and_opacity_give():
    share = float(BAND_OPACITY)
    mixed = (round(int(BLUE[i : i + 2], 16) * share + 255 * (1 - share)) for i in (1, 3, 5))
    assert "#" + "".join(f"{part:02X}" for part in mixed) == BAND_ON_WHITE


@pytest.mark.parametrize("role", LineRole)
def test_a_line_is_seen_on_the_band_or_has_white_along_its_sides(role):
    style = LINE_STYLES[role]
    assert needs_casing(style) == (contrast(style.colour, BAND_ON_WHITE) < 3)
    assert contrast(style.colour, WHITE if needs_casing(style) else BAND_ON_WHITE) >= 3


def test_the_lighter_lines_are_the_ones_with_casing():
    assert {role for role in LineRole if needs_casing(LINE_STYLES[role])} == {
        LineRole.BOYS,
        LineRole.EXPECTED,
    }
