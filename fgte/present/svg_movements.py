"""Changes as dots with intervals beside no change, in the order given and all alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from fgte.present.axis import Window, chart_window
from fgte.present.chart import Movement, MovementsChart
from fgte.present.numbers import change_with_unit, places, signed
from fgte.present.svg_marks import (
    KeyEntry,
    document,
    element,
    key,
    label,
    label_lines,
    line,
    mark,
    text_width,
    wrap,
)
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
from fgte.present.wording import change_words, movement_words
from fgte.texts import text

_TOP = 26
_NAME_ROOM = 150
_VALUE_ROOM = 48
_ROW_GAP = 14


@dataclass(frozen=True)
class _Row:
    """A movement with its words cut into lines, and where it stands."""

    movement: Movement
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


def render_movements(chart: MovementsChart) -> str:
    """The changes as one ``<svg>`` element."""
    names = [text_width(words) for row in chart.movements for words in _beside_the_plot(row)]
    left = min(max(names, default=0), _NAME_ROOM) + 18
    rows = _rows(chart, left)
    bottom = rows[-1].top + rows[-1].height if rows else _TOP
    plot = _Plot(left, WIDTH - _VALUE_ROOM - 10, bottom, chart_window(chart))
    signs, end = key(_key_entries(chart), bottom + 44)
    drawn = "".join(_row(row, chart, plot) for row in rows)
    return document(chart, end, _heads(plot, chart.lang) + _axis(chart, plot, rows) + drawn + signs)


def _beside_the_plot(movement: Movement) -> tuple[str, ...]:
    return (movement.label,) if movement.value is None else (movement.label, movement.note)


def _rows(chart: MovementsChart, left: float) -> list[_Row]:
    rows: list[_Row] = []
    top: float = _TOP
    for movement in chart.movements:
        name, unsaid = wrap(movement.label, left - 18), ""
        beside = wrap(movement.note, left - 18) if movement.note else ()
        if movement.value is None:
            beside, unsaid = (), change_words(movement, chart.unit, chart.lang)
        rows.append(_Row(movement, name, beside, wrap(unsaid, WIDTH - left - 24), top))
        top += rows[-1].height
    return rows


def _axis(chart: MovementsChart, plot: _Plot, rows: list[_Row]) -> str:
    """The scale under the rows, and behind every row with a change what it is read against."""
    ticks, lang = plot.window.ticks, chart.lang
    decimals = plot.window.places
    figures = (label(signed(v, decimals, lang), plot.x(v), plot.bottom + 17) for v in ticks)
    unit = label(text(f"charts.change_axis.{chart.unit}", lang), plot.x(0), plot.bottom + 34)
    behind = "".join(_background(chart, plot, *stretch) for stretch in _stretches(rows))
    return behind + element("g", "".join(figures) + unit, text_anchor="middle")


def _background(chart: MovementsChart, plot: _Plot, top: float, bottom: float) -> str:
    """Too small to matter as a shade, level lines, and no change in the middle."""
    rules = "".join(line(plot.x(v), top, plot.x(v), bottom) for v in plot.window.ticks)
    zero = line(plot.x(0), top, plot.x(0), bottom, stroke=RULE, stroke_width=1.5)
    start, end = (plot.x(side * (chart.smallest_relevant or 0)) for side in (-1, 1))
    shade = _shade(start, top, end - start, bottom - top) if end > start else ""
    return shade + element("g", rules, stroke=GRID) + zero


def _stretches(rows: list[_Row]) -> list[tuple[float, float]]:
    """From where to where there are rows with a change, one after another."""
    grouped = groupby(rows, key=lambda row: row.movement.value is not None)
    found = [list(group) for has_value, group in grouped if has_value]
    return [(group[0].top, group[-1].top + group[-1].height) for group in found]


def _heads(plot: _Plot, lang: str) -> str:
    """Over the plot: which side is which."""
    less, zero, more = (
        text(f"charts.movements.{side}", lang) for side in ("decrease", "zero", "increase")
    )
    middle, room = plot.x(0), text_width(zero) / 2 + 10
    start = min(plot.left, middle - room - text_width(less))
    end = max(plot.right, middle + room + text_width(more))
    heads = label(less, start, 14) + label(zero, middle, 14, text_anchor="middle")
    return heads + label(more, end, 14, text_anchor="end")


def _shade(x: float, y: float, width: float, height: float) -> str:
    return element(
        "rect", x=x, y=y, width=width, height=height, fill=GREY, fill_opacity=SHADE_OPACITY
    )


def _row(row: _Row, chart: MovementsChart, plot: _Plot) -> str:
    first = row.middle - (len(row.name) + len(row.beside)) * LINE_HEIGHT / 2 + 12
    name = label_lines(row.name, 0, first, fill=STRONG_TEXT)
    name += label_lines(row.beside, 0, first + len(row.name) * LINE_HEIGHT)
    if row.movement.value is None:
        start = row.middle - len(row.unsaid) * LINE_HEIGHT / 2 + 12
        return name + label_lines(row.unsaid, plot.left + 6, start)
    figure = signed(row.movement.value, places(chart.unit), chart.lang)
    value = label(figure, WIDTH, row.middle + 5, text_anchor="end", fill=STRONG_TEXT)
    return name + _dot(row, chart, plot) + value


def _dot(row: _Row, chart: MovementsChart, plot: _Plot) -> str:
    words = movement_words(row.movement, chart.unit, chart.lang)
    value = row.movement.value or 0
    low, high = row.movement.interval or (value, value)
    reach = line(plot.x(low), row.middle, plot.x(high), row.middle, stroke_width=2.4)
    dot = mark("circle", plot.x(value), row.middle, 5, words)
    return element("g", reach + dot, stroke=BLUE, fill=BLUE)


def _key_entries(chart: MovementsChart) -> list[KeyEntry]:
    sample = line(-11, 0, 11, 0, stroke_width=2.4) + mark("circle", 0, 0, 5)
    entries = []
    if any(movement.interval for movement in chart.movements):
        dot = element("g", sample, stroke=BLUE, fill=BLUE)
        entries.append(KeyEntry(dot, text("charts.movements.interval", chart.lang)))
    if chart.smallest_relevant:
        shade = element(
            "rect", x=-11, y=-7, width=22, height=14, fill=GREY, fill_opacity=SHADE_OPACITY
        )
        reach = "±" + change_with_unit(chart.smallest_relevant, chart.unit, chart.lang).lstrip("+")
        words = text("charts.movements.smallest_relevant", chart.lang, value=reach)
        entries.append(KeyEntry(shade, words))
    return entries
