"""Where a raw file came from: the record that lies beside it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from fgte.errors import DataError
from fgte.model import Localised, Origin


def read_origin(data: Path) -> Origin:
    """The origin record beside a raw file, checked against the file's own bytes.

    ``fgte_figures.csv`` has its record in ``fgte_figures.origin.toml``.
    """
    record = data.with_suffix(".origin.toml")
    for each in (data, record):
        if not each.is_file():
            raise DataError("missing_official", file=each)
    content = data.read_bytes()
    table = tomllib.loads(record.read_text(encoding="utf-8"))
    found = hashlib.sha256(content).hexdigest()
    if found != table["sha256"]:
        raise DataError("changed_official", file=data, found=found, expected=table["sha256"])
    return Origin(
        snapshot_id=f"{table['name']}-{found[:12]}",
        title=Localised(**table["title"]),
        sources=tuple(table["sources"]),
        urls=tuple(table["urls"]),
        retrieved=table["retrieved"],
        sha256=found,
        size=len(content),
        terms=Localised(**table["terms"]),
    )
