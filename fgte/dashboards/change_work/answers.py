"""What was expected beforehand, beside when it was said and whether it can be tried now."""

from __future__ import annotations

from dataclasses import dataclass

from fgte.dashboards.change_work.lists import Lists
from fgte.dashboards.change_work.words import owner_label, said_time, say_in
from fgte.journal import Entry, Journal, Registered
from fgte.journal.documents import plain


@dataclass(frozen=True)
class Answer:
    """One expected trace: what, for whom, when it was written, and what can be said of it."""

    trace: str
    place: str
    because: str
    registered: str
    timing: str
    state: str
    said: str = ""


def answers_of(journal: Journal, entry: Entry, lists: Lists) -> tuple[Answer, ...]:
    """The expected traces of an entry, each with its state."""
    if entry.example:
        return ()
    found = [each for each in journal.registered() if each.entry_id == entry.id]
    return tuple(_answer(each, journal, lists) for each in found)


def _answer(each: Registered, journal: Journal, lists: Lists) -> Answer:
    say = say_in(lists.lang)
    today = journal.clock().date()
    trace = each.trace
    come = trace.indicator is not None and journal.in_store(
        trace.indicator, each.municipality, trace.first_year
    )
    state = "come" if come else "public" if today >= each.published_from else "waits"
    timing = "before" if each.before_result else "published" if each.before_publication else "after"
    return Answer(
        trace=lists.trace_label(plain(trace)),
        place=owner_label(each.municipality, lists.book, lists.lang),
        because=trace.because or "",
        registered=said_time(each.received or each.registered),
        timing=say(f"answer.{timing}"),
        state=say(f"answer.{state}", day=each.published_from.isoformat()),
    )
