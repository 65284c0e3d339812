"""The signs that a series uses, with what they mean and why figures are absent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fgte.present.chart import LineRole, PointMark, SeriesChart
from fgte.present.runs import Run, bands, runs
from fgte.present.svg_lines import absent_points, open_marks
from fgte.present.svg_marks import KeyEntry, cross, element, frame, mark, path, whisker
from fgte.present.theme import BAND_OPACITY, BLUE, GREY, LINE_STYLES
from fgte.present.wording import absences
from fgte.texts import text

_ABSENT_SIGNS = {
    PointMark.MISSING: element("g", cross(0, 0, 4), stroke=GREY, stroke_width=1.8),
    PointMark.SUPPRESSED: mark("square", 0, 0, 4.5),
}


def key_entries(chart: SeriesChart, *, reasons: bool = True) -> tuple[KeyEntry, ...]:
    """What is not a line: intervals, points outside the lines, and years without a figure.

    With ``reasons`` the absent years are said with why.
    """
    return (*_intervals(chart), *_outside(chart), *_absent(chart, reasons))


def _intervals(chart: SeriesChart) -> Iterator[KeyEntry]:
    own = _parts(chart, LineRole.OWN)
    if own:
        yield KeyEntry(_own_sample(own), text("charts.key.interval", chart.lang))
    if _parts(chart, LineRole.EXPECTED):
        stroke = LINE_STYLES[LineRole.EXPECTED].colour
        sample = element("g", whisker(0, -7, 7, 4), stroke=stroke, stroke_width=1.2)
        yield KeyEntry(sample, text("charts.key.expected_interval", chart.lang))


def _outside(chart: SeriesChart) -> Iterator[KeyEntry]:
    found = {point.mark for drawn in chart.lines for point in drawn.points}
    if PointMark.ODD_YEAR in found:
        yield KeyEntry(_odd_sample(chart), text("charts.key.odd_year", chart.lang))
    if PointMark.CENSORED in found:
        sample = open_marks(frame(0, -7, 7), BLUE)
        yield KeyEntry(sample, text("charts.key.censored", chart.lang))


def _odd_sample(chart: SeriesChart) -> str:
    """The hollow mark as the first line that has one draws it."""
    roles = (
        drawn.role
        for drawn in chart.lines
        if any(point.mark is PointMark.ODD_YEAR for point in drawn.points)
    )
    style = LINE_STYLES[next(roles)]
    return open_marks(mark(style.shape, 0, 0, style.size or 3), style.colour)


def _absent(chart: SeriesChart, reasons: bool) -> Iterator[KeyEntry]:
    points = [point for point, _ in absent_points(chart)]
    if not reasons:
        points = [replace(point, note="") for point in points]
    for sign, words in absences(points, chart.lang):
        yield KeyEntry(_ABSENT_SIGNS[sign], words)


def _parts(chart: SeriesChart, role: LineRole) -> list[Run]:
    chosen = (drawn for drawn in chart.lines if drawn.role is role)
    return [part for drawn in chosen for run in runs(drawn, chart.breaks) for part in bands(run)]


def _own_sample(parts: list[Run]) -> str:
    if any(len(part) > 1 for part in parts):
        band = path(((-11, -6), (11, -6), (11, 6), (-11, 6)), closed=True)
        return element("path", d=band, fill=BLUE, fill_opacity=BAND_OPACITY)
    return element("g", whisker(0, -7, 7, 4), stroke=BLUE, stroke_width=1.2)
