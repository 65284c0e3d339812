"""Series as tables: a row a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fgte.present.axis import WITH_INTERVAL
from fgte.present.chart import (
    Line,
    LineRole,
    Point,
    PointMark,
    SeriesChart,
    SmallMultiples,
    all_years,
)
from fgte.present.numbers import range_with_unit, with_unit
from fgte.present.tabular import DataTable, heads
from fgte.present.wording import figure_words, interval_words, work_words
from fgte.texts import text


def of_series(chart: SeriesChart) -> DataTable:
    """Years as rows: each line with its interval, what it is read against, and remarks."""
    headers = [text("charts.table.year", chart.lang)]
    for line in chart.lines:
        headers.append(line.label)
        if _has_interval(line):
            headers.append(text("charts.table.line_interval", chart.lang, label=line.label))
    headers += [head for head, _ in _levels(chart)]
    headers.append(text("charts.table.remark", chart.lang))
    points = [{point.year: point for point in line.points} for line in chart.lines]
    rows = (
        (
            str(year),
            *_cells(chart, points, year),
            *(level(year) for _, level in _levels(chart)),
            _remark(chart, points, year),
        )
        for year in all_years(chart)
    )
    return DataTable(tuple(headers), tuple(rows))


def _cells(chart: SeriesChart, points: list[dict[int, Point]], year: int) -> list[str]:
    cells = []
    for line, by_year in zip(chart.lines, points, strict=True):
        point = by_year.get(year) or Point(year, None, None, None, PointMark.MISSING)
        cells.append(figure_words(point, chart.unit, chart.lang))
        if _has_interval(line):
            cells.append(interval_words(point, chart.unit, chart.lang))
    return cells


def _remark(chart: SeriesChart, points: list[dict[int, Point]], year: int) -> str:
    """Breaks from this year on, and what is noted at its points."""
    said = [
        text("charts.table.break", chart.lang, label=mark.label)
        for mark in chart.breaks
        if mark.year == year
    ]
    said += [work_words(mark, chart.lang) for mark in chart.work if mark.start.year == year]
    for line, by_year in zip(chart.lines, points, strict=True):
        note = by_year[year].note if year in by_year else ""
        if note and line.role is LineRole.OWN:
            said.append(note)
        elif note:
            said.append(text("charts.table.line_note", chart.lang, label=line.label, note=note))
    return "; ".join(said)


def _levels(chart: SeriesChart) -> list[tuple[str, Callable[[int], str]]]:
    """What the lines are read against, as columns: usual variation and median."""
    columns: list[tuple[str, Callable[[int], str]]] = []
    if chart.limits:
        columns.append((text("charts.table.limits", chart.lang), lambda year: _usual(chart, year)))
    if chart.runs:
        median = with_unit(chart.runs.median, chart.unit, chart.lang)
        columns.append((text("charts.table.median", chart.lang), lambda _: median))
    return columns


def _usual(chart: SeriesChart, year: int) -> str:
    """The limits of usual variation that hold for a year, with their centre."""
    return "; ".join(
        text(
            "charts.table.limits_of",
            chart.lang,
            centre=with_unit(each.centre, chart.unit, chart.lang),
            range=range_with_unit(each.lower, each.upper, chart.unit, chart.lang),
        )
        for each in chart.limits
        if each.first_year <= year <= each.last_year
    )


def _has_interval(line: Line) -> bool:
    """Whether the interval of a line is drawn, and so has a column."""
    figures = (point for point in line.points if point.mark is PointMark.FIGURE)
    return line.role in WITH_INTERVAL and any(point.interval for point in figures)


def of_multiples(chart: SmallMultiples) -> DataTable:
    """Every small series under its stage: a row for each year and line, or one that says none."""
    names = ("stage", "series", "line", "year", "value", "interval", "remark")
    rows = (
        (group.heading, each.title, *row)
        for group in chart.groups
        for each in group.charts
        for row in _small_rows(each)
    )
    return DataTable(heads(names, chart.lang), tuple(rows))


def _small_rows(chart: SeriesChart) -> Iterator[tuple[str, ...]]:
    """Line, year, figure, interval and remark of each point; that there is none is a row too."""
    if not all_years(chart):
        label = chart.lines[0].label if chart.lines else ""
        yield label, "", text("charts.status.missing", chart.lang), "", ""
    for line in chart.lines:
        for point in line.points:
            room = interval_words(point, chart.unit, chart.lang)
            yield (
                line.label,
                str(point.year),
                figure_words(point, chart.unit, chart.lang),
                room if line.role in WITH_INTERVAL else "",
                point.note,
            )
