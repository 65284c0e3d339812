"""The soft values of a municipality: its own surveys, and the hard traces expected from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fgte.api.assessing import assess, assess_all, open_store
from fgte.api.findings import Finding
from fgte.catalogue import open_catalogue
from fgte.errors import RequestError
from fgte.journal import Journal
from fgte.journal.documents import SoftValue
from fgte.journal.state import state_for
from fgte.judgement import Judgement
from fgte.model import Kind, Municipality, Scope
from fgte.present.soft_page import Expecting, SoftPage, SoftSurvey, expecting_in
from fgte.store import Store


@dataclass(frozen=True)
class SoftValues:
    """A municipality's own surveys and what was expected from them; never another's."""

    municipality: Municipality
    surveys: tuple[SoftSurvey, ...]
    expecting: tuple[Expecting, ...]

    def page(self, lang: str = "sv") -> SoftPage:
        """The pieces of the report."""
        return SoftPage(self.municipality.name, self.surveys, self.expecting, lang)


def soft_values(
    municipality: str | int, *, store: Store | None = None, journal: Journal | None = None
) -> SoftValues:
    """Read the local process indicators of a municipality, question by question.

    Parameters
    ----------
    municipality
        Code ("1384" or 1384) or name ("Kungsbacka").
    store
        An open store; the one in ``FGTE_HOME`` where none is given.
    journal
        An open journal; the one beside the store where none is given.
    """
    store = store or open_store()
    settings = store.settings
    place = open_catalogue(settings).municipality(municipality)
    state = state_for(settings, journal)
    local = [each for each in assess_all(place.id, sexes=("T",), store=store) if _is_soft(each)]
    chosen = expecting_in(state.of(place.id).entries)
    return SoftValues(
        municipality=place,
        surveys=tuple(SoftSurvey(tuple(_questions(each, store))) for each in local),
        expecting=tuple(Expecting(e, v, _judged(v, place, store)) for e, v in chosen),
    )


def _is_soft(each: Finding) -> bool:
    return each.indicator.scope is Scope.LOCAL and each.indicator.kind is Kind.PROCESS


def _questions(headline: Finding, store: Store) -> Iterator[Judgement]:
    """The headline, then every other question that has a figure, in the order they were asked."""
    yield headline
    indicator, place = headline.indicator, headline.municipality.id
    for each in indicator.series:
        if each.id != indicator.default_series:
            found = assess(indicator.id, place, series=each.id, store=store)
            if found.series:
                yield found


def _judged(value: SoftValue, place: Municipality, store: Store) -> Judgement | None:
    """The indicator that the trace is expected in; None without one, or where it has no figure."""
    trace = value.expected
    if trace is None or trace.indicator is None:
        return None
    try:
        return assess(
            trace.indicator,
            place.id,
            series=trace.series,
            sex=trace.sex,
            variant=trace.variant,
            store=store,
        )
    except RequestError:
        return None
