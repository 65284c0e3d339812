"""Colours, sizes and line styles of every chart.

The palette is for marks (at least 3:1 on white) and never for text, which is
``TEXT`` or darker. Girls and boys differ from the whole group, and from each
other, in dash and mark shape as well as colour, so that a grey print can be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fgte.present.chart import LineRole

WHITE = "#FFFFFF"
BLUE = "#12436D"
TEAL = "#28A197"
WINE = "#801650"
ORANGE = "#F46A25"
GREY = "#3D3D3D"
LILAC = "#A285D1"

PALETTE = (BLUE, TEAL, WINE, ORANGE, GREY, LILAC)
"""Colours of marks, in the order they are taken into use."""

TEXT = GREY
STRONG_TEXT = "#1A1A1A"
GRID = "#E3E3E3"
"""Lines that only help the eye; nothing is lost where they cannot be seen."""
RULE = "#6B6B6B"
"""Lines that mean something but carry no figure: the axis, zero, a break."""

BAND_OPACITY = "0.15"
BAND_ON_WHITE = "#DBE3E9"
"""The colour the band gets on white."""
BAND = "rgba(18, 67, 109, 0.15)"
"""The same band where colour and opacity are one value."""
SHADE_OPACITY = "0.12"

FONT = '"Source Sans 3", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

WIDTH = 420
"""Width of every drawing in its own units; at 340 px text is 14 × 340 / 420 = 11.3 px."""
FONT_SIZE = 14
LINE_HEIGHT = 17


@dataclass(frozen=True)
class LineStyle:
    """How one role of line is drawn: colour, width, dash (empty is solid) and mark shape."""

    colour: str
    width: float
    dash: str
    shape: str
    size: float


LINE_STYLES: Mapping[LineRole, LineStyle] = MappingProxyType(
    {
        LineRole.OWN: LineStyle(BLUE, 3, "", "circle", 4),
        LineRole.COUNTRY: LineStyle(GREY, 1.4, "5 3", "", 0),
        LineRole.GIRLS: LineStyle(WINE, 1.8, "9 3", "triangle", 4),
        LineRole.BOYS: LineStyle(TEAL, 1.8, "2 3", "square", 3.5),
        LineRole.EXPECTED: LineStyle(LILAC, 1.8, "7 3 2 3", "diamond", 4.5),
    }
)


def needs_casing(style: LineStyle) -> bool:
    """Whether a line must have white along its sides to be seen where it crosses a band."""
    return contrast(style.colour, BAND_ON_WHITE) < 3


def contrast(first: str, second: str) -> float:
    """How clearly two colours differ in lightness: from 1 (not at all) to 21 (black on white).

    Text needs 4.5 and marks 3 (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
    """
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
