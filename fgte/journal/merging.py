"""Whole entries with their history: read out, and taken in without overwriting anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby

import sqlalchemy as sa

from fgte.journal import rows
from fgte.journal.documents import Kind
from fgte.journal.entries import Archived, Change, Revision, revision_from
from fgte.journal.newer import known
from fgte.journal.tables import entry, purged, revision

Allowed = Callable[[Kind, Revision, Revision], bool]
"""Whether what stands of a kind of entry may be followed by another revision, coming now."""


def read_archive(connection: sa.Connection) -> Iterator[Archived]:
    """Every entry with its history, by id."""
    asked = (
        sa.select(revision, entry.c.kind, entry.c.example)
        .join(entry, entry.c.id == revision.c.entry_id)
        .order_by(revision.c.entry_id, revision.c.number)
    )
    for id, group in groupby(connection.execute(asked), key=lambda row: row.entry_id):
        found = list(group)
        revisions = tuple(map(revision_from, found))
        yield Archived(id, known(Kind, found[0].kind), bool(found[0].example), revisions)


def merge(connection: sa.Connection, each: Archived, received: datetime, allowed: Allowed) -> str:
    """Take in what is new of an entry, and say what became of it (see ``TakenIn``)."""
    if connection.scalar(sa.select(purged.c.at).where(purged.c.entry_id == each.id)) is not None:
        return "purged"
    held = _held(connection, each.id)
    if not held:
        rows.add_entry(connection, each.kind, _here(each.revisions[0], received), each.example)
        _add(connection, each.revisions[1:], received)
        return "new"
    brought = tuple(replace(one, received=None) for one in each.revisions)
    shared = min(len(held), len(brought))
    if held[:shared] != brought[:shared]:
        return "parted"
    new = each.revisions[shared:]
    stands = next(one for one in reversed(held) if one.change is not Change.CONFLICT)
    come = [one for one in new if one.change is not Change.CONFLICT]
    if not all(allowed(each.kind, stands, one) for one in come):
        return "frozen"
    _add(connection, new, received)
    return "continued" if new else "unchanged"


def _held(connection: sa.Connection, id: str) -> tuple[Revision, ...]:
    asked = sa.select(revision).where(revision.c.entry_id == id).order_by(revision.c.number)
    return tuple(replace(revision_from(row), received=None) for row in connection.execute(asked))


def _add(connection: sa.Connection, new: tuple[Revision, ...], received: datetime) -> None:
    for each in new:
        rows.add_revision(connection, _here(each, received))


def _here(each: Revision, received: datetime) -> Revision:
    return replace(each, received=received)
