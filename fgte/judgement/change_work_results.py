"""What is said of the change work beside the figures, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from fgte.journal import Entry
from fgte.journal.documents import ExpectedTrace
from fgte.journal.state import Found
from fgte.judgement.expectations import FEWEST_YEARS, Answer, Answered
from fgte.judgement.results import Figure
from fgte.model import Indicator, Municipality


class NotAsked(StrEnum):
    """Why the figures are not asked of an expected trace.

    ``soft_value``: it has no figures here. ``no_figures``: a network has none of its own,
    or none of the municipalities has any. ``elsewhere``: each municipality of an exchange
    answers in its own report. ``unknown``: the series is no longer followed. ``example``:
    it is invented.
    """

    SOFT_VALUE = "soft_value"
    NO_FIGURES = "no_figures"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    EXAMPLE = "example"


class Written(StrEnum):
    """When it was written: before the first outcome could be known, or published, or after."""

    BEFORE = "before"
    BETWEEN = "between"
    AFTER = "after"


@dataclass(frozen=True)
class Trial:
    """One expected trace (förväntat spår): what was written before, and what came of it.

    ``answered`` is None where the figures were not asked, and ``not_asked`` says why.
    ``first_year`` and ``last_year`` are the years that answer; ``open_ended`` that the last
    one was not said and follows from the fixed rule. ``years_to_come`` are those of them
    that were not published when it was registered: too few, and it can never be answered;
    ``smallest_p`` is the least that so many can give. ``answer_from`` is the month when
    the last year is published.
    """

    entry_id: str
    trace: ExpectedTrace
    place: str
    indicator: Indicator | None
    registered: date | None
    written: Written
    received: bool
    withdrawn: bool
    first_year: int
    last_year: int
    open_ended: bool
    years_to_come: tuple[int, ...] = ()
    smallest_p: float | None = None
    answer_from: date | None = None
    answered: Answered | None = None
    not_asked: NotAsked | None = None

    @property
    def id(self) -> str:
        """The short name it has in its entry."""
        return self.trace.id

    @property
    def answer(self) -> Answer | None:
        """What the figures say; None where they were not asked."""
        return self.answered.answer if self.answered else None

    @property
    def asked(self) -> bool:
        """Whether the figures were asked, together with the others of its family."""
        return self.answered is not None and self.answered.p_value is not None

    @property
    def can_be_tried(self) -> bool:
        """Whether the figures that were to answer have come."""
        return self.answer in (Answer.AS_EXPECTED, Answer.NOT_SHOWN)

    @property
    def waits(self) -> bool:
        """Whether the figures that are to answer are still to come."""
        return self.answer is Answer.WAITING

    @property
    def never(self) -> bool:
        """Whether so few years can never answer, whatever they show."""
        return self.answer is not None and len(self.years_to_come) < FEWEST_YEARS


@dataclass(frozen=True)
class Work:
    """One entry that may be shown, with its expected traces and when it began.

    ``start`` is the first day of an activity, or of a visit; None where none is written.
    """

    entry: Entry
    trials: tuple[Trial, ...] = ()
    start: date | None = None

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def title(self) -> str:
        """The line by which people know it."""
        return self.entry.title

    @property
    def example(self) -> bool:
        """Whether it is one of the invented examples."""
        return self.entry.example


@dataclass(frozen=True)
class Family:
    """All that was registered of the figures of one place, and answered together.

    ``registered`` counts every expectation of a figure, ``asked`` those that were
    answered at the same time, ``hidden`` those among the registered that this reader may
    not read, ``withdrawn`` those whose entry has been deleted since.
    """

    registered: int = 0
    asked: int = 0
    hidden: int = 0
    withdrawn: int = 0


@dataclass(frozen=True)
class WorkJudgement:
    """The change work of a municipality, or of the region, beside the figures.

    ``works`` are the prövanden and utbyten, by the day they began; ``factors`` the
    success factors; ``rebasings`` the series that are read from a new start; ``others``
    the rest that may be read. ``place`` is None for the region. ``places`` and
    ``indicators`` are there to name what is meant; ``common`` is, for the region, the mean
    of the municipalities in each indicator that a joint work expects a trace in.
    """

    found: Found
    place: Municipality | None
    works: tuple[Work, ...] = ()
    factors: tuple[Entry, ...] = ()
    rebasings: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()
    family: Family = Family()
    places: Mapping[str, Municipality] = field(default_factory=dict, repr=False)
    indicators: Mapping[str, Indicator] = field(default_factory=dict, repr=False)
    common: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict, repr=False)

    @property
    def trials(self) -> tuple[Trial, ...]:
        """Every expected trace that may be shown, in the order of the works."""
        return tuple(trial for work in self.works for trial in work.trials)
