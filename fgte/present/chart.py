"""What a chart shows, as frozen values: every renderer and every table starts from these."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from fgte.model import Unit


class PointMark(StrEnum):
    """What sort of point it is, and so how it is drawn and said."""

    FIGURE = "figure"
    ODD_YEAR = "odd_year"
    CENSORED = "censored"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"


class LineRole(StrEnum):
    """Whose figures a line carries."""

    OWN = "own"
    COUNTRY = "country"
    GIRLS = "girls"
    BOYS = "boys"


@dataclass(frozen=True)
class Point:
    """One year of a line.

    ``low`` and ``high`` are the uncertainty interval of a figure, and the range
    a censored figure lies in. A ``FIGURE`` has a finite value; that a figure is
    absent is said with its mark, never with NaN.
    """

    year: int
    value: float | None
    low: float | None
    high: float | None
    mark: PointMark
    note: str = ""

    def __post_init__(self) -> None:
        if self.mark is PointMark.FIGURE and (self.value is None or math.isnan(self.value)):
            raise ValueError(f"{self.year}: a figure needs a value; use another mark for none")

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both bounds, or nothing."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True)
class Line:
    """A named series of yearly points."""

    label: str
    role: LineRole
    points: tuple[Point, ...]


@dataclass(frozen=True)
class YearMark:
    """A break: figures from ``year`` are not comparable with those before it."""

    year: int
    label: str


@dataclass(frozen=True)
class SeriesChart:
    """Lines over years. ``description`` is what someone who cannot see the chart is told."""

    id: str
    title: str
    description: str
    unit: Unit
    lines: tuple[Line, ...]
    breaks: tuple[YearMark, ...] = ()
    lang: str = "sv"


@dataclass(frozen=True)
class Movement:
    """One change with its interval; without a value the note says why."""

    label: str
    note: str
    value: float | None
    low: float | None
    high: float | None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both bounds, or nothing."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True)
class MovementsChart:
    """Changes beside no change, in the order given: it is never sorted, so never a ranking.

    ``unit`` is the unit of the figures that changed: a change of a percentage
    is written in percentage points.
    """

    id: str
    title: str
    description: str
    unit: Unit
    movements: tuple[Movement, ...]
    smallest_relevant: float | None
    lang: str = "sv"


Chart = SeriesChart | MovementsChart


def all_years(chart: SeriesChart) -> tuple[int, ...]:
    """Every year from the first to the last that any line has a point for."""
    years = [point.year for line in chart.lines for point in line.points]
    return tuple(range(min(years), max(years) + 1)) if years else ()
