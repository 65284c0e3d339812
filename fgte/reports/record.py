"""From what each report was made, so that only what has changed is made again.

Beside the reports lies a file that says, for each, a digest of everything it
follows from and the state of its two files when they were written.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fgte.reports.files import write_whole
from fgte.reports.jobs import Job
from fgte.settings import PACKAGE, Settings
from fgte.store.ledger_table import FILE as LEDGER
from fgte.store.tables import FILE as OBSERVATIONS
from fgte.version import VERSION

FILE = ".reports.json"
PACKAGES = ("papermill", "nbconvert", "nbformat", "ipython", "pandas", "numpy", "scipy", "babel")
"""Whose versions may show in a report."""

Entry = dict[str, Any]


class Record:
    """What is known of the reports of earlier runs, folder by folder; written when left."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: dict[Path, dict[str, Entry]] = {}
        self._added: dict[Path, dict[str, Entry]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what has been added, also when the work was broken off."""
        for folder, added in self._added.items():
            reports = dict(sorted({**_read(folder), **added}.items()))
            write_whole(folder / FILE, json.dumps({"reports": reports}, indent=1) + "\n")

    def is_up_to_date(self, job: Job) -> bool:
        """Whether the files of a report are there, untouched, and follow from what lies there now.

        Parameters
        ----------
        job
            The report.
        """
        known = self._known.setdefault(job.output, _read(job.output))
        return job.stem in known and known[job.stem] == self._entry(job)

    def add(self, job: Job) -> None:
        """Note a report that has just been made.

        Parameters
        ----------
        job
            The report.
        """
        entry = self._entry(job)
        if entry is not None:
            self._added.setdefault(job.output, {})[job.stem] = entry

    def _entry(self, job: Job) -> Entry | None:
        """What would be noted of a report now; None when a file of it is not there."""
        try:
            files = {path.name: _state(path) for path in (job.executed, job.html)}
            return {"from": self._digest(job), "files": files}
        except OSError:
            return None

    def _digest(self, job: Job) -> str:
        """What a report follows from, in one word."""
        asked = json.dumps(dict(job.parameters), sort_keys=True)
        parts = (job.report.encode(), job.command.encode(), asked.encode())
        return _digest(self._shared, job.notebook.read_bytes(), *parts)

    @cached_property
    def _shared(self) -> bytes:
        """What every report follows from: program, figures, definitions, templates, logos."""
        store, templates = self._settings.store, self._settings.templates
        folders = (
            PACKAGE,
            self._settings.user_catalogue,
            self._settings.national,
            templates / "report",
            templates / "logos",
            self._settings.home / "logos",
        )
        files = [store / OBSERVATIONS, store / LEDGER]
        files += [path for folder in folders for path in _files(folder)]
        versions = (VERSION, platform.python_version(), *map(_version, PACKAGES))
        content = (path.name.encode() + path.read_bytes() for path in files if path.is_file())
        return _digest("\n".join(versions).encode(), *content).encode()


def _files(folder: Path) -> Iterator[Path]:
    """What lies in a folder, in fixed order, but for what Python has compiled."""
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return (path for path in found if path.suffix != ".pyc")


def _state(path: Path) -> list[int]:
    """What is another when a file has been touched: its size and the time of its last change."""
    about = path.stat()
    return [about.st_size, about.st_mtime_ns]


def _read(folder: Path) -> dict[str, Entry]:
    """What the file of a folder says; nothing when it is not there or cannot be read."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return dict(json.loads((folder / FILE).read_text(encoding="utf-8"))["reports"])
    return {}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def _digest(*parts: bytes) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
