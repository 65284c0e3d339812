"""The year's cycle as these pages show it: what comes when, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import get_month_names
from markupsafe import Markup

from fgte.catalogue import Catalogue
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.change_work.words import drawn, say_in
from fgte.journal import Entry
from fgte.journal.documents import CalendarEntry, Communication, Exchange, Inquiry

FIRST_MONTH = 8
"""The school year begins in August."""


@dataclass(frozen=True)
class Happening:
    """Something in the year: a month, a day where there is one, and where it is written."""

    month: int
    day: str
    said: str
    id: str = ""


def wheel_html(entries: Sequence[Entry], book: Catalogue, visit: Visit) -> Markup:
    """The year's cycle: the calendar, visits, follow-ups and when figures are published."""
    today, lang = visit.today, visit.lang
    said = [each for entry in entries for each in _of(entry, today, lang)]
    said += _published(book, lang)
    names = get_month_names("wide", locale=lang)
    months = []
    for month in ((FIRST_MONTH + n - 1) % 12 + 1 for n in range(12)):
        there = sorted((e for e in said if e.month == month), key=lambda e: (e.day, e.said))
        if there:
            months.append((names[month], month == today.month, there))
    return drawn("work_wheel", lang, months=months, place=visit.place)


def _of(entry: Entry, today: date, lang: str) -> list[Happening]:
    """What an entry puts in this school year; what comes every year has no day."""
    body, say = entry.body, say_in(lang)
    found: list[tuple[date | None, int, str]] = []
    if isinstance(body, CalendarEntry):
        month = body.day.month if body.day else body.month or FIRST_MONTH
        found.append((body.day, month, body.title))
    if isinstance(body, Exchange):
        found += [(v.day, v.day.month, say("wheel.visit", title=body.title)) for v in body.visits]
    if isinstance(body, Inquiry | Exchange) and body.next_follow_up is not None:
        day = body.next_follow_up
        found.append((day, day.month, say("wheel.follow_up", title=body.title)))
    if isinstance(body, Communication):
        found.append((body.day, body.day.month, say("wheel.message", audience=body.audience)))
    first, last = _school_year(today)
    return [
        Happening(month, day.isoformat() if day else "", words, entry.id)
        for day, month, words in found
        if day is None or first <= day < last
    ]


def _published(book: Catalogue, lang: str) -> list[Happening]:
    say = say_in(lang)
    by_month: dict[int, list[str]] = {}
    for each in book.followed:
        if each.publication_month is not None:
            by_month.setdefault(each.publication_month, []).append(each.short[lang])
    return [
        Happening(month, "", say("wheel.published", labels=", ".join(labels)))
        for month, labels in by_month.items()
    ]


def _school_year(today: date) -> tuple[date, date]:
    year = today.year if today.month >= FIRST_MONTH else today.year - 1
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1)
