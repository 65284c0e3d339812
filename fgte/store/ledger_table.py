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


def write_ledger(folder: Path, kept: Account) -> Path:
    """Put the ledger in place whole; the same account gives the same bytes."""
    table = pa.Table.from_pandas(kept.lines, schema=SCHEMA, preserve_index=False)
    about = json.dumps([_plain(each) for each in kept.summaries], sort_keys=True)
    whole = pa.BufferOutputStream()
    pq.write_table(
        table.replace_schema_metadata({_MARK: about.encode()}), whole, compression="zstd"
    )
    write_whole(folder / FILE, whole.getvalue().to_pybytes())
    return folder / FILE


def read_ledger(folder: Path) -> pd.DataFrame:
    """Every revision, withdrawal and difference between sources; empty where none is kept."""
    if not (folder / FILE).is_file():
        empty: pd.DataFrame = SCHEMA.empty_table().to_pandas()
        return empty
    lines: pd.DataFrame = pq.read_table(folder / FILE).to_pandas()
    return lines


def read_summaries(folder: Path) -> Sequence[dict[str, Any]]:
    """What each set of figures did, in numbers, oldest first."""
    if not (folder / FILE).is_file():
        return []
    found: list[dict[str, Any]] = json.loads(pq.read_schema(folder / FILE).metadata[_MARK])
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
