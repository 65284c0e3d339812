"""Which of Skolverket's exports hold which KPI, under the headings they have had."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from fgte.catalogue import Catalogue
from fgte.model import Unit, Variant

Pattern = re.Pattern[str]

EVERYONE = re.compile(r"|totalt|samtliga")
"""What a row says that is not split further: nothing, or that it is all of them."""


@dataclass(frozen=True)
class Measure:
    """One thing measured: the heading it stands under, in which rows, and its KPI per variant."""

    now: str
    heading: Pattern
    population: str
    rows: Mapping[str, Pattern]
    unit: Unit
    kpis: Mapping[Variant, str]
    years_after: int = 0

    def is_in(self, row: Mapping[str, str]) -> bool:
        """Whether a row (of this program, subject, part) holds the measure."""
        wanted = {name: self.rows.get(name, EVERYONE) for name in (*row, *self.rows)}
        return all(each.fullmatch(row.get(name, "")) for name, each in wanted.items())


@dataclass(frozen=True)
class Export:
    """One of Siris's exports: how its title reads, what it holds and which year it concerns.

    ``grouped``: groups of pupils stand beside one another and each column must say which.
    ``requires``: columns without which its rows cannot be told apart. ``repeats_rows``: the live
    export is known to write rows more than once. ``year``: "spring" of the school year, its
    "autumn" (counted 15 October), or counted from the "start" of the pupils' education.
    """

    id: str
    title: str
    match: Pattern
    measures: tuple[Measure, ...]
    pupils: Pattern
    verified: tuple[str, ...]
    grouped: bool = False
    repeats_rows: bool = False
    requires: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    year: str = "spring"


@dataclass(frozen=True)
class Definitions:
    """Everything in measures.toml."""

    exports: tuple[Export, ...]
    keys: Mapping[str, Pattern]
    populations: Mapping[str, Pattern]
    other_school_forms: Pattern
    planned: Mapping[str, Measure]

    def export(self, titles: tuple[str, ...]) -> Export | None:
        """The export whose title is among these lines, if it is one that is known."""
        own = (each for each in titles if not self.other_school_forms.match(each))
        found = (each for title in own for each in self.exports if each.match.search(title))
        return next(found, None)

    def key(self, heading: str) -> str | None:
        """What a column identifies, if it is one that tells rows apart or describes them."""
        return next((name for name, each in self.keys.items() if each.fullmatch(heading)), None)

    def population(self, heading: str) -> str | None:
        """The group of pupils that a heading names, if it names one."""
        return next((id for id, each in self.populations.items() if each.fullmatch(heading)), None)


@cache
def definitions() -> Definitions:
    """Which exports are read, and how: measures.toml."""
    raw = _toml("measures.toml")
    sets = {name: tuple(_measure(each) for each in raw["measure"] if each["set"] == name)
            for name in {each["set"] for each in raw["measure"]}}  # fmt: skip
    return Definitions(
        exports=tuple(_export(each, sets) for each in raw["export"]),
        keys=_patterns(raw["keys"]),
        populations=_patterns(raw["populations"]),
        other_school_forms=re.compile(raw["titles"]["other_school_forms"]),
        planned={field: _measure(each) for field, each in raw["planned"].items()},
    )


def followed(measure: Measure, book: Catalogue) -> Measure:
    """The measure with only those KPIs that the catalogue follows."""
    known = book.by_kpi()
    return replace(measure, kpis={v: kpi for v, kpi in measure.kpis.items() if kpi in known})


@cache
def municipality_codes() -> frozenset[str]:
    """The codes of Sweden's municipalities, today's and those in older exports."""
    raw = _toml("municipalities.toml")
    return frozenset(f"{raw['current']} {raw['former']}".split())


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / name).read_text(encoding="utf-8"))


def _patterns(table: Mapping[str, str]) -> dict[str, Pattern]:
    return {name: re.compile(each) for name, each in table.items()}


def _measure(table: Mapping[str, Any]) -> Measure:
    return Measure(
        now=table.get("now", ""),
        heading=re.compile(table.get("heading", "")),
        population=table.get("population", "all"),
        rows=_patterns(table.get("rows", {})),
        unit=Unit(table["unit"]),
        kpis={each: table[each.value] for each in Variant if each.value in table},
        years_after=table.get("years_after", 0),
    )


def _export(table: Mapping[str, Any], sets: Mapping[str, tuple[Measure, ...]]) -> Export:
    return Export(
        id=table["id"],
        title=table["title"],
        match=re.compile(table["match"]),
        measures=sets[table["measures"]],
        pupils=re.compile(table["pupils"]),
        verified=tuple(table["verified"]),
        grouped=table.get("grouped", False),
        repeats_rows=table.get("repeats_rows", False),
        requires=tuple(table.get("requires", ())),
        notes=tuple(table.get("notes", ())),
        year=table.get("year", "spring"),
    )
