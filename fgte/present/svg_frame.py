"""What stands around the lines of a series: axes, years, breaks and the words at the line ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fgte.present.axis import Window, labelled_years
from fgte.present.chart import YearMark
from fgte.present.numbers import decimal, signed
from fgte.present.svg_marks import (
    HALO,
    KeyEntry,
    element,
    escape,
    label,
    label_lines,
    line,
    number,
    text_width,
)
from fgte.present.theme import GRID, LINE_HEIGHT, RULE, STRONG_TEXT, WIDTH
from fgte.present.wording import break_words, is_short
from fgte.texts import text

PLOT_HEIGHT = 180
END_SAMPLE = 34
"""The room between the plot and the words at the line ends, a sample of the line included."""
_INSET = 14
_LABEL_GAP = 8
BREAK_STROKE = {"stroke": RULE, "stroke_width": "1.5", "stroke_dasharray": "2 3"}


@dataclass(frozen=True)
class Plot:
    """The surface the figures lie on, and where a year and a value fall on it."""

    left: float
    right: float
    top: float
    bottom: float
    window: Window
    years: tuple[int, ...]
    inset: float = _INSET

    @property
    def year_step(self) -> float:
        """The distance between two years."""
        return (self.right - self.left - 2 * self.inset) / max(len(self.years) - 1, 1)

    def x(self, year: float) -> float:
        """Where a year falls; a single year stands in the middle."""
        if len(self.years) == 1:
            return (self.left + self.right) / 2
        return self.left + self.inset + (year - self.years[0]) * self.year_step

    def y(self, value: float) -> float:
        """Where a value falls; an interval that reaches past what is possible ends at the edge."""
        return min(max(self.window.place(value, self.bottom, self.top), self.top), self.bottom)


@dataclass(frozen=True)
class BreakLabel:
    """The words of a break: centred on ``x``, in a row over the plot."""

    mark: YearMark
    words: str
    x: float
    row: int


@dataclass(frozen=True)
class EndLabel:
    """The words at a line's end: wanted at ``y``, the last of them strong if so said."""

    y: float
    sample: str
    lines: tuple[str, ...]
    strong: bool

    @property
    def height(self) -> float:
        """The room it needs."""
        return len(self.lines) * LINE_HEIGHT


def value_axis(plot: Plot, lang: str, *, signs: bool = False) -> str:
    """Level lines with their figures; zero is drawn stronger where both signs are shown."""
    crosses_zero = plot.window.low < 0 < plot.window.high
    ticks, written = plot.window.ticks, signed if signs else decimal
    rules = "".join(
        line(plot.left, plot.y(tick), plot.right, plot.y(tick), **_tick_style(tick, crosses_zero))
        for tick in ticks
    )
    words = "".join(
        label(written(tick, plot.window.places, lang), plot.left - 6, plot.y(tick) + 5)
        for tick in ticks
    )
    return element("g", rules, stroke=GRID) + element("g", words, text_anchor="end")


def year_axis(plot: Plot) -> str:
    """A tick for every year, and as many labels as there is room for."""
    ticks = "".join(
        line(plot.x(year), plot.bottom, plot.x(year), plot.bottom + 5) for year in plot.years
    )
    base = line(plot.left, plot.bottom, plot.right, plot.bottom)
    shown = labelled_years(plot.years, plot.year_step, text_width("2000") + 5)
    words = "".join(label(str(year), plot.x(year), plot.bottom + 19) for year in shown)
    return element("g", base + ticks, stroke=RULE) + element("g", words, text_anchor="middle")


def place_breaks(
    plot: Plot, breaks: Iterable[YearMark], taken: float, lang: str
) -> tuple[BreakLabel, ...]:
    """A row for the words of each break between two shown years, without overlaps.

    ``taken`` is how far the words already on the first row reach.
    """
    reach, placed = [taken], []
    shown = (mark for mark in breaks if plot.years[0] < mark.year <= plot.years[-1])
    for mark in sorted(shown, key=lambda mark: mark.year):
        words = break_words(mark, lang)
        half = text_width(words) / 2
        x = min(max(plot.x(mark.year - 0.5), half), WIDTH - half)
        row = next((i for i, end in enumerate(reach) if x - half >= end), len(reach))
        reach[row : row + 1] = [x + half + _LABEL_GAP]
        placed.append(BreakLabel(mark, words, x, row))
    return tuple(placed)


def draw_breaks(plot: Plot, labels: Sequence[BreakLabel]) -> str:
    """A dotted line between the two years of each break, under its words."""
    drawn = []
    for placed in labels:
        x, y = plot.x(placed.mark.year - 0.5), 13 + placed.row * LINE_HEIGHT
        hover = "" if is_short(placed.mark) else element("title", escape(placed.mark.label))
        words = hover + escape(placed.words)
        label_above = element("text", words, x=placed.x, y=y, text_anchor="middle", **HALO)
        drawn.append(line(x, y + 5, x, plot.bottom, **BREAK_STROKE) + label_above)
    return "".join(drawn)


def break_entries(labels: Sequence[BreakLabel], lang: str) -> tuple[KeyEntry, ...]:
    """Under the chart: the breaks whose words are too long to stand over it."""
    sample = line(0, -8, 0, 8, **BREAK_STROKE)
    long = (placed.mark for placed in labels if not is_short(placed.mark))
    return tuple(
        KeyEntry(sample, text("charts.key.break", lang, year=mark.year, label=mark.label))
        for mark in long
    )


def spread(wanted: Sequence[EndLabel], top: float, bottom: float) -> tuple[float, ...]:
    """The middle of each label, moved apart as little as needed and kept within the plot."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i].y)
    placed: dict[int, float] = {}
    free = top
    for i in order:
        placed[i] = max(wanted[i].y, free + wanted[i].height / 2)
        free = placed[i] + wanted[i].height / 2
    free = bottom
    for i in reversed(order):
        placed[i] = min(placed[i], free - wanted[i].height / 2)
        free = placed[i] - wanted[i].height / 2
    return tuple(placed[i] for i in range(len(wanted)))


def draw_end_labels(plot: Plot, labels: Sequence[EndLabel]) -> str:
    """The name of each line beside its end, with a sample of the line."""
    drawn = []
    middles = spread(labels, plot.top - 8, plot.bottom + 8)
    for end, middle in zip(labels, middles, strict=True):
        first = middle - end.height / 2 + 12
        place = f"translate({number(plot.right + 17)} {number(first - 5)})"
        strong = {"font_weight": "600", "fill": STRONG_TEXT} if end.strong else {}
        words = label_lines(end.lines, plot.right + END_SAMPLE - 2, first, **strong)
        drawn.append(element("g", end.sample, transform=place) + words)
    return "".join(drawn)


def _tick_style(tick: float, crosses_zero: bool) -> dict[str, str | float]:
    return {"stroke": RULE} if crosses_zero and tick == 0 else {}
