"""Entries that show what a journal can look like: invented, marked so, removed with one command."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from fgte.errors import RequestError
from fgte.journal.entries import Entry
from fgte.journal.forms import read_form
from fgte.journal.journal import Journal
from fgte.journal.purging import Purged, purge


def add_examples(journal: Journal, *, who: str) -> tuple[Entry, ...]:
    """Put the examples in the journal, unless they are there."""
    if any(each.example for each in journal.entries(deleted=True)):
        raise RequestError("journal_examples_there")
    with resources.as_file(resources.files(__name__)) as folder:
        return tuple(_added(journal, path, who) for path in sorted(folder.glob("*.toml")))


def remove_examples(journal: Journal, *, who: str, why: str) -> Purged:
    """Remove every example for good, also those that someone has written in."""
    ids = [each.id for each in journal.entries(deleted=True) if each.example]
    if not ids:
        raise RequestError("journal_no_examples")
    return purge(journal, ids, who=who, why=why)


def _added(journal: Journal, path: Path, who: str) -> Entry:
    form = read_form(path)
    return journal.create(
        form.kind,
        form.content,
        owner=form.owner or "region",
        visibility=form.visibility,
        who=who,
        example=True,
    )
