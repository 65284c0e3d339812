"""The copies that have left the journal: exports and backups, so that a purge can name them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa

from fgte.journal.database import writing
from fgte.journal.entries import moment, require_who, written
from fgte.journal.journal import Journal
from fgte.journal.tables import copy
from fgte.sources.whole_files import write_whole

ONLY_MINE = 0o600


class Sort(StrEnum):
    """What a copy is for."""

    EXPORT = "export"
    BACKUP = "backup"


@dataclass(frozen=True)
class Copy:
    """A copy that was made: what for, where it was put, when and by whom."""

    sort: Sort
    place: str
    at: datetime
    who: str

    @property
    def still_there(self) -> bool:
        """Whether the file lies where it was put, on this machine."""
        return Path(self.place).is_file()


def keep_copy(journal: Journal, sort: Sort, path: Path, content: bytes, *, who: str) -> Path:
    """Write a copy whole, readable by nobody else, and note that it was made.

    It is noted first: a copy that nobody knows of could not be named at a purge.
    """
    place = path.expanduser().absolute()
    values = {"sort": sort, "place": str(place), "who": require_who(who)}
    with writing(journal.engine) as connection:
        at = written(journal.clock())
        connection.execute(sa.insert(copy).values(id=secrets.token_hex(8), at=at, **values))
    write_whole(place, content)
    place.chmod(ONLY_MINE)
    return place


def copies_since(connection: sa.Connection, since: Iterable[str]) -> tuple[Copy, ...]:
    """The copies made since the earliest of these times, the newest of each place, by time."""
    first = min(since, default=None)
    if first is None:
        return ()
    asked = sa.select(copy).where(copy.c.at >= first).order_by(copy.c.at)
    latest = {row.place: row for row in connection.execute(asked)}
    return tuple(
        Copy(Sort(row.sort), row.place, moment(row.at), row.who) for row in latest.values()
    )
