"""Reading and adding rows: the only place that knows the tables of entries and revisions."""

from __future__ import annotations

import sqlalchemy as sa

from fgte.errors import RequestError
from fgte.journal.documents import Kind
from fgte.journal.entries import (
    Change,
    Entry,
    Revision,
    entry_from,
    packed,
    revision_from,
    written,
)
from fgte.journal.newer import known
from fgte.journal.tables import entry, purged, revision

_STANDING = sa.and_(revision.c.entry_id == entry.c.id, revision.c.number == entry.c.current)
_ENTRIES = sa.select(entry, revision.c.body).join(revision, _STANDING)


def add_entry(connection: sa.Connection, kind: Kind, first: Revision, example: bool) -> None:
    """A new entry with its first revision."""
    at = written(first.at)
    values = {"kind": kind, "example": example, "current": 1, "created": at, "updated": at}
    shared = {"owner": first.owner, "visibility": first.visibility, "deleted": False}
    connection.execute(sa.insert(entry).values(id=first.entry_id, **values, **shared))
    connection.execute(sa.insert(revision).values(**_row(first)))


def add_revision(connection: sa.Connection, new: Revision) -> None:
    """A further revision; it stands from now on, unless it is a conflict."""
    connection.execute(sa.insert(revision).values(**_row(new)))
    if new.change is Change.CONFLICT:
        return
    connection.execute(
        sa.update(entry)
        .where(entry.c.id == new.entry_id)
        .values(
            current=new.number,
            owner=new.owner,
            visibility=new.visibility,
            deleted=new.deleted,
            updated=written(new.at),
        )
    )


def read_entry(connection: sa.Connection, id: str) -> Entry:
    """An entry as it stands."""
    row = connection.execute(_ENTRIES.where(entry.c.id == id)).one_or_none()
    if row is None:
        raise _no_entry(connection, id)
    return entry_from(row)


def read_entries(
    connection: sa.Connection, *, kind: Kind | None, owner: str | None, deleted: bool
) -> tuple[Entry, ...]:
    """The entries that fit, oldest first."""
    asked = _ENTRIES.order_by(entry.c.created, entry.c.id)
    if not deleted:
        asked = asked.where(entry.c.deleted.is_(False))
    if kind is not None:
        asked = asked.where(entry.c.kind == kind)
    if owner is not None:
        asked = asked.where(entry.c.owner == owner)
    return tuple(entry_from(row) for row in connection.execute(asked))


def read_history(connection: sa.Connection, id: str) -> tuple[Revision, ...]:
    """The revisions of an entry, in order."""
    asked = sa.select(revision).where(revision.c.entry_id == id).order_by(revision.c.number)
    found = tuple(revision_from(row) for row in connection.execute(asked))
    if not found:
        raise _no_entry(connection, id)
    return found


def lock_standing(connection: sa.Connection, id: str, expected: int | None = None) -> Revision:
    """The revision that stands, held so that nobody else changes the entry meanwhile.

    With ``expected``, another that stands by now is an error.
    """
    held = sa.select(entry.c.current).where(entry.c.id == id).with_for_update()
    current = connection.scalar(held)
    if current is None:
        raise _no_entry(connection, id)
    if expected is not None and expected != current:
        raise RequestError("journal_meanwhile", id=id, number=current, expected=expected)
    return _revision(connection, id, current)


def kind_of_entry(connection: sa.Connection, id: str) -> Kind:
    """What an entry is."""
    return known(Kind, connection.scalar(sa.select(entry.c.kind).where(entry.c.id == id)))


def next_number(connection: sa.Connection, id: str) -> int:
    """The number of the entry's next revision; conflicts have numbers of their own."""
    newest = sa.select(sa.func.max(revision.c.number)).where(revision.c.entry_id == id)
    return int(connection.scalar(newest) or 0) + 1


def require_revision(connection: sa.Connection, id: str, number: int) -> None:
    """A text must be based on a revision that there is."""
    _revision(connection, id, number)


def earlier(connection: sa.Connection, standing: Revision, to: int | None) -> Revision:
    """The revision to go back to: the one asked for, or the one that stood before.

    Undoing twice goes two steps back.
    """
    if to is not None:
        return _revision(connection, standing.entry_id, to)
    undone = standing.change is Change.UNDONE and standing.based_on is not None
    before = standing.based_on if undone else standing.number
    asked = (
        sa.select(revision)
        .where(revision.c.entry_id == standing.entry_id)
        .where(revision.c.number < before, revision.c.change != Change.CONFLICT)
        .order_by(revision.c.number.desc())
        .limit(1)
    )
    row = connection.execute(asked).one_or_none()
    if row is None:
        raise RequestError("journal_nothing_to_undo", id=standing.entry_id)
    return revision_from(row)


def open_conflicts(connection: sa.Connection, id: str | None) -> tuple[Revision, ...]:
    """The conflicts that no later revision has settled."""
    later = revision.alias()
    settled = (
        sa.select(later.c.number)
        .where(later.c.entry_id == revision.c.entry_id, later.c.settles == revision.c.number)
        .exists()
    )
    asked = (
        sa.select(revision)
        .where(revision.c.change == Change.CONFLICT, ~settled)
        .order_by(revision.c.entry_id, revision.c.number)
    )
    if id is not None:
        asked = asked.where(revision.c.entry_id == id)
    return tuple(revision_from(row) for row in connection.execute(asked))


def require_open_conflict(connection: sa.Connection, id: str, number: int | None) -> None:
    """Only an open conflict can be settled."""
    if number is not None and number not in {e.number for e in open_conflicts(connection, id)}:
        raise RequestError("journal_no_conflict", id=id, number=number)


def _row(each: Revision) -> dict[str, object]:
    return {
        "entry_id": each.entry_id,
        "number": each.number,
        "change": each.change,
        "at": written(each.at),
        "who": each.who,
        "based_on": each.based_on,
        "settles": each.settles,
        "owner": each.owner,
        "visibility": each.visibility,
        "deleted": each.deleted,
        "body": packed(each.content),
        "received": written(each.received) if each.received else None,
    }


def _revision(connection: sa.Connection, id: str, number: int) -> Revision:
    asked = sa.select(revision).where(revision.c.entry_id == id, revision.c.number == number)
    row = connection.execute(asked).one_or_none()
    if row is None:
        raise RequestError("journal_no_revision", id=id, number=number)
    return revision_from(row)


def _no_entry(connection: sa.Connection, id: str) -> RequestError:
    asked = sa.select(purged.c.at).where(purged.c.entry_id == id)
    at = connection.scalar(asked)
    if at is not None:
        return RequestError("journal_is_purged", id=id, day=at[:10])
    return RequestError("journal_no_entry", id=id[:40])
