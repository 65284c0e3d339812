import pytest

from fgte.present.chart import LineRole
from fgte.present.theme import LINE_STYLES, PALETTE, RULE, STRONG_TEXT, TEXT, WHITE, contrast


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
