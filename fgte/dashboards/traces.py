"""Expected traces whose figures have come: what was said beforehand, and now can be tried."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from fgte.catalogue import Catalogue, open_catalogue
from fgte.dashboards.choices import MUNICIPAL, Choices, query_of
from fgte.dashboards.markup import fill
from fgte.errors import FgteError
from fgte.settings import Settings

if TYPE_CHECKING:
    from fgte.journal.documents import ExpectedTrace

FRESH = 60.0
"""Seconds that the journal's answer stands before it is asked again."""


@dataclass(frozen=True)
class DueTrace:
    """An expected trace that can be tried: whose, of which indicator, from which year, where."""

    place: str
    label: str
    year: int
    link: str


def traces_html(settings: Settings, lang: str) -> Markup:
    """The expected traces that are due, as a part of a view; also when there are none to read."""
    found = _due(settings, lang, int(time.monotonic() / FRESH))
    return fill("traces", lang, found=found)


@lru_cache(maxsize=4)
def _due(settings: Settings, lang: str, moment: int) -> tuple[DueTrace, ...] | None:
    """Those that anyone may read, in code order; None where the journal cannot be read.

    Only what the journal holds as choices is shown, never anyone's own words.
    """
    from fgte.journal.place import has_journal

    if not has_journal(settings):
        return ()
    try:
        return _read(settings, lang)
    except FgteError:
        return None


def _read(settings: Settings, lang: str) -> tuple[DueTrace, ...]:
    from fgte.journal import open_journal
    from fgte.journal.access import may_read
    from fgte.journal.due import due

    book = open_catalogue(settings)
    found = []
    with open_journal(settings) as journal:
        open_to_all = {e.id for e in journal.entries() if may_read(None, e) and not e.example}
        for each in due(journal, days=0):
            said = each.expectation
            if said is None or said.entry_id not in open_to_all or said.trace.indicator is None:
                continue
            label = book.indicator(said.trace.indicator).label[lang]
            found.append((said.municipality, label, said.trace))
    found.sort(key=lambda each: each[:2])
    return tuple(_waiting(*each, book) for each in found)


def _waiting(municipality: str, label: str, trace: ExpectedTrace, book: Catalogue) -> DueTrace:
    """The trace with the way to the indicator opened on the municipality's own page."""
    place = book.municipalities.get(municipality)
    if place is None or trace.indicator is None:
        return DueTrace("", label, trace.first_year, "")
    query = query_of(Choices(MUNICIPAL, place.id, opened=trace.indicator))
    link = f"{MUNICIPAL}?{query}#tile-{trace.indicator}"
    return DueTrace(place.name, label, trace.first_year, link)
