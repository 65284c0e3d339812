"""The change work beside the figures: what was expected, and what the figures have answered.

The expectations that were registered for one municipality, or for the region, are one
family, whoever may read them and also when they have been withdrawn since: what was
written down cannot be made fewer by what came of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fgte.catalogue import Catalogue
from fgte.journal import Entry, Registered
from fgte.journal.documents import (
    Exchange,
    Expected,
    ExpectedTrace,
    Inquiry,
    Rebasing,
    SuccessFactor,
)
from fgte.journal.entries import is_shared
from fgte.journal.expectations import traces_in
from fgte.journal.state import State
from fgte.judgement.change_work_results import (
    Family,
    NotAsked,
    Trial,
    Work,
    WorkJudgement,
    Written,
)
from fgte.judgement.change_work_windows import Reading, common_figures, reading_of
from fgte.judgement.expectations import (
    Answered,
    Expectation,
    Way,
    judge_expectations,
    published,
)
from fgte.judgement.results import Figure
from fgte.model import Municipality, Scope
from fgte.store.tables import Store

OPEN_YEARS = 5
"""How many years answer where the last one was not said beforehand: fixed, so that nobody
can choose the year in which the answer fits. As many as a movement needs elsewhere.
"""

Key = tuple[str, str, str]
"""Entry, trace and place: what tells one registered expectation from another."""


def judge_work(
    state: State, place: Municipality | None, store: Store, book: Catalogue
) -> WorkJudgement:
    """Answer what was registered of a place, and put it beside what may be read.

    Parameters
    ----------
    state
        The journal as someone may read it.
    place
        None for the region: its own prövanden, those of networks, and the exchanges.
    """
    part = state.of(place.id if place else None)
    family = [each for each in part.registered if _is_own(each, place)]
    trials = judge_registered(family, store, book)
    named = {(each.entry_id, each.trace.id, each.place): each for each in trials}
    works = [_work(e, place, named, part, book) for e in part.entries if _is_work(e)]
    shown = {each.id for each in part.entries}
    return WorkJudgement(
        found=part.found,
        place=place,
        works=tuple(sorted(works, key=_by_day)),
        factors=_of(part.entries, SuccessFactor),
        rebasings=_of(part.entries, Rebasing),
        others=tuple(e for e in part.entries if not _is_work(e) and not _has_place(e)),
        family=_family(trials, shown),
        places=book.municipalities,
        indicators=book.indicators,
        common=_common(works, store, book) if place is None else {},
    )


def _common(works: Sequence[Work], store: Store, book: Catalogue) -> dict[str, tuple[Figure, ...]]:
    """The municipalities' mean in each national indicator that a joint work names."""
    named = {e.indicator.id: e.indicator for one in works for e in one.trials if e.indicator}
    return {
        id: common_figures(each, book.members, store)
        for id, each in sorted(named.items())
        if each.scope is Scope.NATIONAL
    }


def _is_own(each: Registered, place: Municipality | None) -> bool:
    return is_shared(each.municipality) if place is None else each.municipality == place.id


def _is_work(entry: Entry) -> bool:
    return isinstance(entry.body, Inquiry | Exchange)


def _has_place(entry: Entry) -> bool:
    return isinstance(entry.body, SuccessFactor | Rebasing)


def _of(entries: Sequence[Entry], model: type) -> tuple[Entry, ...]:
    return tuple(each for each in entries if isinstance(each.body, model))


def _by_day(work: Work) -> tuple[date, str]:
    return (work.start or work.entry.created.date(), work.id)


def _family(trials: Sequence[Trial], shown: set[str]) -> Family:
    hard = [each for each in trials if each.trace.indicator is not None]
    return Family(
        registered=len(hard),
        asked=sum(each.asked for each in hard),
        hidden=sum(each.entry_id not in shown and not each.withdrawn for each in hard),
        withdrawn=sum(each.withdrawn for each in hard),
    )


def judge_registered(
    family: Sequence[Registered], store: Store, book: Catalogue
) -> tuple[Trial, ...]:
    """Each registered expectation of one place, those of figures answered as one family."""
    readings = [reading_of(each.trace, each.municipality, store, book) for each in family]
    asked = [
        (_expectation(each, reading), reading.window)
        for each, reading in zip(family, readings, strict=True)
        if reading.window is not None
    ]
    answers = iter(judge_expectations(asked))
    return tuple(
        _trial(each, reading, next(answers) if reading.window else None)
        for each, reading in zip(family, readings, strict=True)
    )


def _expectation(each: Registered, reading: Reading) -> Expectation:
    trace = each.trace
    return Expectation(
        indicator=str(trace.indicator),
        municipality=each.municipality,
        direction=Way.UP if trace.direction is Expected.HIGHER else Way.DOWN,
        registered=_day(each),
        from_year=trace.first_year,
        to_year=last_year(trace),
        sex=trace.sex,
        series=trace.series,
        variant=reading.variant,
    )


def last_year(trace: ExpectedTrace) -> int:
    """The last year that answers: the one said, else what the fixed rule gives."""
    return trace.last_year or trace.first_year + OPEN_YEARS - 1


def _day(each: Registered) -> date:
    """The day from which it counts: for what came from another journal, the day it came."""
    return (each.received or each.registered).date()


def _trial(each: Registered, reading: Reading, answered: Answered | None) -> Trial:
    trace, known = each.trace, reading.indicator
    to_come = _to_come(trace, reading, _day(each)) if known else ()
    return Trial(
        entry_id=each.entry_id,
        trace=trace,
        place=each.municipality,
        indicator=known,
        registered=_day(each),
        written=_written(each),
        received=each.received is not None,
        withdrawn=each.withdrawn,
        first_year=trace.first_year,
        last_year=last_year(trace),
        open_ended=trace.last_year is None,
        years_to_come=to_come,
        smallest_p=1 / _orders(len(to_come)) if to_come else None,
        answer_from=published(last_year(trace), known) if known else None,
        answered=answered,
        not_asked=reading.not_asked,
    )


def _written(each: Registered) -> Written:
    if each.before_result:
        return Written.BEFORE
    return Written.BETWEEN if each.before_publication else Written.AFTER


def _orders(n: int) -> int:
    """In how many orders so many years can come."""
    return n * _orders(n - 1) if n > 1 else 1


def _to_come(trace: ExpectedTrace, reading: Reading, day: date) -> tuple[int, ...]:
    """The years of the window that were not published when it was registered."""
    assert reading.indicator is not None
    years = range(trace.first_year, last_year(trace) + 1)
    return tuple(
        year
        for year in years
        if year not in reading.odd_years and day < published(year, reading.indicator)
    )


def _work(
    entry: Entry,
    place: Municipality | None,
    named: Mapping[Key, Trial],
    part: State,
    book: Catalogue,
) -> Work:
    """An entry with its traces: judged where they are of this place, else as they were written."""
    where = place.id if place else entry.owner
    dated = {(each.entry_id, each.trace_id): each for each in part.registered}
    trials = (
        named.get((entry.id, trace.id, where))
        or _unasked(entry, trace, where, dated.get((entry.id, trace.id)), book)
        for trace in traces_in(entry.body)
    )
    return Work(entry, tuple(trials), _start(entry))


def _unasked(
    entry: Entry, trace: ExpectedTrace, where: str, said: Registered | None, book: Catalogue
) -> Trial:
    """A trace that is not answered here: an example, or one that each municipality answers."""
    known = book.indicators.get(trace.indicator or "")
    why = NotAsked.EXAMPLE if entry.example else NotAsked.ELSEWHERE
    return Trial(
        entry_id=entry.id,
        trace=trace,
        place=where,
        indicator=known,
        registered=_day(said) if said else None,
        written=_written(said) if said else Written.BEFORE,
        received=said is not None and said.received is not None,
        withdrawn=False,
        first_year=trace.first_year,
        last_year=last_year(trace),
        open_ended=trace.last_year is None,
        answer_from=published(last_year(trace), known) if known else None,
        not_asked=why if known or entry.example else NotAsked.SOFT_VALUE,
    )


def _start(entry: Entry) -> date | None:
    body = entry.body
    days: list[date | None] = []
    if isinstance(body, Inquiry):
        days = [each.start for each in body.activities]
    elif isinstance(body, Exchange):
        days = [*(each.day for each in body.visits), *(each.start for each in body.efforts)]
    known = [each for each in days if each is not None]
    return min(known, default=None)
