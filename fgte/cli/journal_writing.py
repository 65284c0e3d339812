"""Writing in the journal from the command line: from filled-in forms, and undoing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fgte.cli.journal_showing import entry_dict, line_of
from fgte.cli.output import console, logged_in, print_json
from fgte.errors import RequestError
from fgte.journal import Saved, open_journal
from fgte.journal.forms import read_form
from fgte.settings import Settings
from fgte.texts import text

CONFLICT = 1


@dataclass(frozen=True)
class Change:
    """What is to be changed, by which form, and which revision the writer had read."""

    id: str
    file: Path
    based_on: int
    settles: int | None
    who: str | None


def add(
    settings: Settings, file: Path, owner: str | None, who: str | None, *, as_json: bool
) -> int:
    """Make an entry of a form."""
    form = read_form(file)
    place = owner or form.owner
    if place is None:
        raise RequestError("journal_form_owner", file=file.name)
    with open_journal(settings) as journal:
        made = journal.create(
            form.kind,
            form.content,
            owner=place,
            visibility=form.visibility,
            who=who or logged_in(),
        )
        book = journal.catalogue
    if as_json:
        print_json(entry_dict(made))
        return 0
    console().print(line_of(made, book, settings.lang))
    console().print(text("cli.journal_said.added", settings.lang, id=made.id))
    return 0


def change(settings: Settings, wish: Change) -> int:
    """Let a form replace an entry's text; 1 when someone else had been there first."""
    form = read_form(wish.file)
    with open_journal(settings) as journal:
        if journal.entry(wish.id).kind is not form.kind:
            raise RequestError("journal_other_kind", id=wish.id, file=wish.file.name)
        saved = journal.save(
            wish.id,
            form.content,
            based_on=wish.based_on,
            settles=wish.settles,
            visibility=form.visibility,
            who=wish.who or logged_in(),
        )
    return _told(saved, settings.lang)


def undo(settings: Settings, id: str, to: int | None, based_on: int | None, who: str | None) -> int:
    """Let an earlier text stand again."""
    with open_journal(settings) as journal:
        saved = journal.undo(id, to=to, based_on=based_on, who=who or logged_in())
    return _told(saved, settings.lang)


def delete(settings: Settings, id: str, based_on: int | None, who: str | None) -> int:
    """Take an entry out of the lists."""
    with open_journal(settings) as journal:
        journal.delete(id, based_on=based_on, who=who or logged_in())
    console().print(text("cli.journal_said.deleted", settings.lang, id=id))
    return 0


def _told(saved: Saved, lang: str) -> int:
    """Say what became of it; both texts are kept when two wrote at once."""
    if not saved.conflict:
        said = {"id": saved.entry.id, "number": saved.revision.number}
        console().print(text("cli.journal_said.saved", lang, **said))
        return 0
    said = {"id": saved.entry.id, "number": saved.revision.number}
    told = {"standing": saved.standing.number, "who": saved.standing.who}
    console(stderr=True).print(text("cli.journal_said.conflict", lang, **said, **told))
    return CONFLICT
