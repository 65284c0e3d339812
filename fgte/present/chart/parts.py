"""What lines are made of: points with their marks, breaks, limits and marks of change work."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    EXPECTED = "expected"


def finite(place: str, *values: float | None) -> None:
    """Refuse what cannot be drawn: that a figure is absent is said with None and its mark.

    Raises
    ------
    ValueError
        When a value is NaN or infinite.
    """
    if any(value is not None and not math.isfinite(value) for value in values):
        raise ValueError(f"{place}: a figure must be finite; leave it out and say why instead")


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
        finite(str(self.year), self.value, self.low, self.high)

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


PROVISIONAL_BELOW = 12
"""With fewer points than this, limits of usual variation are provisional."""


@dataclass(frozen=True)
class Limits:
    """The usual variation of a line over some years: its centre and how far it reaches.

    ``points`` is the number of figures behind them; ``reason`` says why they begin anew
    where somebody has decided so.
    """

    first_year: int
    last_year: int
    centre: float
    lower: float
    upper: float
    points: int
    reason: str = ""

    def __post_init__(self) -> None:
        finite(str(self.first_year), self.centre, self.lower, self.upper)

    @property
    def provisional(self) -> bool:
        """Whether there are too few figures for the limits to be held to."""
        return self.points < PROVISIONAL_BELOW


@dataclass(frozen=True)
class WorkMark:
    """A piece of change work: when it began, and the years where its trace is expected.

    It marks a start and an expectation, never an effect. With ``open_ended`` nobody has
    said which year is the last of the window.
    """

    label: str
    start: date
    window: tuple[int, int] | None = None
    open_ended: bool = False

    @property
    def place(self) -> float:
        """Where the start falls among the figures, each of which is of a June."""
        return self.start.year + (self.start.month - 6) / 12


@dataclass(frozen=True)
class Runs:
    """How a line runs about its median, counted elsewhere.

    ``longest_run`` is in years on one side of the median; the limits are what
    chance seldom goes past, or nothing where the years are too few to say.
    """

    median: float
    useful: int
    longest_run: int
    crossings: int
    longest_run_limit: int | None = None
    crossings_limit: int | None = None

    def __post_init__(self) -> None:
        finite("median", self.median)


@dataclass(frozen=True)
class ZeroLine:
    """What no difference is called, and what stands over and under it."""

    label: str
    above: str
    below: str
