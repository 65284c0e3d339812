"""Figures that cannot be: refused before the store is touched, with where they came from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fgte.catalogue import Catalogue
from fgte.errors import DataError
from fgte.model import Unit

RANGES = {
    Unit.PERCENT: (0.0, 100.0),
    Unit.MERIT_POINTS: (0.0, 340.0),
    Unit.GRADE_POINTS: (0.0, 20.0),
    Unit.COUNT: (0.0, float("inf")),
    Unit.RATIO: (0.0, float("inf")),
}
"""What a figure of each unit can be. Deviations from a model may have either sign."""

YEARS = (1990, 2100)
DEVIATION = "avvikelse_"


def require_possible(table: pd.DataFrame, book: Catalogue) -> pd.DataFrame:
    """The placed figures unchanged, or an error that names the first that cannot be.

    Raises
    ------
    DataError
        Names the KPI, municipality, year, what was found, what it can be, and the set of
        figures it came in.
    """
    limits = {each.id: RANGES.get(each.unit) for each in book.indicators.values()}
    for indicator, rows in table.groupby("indicator", sort=False):
        ends = limits.get(str(indicator))
        if ends is not None and not str(indicator).startswith(DEVIATION):
            _require(rows, rows["value"], ends)
    _require(table, table["year"], YEARS)
    _require(table, table["pupils"], (0.0, float("inf")))
    codes = table["municipality_id"].str.fullmatch(r"\d{4}")
    if not codes.all():
        row = table[~codes].iloc[0]
        raise _fault(row, row["municipality_id"], "0000–9999")
    return table


def _require(rows: pd.DataFrame, numbers: pd.Series[float], ends: tuple[float, float]) -> None:
    outside = numbers.notna() & ~numbers.between(*ends)
    if outside.any():
        place = outside.to_numpy().argmax()
        raise _fault(rows.iloc[place], numbers.iloc[place], f"{ends[0]:g}–{ends[1]:g}")


def _fault(row: pd.Series[Any], found: object, expected: str) -> DataError:
    return DataError(
        "impossible_figure",
        kpi=row["kpi"],
        municipality=row["municipality_id"],
        year=row["year"],
        found=found,
        expected=expected,
        set=row["snapshot_id"],
    )
