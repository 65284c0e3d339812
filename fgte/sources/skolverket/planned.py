"""Answers of planned-educations v4: one school unit's statistics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fgte.catalogue import Catalogue
from fgte.errors import DataError
from fgte.model import Sex, Status, Variant
from fgte.sources.skolverket.cells import EXPECTED, Reading, read_value
from fgte.sources.skolverket.measures import Measure, definitions, followed, municipality_codes
from fgte.sources.skolverket.results import Account, Note, Recognised, in_order, whose_schools
from fgte.sources.skolverket.units import SchoolUnit, body_of, unknown

HIDDEN = {
    "MISSING": Status.MISSING,
    "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS": Status.SUPPRESSED,
}
"""Value types without a number. Whatever stands beside such a type is not read."""

TEACHERS_EXCLUDED = "TEACHERS_EXCLUDED"
NEARLY_ALL = "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE"
EXISTS = "EXISTS"
UNKNOWN = float("nan")
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{2})", re.ASCII)


@dataclass(frozen=True)
class _Cell:
    """One value of an answer: the field it stands in and its place there."""

    field: str
    place: int
    value: str | None
    value_type: str
    period: str | None


def read_planned(
    path: Path,
    data: bytes,
    account: Account,
    book: Catalogue,
    units: Mapping[str, SchoolUnit],
) -> tuple[Recognised, tuple[Note, ...]]:
    """Gather the figures of a school unit's statistics in an account."""
    body = body_of(path, data)
    programs = body.get("programMetrics")
    parts = programs if isinstance(programs, list) else [body]
    cells = [cell for part in parts for cell in _cells(path, part)]
    if not cells:
        raise unknown(path, body, "schoolUnit, value, valueType, timePeriod")
    if any(_is_followed(each) for each in cells):
        _gather(path, cells, account, book, _unit(path, body, units))
    else:
        for cell in cells:
            account.leave_out(cell.field, _why(cell))
    return _recognised(bool(programs), cells, account), _notes(account)


def _gather(
    path: Path, cells: list[_Cell], account: Account, book: Catalogue, unit: SchoolUnit
) -> None:
    account.name_school(unit.code, unit.name)
    variant = whose_schools(unit.municipal)
    own = {name: followed(each, book) for name, each in definitions().planned.items()}
    seen: set[tuple[str, str | None]] = set()
    for cell in cells:
        if not (_is_followed(cell) and variant in own[cell.field].kpis):
            account.leave_out(cell.field, _why(cell))
            continue
        if (cell.field, cell.period) in seen:
            raise _fault(path, cell.field, cell.place, cell.period, "–")
        seen.add((cell.field, cell.period))
        account.rows.append(_figure(path, cell, own[cell.field], variant, unit))


def _is_followed(cell: _Cell) -> bool:
    return cell.field in definitions().planned and cell.period is not None


def _cells(path: Path, part: Any) -> Iterator[_Cell]:
    """Every value of an answer; what is no list of values (links, texts) is passed over."""
    listed = part.items() if isinstance(part, dict) and "schoolUnit" in part else ()
    for field, values in listed:
        for place, each in enumerate(values if isinstance(values, list) else ()):
            if not isinstance(each, dict) or not isinstance(each.get("valueType"), str):
                raise _fault(path, field, place, each, "value, valueType, timePeriod")
            value, period = each.get("value"), each.get("timePeriod")
            if not all(word is None or isinstance(word, str) for word in (value, period)):
                raise _fault(path, field, place, each, "value, valueType, timePeriod")
            yield _Cell(field, place, value, each["valueType"], period)


def _figure(
    path: Path, cell: _Cell, measure: Measure, variant: Variant, unit: SchoolUnit
) -> dict[str, Any]:
    reading = _reading(path, cell, measure)
    return {
        "kpi": measure.kpis[variant],
        "municipality_id": unit.municipality_id,
        "school_unit": unit.code,
        "year": _year(path, cell),
        "sex": Sex.ALL.value,
        "value": reading.value,
        "low": reading.low,
        "high": reading.high,
        "pupils": UNKNOWN,
        "status": reading.status.value,
    }


def _reading(path: Path, cell: _Cell, measure: Measure) -> Reading:
    """The value as its type says; only where the type says that it exists is a number read."""
    if cell.value_type in HIDDEN:
        return Reading(HIDDEN[cell.value_type])
    if cell.value_type.startswith(TEACHERS_EXCLUDED):
        return Reading(Status.NOT_APPLICABLE)
    wanted = {EXISTS: Status.OK, NEARLY_ALL: Status.CENSORED}.get(cell.value_type)
    if wanted is None:
        known = ", ".join((EXISTS, *HIDDEN, NEARLY_ALL, f"{TEACHERS_EXCLUDED}…"))
        raise _fault(path, cell.field, cell.place, cell.value_type, known)
    found = read_value(cell.value or "", measure.unit, UNKNOWN, at_a_school=True)
    if found is None or found.status is not wanted:
        raise _fault(path, cell.field, cell.place, cell.value, EXPECTED[measure.unit])
    return found


def _year(path: Path, cell: _Cell) -> int:
    """The spring of the school year."""
    found = _SCHOOL_YEAR.fullmatch(cell.period or "")
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise _fault(path, cell.field, cell.place, cell.period, "2024/25")
    return int(found[1]) + 1


def _unit(path: Path, body: Mapping[str, Any], units: Mapping[str, SchoolUnit]) -> SchoolUnit:
    code = str(body.get("schoolUnit"))
    if code not in units:
        raise DataError("skolverket_unit", file=path, unit=code)
    if units[code].municipality_id not in municipality_codes():
        raise _fault(path, "geographicalAreaCode", 0, units[code].municipality_id, "1384")
    return units[code]


def _why(cell: _Cell) -> str:
    if cell.field in definitions().planned:
        return "no_year" if cell.period is None else "no_indicator"
    return "approximate" if (cell.value or "").startswith("cirka") else "no_indicator"


def _recognised(by_program: bool, cells: list[_Cell], account: Account) -> Recognised:
    form = "gy" if by_program else "gr"
    return Recognised(
        export=f"planned_educations_{form}",
        title=f"planned-educations v4, statistics/{form}",
        level="school",
        school_years=in_order(each.period for each in cells if each.period),
        measures=account.kpis,
        verified=not by_program,
    )


def _notes(account: Account) -> tuple[Note, ...]:
    return (Note("no_pupils"),) if account.rows else (Note("nothing_followed"),)


def _fault(path: Path, field: str, place: int, found: object, expected: str) -> DataError:
    return DataError(
        "skolverket_cell",
        file=path,
        row=place + 1,
        column=field,
        found=str(found)[:80],
        expected=expected,
    )
