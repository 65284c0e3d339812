"""The editions that have been released: whole, dated, and as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fgte.errors import DataError
from fgte.reports.kinds import MUNICIPAL, REGION
from fgte.reports.publishing.contents import Part
from fgte.reports.publishing.draft import FIGURES
from fgte.reports.publishing.places import editions_folder, sha256
from fgte.reports.publishing.said import Said, read_said
from fgte.settings import Settings

ABOUT, SUMS = "edition.json", "SHA256SUMS"
NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-([1-9]\d*))?")


@dataclass(frozen=True)
class Edition:
    """One edition, as its own ``edition.json`` tells of it."""

    path: Path
    about: Mapping[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        """The day of release, with a number where it was not the first that day."""
        return self.path.name

    @property
    def reports(self) -> Sequence[str]:
        """The names of its reports."""
        found: Sequence[str] = self.about["reports"]
        return found

    @property
    def parts(self) -> Mapping[str, Part]:
        """Each report with its files, by the report's name."""
        if "parts" in self.about:
            return {stem: Part(**each) for stem, each in self.about["parts"].items()}
        return _pages_alone(self.about["pages"])

    @property
    def said(self) -> Said:
        """What its reports say.

        Raises
        ------
        DataError
            When its figures cannot be read.
        """
        try:
            figures = (self.path / FIGURES).read_text(encoding="utf-8")
            return read_said(figures, self.about["verdicts"])
        except (OSError, ValueError, KeyError) as error:
            raise _unreadable(self.path, error) from error


def editions(settings: Settings) -> tuple[Edition, ...]:
    """Every edition, oldest first.

    Raises
    ------
    DataError
        When one cannot be read.
    """
    folder = editions_folder(settings)
    there = folder.iterdir() if folder.is_dir() else ()
    found = sorted((order, path) for path in there if (order := _order(path)))
    return tuple(_read(path) for _, path in found)


def next_name(day: str, settings: Settings) -> str:
    """What an edition of a day is called: the day, or the day and the next number.

    Parameters
    ----------
    day
        As ``2026-11-22``.
    settings
        Where the editions lie.
    """
    folder = editions_folder(settings)
    taken = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
    names = (day if n == 1 else f"{day}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def sums(files: Mapping[str, bytes]) -> str:
    """The manifest of an edition's files, as ``sha256sum --check`` reads it."""
    return "".join(f"{sha256(files[name])}  {name}\n" for name in sorted(files))


def touched(edition: Edition) -> tuple[str, ...]:
    """The files that are not as they were released: another content, gone, or added.

    Parameters
    ----------
    edition
        As ``editions`` gives it.
    """
    lines = (edition.path / SUMS).read_text(encoding="utf-8").splitlines()
    expected = {name: given for given, _, name in (line.partition("  ") for line in lines)}
    found = {
        path.relative_to(edition.path).as_posix(): sha256(path.read_bytes())
        for path in edition.path.rglob("*")
        if path.is_file() and path.name != SUMS
    }
    names = sorted({*expected, *found})
    return tuple(name for name in names if expected.get(name) != found.get(name))


def _order(path: Path) -> tuple[str, int] | None:
    """By which editions are put in order; None for what is no edition."""
    named = NAME.fullmatch(path.name)
    return (named[1], int(named[2] or 1)) if named and path.is_dir() else None


def _read(path: Path) -> Edition:
    try:
        edition = Edition(path, json.loads((path / ABOUT).read_text(encoding="utf-8")))
        _require_whole(edition)
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise _unreadable(path, error) from error
    return edition


def _require_whole(edition: Edition) -> None:
    """Stop where a word is lacking that the next edition is compared with."""
    for name in ("reports", "version", "verdicts"):
        edition.about[name]
    dict(edition.parts)


def _pages_alone(pages: Mapping[str, str]) -> dict[str, Part]:
    """The parts of an edition of the first kind, which held each report's page and no form."""
    return {
        stem: Part(REGION if stem == REGION else MUNICIPAL, None, {f"{stem}.html": given})
        for stem, given in pages.items()
    }


def _unreadable(path: Path, error: Exception) -> DataError:
    cause = f"{ABOUT}: {error}" if isinstance(error, KeyError) else error
    return DataError("edition_unreadable", place=path, cause=cause)
