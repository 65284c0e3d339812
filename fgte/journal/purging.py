"""Removing for good: every revision of an entry, and what is left of it on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from fgte.errors import RequestError
from fgte.journal import rows
from fgte.journal.checks import linked
from fgte.journal.copies import Copy, copies_since
from fgte.journal.database import is_sqlite, writing
from fgte.journal.documents import LINE
from fgte.journal.entries import require_who, written
from fgte.journal.journal import Journal
from fgte.journal.tables import entry, purged, revision
from fgte.privacy import identifier_in


@dataclass(frozen=True)
class Purged:
    """What was removed, and what is left to do by hand.

    ``copies`` are the exports and backups that may hold it. ``linking`` are the entries
    that still refer to it. ``swept`` is false when someone else was reading, so that
    remains may lie on the disk until the next purge.
    """

    ids: tuple[str, ...]
    revisions: int
    copies: tuple[Copy, ...]
    linking: tuple[str, ...]
    swept: bool


def purge(journal: Journal, ids: Sequence[str], *, who: str, why: str) -> Purged:
    """Remove entries with every revision. It cannot be undone, and is noted without content."""
    if not why.strip() or len(why) > LINE or identifier_in(why) is not None:
        raise RequestError("journal_purge_why", longest=LINE)
    wanted = tuple(dict.fromkeys(ids))
    with writing(journal.engine) as connection:
        found = [rows.read_entry(connection, id) for id in wanted]
        at = written(journal.clock())
        removed = 0
        for each in found:
            rows.lock_standing(connection, each.id)
            removed += remove(connection, each.id)
            noted = {"kind": each.kind, "owner": each.owner, "at": at, "who": require_who(who)}
            connection.execute(sa.insert(purged).values(entry_id=each.id, why=why, **noted))
        copies = copies_since(connection, [written(each.created) for each in found])
        standing = rows.read_entries(connection, kind=None, owner=None, deleted=True)
    linking = tuple(each.id for each in standing if set(linked(each.body)) & set(wanted))
    return Purged(wanted, removed, copies, linking, sweep(journal.engine))


def remove(connection: sa.Connection, id: str) -> int:
    """Delete an entry's rows, and say how many revisions it had."""
    gone = connection.execute(sa.delete(revision).where(revision.c.entry_id == id))
    connection.execute(sa.delete(entry).where(entry.c.id == id))
    return int(gone.rowcount)


def sweep(engine: sa.Engine) -> bool:
    """Clear what deleted rows left on the disk; false when others are in the way.

    SQLite overwrites what it deletes; here its log of recent changes is emptied too.
    PostgreSQL writes the tables anew.
    """
    with suppress(OperationalError), engine.connect() as connection:
        free = connection.execution_options(isolation_level="AUTOCOMMIT")
        if not is_sqlite(engine):
            free.execute(sa.text("VACUUM FULL revision"))
            free.execute(sa.text("VACUUM FULL entry"))
            return True
        busy = free.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        return bool(busy == 0)
    return False
