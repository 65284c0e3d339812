"""What came of reading a file: its figures, what it was, and what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from fgte.model import Variant
from fgte.sources.raw import raw_figures
from fgte.texts import counted, text

SOURCE = "Skolverket"


@dataclass(frozen=True)
class Recognised:
    """What the file was taken for.

    ``title`` is Skolverket's own name for the export; ``measures`` are the KPI ids that its
    figures stand under. ``verified`` is False when the headings of this export could not be
    compared with a stored file (docs/decisions/0012-skolverket-files.md).
    """

    export: str
    title: str
    level: str
    school_years: tuple[str, ...]
    measures: tuple[str, ...]
    verified: bool


@dataclass(frozen=True)
class LeftOut:
    """Cells that gave no figure: what they were called in the file, how many, and why."""

    what: str
    count: int
    why: str

    def text(self, lang: str = "sv") -> str:
        """The same in a sentence."""
        return counted(f"skolverket.left_out.{self.why}", self.count, lang, what=self.what)


@dataclass(frozen=True)
class Note:
    """Something a reader of the figures should know."""

    key: str
    details: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: str = "sv") -> str:
        """The same in a sentence."""
        return text(f"skolverket.note.{self.key}", lang, **self.details)


@dataclass(frozen=True)
class ReadFile:
    """A file that has been read: raw figures (``fgte.sources.raw``) and an account of them.

    ``school_names`` are the names of the school units in it, by code.
    """

    figures: pd.DataFrame
    recognised: Recognised
    left_out: tuple[LeftOut, ...]
    notes: tuple[Note, ...]
    school_names: Mapping[str, str] = field(default_factory=dict)

    def said(self, lang: str = "sv") -> tuple[str, ...]:
        """The account as sentences: what it was, what was left out, what to know."""
        first = text(
            f"skolverket.recognised.{self.recognised.level}",
            lang,
            title=self.recognised.title,
            period=", ".join(self.recognised.school_years) or "–",
            n=len(self.figures),
        )
        rest: tuple[LeftOut | Note, ...] = (*self.left_out, *self.notes)
        return (first, *(each.text(lang) for each in rest))


class Account:
    """The figures and the cells without one, gathered while a file is read."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.school_names: dict[str, str] = {}
        self._left_out: Counter[tuple[str, str]] = Counter()

    def leave_out(self, what: str, why: str, count: int = 1) -> None:
        """Count cells that give no figure."""
        if count:
            self._left_out[what, why] += count

    def name_school(self, unit: str, name: str) -> None:
        """Note what a school unit is called, where the file says so."""
        if unit and name:
            self.school_names[unit] = name

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        return tuple(LeftOut(what, n, why) for (what, why), n in self._left_out.items())

    @property
    def kpis(self) -> tuple[str, ...]:
        return tuple(sorted({row["kpi"] for row in self.rows}))

    def figures(self, snapshot_id: str) -> pd.DataFrame:
        """The gathered figures in the columns of raw figures."""
        given = {"source": SOURCE, "snapshot_id": snapshot_id}
        return raw_figures([row | given for row in self.rows])


def whose_schools(municipal: bool) -> Variant:
    """Whose schools a school is counted among.

    A municipal school's figure is part of the municipality's own schools, so it stands under
    the KPI of municipal schools. Another organiser's school is only part of all schools there,
    so its figure stands under the KPI of all schools in the municipality.
    """
    return Variant.KOMMUNAL if municipal else Variant.LAGESKOMMUN


def in_order(words: Iterator[str]) -> tuple[str, ...]:
    """The words that differ, in the order they first came."""
    return tuple(dict.fromkeys(words))
