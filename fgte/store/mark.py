"""What the store's file says of itself: the version of its table, and whose figures it holds."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fgte.errors import DataError
from fgte.store.schema import COLUMNS, VERSION

FILE = "observations.parquet"
MARK = b"fgte"
NOT_OURS = (OSError, KeyError, ValueError, pa.ArrowInvalid)


def what_it_says(folder: Path) -> dict[str, Any]:
    """The version, the fingerprint, the origins and the schools' names of the store in a folder.

    Parameters
    ----------
    folder
        The store's folder.

    Raises
    ------
    DataError
        The file is damaged, lacks a column, or was made by a newer version of the program.
    """
    require_not_newer(folder)
    try:
        said, columns = _read(folder)
    except NOT_OURS as error:
        raise DataError("unreadable_store", place=folder, cause=error) from error
    absent = set(COLUMNS) - columns
    if absent:
        raise DataError("unreadable_store", place=folder, cause=", ".join(sorted(absent)))
    return said


def require_not_newer(folder: Path) -> None:
    """Stop at a store that a newer version of the program has made.

    Parameters
    ----------
    folder
        The store's folder; one without a store, or with one that cannot be read, passes.

    Raises
    ------
    DataError
        The table is of a later version: to build over it would hide what the newer one knew.
    """
    with suppress(*NOT_OURS):
        version = _read(folder)[0]["version"]
        if isinstance(version, int) and version > VERSION:
            raise DataError("store_newer", place=folder, found=version, expected=VERSION)


def _read(folder: Path) -> tuple[dict[str, Any], set[str]]:
    schema = pq.read_schema(folder / FILE)
    said: dict[str, Any] = json.loads((schema.metadata or {})[MARK])
    return said, set(schema.names)
