"""The year's cycle of these pages: what comes when, each with the way to where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from fgte.catalogue import Catalogue
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.change_work.words import owner_label, say_in
from fgte.dashboards.markup import safe
from fgte.journal import Entry
from fgte.journal.documents import CalendarEntry, Communication, Exchange, Inquiry
from fgte.present.year_wheel import (
    FIRST_MONTH,
    DaySort,
    YearDay,
    in_school_year,
    school_year,
    year_wheel,
)


def wheel_html(entries: Sequence[Entry], book: Catalogue, visit: Visit) -> Markup:
    """The calendar, visits, follow-ups and messages of this school year, and when figures come."""
    year = school_year(visit.today)
    days = [day for each in entries for day in _of(each, book, year, visit)]
    days += _published(book, year, visit.lang)
    return safe(str(year_wheel(in_school_year(days, year), visit.today, visit.lang)))


def _of(entry: Entry, book: Catalogue, year: int, visit: Visit) -> Iterator[YearDay]:
    body, say = entry.body, say_in(visit.lang)
    whose = owner_label(entry.owner, book, visit.lang)
    if entry.example:
        whose = f"{whose} · {say('card.example')}"
    href = f"{visit.place}post/{entry.id}"

    def day(when: date, sort: DaySort, title: str, *, whole_month: bool = False) -> YearDay:
        return YearDay(when, sort, title, whose, whole_month, href)

    if isinstance(body, CalendarEntry):
        when = body.day or _month(body.month or FIRST_MONTH, year)
        yield day(when, DaySort.CALENDAR, body.title, whole_month=body.day is None)
    if isinstance(body, Exchange):
        for each in body.visits:
            yield day(each.day, DaySort.EXCHANGE, body.title)
    if isinstance(body, Inquiry | Exchange) and body.next_follow_up is not None:
        yield day(body.next_follow_up, DaySort.FOLLOW_UP, body.title)
    if isinstance(body, Communication):
        yield day(body.sent or body.day, DaySort.MESSAGE, body.audience)


def _published(book: Catalogue, year: int, lang: str) -> list[YearDay]:
    """When new figures usually come, by month."""
    by_month: dict[int, list[str]] = {}
    for each in book.followed:
        if each.publication_month is not None:
            by_month.setdefault(each.publication_month, []).append(each.short[lang])
    return [
        YearDay(_month(month, year), DaySort.PUBLICATION, ", ".join(labels), whole_month=True)
        for month, labels in by_month.items()
    ]


def _month(month: int, year: int) -> date:
    return date(year - 1 if month >= FIRST_MONTH else year, month, 1)
