"""What waits: follow-ups, expectations that can be tried, messages to send, days of the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fgte.errors import RequestError
from fgte.journal.documents import CalendarEntry, Communication, Inquiry, follow_up_of
from fgte.journal.entries import Entry
from fgte.journal.expectations import Registered
from fgte.journal.journal import Journal

AHEAD = 30
FARTHEST = 3660


class Sort(StrEnum):
    """What sort of thing waits."""

    FOLLOW_UP = "follow_up"
    EXPECTATION = "expectation"
    MESSAGE = "message"
    CALENDAR = "calendar"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Due:
    """Something that waits: since or on which day, in which entry, and about what."""

    sort: Sort
    day: date
    entry_id: str
    owner: str
    title: str
    expectation: Registered | None = None


def due(journal: Journal, *, owner: str | None = None, days: int = AHEAD) -> tuple[Due, ...]:
    """What waits by now or within a number of days, by day.

    An expectation can be tried when its outcome is public; it waits until a trace in its
    inquiry names it. What was deleted waits no more.
    """
    if not 0 <= days <= FARTHEST:
        raise RequestError("journal_days", found=days, most=FARTHEST)
    today = journal.clock().date()
    until = today + timedelta(days=days)
    entries = {each.id: each for each in journal.entries(owner=owner)}
    found = [each for entry in entries.values() for each in _of(entry, today, until)]
    found += _expectations(journal, entries, today)
    for each in journal.conflicts():
        if each.entry_id in entries:
            entry = entries[each.entry_id]
            found.append(Due(Sort.CONFLICT, each.at.date(), entry.id, entry.owner, entry.title))
    return tuple(sorted(found, key=lambda each: (each.day, each.sort, each.entry_id)))


def _of(entry: Entry, today: date, until: date) -> Iterator[Due]:
    body = entry.body
    sort, day = Sort.FOLLOW_UP, follow_up_of(body)
    if isinstance(body, Communication) and body.sent is None:
        sort, day = Sort.MESSAGE, body.day
    elif isinstance(body, CalendarEntry):
        sort, day = Sort.CALENDAR, _next(body, today)
    if day is not None and day <= until:
        yield Due(sort, day, entry.id, entry.owner, entry.title)


def _next(body: CalendarEntry, today: date) -> date | None:
    """The next time it comes; None for a day that has passed."""
    if body.day is not None:
        return body.day if body.day >= today else None
    month = body.month or today.month
    year = today.year if month >= today.month else today.year + 1
    return max(today, date(year, month, 1))


def _expectations(journal: Journal, entries: dict[str, Entry], today: date) -> Iterator[Due]:
    for each in journal.registered():
        entry = entries.get(each.entry_id)
        if entry is None or each.trace_id in _read(entry):
            continue
        name, year = each.trace.indicator, each.trace.first_year
        come = name is not None and journal.in_store(name, each.municipality, year)
        if come or today >= each.published_from:
            day = min(today, each.published_from)
            yield Due(Sort.EXPECTATION, day, entry.id, each.municipality, entry.title, each)


def _read(entry: Entry) -> set[str]:
    """The expectations that have been answered by a trace."""
    traces = entry.body.traces if isinstance(entry.body, Inquiry) else ()
    return {each.expected for each in traces if each.expected}
