"""How the schools of a municipality lie around its own figure, without names."""

from __future__ import annotations

from dataclasses import dataclass

from fgte.model import Unit
from fgte.present.chart.parts import finite


@dataclass(frozen=True)
class SpreadYear:
    """The schools of one year as a heap of values: which school has which is not kept.

    The values are put in numerical order at once, so that no order of schools
    can be read out of a chart. ``own`` is the municipality's figure; ``low`` and
    ``high`` are how far schools of this size lie from it by chance alone;
    ``hidden`` counts the schools whose figure is not shown.
    """

    year: int
    values: tuple[float, ...]
    own: float | None = None
    low: float | None = None
    high: float | None = None
    hidden: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        finite(str(self.year), *self.values, self.own, self.low, self.high)
        object.__setattr__(self, "values", tuple(sorted(self.values)))

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both bounds, or nothing."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True)
class SpreadChart:
    """The spread between schools, year by year."""

    id: str
    title: str
    description: str
    unit: Unit
    label: str
    years: tuple[SpreadYear, ...]
    lang: str = "sv"
