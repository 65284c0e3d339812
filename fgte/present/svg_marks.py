"""The pieces every drawing is made of: escaped text, marks, the key and the document around them.

Coordinates are written with one decimal and nothing depends on time or order of
hashing, so the same chart gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape as html_escape
from typing import Protocol

from fgte.present.alt_text import alt_text
from fgte.present.chart import Chart
from fgte.present.theme import FONT, FONT_SIZE, LINE_HEIGHT, TEXT, WHITE, WIDTH

SAMPLE_WIDTH = 22
_KEY_ROW = 19
_KEY_GAP = 18
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NARROW = frozenset("iljtfrI.,:;|!'()[]/- \u00a0")
_WIDE = frozenset("mwMWÅÄÖ%@—")


Look = dict[str, str | float]
"""Attributes of an element, by name."""

HALO: Look = {"paint_order": "stroke", "stroke": WHITE, "stroke_width": "3"}
"""Attributes that keep a text readable where it crosses a line."""


@dataclass(frozen=True)
class KeyEntry:
    """A sign and what it means; the sample is drawn around (0, 0)."""

    sample: str
    words: str


def escape(words: str) -> str:
    """Text as XML may carry it: markup escaped, forbidden characters left out."""
    return html_escape(_FORBIDDEN.sub("", words))


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{round(value, 1) + 0:g}"


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """One SVG element; ``stroke_width=2`` becomes ``stroke-width="2"``."""
    written = "".join(
        f' {key.replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def label(words: str, x: float, y: float, **attributes: str | float) -> str:
    """One line of text."""
    return element("text", escape(words), x=x, y=y, **attributes)


def label_lines(lines: Sequence[str], x: float, y: float, **attributes: str | float) -> str:
    """Lines of text under each other, the first on ``y``."""
    placed = (label(line, x, y + i * LINE_HEIGHT, **attributes) for i, line in enumerate(lines))
    return "".join(placed)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """The ``d`` of a path through points."""
    joined = " ".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{joined}{'z' if closed else ''}"


def box(x: float, y: float, width: float, height: float, colour: str, opacity: str) -> str:
    """A shade: a filled rectangle without outline."""
    look = {"fill": colour, "fill_opacity": opacity}
    return element("rect", x=x, y=y, width=width, height=height, **look)


def mark(shape: str, x: float, y: float, size: float, hover: str = "") -> str:
    """A circle, triangle, square or diamond centred on a point, with its words for a pointer."""
    words = element("title", escape(hover)) if hover else ""
    if shape == "triangle":
        corners = ((x, y - size * 1.2), (x + size * 1.1, y + size * 0.8))
        outline = path((*corners, (x - size * 1.1, y + size * 0.8)), closed=True)
        return element("path", words, d=outline)
    if shape == "diamond":
        reach = size * 1.2
        sides = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
        return element("path", words, d=path(sides, closed=True))
    if shape == "square":
        return element("rect", words, x=x - size, y=y - size, width=2 * size, height=2 * size)
    return element("circle", words, cx=x, cy=y, r=size)


def cross(x: float, y: float, size: float, hover: str = "") -> str:
    """The sign of a missing figure."""
    words = element("title", escape(hover)) if hover else ""
    strokes = path(((x - size, y - size), (x + size, y + size)))
    return element("path", words, d=strokes + path(((x - size, y + size), (x + size, y - size))))


def whisker(x: float, top: float, bottom: float, cap: float) -> str:
    """A vertical interval with caps."""
    ends = ((x, top), (x, bottom)), ((x - cap, top), (x + cap, top))
    strokes = (*ends, ((x - cap, bottom), (x + cap, bottom)))
    return element("path", d="".join(path(stroke) for stroke in strokes))


def frame(x: float, top: float, bottom: float, hover: str = "") -> str:
    """An open frame around a range: the figure is somewhere within."""
    words = element("title", escape(hover)) if hover else ""
    height = max(bottom - top, 6)
    middle = (top + bottom) / 2
    return element("rect", words, x=x - 4, y=middle - height / 2, width=8, height=height, rx=3)


def text_width(words: str, size: float = FONT_SIZE) -> float:
    """About how wide a text is, slightly over what Arial needs."""
    narrow = sum(character in _NARROW for character in words)
    wide = sum(character in _WIDE for character in words)
    return size * (0.58 * (len(words) - narrow - wide) + 0.34 * narrow + 0.9 * wide)


def wrap(words: str, width: float, size: float = FONT_SIZE) -> tuple[str, ...]:
    """A text cut between words into as few lines as fit, of about the same length."""
    parts, space = words.split(" "), text_width(" ", size)
    widths = [text_width(part, size) for part in parts]
    starts = _line_starts(widths, space, width)
    if len(starts) > 1:
        even = (sum(widths) + space * (len(widths) - 1)) / len(starts)
        tries = (even + i * size for i in range(int((width - even) / size)))
        narrower = (_line_starts(widths, space, each) for each in tries)
        starts = next((each for each in narrower if len(each) == len(starts)), starts)
    ends = (*starts[1:], len(parts))
    return tuple(" ".join(parts[a:b]) for a, b in zip(starts, ends, strict=True))


def _line_starts(widths: Sequence[float], space: float, width: float) -> list[int]:
    """Which words begin a line when each line takes as many as fit."""
    starts, reach = [0], widths[0]
    for i, each in enumerate(widths[1:], 1):
        reach += space + each
        if reach > width:
            starts.append(i)
            reach = each
    return starts


def key(entries: Iterable[KeyEntry], top: float) -> tuple[str, float]:
    """What the signs mean, in as few rows as they fit; the drawing and where it ends.

    A remark, which has no sample, stands on a row of its own, as does an entry of many lines.
    """
    drawn, x, y = [], 0.0, top
    for entry in entries:
        indent = SAMPLE_WIDTH + 6 if entry.sample else 0
        lines = wrap(entry.words, WIDTH - indent - 2)
        width = indent + 2 + max(text_width(words) for words in lines)
        if x and (x + width > WIDTH or not entry.sample):
            x, y = 0.0, y + _KEY_ROW
        drawn.append(_key_entry(entry, lines, x, y))
        x += (width if entry.sample and len(lines) == 1 else WIDTH) + _KEY_GAP
        y += (len(lines) - 1) * LINE_HEIGHT
    return "".join(drawn), y + _KEY_ROW if drawn else top


class Image(Protocol):
    """What an image says of itself: an id, a title, and the language that they are in."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def lang(self) -> str: ...


def document(chart: Chart, height: float, body: str) -> str:
    """The drawing as an image with a name and a description for a screen reader."""
    return image(chart, alt_text(chart), height, body)


def image(shown: Image, description: str, height: float, body: str) -> str:
    """A drawing of any kind as an image with a name and a description."""
    name = slug(shown.id)
    spoken = element("title", escape(shown.title), id=f"{name}-title")
    spoken += element("desc", escape(description), id=f"{name}-desc")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" class="fgte-chart" role="img"'
        f' lang="{escape(shown.lang)}" aria-labelledby="{name}-title {name}-desc" width="100%"'
        f' viewBox="0 0 {WIDTH} {number(height)}" font-family="{escape(FONT)}"'
        f' font-size="{FONT_SIZE}" fill="{TEXT}">{spoken}{body}</svg>'
    )


def slug(chart_id: str) -> str:
    """The id as HTML, CSS and a URL can carry it."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda found: f"_{ord(found[0]):x}_", chart_id)


def _key_entry(entry: KeyEntry, lines: Sequence[str], x: float, y: float) -> str:
    if not entry.sample:
        return label_lines(lines, x, y + _KEY_ROW / 2 + 5)
    place = f"translate({number(x + SAMPLE_WIDTH / 2)} {number(y + _KEY_ROW / 2)})"
    words = label_lines(lines, x + SAMPLE_WIDTH + 6, y + _KEY_ROW / 2 + 5)
    return element("g", entry.sample, transform=place) + words
