"""Where a package is put: whole or not at all, and never over anything that someone else wrote."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from fgte.errors import RequestError, WorkError
from fgte.sources.whole_files import A_DAY

DESCRIPTOR = "datapackage.json"
HALF_WRITTEN = re.compile(r"\.paket-.+\.\d+\.part")
"""What an export that was killed while it wrote has left."""


def require_replaceable(folder: Path, name: str) -> None:
    """Stop where the folder holds anything but a package of that study as it was written.

    Parameters
    ----------
    folder
        Where the package is to lie; nothing there and an empty folder will do.
    name
        The study's name.

    Raises
    ------
    RequestError
        If it is no folder or no package of the study, or holds files that were added or changed
        since the package was written.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir():
        raise RequestError("package_not_ours", place=folder, name=name)
    if not any(folder.iterdir()):
        return
    written = _written(folder, name)
    if written is None:
        raise RequestError("package_not_ours", place=folder, name=name)
    strangers = sorted(_strangers(folder, written))
    if strangers:
        raise RequestError("package_added_to", place=folder, found=", ".join(strangers))


def put_in_place(files: Mapping[str, bytes], folder: Path, name: str) -> None:
    """Write the files beside the folder, and let them take its place when they are whole.

    Parameters
    ----------
    files
        Their content, by path in the folder.
    folder
        Where the package is to lie.
    name
        The study's name.

    Raises
    ------
    RequestError
        If the folder may not be replaced.
    WorkError
        If it could not be written; what lay there lies there still.
    """
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    sweep(folder.parent)
    try:
        for path, content in files.items():
            (part / path).parent.mkdir(parents=True, exist_ok=True)
            (part / path).write_bytes(content)
        _bring_back(folder)
        require_replaceable(folder, name)
        _exchange(part, folder)
    except OSError as error:
        raise WorkError("package_not_written", place=folder, cause=error.strerror) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(part)


def sweep(folder: Path, *, older_than: float = A_DAY) -> None:
    """Remove the half-written packages that exports left in a folder when they were killed.

    Parameters
    ----------
    folder
        Where packages are put.
    older_than
        How many seconds ago they were left, at least: another export may be at work.
    """
    limit = time.time() - older_than
    for left in folder.glob(".paket-*.part"):
        with suppress(OSError):
            ours = HALF_WRITTEN.fullmatch(left.name) and left.is_dir() and not left.is_symlink()
            if ours and left.stat().st_mtime < limit:
                shutil.rmtree(left)


def _exchange(part: Path, folder: Path) -> None:
    """Let the new folder take the old one's place; the old one goes back if it cannot."""
    old = _aside(folder)
    if folder.exists():
        folder.rename(old)
    try:
        part.rename(folder)
    finally:
        _bring_back(folder)
    with suppress(OSError):
        shutil.rmtree(old)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _bring_back(folder: Path) -> None:
    """Put back what was moved aside by a run that ended before the new one had come."""
    old = _aside(folder)
    if not old.is_dir():
        return
    if folder.exists():
        shutil.rmtree(old)
    else:
        old.rename(folder)


def _written(folder: Path, name: str) -> dict[str, str] | None:
    """The checksum of every file that the package says it holds; None if it is not the study's."""
    try:
        said = json.loads((folder / DESCRIPTOR).read_bytes())
        found = {each["path"]: each["hash"] for each in said["resources"]}
        return found if said["name"] == name else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _strangers(folder: Path, written: Mapping[str, str]) -> Iterator[str]:
    """The files that the package does not hold, or that are not as it holds them."""
    for path in folder.rglob("*"):
        place = path.relative_to(folder).as_posix()
        if place == DESCRIPTOR or (path.is_dir() and not path.is_symlink()):
            continue
        if (
            path.is_symlink()
            or written.get(place) != f"sha256:{sha256(path.read_bytes()).hexdigest()}"
        ):
            yield place
