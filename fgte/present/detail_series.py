"""The detail view of lines over years."""

from __future__ import annotations

from itertools import chain

from fgte.present.axis import Window, chart_window
from fgte.present.chart import (
    Line,
    LineRole,
    Point,
    PointMark,
    SeriesChart,
    YearMark,
    axis_years,
)
from fgte.present.detail_parts import Trace, above, axis, broken, layout, level, quiet, rule, safe
from fgte.present.numbers import decimal, signed
from fgte.present.runs import Run, bands, runs
from fgte.present.theme import BAND, BLUE, GREY, LINE_STYLES, RULE, SHADE_OPACITY, WHITE
from fgte.present.wording import (
    axis_words,
    break_words,
    limits_words,
    point_words,
    runs_words,
    work_words,
)

_SYMBOLS = {
    "circle": "circle",
    "triangle": "triangle-up",
    "square": "square",
    "diamond": "diamond",
}
_DASHES = {"": "solid", "5 3": "dash", "9 3": "longdash", "2 3": "dot", "7 3 2 3": "dashdot"}
_ABSENT = {PointMark.MISSING: "x-thin", PointMark.SUPPRESSED: "square"}


def series_figure(chart: SeriesChart) -> Trace:
    """The lines with what they are read against, for plotly."""
    years = axis_years(chart)
    ends = (years[0] - 0.5, years[-1] + 0.5) if years else (0, 1)
    surroundings = {
        "xaxis": axis(years, [str(year) for year in years], ends) | {"showgrid": False},
        "yaxis": value_axis(chart, chart_window(chart)) | {"title": {"text": axis_words(chart)}},
        "shapes": [*_break_rules(chart), *_levels(chart), *_work(chart)],
        "annotations": [*_breaks(chart.breaks, chart.lang), *_words_in_plot(chart)],
    }
    traces = [*line_traces(chart, chart_window(chart)), *_explained(chart)]
    return {"data": traces, "layout": layout(chart) | surroundings}


def line_traces(chart: SeriesChart, window: Window) -> list[Trace]:
    """Every line of a chart with its interval and its signs."""
    return list(chain.from_iterable(_traces(line, chart, window) for line in chart.lines))


def value_axis(chart: SeriesChart, window: Window) -> Trace:
    """The axis of the figures, with signs where they are differences."""
    written = signed if chart.zero else decimal
    ticks = [written(tick, window.places, chart.lang) for tick in window.ticks]
    return axis(window.ticks, ticks, (window.low, window.high))


def _break_rules(chart: SeriesChart) -> list[Trace]:
    return [rule(mark.year - 0.5, "dot") for mark in chart.breaks]


def _levels(chart: SeriesChart) -> list[Trace]:
    """Limits, median and no difference as level lines."""
    drawn = []
    for each in chart.limits:
        ends = (each.first_year - 0.5, each.last_year + 0.5)
        dash = "longdash" if each.provisional else "solid"
        drawn += [level(value, ends, RULE, dash) for value in (each.lower, each.upper)]
        drawn.append(level(each.centre, ends, RULE, "solid"))
    if chart.runs:
        drawn.append(level(chart.runs.median, (0, 1), GREY, "solid"))
    if chart.zero:
        drawn.append(level(0, (0, 1), RULE, "solid"))
    return drawn


def _work(chart: SeriesChart) -> list[Trace]:
    """Where change work began, and the years where its trace is expected."""
    starts = [rule(mark.place, "solid") for mark in chart.work]
    windows = [mark.window for mark in chart.work if mark.window]
    if not windows:
        return starts
    ends = ((first - 0.5, last + 0.5) for first, last in windows)
    area = " ".join(f"M{start},0L{end},0L{end},1L{start},1Z" for start, end in ends)
    look = {"fillcolor": GREY, "opacity": float(SHADE_OPACITY), "line": {"width": 0}}
    return [
        *starts,
        {
            "type": "path",
            "path": area,
            "fillrule": "nonzero",
            "yref": "paper",
            "layer": "below",
            **look,
        },
    ]


def _words_in_plot(chart: SeriesChart) -> list[Trace]:
    """What lies over and under no difference, and the names of change work."""
    corners = []
    if chart.zero:
        place = {"x": 0.01, "xref": "paper", "xanchor": "left", "yref": "paper"}
        sides = ((1, "top", f"↑ {chart.zero.above}"), (0, "bottom", f"↓ {chart.zero.below}"))
        corners = [
            {"text": safe(words), "showarrow": False, "y": y, "yanchor": end, **place}
            for y, end, words in sides
        ]
    names = [
        above(mark.place, mark.label, i % 2, work_words(mark, chart.lang))
        for i, mark in enumerate(chart.work)
    ]
    return [*corners, *names]


def _explained(chart: SeriesChart) -> list[Trace]:
    """The words of limits and median, as entries of the legend."""
    said = [limits_words(each, chart) for each in chart.limits]
    if chart.runs:
        median, *sentences = runs_words(chart.runs, chart)
        said.append(" ".join([f"{median}.", *sentences]))
    look = {"mode": "lines", "line": {"color": GREY, "width": 1.5}, "showlegend": True}
    return [quiet(x=[None], y=[None], name=broken(words, 70), **look) for words in said]


def _breaks(breaks: tuple[YearMark, ...], lang: str) -> list[Trace]:
    """The words of the breaks, on alternating heights so that neighbours can be read."""
    marks = sorted(breaks, key=lambda mark: mark.year)
    return [
        above(mark.year - 0.5, break_words(mark, lang), i % 2, mark.label)
        for i, mark in enumerate(marks)
    ]


def _traces(line: Line, chart: SeriesChart, window: Window) -> list[Trace]:
    stretches = runs(line, chart.breaks)
    own = line.role is LineRole.OWN
    parts = [part for run in stretches for part in bands(run)] if own else []
    ranges = [_range(point, line, chart, window) for point in line.points]
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
    return _reach(line, points) | {
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


def _reach(line: Line, points: list[Point | None]) -> Trace:
    """The intervals of expected figures as whiskers."""
    if line.role is not LineRole.EXPECTED:
        return {}
    known = [point.interval if point else None for point in points]
    values = [(point and point.value) or 0 for point in points]
    up = [room[1] - value if room else 0 for room, value in zip(known, values, strict=True)]
    down = [value - room[0] if room else 0 for room, value in zip(known, values, strict=True)]
    reach = {"type": "data", "symmetric": False, "array": up, "arrayminus": down}
    look = {"color": LINE_STYLES[line.role].colour, "thickness": 1.2, "width": 4}
    return {"error_y": reach | look}


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


def _range(point: Point, line: Line, chart: SeriesChart, window: Window) -> Trace | None:
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
    base = _sign_height(window)
    return quiet(mode="markers", x=[point.year], y=[base], hovertext=[words], marker=marker)


def _sign_height(window: Window) -> float:
    return window.low + 0.03 * (window.high - window.low)


def _words(line: Line, point: Point, chart: SeriesChart) -> str:
    return safe(point_words(line.label, point, chart.unit, chart.lang))
