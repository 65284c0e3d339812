"""The ledger on disk: one parquet file beside the observations, made anew with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from fgte.errors import DataError
from fgte.sources.whole_files import write_whole
from fgte.store.ledger import Account, Summary

FILE = "ledger.parquet"
SCHEMA = pa.schema(
    [
        pa.field("snapshot_id", pa.string(), nullable=False),
        pa.field("retrieved", pa.date32(), nullable=False),
        pa.field("event", pa.string(), nullable=False),
        pa.field("kpi", pa.string(), nullable=False),
        pa.field("municipality_id", pa.string(), nullable=False),
        pa.field("school_unit", pa.string()),
        pa.field("sex", pa.string(), nullable=False),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("old_value", pa.float64()),
        pa.field("new_value", pa.float64()),
        pa.field("old_status", pa.string()),
        pa.field("new_status", pa.string()),
        pa.field("old_source", pa.string()),
        pa.field("new_source", pa.string()),
        pa.field("suspicion", pa.string()),
        pa.field("held", pa.bool_(), nullable=False),
    ]
)
_MARK = b"fgte"
_TAKEN_BACK = b"fgte_taken_back"


def write_ledger(folder: Path, kept: Account, taken_back: Sequence[dict[str, Any]] = ()) -> Path:
    """Put the ledger in place whole; the same account gives the same bytes."""
    table = pa.Table.from_pandas(kept.lines, schema=SCHEMA, preserve_index=False)
    about = {
        _MARK: json.dumps([_plain(each) for each in kept.summaries], sort_keys=True).encode(),
        _TAKEN_BACK: json.dumps(list(taken_back), sort_keys=True).encode(),
    }
    whole = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(about), whole, compression="zstd")
    write_whole(folder / FILE, whole.getvalue().to_pybytes())
    return folder / FILE


def read_ledger(folder: Path) -> pd.DataFrame:
    """Every revision, withdrawal and difference between sources; empty where none is kept."""
    if not (folder / FILE).is_file():
        empty: pd.DataFrame = SCHEMA.empty_table().to_pandas()
        return empty
    try:
        with pq.ParquetFile(folder / FILE, memory_map=True, pre_buffer=False) as file:
            lines: pd.DataFrame = file.read(use_threads=False).to_pandas(use_threads=False)
    except (OSError, pa.ArrowException) as error:
        raise DataError("unreadable_store", place=folder / FILE, cause=error) from error
    return lines


def read_summaries(folder: Path) -> Sequence[dict[str, Any]]:
    """What each set of figures did, in numbers, and titles that changed; oldest first."""
    return _about(folder, _MARK)


def read_taken_back(folder: Path) -> Sequence[dict[str, Any]]:
    """Which imports no longer count, since when, who said so and why; oldest first."""
    return _about(folder, _TAKEN_BACK)


def _about(folder: Path, mark: bytes) -> list[dict[str, Any]]:
    if not (folder / FILE).is_file():
        return []
    try:
        about = pq.read_schema(folder / FILE).metadata or {}
    except (OSError, pa.ArrowException) as error:
        raise DataError("unreadable_store", place=folder / FILE, cause=error) from error
    found: list[dict[str, Any]] = json.loads(about.get(mark, b"[]"))
    return found


def _plain(summary: Summary) -> dict[str, Any]:
    counts = asdict(summary)
    origin = counts.pop("origin")
    return {
        "snapshot_id": origin["snapshot_id"],
        "retrieved": origin["retrieved"].isoformat(),
        "title": origin["title"],
        "sources": list(origin["sources"]),
        **counts,
    }
