"""What stands in a cell: a number, or one of the codes that Skolverket writes instead of one."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from fgte.analysis.uncertainty import censored_bounds
from fgte.model import Interval, Status, Unit

Cell = str | float
"""Text as the file has it, or a number from an Excel cell; an empty cell is an empty text."""

CODES = {
    "..": Status.SUPPRESSED,
    ".": Status.MISSING,
    "": Status.MISSING,
    "*": Status.NOT_APPLICABLE,
}
"""Codes without a number.

A single dot is "not available": the file does not say whether the data is lacking or the school
has no such pupils, so it is missing and never "does not apply". An asterisk is planned-educations'
mark for a measure that leaves the school's teachers out.
"""

LIMITS = {
    Unit.PERCENT: (0.0, 100.0),
    Unit.MERIT_POINTS: (0.0, 340.0),
    Unit.GRADE_POINTS: (0.0, 20.0),
    Unit.COUNT: (0.0, math.inf),
}
EXPECTED = {
    Unit.PERCENT: "0–100, .., ., ~100",
    Unit.MERIT_POINTS: "0–340, .., .",
    Unit.GRADE_POINTS: "0–20, .., .",
    Unit.COUNT: "0, 1, 2 …, .., .",
}
"""What a cell may hold, in the file's own notation: for messages."""

FEWEST_AT_A_SCHOOL = 10
"""Below this number of pupils a school's result is hidden."""

_CENSORED = re.compile(r"~ ?100")
_SPACE = "[ \u00a0\u2009\u202f]"
_NUMBER = re.compile(rf"([-−–]?)(\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+)(?:[.,](\d{{1,2}}))?", re.ASCII)


@dataclass(frozen=True)
class Reading:
    """A cell that was understood: a value, or bounds, or neither, and why."""

    status: Status
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan


def written(cell: Cell) -> str:
    """The cell as it would be written in a CSV file."""
    return f"{cell:.15g}".replace(".", ",") if isinstance(cell, float) else cell.strip()


def number(cell: Cell) -> float | None:
    """The number in a cell, or None if it holds none.

    Thousands may be parted by a plain, hard or thin space. At most two decimals are read: in
    "1,120" and "1.120" the sign could as well part thousands.
    """
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    found = _NUMBER.fullmatch(cell.strip())
    if found is None:
        return None
    sign, whole, decimals = found.groups()
    return float(f"{'-' if sign else ''}{re.sub(_SPACE, '', whole)}.{decimals or 0}")


def read_value(cell: Cell, unit: Unit, pupils: float, *, at_a_school: bool) -> Reading | None:
    """What a cell of a value column says, or None if it is nothing that may stand there.

    Parameters
    ----------
    cell : str or float
        The cell.
    unit : Unit
        What the column is counted in; a share outside 0 to 100 or a negative merit
        rating is not understood.
    pupils : float
        Pupils behind the figure, NaN when not known: they give the bounds of "~100".
    at_a_school : bool
        Whether the figure is one school's.
    """
    if isinstance(cell, str) and cell.strip() in CODES:
        return Reading(CODES[cell.strip()])
    if isinstance(cell, str) and _CENSORED.fullmatch(cell.strip()):
        return _censored(pupils, at_a_school) if unit is Unit.PERCENT and pupils != 0 else None
    value = number(cell)
    if value is None or not _possible(value, unit):
        return None
    return Reading(Status.OK, value)


def read_pupils(cell: Cell) -> float | None:
    """A counted number of pupils, NaN where the file gives none, None if it is not a number."""
    if isinstance(cell, str) and cell.strip() in CODES:
        return math.nan
    value = number(cell)
    return value if value is not None and _possible(value, Unit.COUNT) else None


def bounds_of_nearly_all(pupils: float, *, at_a_school: bool) -> Interval:
    """Say between which percentages "~100" lies: one to four pupils did not reach it.

    Where the number of pupils is not known, a municipality is taken to have 40 or more. A school
    may have as few as ten and still be shown (the sample of 2024/25 has one with eleven), so a
    school's lowest share is 6 of 10.
    """
    shares = censored_bounds(pupils)
    low = shares.low
    if math.isnan(pupils) and at_a_school:
        low = censored_bounds(FEWEST_AT_A_SCHOOL).low
    return Interval(low=100 * low, high=100 * shares.high)


def _censored(pupils: float, at_a_school: bool) -> Reading:
    bounds = bounds_of_nearly_all(pupils, at_a_school=at_a_school)
    return Reading(Status.CENSORED, low=bounds.low, high=bounds.high)


def _possible(value: float, unit: Unit) -> bool:
    low, high = LIMITS[unit]
    return low <= value <= high and (unit is not Unit.COUNT or value.is_integer())
