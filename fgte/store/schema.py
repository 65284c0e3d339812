"""The columns of the table of observations, and what may stand in them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pandas as pd
import pyarrow as pa

from fgte.errors import DataError
from fgte.model import Kind, PupilsKind, Sex, Status, Variant

VERSION = 1
"""Version of the table; raised whenever its columns or their meaning change."""

SCHEMA = pa.schema(
    [
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("series", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("kpi", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("municipality_id", pa.string(), nullable=False),
        pa.field("school_unit", pa.string()),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("sex", pa.string(), nullable=False),
        pa.field("variant", pa.string(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("low", pa.float64()),
        pa.field("high", pa.float64()),
        pa.field("pupils", pa.float64()),
        pa.field("pupils_kind", pa.string(), nullable=False),
        pa.field("status", pa.string(), nullable=False),
        pa.field("snapshot_id", pa.string(), nullable=False),
    ]
)

COLUMNS = tuple(SCHEMA.names)
KEY = ("municipality_id", "indicator", "series", "variant", "school_unit", "sex", "year")
"""What makes a figure the only one of its kind; a municipality's figures lie together."""
_WORDS: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "sex": Sex,
    "variant": Variant,
    "pupils_kind": PupilsKind,
    "status": Status,
}


def checked(table: pd.DataFrame) -> pd.DataFrame:
    """The table in key order, or an error naming row, column, found and expected.

    A figure has a value exactly when its status is ok; a censored one has
    bounds instead; no other status carries a number.
    """
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        raise DataError("schema", column=missing[0], found="-", expected=missing[0], row="-")
    for column, words in _WORDS.items():
        _require(table, column, table[column].isin(list(words)), ", ".join(words))
    has_value, status = table["value"].notna(), table["status"]
    _require(table, "value", has_value == status.eq(Status.OK), "value ⇔ status ok")
    bounded = table["low"].notna() & table["high"].notna()
    _require(table, "low", bounded == status.eq(Status.CENSORED), "low, high ⇔ status censored")
    _require(table, "year", ~table.duplicated(list(KEY)), "unique key")
    return table[list(COLUMNS)].sort_values(list(KEY), kind="stable", ignore_index=True)


def _require(table: pd.DataFrame, column: str, allowed: pd.Series[Any], expected: str) -> None:
    if not allowed.all():
        row = int((~allowed.to_numpy(dtype=bool)).argmax())
        found = table[column].iloc[row]
        raise DataError("schema", column=column, found=found, expected=expected, row=row)
