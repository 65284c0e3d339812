"""Every cell of a table into the account: as a figure, or counted among what was left out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fgte.errors import DataError
from fgte.model import Sex, Status, Unit, Variant
from fgte.sources.skolverket.cells import CODES, EXPECTED, Reading, read_pupils, read_value
from fgte.sources.skolverket.grid import Row
from fgte.sources.skolverket.measures import Export, Measure
from fgte.sources.skolverket.plan import Planned
from fgte.sources.skolverket.results import Account, whose_schools
from fgte.sources.skolverket.rows import TableRows
from fgte.sources.skolverket.table import SEXES, Column, normal

OTHER_ORGANISERS = ("enskild", "fristående", "landsting", "region", "regional", "stat", "statlig")
CONDITIONS = ("program", "subject", "part")
"""Columns that tell rows of the same school or municipality apart, beside the sex."""


@dataclass(frozen=True)
class Gathering:
    """What is needed to gather a table's figures: the export, the year of a measure, the account.

    ``seen`` holds the rows met so far in the file, so that none is taken twice.
    """

    export: Export
    year_of: Callable[[Measure], int]
    account: Account
    seen: dict[tuple[str, ...], Row]

    def gather(self, rows: TableRows, columns: Sequence[Planned]) -> int:
        """Put every cell of every row into the account; how many rows there were."""
        there = list(rows)
        for each in columns:
            if not each.measures:
                self.account.leave_out(each.column.label, each.why, len(there))
        wanted = [each for each in columns if each.measures and self._is_published(each, there)]
        for row in there:
            self._gather_row(rows, row, wanted)
        return len(there)

    def _gather_row(self, rows: TableRows, row: Row, columns: Sequence[Planned]) -> None:
        variant, conditions = _variant(rows, row), self._conditions(rows, row)
        organiser = rows.cell(row, "organiser")
        if rows.at_a_school:
            name = " ".join(rows.cell(row, "school").split())
            self.account.name_school(rows.cell(row, "school_unit"), name)
        if self._is_repeated(rows, row, conditions):
            return self.account.leave_out(organiser, "repeated_row", len(columns))
        for each in columns:
            measure = next((one for one in each.measures if one.is_in(conditions)), None)
            if measure is None:
                self.account.leave_out(each.column.label, "row_not_followed")
            elif variant is None:
                self.account.leave_out(organiser, "other_organiser")
            elif variant not in measure.kpis:
                self.account.leave_out(each.column.label, f"not_for_{variant}")
            else:
                self.account.rows.append(self._figure(rows, row, each, measure, variant))
        return None

    def _figure(
        self, rows: TableRows, row: Row, planned: Planned, measure: Measure, variant: Variant
    ) -> dict[str, Any]:
        pupils = _pupils(rows, row, planned)
        reading = _reading(rows, row, planned.column, measure.unit, pupils)
        return {
            "kpi": measure.kpis[variant],
            "municipality_id": rows.municipality(row),
            "school_unit": rows.cell(row, "school_unit") if rows.at_a_school else None,
            "year": self.year_of(measure),
            "sex": _sex(rows, row, planned).value,
            "value": reading.value,
            "low": reading.low,
            "high": reading.high,
            "pupils": math.nan if measure.unit is Unit.COUNT else pupils,
            "status": reading.status.value,
        }

    def _conditions(self, rows: TableRows, row: Row) -> Mapping[str, str]:
        """What else tells rows apart; a sheet's name stands for the program where none is given."""
        told = {key: normal(rows.cell(row, key)) for key in CONDITIONS if key in rows.table.keys}
        if "program" in self.export.requires and "program" not in told:
            return told | {"program": normal(rows.table.grid.sheet)}
        return told

    def _is_repeated(self, rows: TableRows, row: Row, conditions: Mapping[str, str]) -> bool:
        """Whether the row stood there before, word for word; with other figures it is refused."""
        whose = rows.cell(row, "school_unit" if rows.at_a_school else "organiser")
        who = (rows.municipality(row), normal(whose), normal(rows.cell(row, "sex")))
        first = self.seen.setdefault((*who, *conditions.values()), row)
        if first is row:
            return False
        if self.export.repeats_rows and first.cells == row.cells:
            return True
        place = rows.table.grid.place
        raise DataError("skolverket_duplicate", file=place, row=row.number, first=first.number)

    def _is_published(self, planned: Planned, there: Sequence[Row]) -> bool:
        """Whether any row has a figure: for pupils still at school there are only single dots."""
        cells = (CODES.get(row.written(planned.column.index)) for row in there)
        if self.export.year != "start" or any(each is not Status.MISSING for each in cells):
            return True
        self.account.leave_out(planned.column.label, "not_yet_published", len(there))
        return False


def _variant(rows: TableRows, row: Row) -> Variant | None:
    """Whose schools a row is about; None for private organisers taken together."""
    organiser = normal(rows.cell(row, "organiser"))
    if organiser == "kommunal":
        return whose_schools(municipal=True)
    if organiser in OTHER_ORGANISERS:
        return whose_schools(municipal=False) if rows.at_a_school else None
    if organiser == "samtliga" and not rows.at_a_school:
        return Variant.LAGESKOMMUN
    known = "Kommunal, Enskild" if rows.at_a_school else "Kommunal, Enskild, Samtliga"
    raise rows.fault(row, "organiser", known)


def _sex(rows: TableRows, row: Row, planned: Planned) -> Sex:
    """The sex that the row names, where there is such a column, else that of the column."""
    if "sex" not in rows.table.keys:
        return planned.sex
    found = SEXES.get(normal(rows.cell(row, "sex")))
    if found is None or planned.sex is not Sex.ALL:
        raise rows.fault(row, "sex", "Samtliga, Flickor, Pojkar")
    return found


def _pupils(rows: TableRows, row: Row, planned: Planned) -> float:
    if planned.pupils is None:
        return math.nan
    found = read_pupils(row[planned.pupils.index])
    if found is None:
        raise rows.fault(row, planned.pupils.index, EXPECTED[Unit.COUNT])
    return found


def _reading(rows: TableRows, row: Row, column: Column, unit: Unit, pupils: float) -> Reading:
    found = read_value(row[column.index], unit, pupils, at_a_school=rows.at_a_school)
    if found is None:
        raise rows.fault(row, column.index, EXPECTED[unit])
    return found
