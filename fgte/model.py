"""The vocabulary of the workbench: frozen values that every layer shares, without logic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

COUNTRY = "0000"
"""Id of the country (Riket) in Kolada and in every table of this product."""


OWN_CALCULATION = "own_calculation"
"""Source of a figure that this product computed on Kolada's; never cited as Kolada's."""

OWN_CALCULATION_BOTH = "own_calculation_both"
"""Source of a figure computed on Kolada's and Skolverket's figures together."""


class Unit(StrEnum):
    """What a figure is counted in."""

    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    MERIT_POINTS = "merit_points"
    GRADE_POINTS = "grade_points"
    COUNT = "count"
    RATIO = "ratio"


class Direction(StrEnum):
    """Which way is an improvement for the pupils."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Stage(StrEnum):
    """Where in the pupils' way through school an indicator is read."""

    AK3 = "ak3"
    AK6 = "ak6"
    AK9 = "ak9"
    GY = "gy"


class Kind(StrEnum):
    """What sort of figure it is: a result, a process, or context beside them."""

    RESULT = "result"
    PROCESS = "process"
    CONTEXT = "context"


class Scope(StrEnum):
    """Whether an indicator may be shown regionally or belongs to one municipality."""

    NATIONAL = "national"
    LOCAL = "local"


class Variant(StrEnum):
    """Whose pupils: municipal schools, all schools there, or all who live there."""

    KOMMUNAL = "kommunal"
    LAGESKOMMUN = "lageskommun"
    HEMKOMMUN = "hemkommun"


class Sex(StrEnum):
    """The sex codes of the sources: all, girls and women, boys and men."""

    ALL = "T"
    GIRLS = "K"
    BOYS = "M"


class Status(StrEnum):
    """Whether a figure can be read, and if not, why."""

    OK = "ok"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"
    CENSORED = "censored"


class PupilsKind(StrEnum):
    """Whether a number of pupils is counted, approximated or not known."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


class RecordKind(StrEnum):
    """What a dated record does to a series: cuts it, leaves a point out, or only says."""

    BREAK = "break"
    ODD_YEAR = "odd_year"
    NOTE = "note"


class Verdict(StrEnum):
    """What can be said of a series, never in comparison with another municipality."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    PRACTICALLY_UNCHANGED = "practically_unchanged"
    CANNOT_BE_DECIDED = "cannot_be_decided"
    TOO_SHORT = "too_short"
    NOT_COMPARABLE = "not_comparable"
    SUPPRESSED = "suppressed"
    MISSING = "missing"


@dataclass(frozen=True)
class Localised:
    """The same text in Swedish and English."""

    sv: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.sv


@dataclass(frozen=True)
class Interval:
    """A lower and an upper bound, in the unit of what it is an interval for."""

    low: float
    high: float


@dataclass(frozen=True)
class DatedRecord:
    """Something that happened to a series, from a year or in one.

    ``year`` is the first year of the new regime for a break, the year left out
    for an odd year, and the first year concerned for a note.
    """

    id: str
    kind: RecordKind
    year: int
    text: Localised
    source: str
    last_year: int | None = None
    variants: tuple[Variant, ...] = ()

    @property
    def years(self) -> range:
        return range(self.year, (self.last_year or self.year) + 1)


@dataclass(frozen=True)
class Unpublished:
    """Years for which no result was ever published, and why."""

    years: tuple[int, ...]
    text: Localised
    source: str


@dataclass(frozen=True)
class AnswerSteps:
    """The steps that a question could be answered with: from where to where, and their words.

    ``words`` are those of the lowest and the highest step; None where the source gave none.
    """

    low: int
    high: int
    words: tuple[Localised, Localised] | None = None


@dataclass(frozen=True)
class Series:
    """One line of an indicator and the KPI ids behind it, per variant.

    Several ids under one variant are combined into their plain mean; the parts
    concern the same pupils. ``steps`` are those that a survey's question was answered with, and
    ``of_many`` tells a mean of several questions from one that was asked.
    """

    id: str
    label: Localised
    kpis: Mapping[Variant, tuple[str, ...]]
    steps: AnswerSteps | None = None
    of_many: bool = False


@dataclass(frozen=True)
class CohortSize:
    """How the number of pupils behind a figure is approximated when it is not published.

    A count of pupils (``kpi``) taken on 15 October, ``october_lag`` years before
    the year of the figure, is spread evenly over ``school_years`` school years.
    """

    kpi: str
    school_years: int
    october_lag: int


@dataclass(frozen=True)
class Indicator:
    """One thing that is followed over time: what it is, where it comes from, how to read it."""

    id: str
    number: int | None
    label: Localised
    short: Localised
    subject: Localised
    explanation: Localised
    unit: Unit
    better: Direction
    stage: Stage | None
    kind: Kind
    scope: Scope
    series: tuple[Series, ...]
    default_series: str
    source: str
    publication_month: int | None
    smallest_relevant_change: float | None = None
    pupil_sd: float | None = None
    between_year_sd: float | None = None
    cohorts: Mapping[Variant, CohortSize] = field(default_factory=dict)
    censored_at: float | None = None
    zero_is_not_applicable: bool = False
    widest_series: str | None = None
    records: tuple[DatedRecord, ...] = ()
    unpublished: tuple[Unpublished, ...] = ()
    caveats: tuple[Localised, ...] = ()
    by_pupils: bool = False
    """Whether pupils gave the answers that a survey's figures are made of."""


@dataclass(frozen=True)
class Fallback:
    """Indicators for which a municipality is read in another variant, and why."""

    indicators: tuple[str, ...]
    variant: Variant
    text: Localised


@dataclass(frozen=True)
class Municipality:
    """A municipality (or the country), by its four-digit code."""

    id: str
    name: str
    slug: str
    member: bool = True
    fallbacks: tuple[Fallback, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where a set of figures came from, so that each can be traced."""

    snapshot_id: str
    title: Localised
    sources: tuple[str, ...]
    urls: tuple[str, ...]
    retrieved: date
    sha256: str
    size: int
    terms: Localised
