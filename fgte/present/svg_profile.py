"""A profile: the mean of each question on its scale, in the order they were asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fgte.present.numbers import decimal
from fgte.present.svg_marks import (
    element,
    image,
    label,
    label_lines,
    line,
    mark,
    wrap,
)
from fgte.present.theme import (
    BLUE,
    LINE_HEIGHT,
    RULE,
    STRONG_TEXT,
    WIDTH,
)

_SIDE, _VALUE_ROOM, _TRACK, _GAP, _HEAD = 8, 44, 24, 10, 30


@dataclass(frozen=True)
class ProfileRow:
    """One question, or a part of them (``head``): its words and its mean.

    Without a value the note stands instead. ``low`` and ``high`` are the interval, if any.
    """

    words: str
    value: float | None
    note: str = ""
    head: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Profile:
    """Rows on one scale, in the order given: they are never sorted."""

    id: str
    title: str
    description: str
    first: int
    last: int
    rows: tuple[ProfileRow, ...]
    ends: tuple[str, str]
    lang: str = "sv"


def render_profile(profile: Profile) -> str:
    """The profile as one ``<svg>`` element with a name and a description."""
    drawn, bottom = [_scale_words(profile)], float(_HEAD)
    for row in profile.rows:
        piece, bottom = _row(row, profile, bottom)
        drawn.append(piece)
    return image(profile, profile.description, bottom, "".join(drawn))


def _x(value: float, profile: Profile) -> float:
    room = WIDTH - _VALUE_ROOM - 2 * _SIDE
    return _SIDE + room * (value - profile.first) / (profile.last - profile.first)


def _scale_words(profile: Profile) -> str:
    """What the ends of the scale mean, above the first row."""
    low, high = profile.ends
    start = label(low, 0, 16)
    return start + label(high, _x(profile.last, profile) + _SIDE, 16, text_anchor="end")


def _row(row: ProfileRow, profile: Profile, top: float) -> tuple[str, float]:
    words = wrap(row.words, WIDTH - 2)
    weight = "650" if row.head else ""
    name = label_lines(words, 0, top + 14, fill=STRONG_TEXT, font_weight=weight)
    middle = top + len(words) * LINE_HEIGHT + _TRACK / 2
    end = middle + _TRACK / 2 + _GAP
    if row.value is None:
        return name + label_lines(wrap(row.note, WIDTH - 2), 0, middle + 5), end
    value = label(
        decimal(row.value, 2 if row.head else 1, profile.lang),
        WIDTH,
        middle + 5,
        text_anchor="end",
        fill=STRONG_TEXT,
        font_weight=weight,
    )
    return name + _track(profile, middle) + _mark(row, row.value, profile, middle) + value, end


def _track(profile: Profile, middle: float) -> str:
    start, end = _x(profile.first, profile), _x(profile.last, profile)
    steps: Sequence[int] = range(profile.first, profile.last + 1)
    ticks = "".join(
        line(_x(step, profile), middle - 6, _x(step, profile), middle + 6) for step in steps
    )
    base = line(start, middle, end, middle, stroke=RULE, stroke_width=1)
    return element("g", ticks, stroke=RULE, stroke_width=1) + base


def _mark(row: ProfileRow, value: float, profile: Profile, middle: float) -> str:
    reach = ""
    if row.low is not None and row.high is not None:
        low, high = _x(row.low, profile), _x(row.high, profile)
        reach = line(low, middle, high, middle, stroke_width=5, stroke_linecap="round")
        reach = element("g", reach, stroke_opacity="0.45")
    shape = "diamond" if row.head else "circle"
    return element("g", reach + mark(shape, _x(value, profile), middle, 6), stroke=BLUE, fill=BLUE)
