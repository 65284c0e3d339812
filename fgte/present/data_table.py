"""The figures of a chart as rows of words, for the table that stands beside every chart."""

from __future__ import annotations

from dataclasses import dataclass

from fgte.present.chart import (
    Chart,
    Line,
    LineRole,
    MovementsChart,
    Point,
    PointMark,
    SeriesChart,
    all_years,
)
from fgte.present.numbers import change_interval
from fgte.present.wording import change_words, figure_words, interval_words
from fgte.texts import text


@dataclass(frozen=True)
class DataTable:
    """Headers and rows, every cell already written for the reader."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def data_table(chart: Chart) -> DataTable:
    """All that a chart shows, in words: figures in their unit, and why one is absent."""
    table = _of_series(chart) if isinstance(chart, SeriesChart) else _of_movements(chart)
    return _without_empty_last_column(table)


def _of_series(chart: SeriesChart) -> DataTable:
    headers = [text("charts.table.year", chart.lang)]
    for line in chart.lines:
        headers.append(line.label)
        if _has_interval(line):
            headers.append(text("charts.table.line_interval", chart.lang, label=line.label))
    headers.append(text("charts.table.remark", chart.lang))
    points = [{point.year: point for point in line.points} for line in chart.lines]
    rows = (
        (str(year), *_cells(chart, points, year), _remark(chart, points, year))
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
    for line, by_year in zip(chart.lines, points, strict=True):
        note = by_year[year].note if year in by_year else ""
        if note and line.role is LineRole.OWN:
            said.append(note)
        elif note:
            said.append(text("charts.table.line_note", chart.lang, label=line.label, note=note))
    return "; ".join(said)


def _has_interval(line: Line) -> bool:
    """Whether the interval of a line is drawn, and so has a column."""
    figures = (point for point in line.points if point.mark is PointMark.FIGURE)
    return line.role is LineRole.OWN and any(point.interval for point in figures)


def _of_movements(chart: MovementsChart) -> DataTable:
    headers = (
        text(f"charts.table.{name}", chart.lang)
        for name in ("subject", "change", "interval", "remark")
    )
    rows = (
        (
            movement.label,
            change_words(movement, chart.unit, chart.lang),
            change_interval(*movement.interval, chart.unit, chart.lang)
            if movement.value is not None and movement.interval
            else "",
            movement.note if movement.value is not None else "",
        )
        for movement in chart.movements
    )
    return DataTable(tuple(headers), tuple(rows))


def _without_empty_last_column(table: DataTable) -> DataTable:
    if any(row[-1] for row in table.rows):
        return table
    return DataTable(table.headers[:-1], tuple(row[:-1] for row in table.rows))
