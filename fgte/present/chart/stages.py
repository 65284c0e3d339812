"""Charts through the stages of school: many small series, and one year group on its way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fgte.model import Unit
from fgte.present.chart.parts import PointMark, finite
from fgte.present.chart.series import SeriesChart, all_years


@dataclass(frozen=True)
class StageGroup:
    """The small series of one stage; those in the same unit share a scale."""

    heading: str
    charts: tuple[SeriesChart, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units in the order they are first met."""
        return tuple(dict.fromkeys(chart.unit for chart in self.charts))

    def in_language(self, lang: str) -> StageGroup:
        """The same group, its series in a language."""
        return replace(self, charts=tuple(replace(chart, lang=lang) for chart in self.charts))


@dataclass(frozen=True)
class SmallMultiples:
    """Small series by stage, all over the same years; the title of each is its heading.

    All of them speak the language of the whole.
    """

    id: str
    title: str
    description: str
    groups: tuple[StageGroup, ...]
    lang: str = "sv"

    def __post_init__(self) -> None:
        groups = tuple(group.in_language(self.lang) for group in self.groups)
        object.__setattr__(self, "groups", groups)

    @property
    def charts(self) -> tuple[SeriesChart, ...]:
        """Every small series, in order."""
        return tuple(chart for group in self.groups for chart in group.charts)

    @property
    def years(self) -> tuple[int, ...]:
        """From the first year of any series to the last."""
        years = [year for chart in self.charts for year in all_years(chart)]
        return tuple(range(min(years), max(years) + 1)) if years else ()


@dataclass(frozen=True)
class CohortStep:
    """A year group at one stage: its distance to the country in standard units.

    ``measure`` is what was measured there. Without a value the mark says what
    sort of absence it is and the note why.
    """

    stage: str
    year: int | None
    measure: str
    value: float | None
    low: float | None = None
    high: float | None = None
    mark: PointMark = PointMark.FIGURE
    note: str = ""

    def __post_init__(self) -> None:
        finite(self.stage, self.value, self.low, self.high)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both bounds, or nothing."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True)
class CohortChart:
    """One year group's way through school beside the country, stage by stage."""

    id: str
    title: str
    description: str
    label: str
    steps: tuple[CohortStep, ...]
    lang: str = "sv"
