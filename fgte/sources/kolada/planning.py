"""Which requests bring what is asked for, and as few of them as the limits allow.

A path names two or three of KPI, municipality and year, at most 25 ids of each; what is not named
is left open and everything of it comes. A page holds at most 5,000 entries. For a few
municipalities it pays to name them and leave the years open; for the whole country to name the
years and leave the municipalities open, since the pages are then full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import ceil, prod

from fgte.sources.kolada.answers import PAGE, SEGMENT

FIRST_YEAR = 1990
"""No KPI about schools is older."""

SHARE_PUBLISHED = 0.3
"""Of all combinations of KPI, municipality and year, those that have an entry (seen: 0.32)."""

FORMS = (("kpi", "municipality"), ("kpi", "year"), ("kpi", "municipality", "year"))
"""What a path can name. Leaving the KPI open would bring all six thousand of them."""


@dataclass(frozen=True)
class Scope:
    """What the figures are to cover; ``every_unit`` is how many units an open path brings."""

    kpis: tuple[str, ...]
    municipalities: tuple[str, ...]
    years: tuple[int, ...]
    every_unit: int
    every_year: int
    since: date | None = None


@dataclass(frozen=True)
class Plan:
    """The first requests, what they name, and how many pages and entries are expected of them."""

    paths: tuple[str, ...]
    named: tuple[str, ...]
    pages: int
    entries: int


def plan(scope: Scope) -> Plan:
    """The way of asking that takes the fewest requests, and among those the fewest entries."""
    plans = [_plan(scope, named) for named in FORMS]
    return min(plans, key=lambda each: (each.pages, each.entries))


def years_between(first: int | None, last: int | None, today: date) -> tuple[int, ...]:
    """The years that are asked for, where an open end means as far as there are figures."""
    return tuple(range(first or FIRST_YEAR, (last or today.year) + 1))


def chunks(ids: Sequence[object], size: int = SEGMENT) -> list[tuple[str, ...]]:
    """The ids in parts of at most ``size``, in order."""
    return [tuple(map(str, ids[at : at + size])) for at in range(0, len(ids), size)]


def query(since: date | None = None) -> str:
    """What every request asks beside its path."""
    return f"?per_page={PAGE}" + (f"&from_date={since.isoformat()}" if since else "")


def _plan(scope: Scope, named: tuple[str, ...]) -> Plan:
    ids: Mapping[str, Sequence[object]] = {
        "kpi": scope.kpis,
        "municipality": scope.municipalities,
        "year": scope.years,
    }
    whole = {"municipality": scope.every_unit, "year": scope.every_year}
    unnamed = prod(size for name, size in whole.items() if name not in named)
    combinations = list(product(*(chunks(ids[name]) for name in named)))
    sizes = [prod(map(len, parts)) * unnamed * SHARE_PUBLISHED for parts in combinations]
    return Plan(
        paths=tuple(_path(zip(named, parts, strict=True), scope.since) for parts in combinations),
        named=named,
        pages=sum(max(1, ceil(size / PAGE)) for size in sizes),
        entries=round(sum(sizes)),
    )


def _path(parts: Iterable[tuple[str, tuple[str, ...]]], since: date | None) -> str:
    named = "".join(f"/{name}/{','.join(ids)}" for name, ids in parts)
    return f"/data{named}{query(since)}"
