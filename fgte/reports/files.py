"""Files that are either whole or not there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from fgte.errors import RequestError

if TYPE_CHECKING:
    from fgte.reports.jobs import Job
    from fgte.settings import Settings


def output_folder(settings: Settings, asked: Path | None) -> Path:
    """Where files are put: in the folder that was asked for, else in the home's own."""
    return (asked or settings.output).expanduser().absolute()


def notebook_of(report: str, settings: Settings) -> Path:
    """The notebook that a report is made by."""
    return settings.notebooks / "reports" / f"{report}.ipynb"


def write_whole(path: Path, content: str) -> None:
    """Write a text file under a temporary name and move it into place when it is whole."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(content, encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def require_writable(folder: Path) -> None:
    """Make the folder if it is not there, and stop if no file can be put in it."""
    probe = folder / f".fgte-{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise RequestError("not_writable", place=folder, cause=error.strerror) from error


def clear_parts(job: Job) -> None:
    """Remove what a process that was stopped in the middle of writing has left of a report."""
    for path in (job.executed, job.html):
        for part in path.parent.glob(f".{path.name}.*.part"):
            part.unlink(missing_ok=True)
