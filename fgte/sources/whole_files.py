"""Files that are either whole or not there, also when the power goes or the disk is full."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from fgte.errors import DataError, WorkError

A_DAY = 24 * 60 * 60


def write_whole(path: Path, content: bytes) -> None:
    """Write under a temporary name in the same folder, and move it when it lies on the disk.

    Raises
    ------
    WorkError
        The folder cannot be written to or the disk is full; ``path`` is as it was.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(part, content)
        part.replace(path)
        _settle(path.parent)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise WorkError("snapshot_not_written", file=path, cause=cause) from error
    finally:
        with suppress(OSError):  # what cannot be removed does no harm: its name is no snapshot's
            part.unlink(missing_ok=True)


def read_whole(path: Path) -> bytes:
    """The bytes of a file that should be there; a missing one is named."""
    try:
        return path.read_bytes()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise DataError("snapshot_missing", file=path, cause=cause) from error


def sweep(folder: Path, *, older_than: float = A_DAY) -> None:
    """Remove temporary files that someone left who was killed long ago."""
    limit = time.time() - older_than
    for part in folder.rglob(".*.part"):
        with suppress(OSError):  # another fetch may have moved it into place meanwhile
            if part.stat().st_mtime < limit:
                part.unlink()


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Put the new name itself on the disk, where folders can be flushed."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
