"""Which columns of a table are read, as what, and where the number of pupils behind each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fgte.catalogue import Catalogue
from fgte.errors import DataError
from fgte.model import Sex
from fgte.sources.skolverket.measures import Export, Measure, followed
from fgte.sources.skolverket.table import Column, Table

Group = tuple[str | None, Sex]
"""Whom a column is about: a group of pupils and a sex."""

_NAMES = {"organiser": "Typ av huvudman", "program": "Program", "subject": "Ämne"}


@dataclass(frozen=True)
class Planned:
    """A column of values: the measures it may hold, and the column of its pupils.

    No measures: the column gives no figure, and ``why`` says why not.
    """

    column: Column
    sex: Sex
    measures: tuple[Measure, ...] = ()
    pupils: Column | None = None
    why: str = "no_indicator"


def planned_columns(
    path: Path, table: Table, export: Export, book: Catalogue
) -> tuple[Planned, ...]:
    """What each column of values is read as; the columns that only count pupils are not among them.

    Raises
    ------
    DataError
        If a column that is needed is missing, two hold the same, or none holds a measure.
    """
    _require_keys(path, table, export)
    pupils = {_group(each, export): each for each in table.values if _counts(each, export)}
    found = [_planned(each, export, book, pupils) for each in table.values]
    _require_one_each(path, found)
    if not any(each.measures for each in found):
        raise _lacking(path, table, export, [each.now for each in export.measures])
    used = {each.pupils for each in found if each.measures}
    return tuple(each for each in found if each.measures or each.column not in used)


def _planned(
    column: Column, export: Export, book: Catalogue, pupils: Mapping[Group, Column]
) -> Planned:
    population, sex = _group(column, export)
    named = [each for each in export.measures if each.heading.fullmatch(column.heading)]
    of_these = (followed(each, book) for each in named if each.population == population)
    measures = tuple(each for each in of_these if each.kpis)
    why = "group_not_said" if named and population is None else "no_indicator"
    return Planned(column, sex, measures, pupils.get((population, sex)), why)


def _group(column: Column, export: Export) -> Group:
    """Whom a column is about; where groups stand beside one another it has to say so itself."""
    unsaid = None if export.grouped else "all"
    return column.population or unsaid, column.sex or Sex.ALL


def _counts(column: Column, export: Export) -> bool:
    return bool(export.pupils.fullmatch(column.heading))


def _require_keys(path: Path, table: Table, export: Export) -> None:
    """Without these columns rows cannot be told apart; a sheet's name may stand for the program."""
    by_sheet = {"program"} if table.grid.sheet else set()
    wanted = {"organiser", *export.requires} - by_sheet
    lacking = sorted(wanted - set(table.keys))
    if lacking:
        raise _lacking(path, table, export, [_NAMES[each] for each in lacking])


def _require_one_each(path: Path, found: Sequence[Planned]) -> None:
    seen: dict[tuple[tuple[tuple[str, ...], ...], Sex], Column] = {}
    for each in (each for each in found if each.measures):
        holds = tuple(tuple(one.kpis.values()) for one in each.measures), each.sex
        if holds in seen:
            first, second = seen[holds].label, each.column.label
            raise DataError("skolverket_two_columns", file=path, first=first, second=second)
        seen[holds] = each.column


def _lacking(path: Path, table: Table, export: Export, expected: Sequence[str]) -> DataError:
    return DataError(
        "skolverket_columns",
        file=path,
        title=export.title,
        expected="; ".join(dict.fromkeys(expected)),
        found="; ".join(each.label for each in table.columns),
    )
