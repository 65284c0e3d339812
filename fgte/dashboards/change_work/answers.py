"""What was expected beforehand, beside what the figures answer: judged as in the reports."""

from __future__ import annotations

from dataclasses import dataclass

from fgte.api import change_work
from fgte.catalogue import Catalogue
from fgte.dashboards.change_work.words import owner_label
from fgte.errors import FgteError
from fgte.journal import Entry, Journal
from fgte.journal.access import Person
from fgte.journal.documents import Exchange
from fgte.journal.expectations import traces_in
from fgte.present.change_work_page import trial_lines
from fgte.store import Store


@dataclass(frozen=True)
class Answer:
    """The expected traces of an entry for one place: what was written, and what came of it."""

    place: str
    lines: tuple[str, ...]


def answers_of(
    journal: Journal, entry: Entry, store: Store, reader: Person | None, lang: str
) -> tuple[Answer, ...]:
    """What the figures answer to an entry's expected traces, place by place in code order.

    Empty for an entry that expects nothing, and where the figures cannot be read.
    """
    if not traces_in(entry.body):
        return ()
    book = journal.catalogue
    try:
        return tuple(
            Answer(owner_label(place or "region", book, lang), lines)
            for place in _places(entry, book)
            for lines in _judged(journal, entry, place, store, reader, lang)
        )
    except FgteError:
        return ()


def _places(entry: Entry, book: Catalogue) -> tuple[str | None, ...]:
    """Whose figures answer: each municipality of an exchange, else the owner's."""
    if isinstance(entry.body, Exchange):
        return tuple(sorted(entry.body.municipalities))
    return (entry.owner if entry.owner in book.municipalities else None,)


def _judged(
    journal: Journal,
    entry: Entry,
    place: str | None,
    store: Store,
    reader: Person | None,
    lang: str,
) -> list[tuple[str, ...]]:
    found = change_work(place, store=store, journal=journal, reader=reader)
    asked = found.family.asked
    return [
        tuple(trial_lines(trial, asked, lang))
        for work in found.works
        if work.id == entry.id
        for trial in work.trials
    ]
