"""The figures of a chart as rows of words, for the table that stands beside every chart."""

from __future__ import annotations

from fgte.present.chart import (
    Chart,
    CohortChart,
    DeviationsChart,
    MovementsChart,
    SeriesChart,
    SmallMultiples,
)
from fgte.present.data_table_rows import of_cohort, of_deviations, of_movements, of_spread
from fgte.present.data_table_series import of_multiples, of_series
from fgte.present.tabular import DataTable

__all__ = ["DataTable", "data_table"]


def data_table(chart: Chart) -> DataTable:
    """All that a chart shows, in words: figures in their unit, and why one is absent."""
    return _without_empty_last_column(_table(chart))


def _table(chart: Chart) -> DataTable:
    if isinstance(chart, SeriesChart):
        return of_series(chart)
    if isinstance(chart, MovementsChart):
        return of_movements(chart)
    if isinstance(chart, DeviationsChart):
        return of_deviations(chart)
    if isinstance(chart, SmallMultiples):
        return of_multiples(chart)
    return of_cohort(chart) if isinstance(chart, CohortChart) else of_spread(chart)


def _without_empty_last_column(table: DataTable) -> DataTable:
    if any(row[-1] for row in table.rows):
        return table
    return DataTable(table.headers[:-1], tuple(row[:-1] for row in table.rows))
