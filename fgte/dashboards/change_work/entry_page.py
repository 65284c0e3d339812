"""One entry opened whole: what it says, what was expected, and everything that has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fgte.dashboards.change_work.answers import Answer
from fgte.dashboards.change_work.lists import Lists
from fgte.dashboards.change_work.readable import (
    own_pages,
    readable_conflicts,
    readable_history,
)
from fgte.dashboards.change_work.sections import fields_of, sections_of
from fgte.dashboards.change_work.shown import changed, shown
from fgte.dashboards.change_work.standing import step_of
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.change_work.words import drawn, kind_label, owner_label, said_time, say_in
from fgte.journal import Change, Entry, Journal, Revision
from fgte.journal.access import may_purge, may_write
from fgte.journal.checks import linked
from fgte.journal.documents import plain
from fgte.journal.documents.kinds import WORDS


@dataclass(frozen=True)
class Happened:
    """One line of the history: what was done, when, by whom, and what it changed."""

    number: int
    change: str
    when: str
    who: str
    differs: tuple[tuple[str, str, str], ...]
    standing: bool
    can_return: bool


def entry_page(
    journal: Journal,
    entry: Entry,
    lists: Lists,
    visit: Visit,
    *,
    answers: Sequence[Answer] = (),
    note: str = "",
) -> Markup:
    """An entry with its history, and what the reader may do with it.

    Parameters
    ----------
    journal
        Where it stands.
    entry
        One that the reader may see.
    lists
        The names of what it leads to.
    visit
        Who reads.
    answers
        What the figures say of what was expected.
    note
        What has just been done, in words.
    """
    writes = may_write(visit.person, entry.owner, entry.body)
    owns = may_write(visit.person, entry.owner)
    history = readable_history(journal, entry, visit.person)
    fields = fields_of(entry.kind)
    step = step_of(entry)
    return drawn(
        "work_entry",
        visit.lang,
        visit=visit,
        entry=entry,
        kind=kind_label(entry.kind, visit.lang),
        owner=owner_label(entry.owner, lists.book, visit.lang),
        step=say_in(visit.lang)(f"step.{step}") if step else "",
        parts=[
            part for part in shown(fields, plain(entry.body), lists) if part.text != entry.title
        ],
        ways=_ways(entry, lists),
        lacking=_lacking(entry) if writes else (),
        word=WORDS[entry.kind],
        answers=answers,
        history=_history(history, entry, lists, visit),
        hidden=len(journal.history(entry.id)) > len(history),
        conflicts=[each.number for each in readable_conflicts(journal, entry, visit.person)],
        writes=writes,
        owns=owns,
        purges=may_purge(visit.person, entry.owner),
        undoes=owns and len([e for e in history if e.change is not Change.CONFLICT]) > 1,
        note=note,
    )


def _ways(entry: Entry, lists: Lists) -> list[tuple[str, str]]:
    """The entries that this one leads to, where the reader may follow."""
    titles = {each.id: each.title for each in lists.entries}
    return [(id, titles[id]) for id in linked(entry.body) if id in titles]


def _lacking(entry: Entry) -> tuple[str, ...]:
    """The sections in which nothing has been written yet."""
    held = {name for name, value in plain(entry.body).items() if value not in ("", [], {})}
    return tuple(name for name, fields in sections_of(entry.kind) if not held & set(fields))


def _history(
    revisions: tuple[Revision, ...], entry: Entry, lists: Lists, visit: Visit
) -> list[Happened]:
    """The newest first; each beside the revision that stood before it."""
    said, before = [], None
    for each in revisions:
        said.append(_happened(each, before, entry, lists, visit))
        before = before if each.change is Change.CONFLICT else each
    return said[::-1]


def _happened(
    each: Revision, before: Revision | None, entry: Entry, lists: Lists, visit: Visit
) -> Happened:
    fields = fields_of(entry.kind)
    differs = changed(fields, before.content, each.content, lists) if before else ()
    if before is not None and before.visibility is not each.visibility:
        say = say_in(visit.lang)
        seen = tuple(say(f"seen.{side.visibility}") for side in (before, each))
        differs = (*differs, (say("form.visibility"), seen[0], seen[1]))
    owns = may_write(visit.person, entry.owner)
    return Happened(
        number=each.number,
        change=say_in(visit.lang)(f"change.{each.change}"),
        when=said_time(each.at),
        who=each.who if own_pages(visit.person) else "",
        differs=differs,
        standing=each.number == entry.current,
        can_return=owns and each.number != entry.current and each.change is not Change.CONFLICT,
    )
