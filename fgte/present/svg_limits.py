"""What a series is read against: limits of usual variation, a median, no difference."""

from __future__ import annotations

from fgte.present.chart import Limits, Point, SeriesChart
from fgte.present.svg_frame import Plot
from fgte.present.svg_marks import HALO, KeyEntry, Look, element, label, line, text_width
from fgte.present.theme import GREY, RULE
from fgte.present.wording import limits_words, runs_words, zero_words

_CENTRE: Look = {"stroke": RULE, "stroke_width": 1}
_MEDIAN: Look = {"stroke": GREY, "stroke_width": 1.6}
_ROOM = 16
_PROVISIONAL_DASH = "14 5"


def draw_limits(chart: SeriesChart, plot: Plot) -> str:
    """Upper and lower limits with their centre, over the years they hold for."""
    return "".join(_limits(each, plot) for each in chart.limits)


def draw_median(chart: SeriesChart, plot: Plot) -> str:
    """The median over the whole width, with its name."""
    if not chart.runs:
        return ""
    y = plot.y(chart.runs.median)
    return line(plot.left, y, plot.right, y, **_MEDIAN)


def draw_zero_words(chart: SeriesChart, plot: Plot) -> str:
    """What lies over and under no difference, in the corners where no line passes."""
    if not chart.zero:
        return ""
    sides = ((f"↑ {chart.zero.above}", plot.top + 15), (f"↓ {chart.zero.below}", plot.bottom - 8))
    return "".join(_corner(words, y, chart, plot) for words, y in sides)


def _corner(words: str, y: float, chart: SeriesChart, plot: Plot) -> str:
    """Words to the left or right, whichever is free; nowhere when both are taken."""
    width, points = text_width(words), [p for line in chart.lines for p in line.points]
    for x in (plot.left + 4, plot.right - 4 - width):
        if not any(_meets(point, x, x + width, y, plot) for point in points):
            return label(words, x, y, **HALO)
    return ""


def _meets(point: Point, start: float, end: float, y: float, plot: Plot) -> bool:
    """Whether a point, or the line to its neighbour, comes near a row of words."""
    near = start - plot.year_step < plot.x(point.year) < end + plot.year_step
    levels = (point.value, point.low, point.high)
    return near and any(v is not None and abs(plot.y(v) - (y - 5)) < _ROOM for v in levels)


def limit_entries(chart: SeriesChart) -> tuple[KeyEntry, ...]:
    """What the level lines in the plot mean."""
    said = [KeyEntry(_sample(each), limits_words(each, chart)) for each in chart.limits]
    if chart.runs:
        sample = line(-11, 0, 11, 0, **_MEDIAN)
        said += [KeyEntry(sample, words) for words in runs_words(chart.runs, chart)[:1]]
        said += [KeyEntry("", words) for words in runs_words(chart.runs, chart)[1:]]
    if chart.zero:
        zero = line(-11, 0, 11, 0, stroke=RULE)
        said.append(KeyEntry(zero, zero_words(chart.zero, chart.lang)))
    return tuple(said)


def _limits(limits: Limits, plot: Plot) -> str:
    half = plot.year_step / 2
    start = max(plot.x(limits.first_year) - half, plot.left)
    end = min(plot.x(limits.last_year) + half, plot.right)
    levels = "".join(
        line(start, plot.y(level), end, plot.y(level)) for level in (limits.upper, limits.lower)
    )
    centre = line(start, plot.y(limits.centre), end, plot.y(limits.centre), **_CENTRE)
    return centre + element("g", levels, **_look(limits))


def _look(limits: Limits) -> Look:
    dash = _PROVISIONAL_DASH if limits.provisional else ""
    return {"stroke": RULE, "stroke_width": 1.2, "stroke_dasharray": dash}


def _sample(limits: Limits) -> str:
    levels = line(-11, -6, 11, -6) + line(-11, 6, 11, 6)
    return element("g", levels, **_look(limits)) + line(-11, 0, 11, 0, **_CENTRE)
