"""Which reports are wanted, read from the words of the command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fgte import catalogue
from fgte.errors import RequestError, closest
from fgte.reports.jobs import Engine
from fgte.reports.kinds import KINDS, MUNICIPAL, About


@dataclass(frozen=True)
class Asked:
    """Which report, on which municipalities and schools; none named means the collaboration's.

    ``named`` are exchanges or years, for a report on what the journal holds.
    """

    report: str = MUNICIPAL
    places: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    region: bool = False
    named: tuple[str, ...] = ()

    @property
    def of_journal(self) -> bool:
        """Whether a report on what the journal holds is asked for."""
        return KINDS[self.report].of_journal


@dataclass(frozen=True)
class Wish:
    """What is asked for, for which years, and where."""

    asked: Asked = Asked()
    first_year: int | None = None
    last_year: int | None = None
    out: Path | None = None
    all_municipalities: bool = False
    force: bool = False
    engine: str = Engine.FGTE
    workers: int | None = None
    scheduler: str | None = None


def asked_for(words: Sequence[str], municipalities: Sequence[str], *, region: bool) -> Asked:
    """What ``fgte report likvardighet Varberg`` asks for.

    Parameters
    ----------
    words
        The name of a report, then municipalities or school units; none at all is the usual ones.
    municipalities
        Those named with an option, which come after.
    """
    if not words:
        return Asked(places=tuple(municipalities), region=region)
    name, *named = words
    if name not in KINDS:
        _require_municipality(name)
        return Asked(places=(*words, *municipalities), region=region)
    if KINDS[name].of_journal:
        if municipalities or region:
            raise RequestError("journal_report_places", report=name)
        return Asked(name, named=tuple(named))
    about = KINDS[name].about
    if about is About.SCHOOL:
        if not named:
            raise RequestError("school_not_named")
        return Asked(name, tuple(municipalities), tuple(named), region)
    if about is About.REGION:
        return Asked(places=(*named, *municipalities), region=True)
    return Asked(name, (*named, *municipalities), region=region)


def _require_municipality(name: str) -> None:
    """A first word that names no report is to name a municipality."""
    try:
        catalogue.municipality(name)
    except RequestError as error:
        near = closest(name, KINDS)
        raise RequestError("unknown_report", found=name, closest=near) from error
