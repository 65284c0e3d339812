"""What the journal says: lists, an entry with its history, what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fgte.catalogue import Catalogue
from fgte.cli.output import console, print_json
from fgte.journal import Entry, Registered, Revision, kind_of, open_journal
from fgte.journal.documents import MODELS, plain
from fgte.journal.due import Due, due
from fgte.journal.expectations import as_dict
from fgte.journal.flat import flat
from fgte.journal.form_words import field_label
from fgte.settings import Settings
from fgte.texts import text

if TYPE_CHECKING:
    from fgte.cli.journal_answers import Answers


def list_entries(
    settings: Settings, kind: str | None, owner: str | None, *, deleted: bool, as_json: bool
) -> int:
    """The entries as they stand, a line each."""
    chosen = None if kind is None else kind_of(kind)
    with open_journal(settings) as journal:
        found = journal.entries(kind=chosen, owner=owner, deleted=deleted)
        book = journal.catalogue
    if as_json:
        print_json([entry_dict(each) for each in found])
        return 0
    for each in found:
        console().print(line_of(each, book, settings.lang))
    if not found:
        console().print(text("cli.journal_said.empty", settings.lang))
    return 0


def show(settings: Settings, id: str, *, history: bool, as_json: bool) -> int:
    """One entry, field by field, and its revisions when asked for."""
    with open_journal(settings) as journal:
        entry, revisions = journal.entry(id), journal.history(id)
        waiting, book = journal.conflicts(id), journal.catalogue
    if as_json:
        print_json({**entry_dict(entry), "revisions": [_revision(each) for each in revisions]})
        return 0
    out, lang = console(), settings.lang
    out.print(line_of(entry, book, lang))
    for line in _fields(entry, lang):
        out.print(line)
    for each in waiting:
        out.print(text("cli.journal_said.conflict_waits", lang, number=each.number, who=each.who))
    for each in revisions if history else ():
        out.print(_said(each, lang))
    return 0


def show_due(settings: Settings, owner: str | None, days: int, *, as_json: bool) -> int:
    """What waits, by day; an expected trace with what the figures answer."""
    with open_journal(settings) as journal:
        found = due(journal, owner=owner, days=days)
        book, registered = journal.catalogue, journal.registered()
    answers = _answers(settings, registered) if any(e.expectation for e in found) else None
    if as_json:
        print_json([_due_dict(each, answers) for each in found])
        return 0
    out, lang = console(), settings.lang
    for each in found:
        said = {"day": each.day, "id": each.entry_id, "title": each.title}
        said["sort"] = text(f"journal.due.{_sort(each, answers)}", lang)
        said["owner"] = owner_name(each.owner, book, lang)
        out.print(text("cli.journal_said.due", lang, **said))
        if each.expectation is not None and answers is not None:
            out.print("  " + _expected(each, book, lang))
            out.print("  " + answers.line(each.expectation, lang))
    if not found:
        out.print(text("cli.journal_said.nothing_due", lang))
    return 0


def _sort(each: Due, answers: Answers | None) -> str:
    """What sort of thing waits; the first year of an expectation may come long before the last."""
    if each.expectation is None or answers is None:
        return each.sort
    if answers.closed(each.expectation):
        return "expectation_closed"
    return "expectation_begun" if answers.waits(each.expectation) else each.sort


def _answers(settings: Settings, registered: Sequence[Registered]) -> Answers:
    from fgte.cli.journal_answers import Answers

    return Answers(settings, registered)


def line_of(entry: Entry, book: Catalogue, lang: str) -> str:
    """An entry on a line: id, what, whose, which revision, and its title."""
    marks = [text("cli.journal_said.example", lang)] if entry.example else []
    marks += [text("journal.change.deleted", lang)] if entry.deleted else []
    said = text(
        "cli.journal_said.line",
        lang,
        id=entry.id,
        kind=text(f"journal.kind.{entry.kind}", lang),
        owner=owner_name(entry.owner, book, lang),
        visibility=text(f"journal.visibility.{entry.visibility}", lang),
        number=entry.current,
        day=f"{entry.updated:%Y-%m-%d}",
        title=entry.title,
    )
    return " · ".join([said, *marks])


def owner_name(owner: str, book: Catalogue, lang: str) -> str:
    """Whose an entry is, as people say it."""
    if owner in book.municipalities:
        return book.municipalities[owner].name
    kind, _, name = owner.partition(":")
    return text(f"journal.owner.{'network' if name else kind}", lang, name=name)


def entry_dict(entry: Entry) -> dict[str, Any]:
    """An entry as JSON holds it."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "owner": entry.owner,
        "visibility": entry.visibility,
        "deleted": entry.deleted,
        "example": entry.example,
        "current": entry.current,
        "created": entry.created.isoformat(),
        "updated": entry.updated.isoformat(),
        "body": plain(entry.body),
    }


def _fields(entry: Entry, lang: str) -> Iterator[str]:
    for name, value in plain(entry.body).items():
        label = field_label(MODELS[entry.kind].__name__, name, lang)
        if isinstance(value, dict | list):
            inner = flat({name: value})
            yield f"{label}:"
            yield from (f"  {path}: {said}" for path, _, said in inner if said)
        elif value != "":
            yield f"{label}: {value}"


def _said(each: Revision, lang: str) -> str:
    said = text(
        "cli.journal_said.revision",
        lang,
        number=each.number,
        at=f"{each.at:%Y-%m-%d %H:%M}",
        change=text(f"journal.change.{each.change}", lang),
        who=each.who,
    )
    if each.received is not None:
        said += " · " + text("cli.journal_said.received", lang, day=f"{each.received:%Y-%m-%d}")
    return said


def _expected(each: Due, book: Catalogue, lang: str) -> str:
    found = each.expectation
    assert found is not None
    known = book.indicators.get(found.trace.indicator or "")
    what = known.short[lang] if known else found.trace.soft_value or found.trace.indicator
    when = "before" if found.before_result else "after"
    return text(
        "cli.journal_said.expected",
        lang,
        what=what,
        direction=text(f"cli.better.{found.trace.direction}", lang),
        year=found.trace.first_year,
        day=f"{(found.received or found.registered):%Y-%m-%d}",
        when=text(f"cli.journal_said.registered_{when}", lang),
    )


def _due_dict(each: Due, answers: Answers | None) -> dict[str, Any]:
    expectation = each.expectation
    return {
        "sort": each.sort,
        "day": each.day.isoformat(),
        "entry": each.entry_id,
        "owner": each.owner,
        "title": each.title,
        "expectation": as_dict(expectation) if expectation else None,
        "judged": answers.plain(expectation) if expectation and answers else None,
    }


def _revision(each: Revision) -> dict[str, Any]:
    return {
        "number": each.number,
        "change": each.change,
        "at": each.at.isoformat(),
        "who": each.who,
        "based_on": each.based_on,
        "settles": each.settles,
        "received": each.received.isoformat() if each.received else None,
        "body": dict(each.content),
    }
