"""Changes and deviations as dots with intervals beside zero, in the order given and all alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from fgte.present.axis import Window
from fgte.present.numbers import signed
from fgte.present.svg_marks import box as _shade
from fgte.present.svg_marks import element, label, label_lines, line, mark, text_width, wrap
from fgte.present.theme import (
    BLUE,
    GREY,
    GRID,
    LINE_HEIGHT,
    RULE,
    SHADE_OPACITY,
    STRONG_TEXT,
    WIDTH,
)

HEAD_HEIGHT = 26
AXIS_HEIGHT = 44
_NAME_ROOM = 150
_VALUE_ROOM = 48
_ROW_GAP = 14


@dataclass(frozen=True)
class RowItem:
    """A row as words and numbers; ``unsaid`` stands in the plot where there is no value."""

    label: str
    note: str
    value: float | None
    interval: tuple[float, float] | None
    figure: str
    hover: str
    unsaid: str


@dataclass(frozen=True)
class RowPanel:
    """Rows on one scale; ``heads`` say what lies to the left, at zero and to the right.

    ``shade`` is how far from zero a value is too small to matter.
    """

    items: tuple[RowItem, ...]
    window: Window
    heads: tuple[str, str, str]
    unit: str
    lang: str
    shade: float = 0


@dataclass(frozen=True)
class _Row:
    """An item with its words cut into lines, and where it stands."""

    item: RowItem
    name: tuple[str, ...]
    beside: tuple[str, ...]
    unsaid: tuple[str, ...]
    top: float

    @property
    def height(self) -> float:
        return max(len(self.name) + len(self.beside), len(self.unsaid)) * LINE_HEIGHT + _ROW_GAP

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True)
class _Plot:
    left: float
    right: float
    bottom: float
    window: Window

    def x(self, value: float) -> float:
        return self.window.place(value, self.left, self.right)


def name_room(items: tuple[RowItem, ...]) -> float:
    """Where the plot begins: after the longest of the names and notes, within reason."""
    names = [text_width(words) for item in items for words in _beside_the_plot(item)]
    return min(max(names, default=0), _NAME_ROOM) + 18


def draw_panel(panel: RowPanel, left: float, top: float = 0) -> tuple[str, float]:
    """The rows with their scale, and where the drawing ends."""
    rows = _rows(panel.items, left, top + HEAD_HEIGHT)
    bottom = rows[-1].top + rows[-1].height if rows else top + HEAD_HEIGHT
    plot = _Plot(left, WIDTH - _VALUE_ROOM - 10, bottom, panel.window)
    drawn = "".join(_row(row, plot) for row in rows)
    return _heads(panel, plot, top + 14) + _axis(panel, plot, rows) + drawn, bottom + AXIS_HEIGHT


def dot_sample() -> str:
    """A dot with its interval, as in a row."""
    sample = line(-11, 0, 11, 0, stroke_width=2.4) + mark("circle", 0, 0, 5)
    return element("g", sample, stroke=BLUE, fill=BLUE)


def shade_sample() -> str:
    """A piece of the shade around zero."""
    return _shade(-11, -7, 22, 14, GREY, SHADE_OPACITY)


def _beside_the_plot(item: RowItem) -> tuple[str, ...]:
    return (item.label,) if item.value is None else (item.label, item.note)


def _rows(items: tuple[RowItem, ...], left: float, top: float) -> list[_Row]:
    rows: list[_Row] = []
    for item in items:
        name, unsaid = wrap(item.label, left - 18), ""
        beside = wrap(item.note, left - 18) if item.note else ()
        if item.value is None:
            beside, unsaid = (), item.unsaid
        rows.append(_Row(item, name, beside, wrap(unsaid, WIDTH - left - 24), top))
        top += rows[-1].height
    return rows


def _axis(panel: RowPanel, plot: _Plot, rows: list[_Row]) -> str:
    """The scale under the rows, and behind every row with a value what it is read against."""
    decimals = plot.window.places
    figures = (
        label(signed(v, decimals, panel.lang), plot.x(v), plot.bottom + 17)
        for v in plot.window.ticks
    )
    unit = label(panel.unit, plot.x(0), plot.bottom + 34)
    behind = "".join(_background(panel, plot, *stretch) for stretch in _stretches(rows))
    return behind + element("g", "".join(figures) + unit, text_anchor="middle")


def _background(panel: RowPanel, plot: _Plot, top: float, bottom: float) -> str:
    """Too small to matter as a shade, level lines, and zero in the middle."""
    rules = "".join(line(plot.x(v), top, plot.x(v), bottom) for v in plot.window.ticks)
    zero = line(plot.x(0), top, plot.x(0), bottom, stroke=RULE, stroke_width=1.5)
    start, end = (plot.x(side * panel.shade) for side in (-1, 1))
    wide = _shade(start, top, end - start, bottom - top, GREY, SHADE_OPACITY)
    return (wide if end > start else "") + element("g", rules, stroke=GRID) + zero


def _stretches(rows: list[_Row]) -> list[tuple[float, float]]:
    """From where to where there are rows with a value, one after another."""
    grouped = groupby(rows, key=lambda row: row.item.value is not None)
    found = [list(group) for has_value, group in grouped if has_value]
    return [(group[0].top, group[-1].top + group[-1].height) for group in found]


def _heads(panel: RowPanel, plot: _Plot, y: float) -> str:
    """Over the plot: which side is which."""
    less, zero, more = panel.heads
    middle, room = plot.x(0), text_width(zero) / 2 + 10
    start = min(plot.left, middle - room - text_width(less))
    end = max(plot.right, middle + room + text_width(more))
    heads = label(less, start, y) + label(zero, middle, y, text_anchor="middle")
    return heads + label(more, end, y, text_anchor="end")


def _row(row: _Row, plot: _Plot) -> str:
    first = row.middle - (len(row.name) + len(row.beside)) * LINE_HEIGHT / 2 + 12
    name = label_lines(row.name, 0, first, fill=STRONG_TEXT)
    name += label_lines(row.beside, 0, first + len(row.name) * LINE_HEIGHT)
    if row.item.value is None:
        start = row.middle - len(row.unsaid) * LINE_HEIGHT / 2 + 12
        return name + label_lines(row.unsaid, plot.left + 6, start)
    place = {"text_anchor": "end", "fill": STRONG_TEXT}
    value = label(row.item.figure, WIDTH, row.middle + 5, **place)
    return name + _dot(row, row.item.value, plot) + value


def _dot(row: _Row, value: float, plot: _Plot) -> str:
    low, high = row.item.interval or (value, value)
    reach = line(plot.x(low), row.middle, plot.x(high), row.middle, stroke_width=2.4)
    dot = mark("circle", plot.x(value), row.middle, 5, row.item.hover)
    return element("g", reach + dot, stroke=BLUE, fill=BLUE)
