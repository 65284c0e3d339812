"""What an exchange (utbyte) rests on: its entry, what leads to it, and the figures it concerns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from fgte.catalogue import Catalogue
from fgte.errors import RequestError, closest
from fgte.journal import Entry, Kind
from fgte.journal.checks import linked
from fgte.journal.documents import Exchange, Inquiry
from fgte.journal.expectations import traces_in
from fgte.journal.state import Found, StandingSince, State
from fgte.judgement.change_work import judge_work
from fgte.judgement.change_work_results import Trial
from fgte.judgement.exchange_soft import SoftBasis, soft_basis
from fgte.model import Indicator, Municipality
from fgte.sources.surveys import Description
from fgte.store.tables import Store


class Phase(StrEnum):
    """How far an exchange has come, by what is written: never by today's date."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Why(StrEnum):
    """Why an indicator belongs to an exchange: the most direct reason of several."""

    CHOSEN = "chosen"
    EXPECTED = "expected"
    INQUIRY = "inquiry"


@dataclass(frozen=True)
class Concerned:
    """An indicator that the development area concerns, and why."""

    indicator: Indicator
    why: Why


@dataclass(frozen=True)
class ExchangeBasis:
    """An exchange with everything in the journal that leads to it or that it leads to.

    ``places`` are the municipalities that take part, in code order. ``trials`` holds the
    expected traces with their answers, one for each municipality and trace. The entries
    that belong to it are in the order they were written; ``standings`` tells how far its
    success factors have come, and since when. ``asked`` is how many expectations were
    answered together in each municipality.
    """

    entry: Entry
    places: tuple[Municipality, ...]
    concerned: tuple[Concerned, ...]
    soft: tuple[SoftBasis, ...]
    trials: tuple[Trial, ...] = ()
    related: tuple[Entry, ...] = ()
    standings: tuple[StandingSince, ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)

    @property
    def body(self) -> Exchange:
        """The exchange as it is written."""
        return self.entry.body_as(Exchange)

    @property
    def phase(self) -> Phase:
        """Before the first observation, before there is both analysis and lesson, or after."""
        if not any(each.observations for each in self.body.visits):
            return Phase.BEFORE
        done = self.body.analysis and self.body.lesson
        return Phase.AFTER if done else Phase.DURING

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """What belongs to it of one kind."""
        return tuple(each for each in self.related if each.kind is kind)


def exchange_named(state: State, word: str) -> Entry:
    """The exchange of an id, or the only one whose title has these words.

    Parameters
    ----------
    word
        An entry's id, or words of its title as they stand in an address.

    Raises
    ------
    RequestError
        When there is no journal, or no single such exchange that may be read.
    """
    found = exchanges_in(state)
    plain = slug_of(word)
    named = [each for each in found if each.id == word.strip()]
    named = named or [each for each in found if plain and plain in slug_of(each.title)]
    if len(named) == 1:
        return named[0]
    if not found:
        key = "exchange_no_journal" if state.found is not Found.READ else "exchange_none"
        raise RequestError(key)
    known = "; ".join(f"{each.id} {each.title}"[:80] for each in found[:6])
    if named:
        raise RequestError("exchange_several", found=word[:60], known=known)
    near = closest(word, [each.id for each in found])
    raise RequestError("exchange_unknown", found=word[:60], closest=near, known=known)


def exchanges_in(state: State) -> tuple[Entry, ...]:
    """The exchanges that may be read: by school year, then municipalities, then title."""
    found = (each for each in state.entries if isinstance(each.body, Exchange))
    return tuple(sorted(found, key=_fixed))


def exchange_basis(
    entry: Entry,
    state: State,
    store: Store,
    book: Catalogue,
    rounds: Iterable[Description] = (),
) -> ExchangeBasis:
    """Gather what an exchange rests on.

    Parameters
    ----------
    entry
        The exchange.
    state
        The journal as the reader may read it.
    rounds
        The survey rounds that have been taken in, of any municipality.
    """
    body = entry.body_as(Exchange)
    codes = sorted(code for code in body.municipalities if code in book.municipalities)
    places = tuple(book.municipalities[code] for code in codes)
    related = related_to(entry, state.entries)
    factors = {each.id for each in related if each.kind is Kind.SUCCESS_FACTOR}
    trials, asked = _trials(entry, state, places, store, book)
    return ExchangeBasis(
        entry=entry,
        places=places,
        concerned=_concerned(body, related, book),
        soft=soft_basis(body, places, tuple(rounds)),
        trials=trials,
        related=related,
        standings=tuple(each for each in state.standings if each.entry_id in factors),
        asked=asked,
    )


def related_to(entry: Entry, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries that lead to this one or that it leads to, in the order they were written."""
    named = set(linked(entry.body))
    found = (e for e in entries if e.id in named or entry.id in linked(e.body))
    return tuple(each for each in found if each.id != entry.id)


def slug_of(words: str) -> str:
    """Words as they stand in an address: ``Läsning i NO`` is ``lasning-i-no``."""
    letters = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _concerned(body: Exchange, related: Sequence[Entry], book: Catalogue) -> tuple[Concerned, ...]:
    """The indicators named, each once, in the collaboration's order."""
    inquiries = [each.body for each in related if isinstance(each.body, Inquiry)]
    reasons: dict[Why, list[str | None]] = {
        Why.CHOSEN: list(body.indicators),
        Why.EXPECTED: [each.indicator for each in traces_in(body)],
        Why.INQUIRY: [trace.indicator for each in inquiries for trace in each.expected],
    }
    why: dict[str, Why] = {}
    for reason, ids in reasons.items():
        for id in ids:
            why.setdefault(id or "", reason)
    return tuple(Concerned(each, why[each.id]) for each in book.followed if each.id in why)


def _trials(
    entry: Entry,
    state: State,
    places: Sequence[Municipality],
    store: Store,
    book: Catalogue,
) -> tuple[tuple[Trial, ...], dict[str, int]]:
    """What was expected of each municipality, answered within that municipality's family."""
    if not traces_in(entry.body):
        return (), {}
    judged = {place.id: judge_work(state, place, store, book) for place in places}
    trials = (
        trial
        for each in judged.values()
        for work in each.works
        if work.id == entry.id
        for trial in work.trials
    )
    return tuple(trials), {code: each.family.asked for code, each in judged.items()}


def _fixed(entry: Entry) -> tuple[int, tuple[str, ...], str, str]:
    """An order that follows from nothing that the figures show."""
    body = entry.body_as(Exchange)
    return body.year, tuple(sorted(body.municipalities)), slug_of(entry.title), entry.id
