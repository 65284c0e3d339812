"""A soft value and the hard trace expected of it, as one case: what can be read, and what not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fgte.judgement.change_work_results import Written
from fgte.judgement.results import Judgement
from fgte.judgement.soft_links import SoftLink
from fgte.judgement.soft_series import Moved, SoftRound, SoftSeries, SoftUnit


class CaseStatus(StrEnum):
    """Whether a case, or a pair of years in it, can be read, and if not, why.

    ``both``: soft and hard are there. ``no_trace``: no hard trace was written.
    ``hard_first``: the figures were expected before the soft value. ``no_instrument``,
    ``no_round``, ``one_round``, ``not_alike``, ``soft_hidden``: what the rounds lack.
    ``no_figures``: the unit has none in the indicator. ``waiting``: the later year is not in
    the store yet. ``hard_missing``, ``hard_hidden``, ``hard_rounded``: a year has no figure, or
    only a range. ``hard_not_comparable``: the series is cut between the years, or one of them
    is left out of comparisons.
    """

    BOTH = "both"
    NO_TRACE = "no_trace"
    HARD_FIRST = "hard_first"
    NO_INSTRUMENT = "no_instrument"
    NO_ROUND = "no_round"
    ONE_ROUND = "one_round"
    NOT_ALIKE = "not_alike"
    SOFT_HIDDEN = "soft_hidden"
    NO_FIGURES = "no_figures"
    WAITING = "waiting"
    HARD_MISSING = "hard_missing"
    HARD_HIDDEN = "hard_hidden"
    HARD_ROUNDED = "hard_rounded"
    HARD_NOT_COMPARABLE = "hard_not_comparable"


class Outcome(StrEnum):
    """What the two intervals say together; never from the signs alone.

    ``together``: both moved, as the expectation pairs them. ``apart``: the soft value moved and
    the figure moved the other way, or a movement that matters can be ruled out.
    ``cannot_be_told``: an interval leaves both open.
    """

    TOGETHER = "together"
    APART = "apart"
    CANNOT_BE_TOLD = "cannot_be_told"


@dataclass(frozen=True)
class HardStep:
    """The figures at the lag: from ``first_year`` to ``last_year``.

    ``moved`` has the room that chance and ordinary years leave; ``country`` is how the country
    moved between the same years, without any. ``answer_from`` is the first day on which the later
    figure can be known.
    """

    first_year: int
    last_year: int
    status: CaseStatus
    moved: Moved | None = None
    country: float | None = None
    answer_from: date | None = None
    smallest_relevant: float | None = None


@dataclass(frozen=True)
class CaseStep:
    """From the first comparable round to a later one, and the figures at the lag.

    ``written`` says whether the lag was written before the later figure could be known.
    """

    first: SoftRound
    later: SoftRound
    hard: HardStep
    status: CaseStatus
    written: Written
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Case:
    """One unit, one soft value, one hard trace expected of it; ``steps`` by the later round.

    ``look_from`` is the first day on which it may be possible to read it; None where that is now,
    or nothing that time brings.
    """

    unit: SoftUnit
    link: SoftLink
    soft: SoftSeries | None
    hard: Judgement | None
    steps: tuple[CaseStep, ...]
    status: CaseStatus
    look_from: date | None = None

    @property
    def outcome(self) -> Outcome | None:
        """That of the longest span which can be read; None where there is none."""
        read = [each.outcome for each in self.steps if each.status is CaseStatus.BOTH]
        return read[-1] if read else None

    @property
    def example(self) -> bool:
        """Whether anything of it is made up: then it is shown so, and counted nowhere."""
        return self.link.entry.example or (self.soft is not None and self.soft.example)

    @property
    def id(self) -> str:
        """What tells it from the others."""
        asked = self.soft.indicator if self.soft else ""
        return "-".join((self.unit.kind, self.unit.id, asked, self.link.id))
