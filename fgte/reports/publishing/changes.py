"""What an edition says that the one before it did not, and the other way about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from fgte.reports.publishing.said import FigureKey, Said


class Kind(StrEnum):
    """What has become of a figure."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class FigureChange:
    """One figure that is new, another or gone; ``old`` and ``new`` are status, value and bounds."""

    kind: Kind
    figure: FigureKey
    old: tuple[str, ...] | None
    new: tuple[str, ...] | None


@dataclass(frozen=True)
class VerdictChange:
    """One verdict that is another than before; None where there was or is none."""

    place: str
    indicator: str
    sex: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Held:
    """What an edition holds: the names of its reports, the forms there are, and who made it."""

    reports: Sequence[str]
    forms: Sequence[str] = ()
    version: str = ""


@dataclass(frozen=True)
class Changes:
    """Everything that differs, in the order of codes and catalogue, never by result."""

    figures: tuple[FigureChange, ...]
    verdicts: tuple[VerdictChange, ...]
    reports_added: tuple[str, ...]
    reports_gone: tuple[str, ...]
    forms_added: tuple[str, ...] = ()
    forms_gone: tuple[str, ...] = ()
    version: tuple[str, str] | None = None
    """The program's version before and now, where it is another."""

    def __bool__(self) -> bool:
        held = (self.reports_added, self.reports_gone, self.forms_added, self.forms_gone)
        return bool(self.figures or self.verdicts or any(held) or self.version)

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many figures of each kind."""
        return Counter(each.kind for each in self.figures)

    def to_dict(self) -> dict[str, Any]:
        """The changes as plain values, for a machine to read."""
        return asdict(self)


def changes_between(before: Said, now: Said, *, held_before: Held, held: Held) -> Changes:
    """Compare two editions.

    Parameters
    ----------
    before, now
        What they say.
    held_before, held
        What they hold.
    """
    keys = _union(now.figures, before.figures)
    figures = (_figure(key, before.figures.get(key), now.figures.get(key)) for key in keys)
    asked = _union(now.verdicts, before.verdicts)
    verdicts = (
        VerdictChange(
            place=key[0],
            indicator=key[1],
            sex=key[2],
            old=before.verdicts.get(key),
            new=now.verdicts.get(key),
        )
        for key in asked
        if before.verdicts.get(key) != now.verdicts.get(key)
    )
    return Changes(
        figures=tuple(each for each in figures if each.old != each.new),
        verdicts=tuple(verdicts),
        reports_added=_beyond(held.reports, held_before.reports),
        reports_gone=_beyond(held_before.reports, held.reports),
        forms_added=_beyond(held.forms, held_before.forms),
        forms_gone=_beyond(held_before.forms, held.forms),
        version=_pair(held_before.version, held.version),
    )


def _beyond(these: Sequence[str], those: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in these if name not in those)


def _pair(before: str, now: str) -> tuple[str, str] | None:
    return (before, now) if before != now else None


def _figure(
    key: FigureKey, old: tuple[str, ...] | None, new: tuple[str, ...] | None
) -> FigureChange:
    kind = Kind.NEW if old is None else Kind.WITHDRAWN if new is None else Kind.CHANGED
    return FigureChange(kind, key, old, new)


def _union(first: Iterable[Any], then: Iterable[Any]) -> list[Any]:
    """All keys: those of the first in their order, then those that only the other has."""
    return list(dict.fromkeys([*first, *then]))
