"""The figures of a series: lines, intervals, the points outside them and the signs for none."""

from __future__ import annotations

from fgte.present.axis import WITH_INTERVAL
from fgte.present.chart import Line, LineRole, Point, PointMark, SeriesChart
from fgte.present.runs import Run, bands, figures_of, runs
from fgte.present.svg_frame import Plot
from fgte.present.svg_marks import Look, cross, element, frame, mark, path, whisker
from fgte.present.theme import BAND_OPACITY, BLUE, GREY, LINE_STYLES, WHITE, LineStyle, needs_casing
from fgte.present.wording import point_words

_SIGN_HEIGHT = 10
_CASING = 2.4


def draw_line(drawn: Line, chart: SeriesChart, plot: Plot, *, quiet: bool = False) -> str:
    """A line with its interval under it and its marks over it.

    A ``quiet`` line has no marks but where a figure stands alone or outside it.
    """
    style = LINE_STYLES[drawn.role]
    stretches = runs(drawn, chart.breaks)
    interval = _interval(drawn, stretches, plot)
    strokes = "".join(path(_places(run, plot)) for run in stretches if len(run) > 1)
    stroke = _casing(strokes, style) + _stroke(strokes, style) if strokes else ""
    return interval + stroke + _marks(drawn, stretches, chart, plot, quiet)


def draw_signs(chart: SeriesChart, plot: Plot) -> str:
    """On the baseline: the years without a figure, of the lines that are the chart's own."""
    drawn = []
    for point, line in absent_points(chart):
        words = _words(line, point, chart)
        x, y = plot.x(point.year), plot.bottom - _SIGN_HEIGHT
        missing = point.mark is PointMark.MISSING
        drawn.append(cross(x, y, 4, words) if missing else mark("square", x, y, 4, words))
    return element("g", "".join(drawn), fill=GREY, stroke=GREY, stroke_width=1.8) if drawn else ""


def absent_points(chart: SeriesChart) -> tuple[tuple[Point, Line], ...]:
    """The points without a figure in the own line, or where there is none, in the others."""
    own = [drawn for drawn in chart.lines if drawn.role is LineRole.OWN]
    others = [drawn for drawn in chart.lines if drawn.role is not LineRole.COUNTRY]
    return tuple(
        (point, drawn)
        for drawn in own or others
        for point in drawn.points
        if point.mark in (PointMark.MISSING, PointMark.SUPPRESSED)
    )


def line_sample(role: LineRole) -> str:
    """A short piece of a line, to stand beside its name."""
    style = LINE_STYLES[role]
    sample = _stroke(path(((-11, 0), (11, 0))), style)
    return sample + element("g", mark(style.shape, 0, 0, style.size), fill=style.colour)


def _interval(drawn: Line, stretches: tuple[Run, ...], plot: Plot) -> str:
    """A band where the own figures are neighbours, a whisker at each of the others."""
    if drawn.role not in WITH_INTERVAL:
        return ""
    parts = [part for run in stretches for part in bands(run)]
    wide = [part for part in parts if len(part) > 1 and drawn.role is LineRole.OWN]
    alone = [point for part in parts if part not in wide for point in part]
    filled = "".join(_band(part, plot) for part in wide)
    single = "".join(_whisker(point, plot) for point in alone)
    band = element("path", d=filled, fill=BLUE, fill_opacity=BAND_OPACITY) if filled else ""
    return band + (_whiskers(single, LINE_STYLES[drawn.role]) if single else "")


def _whiskers(drawn: str, style: LineStyle) -> str:
    """Intervals that stand alone, with white along their sides where the colour is light."""
    under = (
        element("g", drawn, stroke=WHITE, stroke_width=1.2 + _CASING) if needs_casing(style) else ""
    )
    return under + element("g", drawn, stroke=style.colour, stroke_width=1.2)


def _band(part: Run, plot: Plot) -> str:
    upper = [(plot.x(p.year), plot.y(p.interval[1])) for p in part if p.interval]
    lower = [(plot.x(p.year), plot.y(p.interval[0])) for p in part if p.interval]
    return path((*upper, *reversed(lower)), closed=True)


def _whisker(point: Point, plot: Plot) -> str:
    low, high = point.interval or (0, 0)
    return whisker(plot.x(point.year), plot.y(high), plot.y(low), 4)


def _marks(
    drawn: Line, stretches: tuple[Run, ...], chart: SeriesChart, plot: Plot, quiet: bool
) -> str:
    style = LINE_STYLES[drawn.role]
    shape, size = (style.shape, style.size) if style.shape else ("circle", 2.2)
    alone = quiet or not style.shape
    shown = [run[0] for run in stretches if len(run) == 1] if alone else figures_of(drawn)
    solid = "".join(
        mark(shape, *_place(point, plot), size, _words(drawn, point, chart)) for point in shown
    )
    outside = "".join(_outside(point, drawn, chart, plot) for point in drawn.points)
    return (element("g", solid, fill=style.colour, **_mark_casing(style)) if solid else "") + (
        open_marks(outside, style.colour) if outside else ""
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


def _words(drawn: Line, point: Point, chart: SeriesChart) -> str:
    return point_words(drawn.label, point, chart.unit, chart.lang)


def _casing(d: str, style: LineStyle) -> str:
    """White along the sides of a light line, so that it is seen also where it crosses a band."""
    if not needs_casing(style):
        return ""
    return element("path", d=d, fill="none", stroke=WHITE, stroke_width=style.width + _CASING)


def _mark_casing(style: LineStyle) -> Look:
    """White around the marks of a light line."""
    white: Look = {"paint_order": "stroke", "stroke": WHITE, "stroke_width": _CASING}
    return white if needs_casing(style) else {}


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


def open_marks(marks: str, colour: str) -> str:
    """Marks that are hollow: read apart from the line."""
    return element("g", marks, fill=WHITE, stroke=colour, stroke_width=1.8)


def _places(run: Run, plot: Plot) -> list[tuple[float, float]]:
    return [_place(point, plot) for point in run]


def _place(point: Point, plot: Plot) -> tuple[float, float]:
    return plot.x(point.year), plot.y(point.value or 0)
