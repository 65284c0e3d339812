"""The days of a school year: own calendars, publications, exchanges, follow-ups and messages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from fgte.catalogue import Catalogue
from fgte.journal import Entry
from fgte.journal.documents import (
    CalendarEntry,
    Communication,
    Exchange,
    Inquiry,
    follow_up_of,
)
from fgte.journal.documents.exchange import Visit
from fgte.journal.entries import is_shared
from fgte.journal.expectations import traces_in
from fgte.journal.publication import published_from
from fgte.model import Kind, Scope, Stage
from fgte.present.change_work_cards import example_mark, owner_words, title_words
from fgte.present.labels import mid_sentence, stage_label
from fgte.present.year_wheel import FIRST_MONTH, DaySort, YearDay, in_school_year
from fgte.texts import counted, text


def year_days(
    entries: Iterable[Entry],
    book: Catalogue,
    year: int,
    lang: str = "sv",
    *,
    places: Collection[str] | None = None,
    link: Callable[[Entry], str] = lambda entry: "",
) -> tuple[YearDay, ...]:
    """Every day of one school year that the journal or the catalogue names.

    Parameters
    ----------
    entries
        Those that the reader may read.
    year
        The year in which the school year ends.
    places
        Codes of municipalities: only what is theirs or concerns all. None for everything.
    link
        Where an entry can be read; without it no line leads anywhere.
    """
    chosen = [each for each in entries if _concerns(each, places)]
    found = [
        replace(day, href=link(each)) for each in chosen for day in _of(each, book, year, lang)
    ]
    return in_school_year([*publications(book, year, lang), *found], year)


def publications(book: Catalogue, year: int, lang: str = "sv") -> tuple[YearDay, ...]:
    """When new figures are published in a school year, by month and stage of school."""
    dated = [
        (each.publication_month, each.stage)
        for each in book.followed
        if each.publication_month and each.scope is Scope.NATIONAL and each.kind is not Kind.CONTEXT
    ]
    order = list(Stage)
    dated.sort(key=lambda each: (each[0], order.index(each[1]) if each[1] else len(order)))
    return tuple(
        YearDay(
            _month(month, year),
            DaySort.PUBLICATION,
            _figures(stage, len(list(of)), lang),
            whole_month=True,
        )
        for (month, stage), of in groupby(dated)
    )


def _figures(stage: Stage | None, n: int, lang: str) -> str:
    name = mid_sentence(stage_label(stage, lang)) if stage else ""
    return counted("exchange.wheel.figures", n, lang, stage=name)


def _month(month: int, year: int) -> date:
    return date(year - 1 if month >= FIRST_MONTH else year, month, 1)


def _concerns(entry: Entry, places: Collection[str] | None) -> bool:
    if places is None or (is_shared(entry.owner) and not isinstance(entry.body, Exchange)):
        return True
    if isinstance(entry.body, Exchange):
        return not set(places).isdisjoint(entry.body.municipalities)
    return entry.owner in places


def _of(entry: Entry, book: Catalogue, year: int, lang: str) -> Iterator[YearDay]:
    """The days that one entry names."""
    body, title = entry.body, title_words(entry, lang)
    whose = _whose(entry, book, lang)
    if isinstance(body, CalendarEntry):
        day = body.day or _month(body.month or FIRST_MONTH, year)
        yield YearDay(day, DaySort.CALENDAR, title, whose, whole_month=body.day is None)
    if isinstance(body, Communication):
        yield YearDay(body.sent or body.day, DaySort.MESSAGE, title, whose)
    if isinstance(body, Exchange):
        yield from (_visit(each, title, whose, book, lang) for each in body.visits)
    if (follow_up := follow_up_of(body)) is not None:
        yield YearDay(follow_up, DaySort.FOLLOW_UP, title, whose)
    if isinstance(body, Exchange | Inquiry):
        for trace in traces_in(body):
            day = published_from(trace, book)
            yield YearDay(day, DaySort.EXPECTATION, title, whose, whole_month=True)


def _visit(each: Visit, title: str, whose: str, book: Catalogue, lang: str) -> YearDay:
    host = owner_words(each.host, book.municipalities, lang)
    said = text("exchange.wheel.visit", lang, host=host, title=title)
    return YearDay(each.day, DaySort.EXCHANGE, said, whose)


def _whose(entry: Entry, book: Catalogue, lang: str) -> str:
    owner = owner_words(entry.owner, book.municipalities, lang)
    return " · ".join(word for word in (owner, example_mark(entry, lang)) if word)
