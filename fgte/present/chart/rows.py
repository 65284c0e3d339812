"""Changes and deviations as rows beside a zero line, in the order given."""

from __future__ import annotations

from dataclasses import dataclass

from fgte.model import Unit
from fgte.present.chart.parts import finite


@dataclass(frozen=True)
class Movement:
    """One change with its interval; without a value the note says why."""

    label: str
    note: str
    value: float | None
    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        finite(self.label, self.value, self.low, self.high)

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


@dataclass(frozen=True)
class Deviation:
    """How far a figure lies from what a model gives for pupils like these.

    ``value`` is the deviation, ``low`` and ``high`` its interval; ``actual`` and
    ``expected`` are the two figures where they are known. Without a value the
    note says why. ``unit`` is the unit of the two figures.
    """

    label: str
    unit: Unit
    value: float | None
    low: float | None = None
    high: float | None = None
    actual: float | None = None
    expected: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        finite(self.label, self.value, self.low, self.high)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both bounds, or nothing."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True)
class DeviationsChart:
    """Deviations of indicators or years from their expected values, in the order given."""

    id: str
    title: str
    description: str
    deviations: tuple[Deviation, ...]
    lang: str = "sv"

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units in the order they are first met; each has a scale of its own."""
        return tuple(dict.fromkeys(each.unit for each in self.deviations))
