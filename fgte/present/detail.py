"""The detail view of a chart in plotly, where figures can be pointed at and zoomed.

The figure is one plain dictionary handed to ``go.Figure`` once, which is about
ten times faster than adding trace by trace.
"""

from __future__ import annotations

from itertools import chain

import plotly.graph_objects as go
import plotly.io as pio

from fgte.present.axis import Window, chart_window
from fgte.present.chart import (
    Chart,
    Line,
    LineRole,
    Point,
    PointMark,
    SeriesChart,
    YearMark,
    all_years,
)
from fgte.present.detail_movements import movements_figure
from fgte.present.detail_parts import CONFIG, Trace, above, axis, layout, quiet, rule, safe
from fgte.present.numbers import decimal
from fgte.present.runs import Run, bands, runs
from fgte.present.theme import BAND, BLUE, GREY, LINE_STYLES, WHITE
from fgte.present.wording import break_words, point_words
from fgte.texts import text

__all__ = ["CONFIG", "plotly_figure"]

_SYMBOLS = {"circle": "circle", "triangle": "triangle-up", "square": "square"}
_DASHES = {"": "solid", "5 3": "dash", "9 3": "longdash", "2 3": "dot"}
_ABSENT = {PointMark.MISSING: "x-thin", PointMark.SUPPRESSED: "square"}


def plotly_figure(chart: Chart) -> go.Figure:
    """The same chart as a plotly figure, with the same figures, breaks and words.

    Where a notebook shows it, it has the buttons of ``CONFIG``: none of them sends anything.
    """
    pio.renderers["plotly_mimetype"].config = CONFIG
    if isinstance(chart, SeriesChart):
        return go.Figure(_series_figure(chart))
    return go.Figure(movements_figure(chart))


def _series_figure(chart: SeriesChart) -> Trace:
    traces = chain.from_iterable(_traces(line, chart) for line in chart.lines)
    years, window = all_years(chart), chart_window(chart)
    ticks = [decimal(tick, window.places, chart.lang) for tick in window.ticks]
    ends = (years[0] - 0.5, years[-1] + 0.5) if years else (0, 1)
    values = axis(window.ticks, ticks, (window.low, window.high))
    surroundings = {
        "xaxis": axis(years, [str(year) for year in years], ends) | {"showgrid": False},
        "yaxis": values | {"title": {"text": text(f"charts.axis.{chart.unit}", chart.lang)}},
        "shapes": [rule(mark.year - 0.5, "dot") for mark in chart.breaks],
        "annotations": _breaks(chart.breaks, chart.lang),
    }
    return {"data": list(traces), "layout": layout(chart) | surroundings}


def _breaks(breaks: tuple[YearMark, ...], lang: str) -> list[Trace]:
    """The words of the breaks, on alternating heights so that neighbours can be read."""
    marks = sorted(breaks, key=lambda mark: mark.year)
    return [
        above(mark.year - 0.5, break_words(mark, lang), i % 2, mark.label)
        for i, mark in enumerate(marks)
    ]


def _traces(line: Line, chart: SeriesChart) -> list[Trace]:
    stretches = runs(line, chart.breaks)
    own = line.role is LineRole.OWN
    parts = [part for run in stretches for part in bands(run)] if own else []
    ranges = [_range(point, line, chart) for point in line.points]
    outside = [point for point in line.points if point.mark is PointMark.ODD_YEAR]
    return [
        *(_band(part) for part in parts),
        _line(stretches, line, chart),
        *([_open_marks(outside, line, chart)] if outside else []),
        *(trace for trace in ranges if trace),
    ]


def _line(stretches: tuple[Run, ...], line: Line, chart: SeriesChart) -> Trace:
    """One trace for a line; an empty point between two stretches lifts the pen."""
    style = LINE_STYLES[line.role]
    points = [point for run in stretches for point in (*run, None)][:-1]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": safe(line.label),
        "x": [point and point.year for point in points],
        "y": [point and point.value for point in points],
        "hovertext": [_words(line, point, chart) if point else "" for point in points],
        "hoverinfo": "text",
        "line": {"color": style.colour, "width": style.width, "dash": _DASHES[style.dash]},
        "marker": {"symbol": _SYMBOLS.get(style.shape, "circle"), "size": max(2 * style.size, 3)},
    }


def _band(part: Run) -> Trace:
    """An interval: an area, or a vertical stroke where it stands alone."""
    bounds = [(point.year, *point.interval) for point in part if point.interval]
    years, lows, highs = ([bound[i] for bound in bounds] for i in range(3))
    return quiet(
        mode="lines",
        x=[*years, *reversed(years)],
        y=[*highs, *reversed(lows)],
        fill="toself",
        fillcolor=BAND,
        line={"width": 0 if len(part) > 1 else 1.2, "color": BLUE},
        hoverinfo="skip",
    )


def _open_marks(points: list[Point], line: Line, chart: SeriesChart) -> Trace:
    style = LINE_STYLES[line.role]
    symbol = _SYMBOLS.get(style.shape, "circle")
    outline = {"color": style.colour, "width": 1.8}
    return quiet(
        mode="markers",
        x=[point.year for point in points],
        y=[point.value for point in points],
        hovertext=[_words(line, point, chart) for point in points],
        marker={"symbol": symbol, "size": 9, "color": WHITE, "line": outline},
    )


def _range(point: Point, line: Line, chart: SeriesChart) -> Trace | None:
    """The range of a censored figure, or the sign for one that is absent."""
    words = _words(line, point, chart)
    if point.mark is PointMark.CENSORED and point.interval:
        stroke = {"color": LINE_STYLES[line.role].colour, "width": 6}
        ends = list(point.interval)
        return quiet(mode="lines", x=[point.year] * 2, y=ends, line=stroke, hovertext=[words] * 2)
    if point.mark not in _ABSENT or line.role is not LineRole.OWN:
        return None
    outline = {"color": GREY, "width": 1.8}
    marker = {"symbol": _ABSENT[point.mark], "size": 9, "color": GREY, "line": outline}
    base = _sign_height(chart_window(chart))
    return quiet(mode="markers", x=[point.year], y=[base], hovertext=[words], marker=marker)


def _sign_height(window: Window) -> float:
    return window.low + 0.03 * (window.high - window.low)


def _words(line: Line, point: Point, chart: SeriesChart) -> str:
    return safe(point_words(line.label, point, chart.unit, chart.lang))
