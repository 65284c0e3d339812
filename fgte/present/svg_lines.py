"""The figures of a series: lines, intervals, the points outside them and the signs for none."""

from __future__ import annotations

from fgte.present.chart import Line, LineRole, Point, PointMark, SeriesChart
from fgte.present.runs import Run, bands, figures_of, runs
from fgte.present.svg_frame import Plot
from fgte.present.svg_marks import KeyEntry, cross, element, frame, mark, path, whisker
from fgte.present.theme import BAND_OPACITY, BLUE, GREY, LINE_STYLES, WHITE, LineStyle
from fgte.present.wording import point_words
from fgte.texts import text

_SIGN_HEIGHT = 10


def draw_line(drawn: Line, chart: SeriesChart, plot: Plot) -> str:
    """A line with its interval under it and its marks over it."""
    style = LINE_STYLES[drawn.role]
    stretches = runs(drawn, chart.breaks)
    interval = _interval(stretches, plot) if drawn.role is LineRole.OWN else ""
    strokes = "".join(path(_places(run, plot)) for run in stretches if len(run) > 1)
    stroke = _stroke(strokes, style) if strokes else ""
    return interval + stroke + _marks(drawn, stretches, chart, plot)


def draw_signs(chart: SeriesChart, plot: Plot) -> str:
    """On the baseline: the years without a figure, of the lines that are the chart's own."""
    drawn = []
    for point, words in _absent(chart):
        x, y = plot.x(point.year), plot.bottom - _SIGN_HEIGHT
        missing = point.mark is PointMark.MISSING
        drawn.append(cross(x, y, 4, words) if missing else mark("square", x, y, 4, words))
    return element("g", "".join(drawn), fill=GREY, stroke=GREY, stroke_width=1.8) if drawn else ""


def line_sample(role: LineRole) -> str:
    """A short piece of a line, to stand beside its name."""
    style = LINE_STYLES[role]
    sample = _stroke(path(((-11, 0), (11, 0))), style)
    return sample + element("g", mark(style.shape, 0, 0, style.size), fill=style.colour)


def key_entries(chart: SeriesChart) -> tuple[KeyEntry, ...]:
    """The signs that this chart uses, with what they mean."""
    found = {point.mark for drawn in chart.lines for point in drawn.points}
    absent = {point.mark for point, _ in _absent(chart)}
    intervals = _own_bands(chart)
    used = (
        (bool(intervals), _interval_sample(intervals)),
        (PointMark.ODD_YEAR in found, _open(mark("circle", 0, 0, 4), BLUE)),
        (PointMark.CENSORED in found, _open(frame(0, -7, 7), BLUE)),
        (PointMark.MISSING in absent, element("g", cross(0, 0, 4), stroke=GREY, stroke_width=1.8)),
        (PointMark.SUPPRESSED in absent, mark("square", 0, 0, 4.5)),
    )
    names = ("key.interval", "key.odd_year", "key.censored", "status.missing", "status.suppressed")
    return tuple(
        KeyEntry(sample, text(f"charts.{name}", chart.lang))
        for name, (shown, sample) in zip(names, used, strict=True)
        if shown
    )


def _interval(stretches: tuple[Run, ...], plot: Plot) -> str:
    parts = [part for run in stretches for part in bands(run)]
    filled = "".join(_band(part, plot) for part in parts if len(part) > 1)
    single = "".join(_whisker(part[0], plot) for part in parts if len(part) == 1)
    band = element("path", d=filled, fill=BLUE, fill_opacity=BAND_OPACITY) if filled else ""
    return band + (element("g", single, stroke=BLUE, stroke_width=1.2) if single else "")


def _band(part: Run, plot: Plot) -> str:
    upper = [(plot.x(p.year), plot.y(p.interval[1])) for p in part if p.interval]
    lower = [(plot.x(p.year), plot.y(p.interval[0])) for p in part if p.interval]
    return path((*upper, *reversed(lower)), closed=True)


def _whisker(point: Point, plot: Plot) -> str:
    low, high = point.interval or (0, 0)
    return whisker(plot.x(point.year), plot.y(high), plot.y(low), 4)


def _marks(drawn: Line, stretches: tuple[Run, ...], chart: SeriesChart, plot: Plot) -> str:
    style = LINE_STYLES[drawn.role]
    shown = figures_of(drawn) if style.shape else [run[0] for run in stretches if len(run) == 1]
    shape, size = (style.shape, style.size) if style.shape else ("circle", 2.2)
    solid = "".join(
        mark(shape, *_place(point, plot), size, _words(drawn, point, chart)) for point in shown
    )
    outside = "".join(_outside(point, drawn, chart, plot) for point in drawn.points)
    return (element("g", solid, fill=style.colour) if solid else "") + (
        _open(outside, style.colour) if outside else ""
    )


def _outside(point: Point, drawn: Line, chart: SeriesChart, plot: Plot) -> str:
    """The open mark of an odd year, or the frame around what a censored figure can be."""
    style = LINE_STYLES[drawn.role]
    words = _words(drawn, point, chart)
    if point.mark is PointMark.CENSORED and point.interval:
        low, high = point.interval
        return frame(plot.x(point.year), plot.y(high), plot.y(low), words)
    if point.mark is PointMark.ODD_YEAR and point.value is not None:
        return mark(style.shape, *_place(point, plot), style.size or 3, words)
    return ""


def _absent(chart: SeriesChart) -> tuple[tuple[Point, str], ...]:
    """The points without a figure in the own line, or where there is none, in the others."""
    own = [drawn for drawn in chart.lines if drawn.role is LineRole.OWN]
    others = [drawn for drawn in chart.lines if drawn.role is not LineRole.COUNTRY]
    return tuple(
        (point, _words(drawn, point, chart))
        for drawn in own or others
        for point in drawn.points
        if point.mark in (PointMark.MISSING, PointMark.SUPPRESSED)
    )


def _own_bands(chart: SeriesChart) -> list[Run]:
    own = (drawn for drawn in chart.lines if drawn.role is LineRole.OWN)
    return [part for drawn in own for run in runs(drawn, chart.breaks) for part in bands(run)]


def _interval_sample(intervals: list[Run]) -> str:
    if any(len(part) > 1 for part in intervals):
        band = path(((-11, -6), (11, -6), (11, 6), (-11, 6)), closed=True)
        return element("path", d=band, fill=BLUE, fill_opacity=BAND_OPACITY)
    return element("g", whisker(0, -7, 7, 4), stroke=BLUE, stroke_width=1.2)


def _words(drawn: Line, point: Point, chart: SeriesChart) -> str:
    return point_words(drawn.label, point, chart.unit, chart.lang)


def _stroke(d: str, style: LineStyle) -> str:
    return element(
        "path",
        d=d,
        fill="none",
        stroke=style.colour,
        stroke_width=style.width,
        stroke_dasharray=style.dash,
        stroke_linejoin="round",
    )


def _open(marks: str, colour: str) -> str:
    return element("g", marks, fill=WHITE, stroke=colour, stroke_width=1.8)


def _places(run: Run, plot: Plot) -> list[tuple[float, float]]:
    return [_place(point, plot) for point in run]


def _place(point: Point, plot: Plot) -> tuple[float, float]:
    return plot.x(point.year), plot.y(point.value or 0)
