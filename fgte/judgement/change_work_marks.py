"""Change work laid beside a judgement: what began when, and from where its usual is counted.

No verdict follows from it: the trend rests on every comparable year, as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from fgte.journal import Entry
from fgte.journal.documents import Rebasing
from fgte.judgement.change_work_results import Work, WorkJudgement
from fgte.judgement.figures import break_years
from fgte.judgement.movement import stretches_of
from fgte.judgement.results import Figure, Judgement
from fgte.judgement.variation import UsualVariation, variation_of

Marked = TypeVar("Marked", bound=Judgement)


@dataclass(frozen=True)
class Rebased:
    """That someone has decided to read a series from a new start, and why.

    ``before`` is the usual variation of the years before it, None where they are too few.
    """

    from_year: int
    reason: str
    decided: date
    decided_by: str
    example: bool
    before: UsualVariation | None


def with_work(judged: Marked, work: WorkJudgement) -> Marked:
    """The judgement with the change work that expects a trace in it, and its new start.

    Parameters
    ----------
    work
        That of the same municipality.
    """
    mine = tuple(each for each in (_in(judged, one) for one in work.works) if each.trials)
    decision = _rebasing(judged, work.rebasings)
    if decision is None:
        return replace(judged, work=mine)
    return replace(_from_new_start(judged, decision), work=mine)


def _in(judged: Judgement, work: Work) -> Work:
    """A work with those of its traces that are expected in this indicator."""
    id = judged.indicator.id
    return replace(work, trials=tuple(e for e in work.trials if e.trace.indicator == id))


def _rebasing(judged: Judgement, entries: Sequence[Entry]) -> Entry | None:
    """The latest decision that concerns the series."""
    mine = [each for each in entries if _concerns(each, judged)]
    return max(mine, key=_decided, default=None)


def _concerns(entry: Entry, judged: Judgement) -> bool:
    body = entry.body
    return (
        isinstance(body, Rebasing)
        and body.indicator == judged.indicator.id
        and body.series in (None, judged.series_id)
        and body.variant in (None, judged.variant)
        and body.sex in (None, judged.sex)
    )


def _decided(entry: Entry) -> tuple[date, str]:
    return entry.body_as(Rebasing).decided, entry.id


def _from_new_start(judged: Marked, entry: Entry) -> Marked:
    body = entry.body_as(Rebasing)
    since = [each for each in judged.series if each.year >= body.from_year]
    before = [each for each in judged.series if each.year < body.from_year]
    told = Rebased(
        from_year=body.from_year,
        reason=body.reason,
        decided=body.decided,
        decided_by=body.decided_by,
        example=entry.example,
        before=_usual(before, judged),
    )
    return replace(judged, variation=_usual(since, judged), rebased=told)


def _usual(figures: Sequence[Figure], judged: Judgement) -> UsualVariation | None:
    breaks = break_years(judged.indicator, judged.variant)
    return variation_of(stretches_of(figures, breaks), judged.indicator.unit)
