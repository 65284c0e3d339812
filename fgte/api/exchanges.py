"""An exchange, and a year of them, with the figures they concern: read from journal and store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from fgte.api.assessing import Years, assess_all, open_store
from fgte.api.findings import Finding
from fgte.catalogue import Catalogue, open_catalogue
from fgte.journal import Entry, Journal
from fgte.journal.access import Person
from fgte.journal.documents import plain
from fgte.journal.state import State, state_for
from fgte.judgement.change_work import judge_work
from fgte.judgement.change_work_marks import with_work
from fgte.judgement.exchange import ExchangeBasis, exchange_basis, exchange_named
from fgte.judgement.shared_experience import SharedExperience, shared_experience_of
from fgte.present.exchange_page import ExchangePage
from fgte.present.experience_page import ExperiencePage
from fgte.store import Store
from fgte.store.survey_catalogue import survey_rounds


@dataclass(frozen=True)
class ExchangeFinding(ExchangeBasis):
    """An exchange that can be read and taken further.

    ``figures`` holds the indicators that it concerns, by municipality; they are never set
    beside one another by what they show.
    """

    figures: Mapping[str, tuple[Finding, ...]] | None = None
    state: State | None = None
    store: Store | None = None

    def page(self, lang: str = "sv") -> ExchangePage:
        """The pieces of the exchange's page."""
        assert self.state is not None
        assert self.store is not None
        book = open_catalogue(self.store.settings)
        return ExchangePage(
            self, self.figures or {}, self.state.entries, book, self.store.origins, lang
        )

    def to_dict(self) -> dict[str, Any]:
        """What is written of it, what belongs to it and how far it has come, as plain values."""
        return {
            "id": self.entry.id,
            "phase": str(self.phase),
            "places": [place.id for place in self.places],
            "indicators": [each.indicator.id for each in self.concerned],
            "related": [each.id for each in self.related],
            "body": plain(self.entry.body),
        }


@dataclass(frozen=True)
class SharedExperienceFinding(SharedExperience):
    """A year's exchanges gathered, that can be read and taken further."""

    entries: tuple[Entry, ...] = ()
    store: Store | None = None

    def page(self, lang: str = "sv") -> ExperiencePage:
        """The pieces of the year's compilation."""
        assert self.store is not None
        book = open_catalogue(self.store.settings)
        return ExperiencePage(self, self.entries, book, self.store.origins, lang)


def exchange(
    id: str,
    *,
    years: Years = None,
    store: Store | None = None,
    journal: Journal | None = None,
    reader: Person | None = None,
) -> ExchangeFinding:
    """Gather what an exchange (utbyte) rests on: the journal beside the figures.

    Parameters
    ----------
    id
        The exchange's id in the journal, or words of its title.
    years
        First and last year of the figures, both included; None leaves an end open.
    store
        An open store; the one in ``FGTE_HOME`` where none is given.
    journal
        An open journal; the one beside the store where none is given.
    reader
        Someone who has signed in to ``journal``; without one only regional entries are read.

    Raises
    ------
    RequestError
        When there is no journal, or no single such exchange that may be read.
    """
    store = store or open_store()
    settings = store.settings
    state, book = state_for(settings, journal, reader), open_catalogue(settings)
    entry = exchange_named(state, id)
    basis = exchange_basis(entry, state, store, book, survey_rounds(settings))
    return ExchangeFinding(
        **{each.name: getattr(basis, each.name) for each in fields(basis)},
        figures=_figures(basis, years, store, state, book),
        state=state,
        store=store,
    )


def shared_experience(
    year: int,
    *,
    store: Store | None = None,
    journal: Journal | None = None,
    reader: Person | None = None,
) -> SharedExperienceFinding:
    """Gather a school year's exchanges for the regional erfarenhetsutbyte.

    Parameters
    ----------
    year
        The year in which the school year ends.
    store
        An open store; the one in ``FGTE_HOME`` where none is given.
    journal
        An open journal; the one beside the store where none is given.
    reader
        Someone who has signed in to ``journal``; without one only regional entries are read.

    Returns
    -------
    SharedExperienceFinding
        With nothing in it where nothing is written; its page says how to begin.
    """
    store = store or open_store()
    settings = store.settings
    state, book = state_for(settings, journal, reader), open_catalogue(settings)
    held = shared_experience_of(year, state, store, book, survey_rounds(settings))
    return SharedExperienceFinding(
        **{each.name: getattr(held, each.name) for each in fields(held)},
        entries=state.entries,
        store=store,
    )


def _figures(
    basis: ExchangeBasis, years: Years, store: Store, state: State, book: Catalogue
) -> Mapping[str, tuple[Finding, ...]]:
    """The indicators that the exchange concerns, each municipality's with its own change work."""
    wanted: Sequence[str] = [each.indicator.id for each in basis.concerned]
    if not wanted:
        return {place.id: () for place in basis.places}
    found: dict[str, tuple[Finding, ...]] = {}
    for place in basis.places:
        work = judge_work(state, place, store, book)
        held = assess_all(place.id, years=years, sexes=("T",), store=store)
        found[place.id] = tuple(with_work(e, work) for e in held if e.indicator.id in wanted)
    return found
