"""Soft values and the hard traces expected of them, as cases: each unit beside itself alone.

With as few units as the collaboration has, no hypothesis can be tested. Cases can be collected,
each with the lag that somebody wrote down, and those that cannot be read are kept with why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from fgte.journal.documents import Expected
from fgte.journal.publication import KNOWN_MONTH
from fgte.judgement.change_work_results import Written
from fgte.judgement.expectations import published
from fgte.judgement.figures import break_years
from fgte.judgement.results import Figure, Judgement
from fgte.judgement.soft_hard_results import Case, CaseStatus, CaseStep, HardStep, Outcome
from fgte.judgement.soft_links import SoftLink
from fgte.judgement.soft_series import Moved, SoftRound, SoftSeries, SoftUnit
from fgte.judgement.steps import usual_interval
from fgte.model import Direction, Status

SoftOf = Callable[[SoftLink], Sequence[SoftSeries]]
HardOf = Callable[[SoftLink, SoftUnit], Judgement | None]


def collect_cases(
    place: SoftUnit, links: Sequence[SoftLink], soft_of: SoftOf, hard_of: HardOf
) -> tuple[Case, ...]:
    """Every case of a municipality and its schools, also those that cannot be read.

    Parameters
    ----------
    soft_of
        The rounds that a link's soft value is asked with, a series a unit.
    hard_of
        The figures that a link expects its trace in, of a unit; None where it has none.
    """
    return tuple(
        _case(link, soft.unit if soft else place, soft, hard_of)
        for link in links
        for soft in (tuple(soft_of(link)) or (None,))
    )


def _case(link: SoftLink, unit: SoftUnit, soft: SoftSeries | None, hard_of: HardOf) -> Case:
    hard = hard_of(link, unit) if link.trace else None
    lacks = _lacks(link, soft, hard)
    if lacks is not None or soft is None or hard is None:
        status = lacks or CaseStatus.NO_FIGURES
        return Case(unit, link, soft, hard, (), status, _next_round(link, soft, hard, status))
    steps = _steps(link, soft, hard)
    status = _status(steps)
    waits = [each.hard.answer_from for each in steps if each.status is CaseStatus.WAITING]
    look_from = waits[0] if waits and status is CaseStatus.WAITING else None
    return Case(unit, link, soft, hard, steps, status, look_from)


def _lacks(link: SoftLink, soft: SoftSeries | None, hard: Judgement | None) -> CaseStatus | None:
    """What must be there before any year is looked at; None where all of it is."""
    if link.lag is None:
        return CaseStatus.NO_TRACE
    if link.lag < 0:
        return CaseStatus.HARD_FIRST
    if soft is None:
        return CaseStatus.NO_ROUND if link.instrument else CaseStatus.NO_INSTRUMENT
    if len(soft.rounds) < 2:
        return CaseStatus.ONE_ROUND if soft.shown else CaseStatus.SOFT_HIDDEN
    if len(soft.comparable) < 2:
        return CaseStatus.NOT_ALIKE
    if len(soft.shown) < 2:
        return CaseStatus.SOFT_HIDDEN
    return None if hard is not None and hard.series else CaseStatus.NO_FIGURES


def _next_round(
    link: SoftLink, soft: SoftSeries | None, hard: Judgement | None, status: CaseStatus
) -> date | None:
    """When it can be looked at, if the next round comes the school year after the latest."""
    more = (CaseStatus.ONE_ROUND, CaseStatus.NOT_ALIKE, CaseStatus.SOFT_HIDDEN)
    if status not in more or soft is None or hard is None or link.lag is None:
        return None
    another = 1 if soft.shown else 2
    return published(soft.rounds[-1].year + another + link.lag, hard.indicator)


def _status(steps: Sequence[CaseStep]) -> CaseStatus:
    """That of the case: read where any span is, waiting where one waits, else why not."""
    found = [each.status for each in steps]
    for each in (CaseStatus.BOTH, CaseStatus.WAITING):
        if each in found:
            return each
    return found[0]


def _steps(link: SoftLink, soft: SoftSeries, hard: Judgement) -> tuple[CaseStep, ...]:
    first = soft.shown[0]
    later = [each for each in soft.comparable if each.year > first.year]
    return tuple(_step(link, soft, first, each, hard) for each in later)


def _step(
    link: SoftLink, soft: SoftSeries, first: SoftRound, later: SoftRound, hard: Judgement
) -> CaseStep:
    lag = link.lag or 0
    found = _hard_step(hard, first.year + lag, later.year + lag)
    status = CaseStatus.SOFT_HIDDEN if later.value is None else found.status
    read = status is CaseStatus.BOTH and later.moved is not None and found.moved is not None
    return CaseStep(
        first=first,
        later=later,
        hard=found,
        status=status,
        written=_written(link, found.last_year, hard),
        outcome=_outcome(link, soft, later.moved, found)
        if read and later.moved is not None
        else None,
    )


def _written(link: SoftLink, year: int, hard: Judgement) -> Written:
    """Whether the link was written before the later figure was known, or published, or after."""
    if link.written < date(year, KNOWN_MONTH, 1):
        return Written.BEFORE
    out = published(year, hard.indicator)
    return Written.BETWEEN if link.written < out else Written.AFTER


def _hard_step(hard: Judgement, first: int, last: int) -> HardStep:
    figures = {each.year: each for each in hard.series}
    come = [each.year for each in hard.series if each.status is not Status.MISSING]
    answer_from = published(last, hard.indicator)
    if last > max(come, default=0):
        return HardStep(first, last, CaseStatus.WAITING, answer_from=answer_from)
    before, now = figures.get(first), figures.get(last)
    status = _readable(before, now, hard)
    if status is not CaseStatus.BOTH or before is None or now is None:
        return HardStep(first, last, status, answer_from=answer_from)
    usual_step = hard.variation.usual_step if hard.variation else None
    smallest = hard.indicator.smallest_relevant_change
    value = (now.value or 0.0) - (before.value or 0.0)
    return HardStep(
        first_year=first,
        last_year=last,
        status=status,
        moved=Moved(value, usual_interval(before, now, hard.indicator, usual_step)),
        country=_country(hard, first, last),
        answer_from=answer_from,
        smallest_relevant=None if smallest is None else smallest * (last - first),
    )


def _readable(before: Figure | None, now: Figure | None, hard: Judgement) -> CaseStatus:
    """Whether two years can be set against each other, and if not, why."""
    pair = [each for each in (before, now) if each is not None]
    statuses = {each.status for each in pair}
    if Status.SUPPRESSED in statuses:
        return CaseStatus.HARD_HIDDEN
    if len(pair) < 2 or statuses - {Status.OK, Status.CENSORED}:
        return CaseStatus.HARD_MISSING
    cuts = break_years(hard.indicator, hard.variant)
    if any(each.odd for each in pair) or any(pair[0].year < y <= pair[1].year for y in cuts):
        return CaseStatus.HARD_NOT_COMPARABLE
    known = all(each.value is not None for each in pair)
    return CaseStatus.BOTH if known else CaseStatus.HARD_ROUNDED


def _country(hard: Judgement, first: int, last: int) -> float | None:
    theirs = {f.year: f.value for f in hard.country if f.readable and f.value is not None}
    return theirs[last] - theirs[first] if first in theirs and last in theirs else None


def _outcome(link: SoftLink, soft: SoftSeries, moved: Moved, hard: HardStep) -> Outcome:
    """What the intervals say together, against the way that was written."""
    assert hard.moved is not None
    assert link.trace is not None
    if moved.way == 0:
        return Outcome.CANNOT_BE_TOLD
    if hard.smallest_relevant is not None and hard.moved.within(hard.smallest_relevant):
        return Outcome.APART
    if hard.moved.way == 0:
        return Outcome.CANNOT_BE_TOLD
    as_written = 1 if link.trace.direction is Expected.HIGHER else -1
    together = moved.way * soft_way(link, soft) == hard.moved.way * as_written
    return Outcome.TOGETHER if together else Outcome.APART


def soft_way(link: SoftLink, soft: SoftSeries) -> int:
    """Which way the soft value was to move: as was written, else towards what is better."""
    if link.soft_way is not None:
        return 1 if link.soft_way is Expected.HIGHER else -1
    return -1 if soft.better is Direction.LOWER else 1
