"""The published figures that ship with the product, read and checked row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from fgte.errors import DataError
from fgte.sources.raw import raw_figures

COLUMNS = ("source", "kpi", "municipality_id", "year", "sex", "value", "pupils")
SOURCES = ("Kolada", "Skolverket")
SEXES = ("T", "K", "M")


def read_official(path: Path, *, snapshot_id: str) -> pd.DataFrame:
    """Published figures, one a row, as the sources gave them.

    Returns
    -------
    DataFrame
        Raw figures (``fgte.sources.raw``).

    Raises
    ------
    DataError
        Names file, row, column, what stood there and what was expected.
    """
    raw = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    if tuple(raw.columns) != COLUMNS:
        found, expected = ", ".join(raw.columns), ", ".join(COLUMNS)
        raise _fault(path, 1, "-", found, expected)
    raw["year"] = _numbers(path, raw, "year", "2022").astype(int)
    raw["value"] = _numbers(path, raw, "value", "84.5")
    raw["pupils"] = _numbers(path, raw, "pupils", "1074", empty=True)
    _require(path, raw, "source", raw["source"].isin(SOURCES), ", ".join(SOURCES))
    _require(path, raw, "sex", raw["sex"].isin(SEXES), ", ".join(SEXES))
    _require(path, raw, "municipality_id", raw["municipality_id"].str.fullmatch(r"\d{4}"), "0000")
    _require_unique(path, raw)
    return raw_figures(raw.assign(snapshot_id=snapshot_id))


def _numbers(
    path: Path, raw: pd.DataFrame, column: str, expected: str, *, empty: bool = False
) -> pd.Series[Any]:
    numbers = pd.to_numeric(raw[column], errors="coerce")
    allowed = numbers.notna() | (raw[column].eq("") & empty)
    _require(path, raw, column, allowed, expected)
    return numbers


def _require(
    path: Path, raw: pd.DataFrame, column: str, allowed: pd.Series[Any], expected: str
) -> None:
    if not allowed.all():
        row = int((~allowed.to_numpy(dtype=bool)).argmax())
        raise _fault(path, row + 2, column, raw[column].iloc[row], expected)


def _require_unique(path: Path, raw: pd.DataFrame) -> None:
    key = ["kpi", "municipality_id", "year", "sex"]
    twice = raw.duplicated(key)
    if twice.any():
        row = int(twice.to_numpy().argmax())
        kpi, municipality, year, sex = raw[key].iloc[row]
        raise DataError(
            "duplicate_figure",
            file=path,
            row=row + 2,
            kpi=kpi,
            municipality=municipality,
            year=year,
            sex=sex,
        )


def _fault(path: Path, row: int, column: str, found: object, expected: str) -> DataError:
    return DataError(
        "faulty_official", file=path, row=row, column=column, found=found, expected=expected
    )
