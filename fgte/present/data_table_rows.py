"""Movements, deviations, year groups and schools as tables."""

from __future__ import annotations

from fgte.model import Unit
from fgte.present.axis import chart_window
from fgte.present.chart import (
    CohortChart,
    Deviation,
    DeviationsChart,
    MovementsChart,
    PointMark,
    SpreadChart,
)
from fgte.present.chart_bins import bins
from fgte.present.numbers import (
    change_interval,
    change_with_unit,
    range_with_unit,
    signed,
    with_unit,
)
from fgte.present.tabular import DataTable, heads
from fgte.present.wording import bin_words, change_words, standard_interval
from fgte.texts import text


def of_movements(chart: MovementsChart) -> DataTable:
    """A row for each movement, in the order given."""
    headers = heads(("subject", "change", "interval", "remark"), chart.lang)
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
    return DataTable(headers, tuple(rows))


def of_deviations(chart: DeviationsChart) -> DataTable:
    """A row for each deviation, with the two figures it lies between."""
    names = ("subject", "actual", "expected", "deviation", "interval", "remark")
    rows = (_deviation(each, chart.lang) for each in chart.deviations)
    return DataTable(heads(names, chart.lang), tuple(rows))


def _deviation(each: Deviation, lang: str) -> tuple[str, ...]:
    figures = (_figure(value, each.unit, lang) for value in (each.actual, each.expected))
    if each.value is None:
        return (each.label, *figures, text("charts.status.missing", lang), "", each.note)
    room = change_interval(*each.interval, each.unit, lang) if each.interval else ""
    return (each.label, *figures, change_with_unit(each.value, each.unit, lang), room, each.note)


def _figure(value: float | None, unit: Unit, lang: str) -> str:
    return "" if value is None else with_unit(value, unit, lang)


def of_cohort(chart: CohortChart) -> DataTable:
    """A row for each stage."""
    names = ("stage", "year", "measure", "position", "interval", "remark")
    rows = (
        (
            step.stage,
            "" if step.year is None else str(step.year),
            step.measure,
            text(f"charts.status.{_absent(step.mark)}", chart.lang)
            if step.value is None
            else signed(step.value, 2, chart.lang),
            standard_interval(step.interval, chart.lang)
            if step.interval and step.value is not None
            else "",
            step.note,
        )
        for step in chart.steps
    )
    return DataTable(heads(names, chart.lang), tuple(rows))


def _absent(mark: PointMark) -> PointMark:
    return PointMark.MISSING if mark is PointMark.FIGURE else mark


def of_spread(chart: SpreadChart) -> DataTable:
    """A row for each year: the municipality, and how many schools lie where."""
    names = ("year", "schools", "heaps", "room", "hidden", "remark")
    year, *others = heads(names, chart.lang)
    window = chart_window(chart)
    rows = (
        (
            str(each.year),
            _figure(each.own, chart.unit, chart.lang),
            str(len(each.values)),
            bin_words(bins(each.values, window), chart.unit, chart.lang),
            range_with_unit(*each.interval, chart.unit, chart.lang) if each.interval else "",
            str(each.hidden),
            each.note,
        )
        for each in chart.years
    )
    return DataTable((year, chart.label, *others), tuple(rows))
