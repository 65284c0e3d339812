"""Where what is published lies, and that only one at a time works there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from fgte.errors import RequestError, WorkError
from fgte.settings import Settings

PATIENCE = 5.0
"""Seconds to wait for someone else who prepares, signs or releases."""


def work_folder(settings: Settings) -> Path:
    """Where what is to be published is prepared and signed."""
    return settings.home / "publication"


def draft_folder(settings: Settings) -> Path:
    """Where the reports lie that are to be signed."""
    return work_folder(settings) / "draft"


def editions_folder(settings: Settings) -> Path:
    """Where the editions lie, a folder each."""
    return settings.home / "editions"


def sha256(content: bytes) -> str:
    """The checksum that stands in a manifest, as ``sha256sum`` gives it."""
    return hashlib.sha256(content).hexdigest()


def published(path: Path, settings: Settings) -> bytes:
    """A file of the draft as it stands in an edition.

    An executed notebook names the folder that it was made in, which often has a person's name
    in it: ``FGTE_HOME`` stands there instead.

    Parameters
    ----------
    path
        The file.
    settings
        Whose home is not to be published.
    """
    content = path.read_bytes()
    if path.suffix != ".ipynb":
        return content
    once = json.dumps(str(settings.home), ensure_ascii=False)[1:-1]
    twice = json.dumps(once, ensure_ascii=False)[1:-1]
    for written in (twice, once):
        content = content.replace(written.encode(), b"FGTE_HOME")
    return content


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Nobody else publishes in this home meanwhile; a killed program lets go by itself."""
    folder = work_folder(settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=PATIENCE):
            yield
    except Timeout as error:
        raise WorkError("publication_under_way", place=folder) from error
    except PermissionError as error:
        raise RequestError("not_writable", place=folder, cause=error.strerror) from error
