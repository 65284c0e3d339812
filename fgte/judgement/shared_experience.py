"""A year's exchanges and what came of them, gathered for the regional erfarenhetsutbyte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fgte.catalogue import Catalogue
from fgte.journal import Entry, Kind
from fgte.journal.checks import linked
from fgte.journal.documents import Communication, Exchange, Inquiry, Proposal, Step
from fgte.journal.documents.organising import Assignment
from fgte.journal.state import Found, StandingSince, State
from fgte.judgement.change_work import judge_work
from fgte.judgement.change_work_results import Work
from fgte.judgement.exchange import ExchangeBasis, exchange_basis, exchanges_in
from fgte.model import Municipality
from fgte.sources.surveys import Description
from fgte.store.tables import Store

FIRST_MONTH = 8
"""The month that a school year begins in."""


@dataclass(frozen=True)
class SharedExperience:
    """What the journal holds of one school year, in orders that follow from no result.

    ``year`` is the one in which the school year ends. ``works`` are the prövanden that were
    under way in it, each once, with their expected traces. ``factors`` are all that may be
    read: they are kept from year to year, with ``standings`` for how far each has come.
    ``asked`` is how many expectations were answered together, by whose figures they are.
    """

    year: int
    found: Found
    exchanges: tuple[ExchangeBasis, ...] = ()
    works: tuple[Work, ...] = ()
    factors: tuple[Entry, ...] = ()
    standings: tuple[StandingSince, ...] = ()
    assignments: tuple[Entry, ...] = ()
    proposals: tuple[Entry, ...] = ()
    messages: tuple[Entry, ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)

    @property
    def places(self) -> tuple[Municipality, ...]:
        """The municipalities that took part in any exchange, in code order."""
        by_code = {place.id: place for each in self.exchanges for place in each.places}
        return tuple(by_code[code] for code in sorted(by_code))

    @property
    def empty(self) -> bool:
        """Whether nothing of the year is written."""
        return not (self.exchanges or self.works or self.proposals or self.assignments)


def shared_experience_of(
    year: int,
    state: State,
    store: Store,
    book: Catalogue,
    rounds: Iterable[Description] = (),
) -> SharedExperience:
    """Gather one school year.

    Parameters
    ----------
    year
        The year in which the school year ends.
    state
        The journal as the reader may read it.
    """
    asked = tuple(rounds)
    exchanges = tuple(
        exchange_basis(each, state, store, book, asked)
        for each in exchanges_in(state)
        if isinstance(each.body, Exchange) and each.body.year == year
    )
    works, together = _works(year, state, store, book)
    shown = {each.entry.id for each in exchanges} | {each.id for each in works}
    return SharedExperience(
        year=year,
        found=state.found,
        exchanges=exchanges,
        works=works,
        factors=_of(state, Kind.SUCCESS_FACTOR),
        standings=state.standings,
        assignments=_dated(state, Kind.ASSIGNMENT, year, shown),
        proposals=_dated(state, Kind.PROPOSAL, year, shown),
        messages=_dated(state, Kind.COMMUNICATION, year, shown),
        asked=together,
    )


def years_in(state: State) -> tuple[int, ...]:
    """The school years that any exchange is of, oldest first."""
    bodies = (each.body for each in exchanges_in(state))
    return tuple(sorted({body.year for body in bodies if isinstance(body, Exchange)}))


def in_year(day: date, year: int) -> bool:
    """Whether a day is in the school year that ends in a year."""
    return date(year - 1, FIRST_MONTH, 1) <= day < date(year, FIRST_MONTH, 1)


def _of(state: State, kind: Kind) -> tuple[Entry, ...]:
    return tuple(each for each in state.entries if each.kind is kind)


def _works(
    year: int, state: State, store: Store, book: Catalogue
) -> tuple[tuple[Work, ...], dict[str, int]]:
    """The prövanden under way: the region's and the networks' first, then in code order."""
    found: dict[str, Work] = {}
    asked: dict[str, int] = {}
    for place in (None, *book.members):
        judged = judge_work(state, place, store, book)
        for work in judged.works:
            if isinstance(work.entry.body, Inquiry) and _under_way(work.entry, year):
                found.setdefault(work.id, work)
                asked |= {trial.place: judged.family.asked for trial in work.trials}
    return tuple(found.values()), asked


def _under_way(entry: Entry, year: int) -> bool:
    """Whether any activity was in the school year; without days, whether it was written then."""
    body = entry.body_as(Inquiry)
    spans = [(e.start or e.end, e.end or e.start) for e in body.activities if e.start or e.end]
    first, last = date(year - 1, FIRST_MONTH, 1), date(year, FIRST_MONTH, 1)
    if not spans:
        return in_year(entry.created.date(), year)
    return any(start and end and start < last and end >= first for start, end in spans)


def _dated(state: State, kind: Kind, year: int, shown: set[str]) -> tuple[Entry, ...]:
    """Those with a day in the year, or that belong to what is shown; by their first day."""
    found = [
        each
        for each in _of(state, kind)
        if shown.intersection(linked(each.body)) or any(in_year(day, year) for day in days_of(each))
    ]
    return tuple(sorted(found, key=lambda each: (min(days_of(each)), each.id)))


def days_of(entry: Entry) -> Sequence[date]:
    """The days that an assignment, a proposal or a message names."""
    body = entry.body
    steps: tuple[Step | None, ...] = ()
    days: list[date] = []
    if isinstance(body, Assignment):
        steps = (body.given, body.prepared, body.decided)
    elif isinstance(body, Proposal):
        days, steps = [body.day], (body.answer, body.decision)
    elif isinstance(body, Communication):
        days = [each for each in (body.day, body.sent) if each is not None]
    return [*days, *(each.day for each in steps if each is not None)]
