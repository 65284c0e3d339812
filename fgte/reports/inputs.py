"""Everything a report follows from: the files of a home, of the project, and the program itself."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fgte.journal.state import Found, read_state, state_bytes
from fgte.settings import PACKAGE, Settings
from fgte.store.instrument_rounds import FILE as ROUNDS
from fgte.store.ledger_table import FILE as LEDGER
from fgte.store.mark import FILE as OBSERVATIONS
from fgte.version import VERSION

PACKAGES = (
    *("papermill", "nbconvert", "nbformat", "ipython", "pandas", "numpy", "scipy", "babel"),
    *("typst", "python-pptx", "openpyxl", "resvg-py", "beautifulsoup4"),
)
"""Whose versions may show in a report, or in one of its forms."""

OWN_LOGOS = "logos"
"""The folder below the home with the user's own logos."""


def of_home(settings: Settings) -> Iterator[Path]:
    """The figures, ledger and rounds, the user's definitions, the country's lines, own logos."""
    files = (settings.store / OBSERVATIONS, settings.store / LEDGER, settings.store / ROUNDS)
    yield from (path for path in files if path.is_file())
    for folder in (settings.user_catalogue, settings.national, settings.home / OWN_LOGOS):
        yield from _files(folder)


def of_studies(settings: Settings) -> Iterator[Path]:
    """The studies that have been made or frozen, and what was frozen of them."""
    return _files(settings.studies)


def handed_state(settings: Settings) -> bytes:
    """What a run of reports shows of the journal, read once for all of it; nothing without one.

    It is handed to the processes that make the reports: they all show the same, and none
    of them reaches the database.
    """
    state = read_state(settings)
    return b"" if state.found is Found.ABSENT else state_bytes(state)


def of_templates(settings: Settings) -> Iterator[Path]:
    """The templates of the pages and of their PDF, and the logos that ship."""
    for name in ("report", "pdf", "logos"):
        yield from _files(settings.templates / name)


def of_program() -> Iterator[Path]:
    """The program's own files."""
    return _files(PACKAGE)


def versions() -> Mapping[str, str]:
    """The versions of Python, of the program and of the packages that may show in a report."""
    packages = {name: _version(name) for name in PACKAGES}
    return {"fgte": VERSION, "python": platform.python_version(), **packages}


@cache
def program() -> Mapping[str, str]:
    """The versions, and a digest of the program's own files: equal where reports come out equal."""
    return {**versions(), "code": digest(*map(named, of_program()))}


def named(path: Path) -> bytes:
    """A file's name and content."""
    return path.name.encode() + path.read_bytes()


def digest(*parts: bytes) -> str:
    """The parts in one word; another order or another division gives another."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """What lies in a folder, in fixed order, but for what Python has compiled."""
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return (path for path in found if path.suffix != ".pyc" and path.is_file())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"
