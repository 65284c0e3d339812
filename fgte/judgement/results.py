"""What a judgement says, as frozen values: every report, chart and sentence starts from these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from fgte.judgement.gates import Gate
from fgte.judgement.variation import UsualVariation
from fgte.model import (
    DatedRecord,
    Indicator,
    Interval,
    Localised,
    Municipality,
    PupilsKind,
    Series,
    Sex,
    Status,
    Variant,
    Verdict,
)

if TYPE_CHECKING:
    from fgte.judgement.change_work_marks import Rebased
    from fgte.judgement.change_work_results import Work
    from fgte.judgement.gap import Gap


@dataclass(frozen=True)
class Figure:
    """One year of a series, in the indicator's own unit.

    ``interval`` is how much a year group would vary by chance; for a censored
    figure it is the range that the true value lies in. ``odd`` marks a year
    that is not compared with others. ``reason`` says why there is no value.
    """

    year: int
    status: Status
    value: float | None = None
    interval: Interval | None = None
    pupils: int | None = None
    pupils_kind: PupilsKind = PupilsKind.UNKNOWN
    odd: bool = False
    reason: Localised | None = None
    kpi: str = ""
    source: str = ""
    snapshot_id: str = ""

    @property
    def readable(self) -> bool:
        """Whether the year can be compared with others: a value or a known range."""
        return self.status in (Status.OK, Status.CENSORED) and not self.odd


@dataclass(frozen=True)
class Trend:
    """How successive year groups have moved: a change a year, with its interval.

    ``slope``, ``low`` and ``high`` are in the indicator's unit a year;
    ``first_value`` and ``last_value`` are the figures at both ends (None where
    the source has replaced them).
    """

    slope: float
    low: float
    high: float
    p_value: float
    years: tuple[int, ...]
    first_value: float | None
    last_value: float | None

    @property
    def first_year(self) -> int:
        return self.years[0]

    @property
    def last_year(self) -> int:
        return self.years[-1]

    @property
    def detected(self) -> bool:
        """Whether the movement is larger than chance usually gives."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Movement:
    """A verdict with the trend it rests on (None where there is too little to judge).

    ``comparable_years`` counts the years in the longest stretch that can be
    compared; ``judged_at`` is the first year in which there will be enough,
    where there are too few. ``detectable`` is the smallest change a year that a
    series as short as this, with year groups of ``cohort`` pupils, would show four
    times in five when it is asked alone; the panel asks for more.

    ``adjusted`` is the movement's p-value among all that is asked of the municipality
    (None where it was not asked); only at 0.05 or less may a movement be said.
    ``to_watch`` marks one that would have been found, had it been asked alone.
    """

    verdict: Verdict
    trend: Trend | None = None
    smallest_relevant: float | None = None
    comparable_years: int = 0
    judged_at: int | None = None
    detectable: float | None = None
    cohort: int | None = None
    adjusted: float | None = None
    to_watch: bool = False


@dataclass(frozen=True)
class Change:
    """The latest step between two comparable years, with the room chance leaves.

    ``chance`` is how often chance among pupils alone gives year groups of these sizes a
    step at least as large, 0 to 1; None where the number of pupils is not known.
    ``usual`` is the same when what year groups usually differ beyond that is counted
    too; None also where that is not known.
    """

    first_year: int
    last_year: int
    difference: float
    interval: Interval | None
    chance: float | None = None
    usual: float | None = None


class GapMove(StrEnum):
    """How the distance between two groups has moved."""

    NARROWED = "narrowed"
    WIDENED = "widened"
    UNCHANGED = "practically_unchanged"
    CANNOT_BE_DECIDED = "cannot_be_decided"
    TOO_SHORT = "too_short"


@dataclass(frozen=True)
class SexGap:
    """Girls minus boys: the latest year both are published, and how it has moved.

    ``adjusted`` is as for a movement. ``signal`` is how the distance would have been said
    to move, had it been asked of alone; a move that is not said is a signal to watch.
    """

    status: Status
    year: int | None = None
    difference: float | None = None
    interval: Interval | None = None
    move: GapMove = GapMove.TOO_SHORT
    trend: Trend | None = None
    girls: tuple[Figure, ...] = ()
    boys: tuple[Figure, ...] = ()
    girls_trend: Trend | None = None
    boys_trend: Trend | None = None
    adjusted: float | None = None
    signal: GapMove | None = None

    @property
    def to_watch(self) -> bool:
        """Whether the distance seems to move, though the panel does not let it be said."""
        return self.signal is not None


@dataclass(frozen=True)
class SourceLine:
    """Who published the figures of a series, and which of them."""

    source: str
    kpis: tuple[str, ...]
    first_year: int
    last_year: int
    snapshot_id: str


@dataclass(frozen=True)
class Revision:
    """A published figure that its publisher has changed since, or another publisher has otherwise.

    ``held`` says that the new figure waits for someone to accept it, and the old
    one still stands. ``verdict_before`` is what would have been said without it.
    """

    year: int
    event: str
    old: float | None
    new: float | None
    old_status: Status | None
    new_status: Status | None
    source: str
    retrieved: date
    held: bool
    verdict_before: Verdict


@dataclass(frozen=True)
class Part:
    """Another series of the same indicator, shown beside the headline one."""

    series: Series
    figures: tuple[Figure, ...]
    movement: Movement


@dataclass(frozen=True)
class Judgement:
    """Everything that is said of one indicator in one municipality.

    ``year``, ``value``, ``low``, ``high``, ``interval``, ``status`` describe the
    latest year; a censored figure has no value but low and high. ``work`` is the change
    work that expects a trace here and ``rebased`` a new start of the series, where the
    journal has been laid beside the judgement; no verdict follows from either.
    """

    indicator: Indicator
    municipality: Municipality
    sex: Sex
    variant: Variant
    variant_reason: Localised | None
    series_id: str
    series_label: Localised
    series: tuple[Figure, ...]
    country: tuple[Figure, ...]
    year: int | None
    value: float | None
    low: float | None
    high: float | None
    interval: Interval | None
    status: Status
    pupils: int | None
    pupils_kind: PupilsKind
    movement: Movement
    country_trend: Trend | None
    against_riket: Movement
    change: Change | None
    gap: Gap
    parts: tuple[Part, ...]
    records: tuple[DatedRecord, ...]
    caveats: tuple[Localised, ...]
    sources: tuple[SourceLine, ...]
    revisions: tuple[Revision, ...] = ()
    variation: UsualVariation | None = None
    gate: Gate | None = None
    work: tuple[Work, ...] = ()
    rebased: Rebased | None = None

    @property
    def verdict(self) -> Verdict:
        return self.movement.verdict

    @property
    def to_watch(self) -> bool:
        """Whether the own movement is a signal that the panel does not let stand as a verdict."""
        return self.movement.to_watch

    @property
    def trend(self) -> Trend | None:
        return self.movement.trend
