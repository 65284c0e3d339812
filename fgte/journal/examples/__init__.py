"""Entries that show what a journal can look like: invented, marked so, removed with one command."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from fgte.errors import RequestError
from fgte.journal.entries import Entry
from fgte.journal.forms import Form, read_form
from fgte.journal.journal import Journal
from fgte.journal.purging import Purged, purge

NAMED = "exempel:"
"""How an example names another, by the name of its file: ids are given when they are put in."""

CHANGES = "changes"
"""Names the example that a file is a later revision of."""


def add_examples(journal: Journal, *, who: str) -> tuple[Entry, ...]:
    """Put the examples in the journal, unless they are there."""
    if any(each.example for each in journal.entries(deleted=True)):
        raise RequestError("journal_examples_there")
    made: dict[str, Entry] = {}
    with resources.as_file(resources.files(__name__)) as folder:
        for path in sorted(folder.glob("*.toml")):
            name, entry = _put(journal, path, made, who)
            made[name] = entry
    return tuple(made.values())


def remove_examples(journal: Journal, *, who: str, why: str) -> Purged:
    """Remove every example for good, also those that someone has written in."""
    ids = [each.id for each in journal.entries(deleted=True) if each.example]
    if not ids:
        raise RequestError("journal_no_examples")
    return purge(journal, ids, who=who, why=why)


def _put(journal: Journal, path: Path, made: Mapping[str, Entry], who: str) -> tuple[str, Entry]:
    """An example as a new entry, or as a later revision of one."""
    form = read_form(path)
    content = {name: _linked(value, made) for name, value in form.content.items()}
    changed = content.pop(CHANGES, None)
    if changed is None:
        return path.stem, _created(journal, form, content, who)
    before = next(each for each in made.values() if each.id == changed)
    saved = journal.save(before.id, content, based_on=before.current, who=who)
    return next(name for name, each in made.items() if each is before), saved.entry


def _created(journal: Journal, form: Form, content: Mapping[str, Any], who: str) -> Entry:
    return journal.create(
        form.kind,
        content,
        owner=form.owner or "region",
        visibility=form.visibility,
        who=who,
        example=True,
    )


def _linked(value: Any, made: Mapping[str, Entry]) -> Any:
    """A value with the id of each example that it names."""
    if isinstance(value, str) and value.startswith(NAMED):
        return made[value.removeprefix(NAMED)].id
    if isinstance(value, Mapping):
        return {name: _linked(inner, made) for name, inner in value.items()}
    return [_linked(inner, made) for inner in value] if isinstance(value, list) else value
