"""What a user asks for, made exact: which KPIs, municipalities and years, changed since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fgte.catalogue import Catalogue
from fgte.errors import RequestError, closest
from fgte.model import COUNTRY
from fgte.sources.kolada.metadata import KOLADA_ID
from fgte.sources.snapshot_records import Asked

Years = tuple[int | None, int | None]
"""First and last year; None where there is no limit."""


@dataclass(frozen=True)
class Question:
    """What is asked of Kolada, and which ids of the catalogue are not Kolada's."""

    asked: Asked
    left_out: tuple[str, ...]


def question(
    book: Catalogue,
    *,
    kpis: Iterable[str] | None,
    municipalities: Iterable[str | int] | None,
    all_municipalities: bool,
    years: Years | None,
    since: date | str | None,
) -> Question:
    """What was asked for, with every KPI of the catalogue and the members where nothing was said.

    Raises
    ------
    RequestError
        A KPI that the catalogue lacks, years in the wrong order, a date that is none, nothing at
        all, or both all municipalities and single ones.
    """
    if all_municipalities and municipalities is not None:
        raise RequestError("kolada_both_asked", found=", ".join(map(str, municipalities)))
    ids = _known_kpis(book, kpis)
    first, last = _checked_years(years)
    asked = Asked(
        kpis=tuple(id for id in ids if KOLADA_ID.fullmatch(id)),
        municipalities=() if all_municipalities else _places(book, municipalities),
        first_year=first,
        last_year=last,
        since=_day(since),
    )
    if not asked.kpis:
        raise RequestError("kolada_nothing_asked", what="kpis")
    return Question(asked, tuple(id for id in ids if id not in asked.kpis))


def _known_kpis(book: Catalogue, kpis: Iterable[str] | None) -> list[str]:
    known = book.by_kpi()
    wanted = sorted(set(known if kpis is None else kpis))
    for id in wanted:
        if id not in known:
            near = closest(id.upper(), known)
            raise RequestError("kolada_unknown_kpi", found=id, closest=near)
    return wanted


def _places(book: Catalogue, municipalities: Iterable[str | int] | None) -> tuple[str, ...]:
    """Codes where the catalogue knows the name; else the name, for Kolada's list to settle."""
    if municipalities is None:
        return tuple(sorted([COUNTRY, *(each.id for each in book.members)]))
    codes = {each.name.casefold(): each.id for each in book.municipalities.values()}
    names = [f"{e:04d}" if isinstance(e, int) else e.strip() for e in municipalities]
    if not names:
        raise RequestError("kolada_nothing_asked", what="municipalities")
    return tuple(sorted({codes.get(name.casefold(), name) for name in names}))


def _checked_years(years: Years | None) -> Years:
    first, last = years or (None, None)
    if first is not None and last is not None and first > last:
        raise RequestError("faulty_years", found=f"({first}, {last})")
    return first, last


def _day(since: date | str | None) -> date | None:
    if since is None or isinstance(since, date):
        return since
    try:
        return date.fromisoformat(since)
    except ValueError as error:
        raise RequestError("kolada_faulty_since", found=since) from error
