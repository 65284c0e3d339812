"""Change work over a series: when it began and where its trace is expected, never an effect."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from fgte.present.chart import SeriesChart, WorkMark
from fgte.present.svg_frame import Plot
from fgte.present.svg_marks import KeyEntry, Look, element, escape, label, line, path
from fgte.present.theme import GREY, RULE, SHADE_OPACITY, STRONG_TEXT, WHITE
from fgte.present.wording import work_words
from fgte.texts import text

LANE = 22
"""The height over the plot that each piece of change work takes."""
_FLAG = 8
Corners = tuple[tuple[float, float], ...]
_START: Look = {"stroke": GREY, "stroke_width": 1.2}


def draw_work(chart: SeriesChart, plot: Plot) -> str:
    """A lane over the plot for each piece of work: a lettered start and a bar that is expected."""
    heights = [plot.top - LANE * (len(chart.work) - i) + 6 for i in range(len(chart.work))]
    windows = [
        _corners(*ends, y, plot.bottom)
        for mark, y in zip(chart.work, heights, strict=True)
        if (ends := _ends(mark, plot))
    ]
    shade = "".join(path(corners, closed=True) for corners in windows)
    wide = element("path", d=shade, fill=GREY, fill_opacity=SHADE_OPACITY) if shade else ""
    return wide + "".join(
        _lane(letter, mark, plot, y, chart.lang)
        for (letter, mark), y in zip(_lettered(chart), heights, strict=False)
    )


def work_entries(chart: SeriesChart) -> tuple[KeyEntry, ...]:
    """Under the chart: what each letter stands for, and what no letter says."""
    entries = [
        KeyEntry(_flag(letter, 0, 0, ""), work_words(mark, chart.lang))
        for letter, mark in _lettered(chart)
    ]
    if entries:
        entries.append(KeyEntry("", text("charts.work.no_effect", chart.lang)))
    return tuple(entries)


def _lettered(chart: SeriesChart) -> Iterator[tuple[str, WorkMark]]:
    """Each piece of work with its letter, in the order given."""
    return zip(ascii_uppercase, chart.work, strict=False)


def _lane(letter: str, mark: WorkMark, plot: Plot, y: float, lang: str) -> str:
    x, ends = plot.x(mark.place), _ends(mark, plot)
    bar = line(ends[0], y, ends[1], y, stroke=RULE, stroke_width=4) if ends else ""
    stem = line(x, y + _FLAG, x, plot.bottom, **_START)
    return bar + stem + _flag(letter, x, y, work_words(mark, lang))


def _ends(mark: WorkMark, plot: Plot) -> tuple[float, float] | None:
    """From where to where a trace is expected: whole years; to the edge where no end was said."""
    if not mark.window:
        return None
    half = plot.year_step / 2
    start, end = (plot.x(year) for year in mark.window)
    last = plot.right if mark.open_ended else min(end + half, plot.right)
    return max(start - half, plot.left), last


def _corners(start: float, end: float, top: float, bottom: float) -> Corners:
    return (start, top), (end, top), (end, bottom), (start, bottom)


def _flag(letter: str, x: float, y: float, hover: str) -> str:
    """A letter in a square."""
    words = element("title", escape(hover)) if hover else ""
    side: Look = {"width": 2 * _FLAG, "height": 2 * _FLAG, "rx": 2}
    square = element("rect", words, x=x - _FLAG, y=y - _FLAG, fill=WHITE, **side, **_START)
    return square + label(letter, x, y + 5, text_anchor="middle", fill=STRONG_TEXT)
