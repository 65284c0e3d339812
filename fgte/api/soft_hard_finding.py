"""Soft values and the hard traces expected of them, as a finding: cases, never a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from fgte.api.assessing import open_store
from fgte.api.soft_sources import SoftSources
from fgte.catalogue import open_catalogue
from fgte.journal.access import Person
from fgte.journal.state import state_for
from fgte.judgement.soft_hard import collect_cases
from fgte.judgement.soft_hard_plain import plain_case, rows_of
from fgte.judgement.soft_hard_results import Case
from fgte.judgement.soft_links import links_of, withdrawn_of
from fgte.model import Municipality
from fgte.present.drawing import Drawing
from fgte.present.markup import Html, in_jupyter
from fgte.present.soft_hard_chart import case_chart
from fgte.present.soft_hard_page import SoftHardPage
from fgte.store import Store

if TYPE_CHECKING:
    from fgte.journal import Journal


@dataclass(frozen=True)
class SoftToHard:
    """What one municipality has collected: each soft value beside the trace expected of it.

    A case is one unit (the municipality or one of its schools), one soft value and one hard trace,
    with the lag that was written. Cases that cannot be read are there too, with why; ``withdrawn``
    counts those whose exchange has been deleted since, and ``known`` is the latest day on which
    figures came to the store. Shows itself in a notebook. ``lang`` is "sv" (default) or "en".
    """

    municipality: Municipality
    cases: tuple[Case, ...]
    withdrawn: int = 0
    known: date | None = None

    def sentence(self, lang: str = "sv") -> str:
        """How many cases there are, and what can be said of them."""
        return " ".join(self.page(lang).summary_lines())

    def table(self) -> pd.DataFrame:
        """One row a case and span: the soft change, the hard change at the lag, and the outcome."""
        return pd.DataFrame([row for each in self.cases for row in rows_of(each)])

    def charts(self, lang: str = "sv") -> Mapping[str, Drawing]:
        """Each case that has a round, by its id, as two panels over the same years."""
        drawn = {each.id: case_chart(each, lang) for each in self.cases}
        return {id: Drawing(str(chart.svg)) for id, chart in drawn.items() if chart is not None}

    def page(self, lang: str = "sv") -> SoftHardPage:
        """The pieces of the report."""
        place = self.municipality.name
        return SoftHardPage(place, self.cases, lang, self.withdrawn, self.known)

    def to_dict(self) -> dict[str, Any]:
        """Everything it holds as plain values."""
        return {
            "municipality": self.municipality.id,
            "cases": [plain_case(each) for each in self.cases],
            "withdrawn": self.withdrawn,
        }

    def _repr_html_(self) -> str:
        return in_jupyter(Html(self.page().summary().source + self.page().overview().source)).source


def soft_to_hard(
    municipality: str | int,
    *,
    store: Store | None = None,
    journal: Journal | None = None,
    reader: Person | None = None,
) -> SoftToHard:
    """Collect the cases of a municipality: soft values, and the hard traces expected of them.

    The link between the two, and how many years there should be between them, is what somebody
    wrote in an exchange or a prövande; nothing is chosen by what the figures show.

    Parameters
    ----------
    municipality
        Code ("1384" or 1384) or name ("Kungsbacka").
    store
        An open store; the one in ``FGTE_HOME`` where none is given.
    journal
        An open journal; the one beside the store where none is given.
    reader
        Someone who has signed in to ``journal``; without one only regional entries are read.

    Notes
    -----
    Rounds are the municipality's own and its schools', as `assess_instrument` and `soft_values`
    show them: what is hidden there is hidden here. Nothing is tested: with five units no test
    could show anything.
    """
    store = store or open_store()
    settings = store.settings
    book = open_catalogue(settings)
    place = book.municipality(municipality)
    state = state_for(settings, journal, reader)
    sources = SoftSources(place, store, settings, book)
    cases = collect_cases(sources.unit, links_of(state, place.id), sources.soft, sources.hard)
    known = max((each.retrieved for each in store.origins.values()), default=None)
    return SoftToHard(place, cases, withdrawn_of(state, place.id), known)
