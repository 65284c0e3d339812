"""Siris exports: the title says what a table is, its headings where each measure is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fgte.catalogue import Catalogue
from fgte.errors import DataError
from fgte.sources.skolverket.figures import Gathering
from fgte.sources.skolverket.measures import Export, Measure, definitions
from fgte.sources.skolverket.plan import planned_columns
from fgte.sources.skolverket.results import Account, Note, Recognised, in_order
from fgte.sources.skolverket.rows import TableRows
from fgte.sources.skolverket.table import Table, normal

_PERIOD = re.compile(r"val[dt] (start)?läsår:? *(\d{4}) ?[/–-] ?(\d{4}|\d{2})\b", re.ASCII)


@dataclass(frozen=True)
class Period:
    """The school year that the file says it concerns, by its first calendar year."""

    first_year: int

    @property
    def written(self) -> str:
        return f"{self.first_year}/{(self.first_year + 1) % 100:02d}"

    def year_of(self, export: Export, measure: Measure) -> int:
        """The year of a figure.

        Results are dated by the spring of the school year, counts by the October when they were
        made, and completed studies by the spring so many years after the pupils began.
        """
        later = {"spring": 1, "autumn": 0, "start": measure.years_after}
        return self.first_year + later[export.year]


def read_siris(
    path: Path, tables: Sequence[Table], account: Account, book: Catalogue
) -> tuple[Recognised, tuple[Note, ...]]:
    """Gather the figures of an export in an account, and say what it was.

    An Excel file may hold one sheet a program; each sheet that has a table is read.
    """
    export = _export(path, tables)
    level = _level(path, tables[0], export)
    period = _period(path, export, tables)
    described, count = False, 0
    gathering = Gathering(export, partial(period.year_of, export), account, seen={})
    for table in tables:
        rows = TableRows(table, at_a_school=_level(path, table, export) == "school")
        count += gathering.gather(rows, planned_columns(path, table, export, book))
        described = described or rows.described
    recognised = Recognised(
        export=export.id,
        title=export.title,
        level=level,
        school_years=(period.written,),
        measures=account.kpis,
        verified=level in export.verified,
    )
    notes = list(_notes(account, recognised, count))
    notes += [Note(key) for key in export.notes if account.rows]
    if not described and not tables[0].grid.sheet:
        notes.append(Note("no_description"))
    return recognised, tuple(notes)


def _notes(account: Account, recognised: Recognised, count: int) -> Sequence[Note]:
    if not count:
        return [Note("empty_table", {"period": recognised.school_years[0]})]
    if not account.rows:
        return [Note("nothing_followed")]
    return [] if recognised.verified else [Note("unverified", {"title": recognised.title})]


def _above(tables: Sequence[Table]) -> tuple[str, ...]:
    return in_order(normal(line) for table in tables for line in table.above)


def _export(path: Path, tables: Sequence[Table]) -> Export:
    found = definitions().export(_above(tables))
    if found is None:
        lines = in_order(line.strip() for table in tables for line in table.above)
        raise DataError(
            "skolverket_unknown",
            file=path,
            found="; ".join(lines[:4]) or "–",
            expected="; ".join(each.title for each in definitions().exports),
        )
    return found


def _level(path: Path, table: Table, export: Export) -> str:
    if "school_unit" in table.keys:
        return "school"
    if "organiser_number" in table.keys:
        raise DataError("skolverket_level", file=path, title=export.title)
    return "municipality"


def _period(path: Path, export: Export, tables: Sequence[Table]) -> Period:
    """The school year above the table; for completed studies the one in which pupils began."""
    wanted = "start" if export.year == "start" else None
    for found in filter(None, map(_PERIOD.search, _above(tables))):
        start, first, second = found.groups()
        if start == wanted and (int(first) + 1) % 10 ** len(second) == int(second):
            return Period(int(first))
    expected = "Valt startläsår: 2021/22" if wanted else "Valt läsår: 2024/25"
    lines = "; ".join(in_order(line.strip() for table in tables for line in table.above)[:4])
    raise DataError("skolverket_year", file=path, found=lines or "–", expected=expected)
