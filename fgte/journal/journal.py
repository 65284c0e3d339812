"""The journal: entries are written, changed, undone and read here, each change a revision."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from fgte.catalogue import Catalogue, open_catalogue
from fgte.journal import rows
from fgte.journal.checks import require_known, require_linked
from fgte.journal.database import engine_for, reading, writing
from fgte.journal.documents import Body, Kind, plain, read_body
from fgte.journal.entries import (
    Change,
    Entry,
    Revision,
    Saved,
    Visibility,
    owner_from,
    require_who,
    visibility_from,
)
from fgte.journal.expectations import Registered, registered_in, require_unfrozen
from fgte.journal.merging import read_archive
from fgte.journal.migrating import bring_up_to_date
from fgte.journal.publication import InStore, figures_in_store, nothing_in_store
from fgte.settings import Settings

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of a change: the machine's own clock, which no caller sets."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Journal:
    """An opened journal. Every method is one transaction; what it returns has been kept."""

    engine: sa.Engine
    catalogue: Catalogue
    clock: Clock = now
    in_store: InStore = nothing_in_store

    def create(
        self,
        kind: Kind,
        content: Mapping[str, Any] | Body,
        *,
        owner: str,
        who: str,
        visibility: str | None = None,
        example: bool = False,
    ) -> Entry:
        """Write a new entry; the first revision of it."""
        place = owner_from(owner, self.catalogue)
        body = self._checked(kind, content)
        seen = visibility_from(visibility, place)
        id = f"{kind.prefix}-{secrets.token_hex(4)}"
        with writing(self.engine) as connection:
            require_linked(body, connection)
            first = Revision(
                entry_id=id,
                number=1,
                change=Change.CREATED,
                at=self.clock(),
                who=require_who(who),
                based_on=None,
                settles=None,
                owner=place,
                visibility=seen,
                deleted=False,
                content=plain(body),
            )
            rows.add_entry(connection, kind, first, example)
            return rows.read_entry(connection, id)

    def save(
        self,
        id: str,
        content: Mapping[str, Any] | Body,
        *,
        based_on: int,
        who: str,
        visibility: str | None = None,
        settles: int | None = None,
    ) -> Saved:
        """Change an entry. ``based_on`` is the revision that the writer had before them.

        When another revision stands by now, the text is kept as a conflict beside it and
        the answer says so: nothing that anyone wrote is lost. ``settles`` names a conflict
        that this text brings together with what stands.
        """
        with writing(self.engine) as connection:
            standing = rows.lock_standing(connection, id)
            kind = rows.kind_of_entry(connection, id)
            body = self._checked(kind, content)
            require_linked(body, connection)
            seen = visibility_from(visibility or standing.visibility, standing.owner)
            rows.require_revision(connection, id, based_on)
            if based_on == standing.number:
                self._require_unfrozen(standing, body, kind)
                rows.require_open_conflict(connection, id, settles)
                change = Change.CHANGED
            else:
                change = Change.CONFLICT
            return self._keep(
                connection,
                standing,
                change,
                content=plain(body),
                who=who,
                based_on=based_on,
                settles=settles if change is Change.CHANGED else None,
                visibility=seen,
            )

    def undo(
        self, id: str, *, who: str, to: int | None = None, based_on: int | None = None
    ) -> Saved:
        """Let an earlier text stand again, as a new revision; without ``to`` the one before.

        With ``based_on`` nothing is done if another revision stands by now.
        """
        with writing(self.engine) as connection:
            standing = rows.lock_standing(connection, id, based_on)
            chosen = rows.earlier(connection, standing, to)
            kind = rows.kind_of_entry(connection, id)
            body = self._checked(kind, chosen.content)
            self._require_unfrozen(standing, body, kind)
            return self._keep(
                connection,
                standing,
                Change.UNDONE,
                content=chosen.content,
                who=who,
                based_on=chosen.number,
                visibility=chosen.visibility,
                deleted=chosen.deleted,
            )

    def delete(self, id: str, *, who: str, based_on: int | None = None) -> Saved:
        """Take an entry out of the lists. It can be undone; :func:`purge` is for good."""
        with writing(self.engine) as connection:
            standing = rows.lock_standing(connection, id, based_on)
            return self._keep(
                connection,
                standing,
                Change.DELETED,
                content=standing.content,
                who=who,
                based_on=standing.number,
                visibility=standing.visibility,
                deleted=True,
            )

    def entry(self, id: str) -> Entry:
        """An entry as it stands, deleted or not."""
        with reading(self.engine) as connection:
            return rows.read_entry(connection, id)

    def entries(
        self, *, kind: Kind | None = None, owner: str | None = None, deleted: bool = False
    ) -> tuple[Entry, ...]:
        """The entries as they stand, oldest first; the deleted ones only when asked for."""
        place = None if owner is None else owner_from(owner, self.catalogue)
        with reading(self.engine) as connection:
            return rows.read_entries(connection, kind=kind, owner=place, deleted=deleted)

    def history(self, id: str) -> tuple[Revision, ...]:
        """Every revision of an entry, in the order in which they were made."""
        with reading(self.engine) as connection:
            return rows.read_history(connection, id)

    def conflicts(self, id: str | None = None) -> tuple[Revision, ...]:
        """The texts that were written beside another and have not been settled."""
        with reading(self.engine) as connection:
            return rows.open_conflicts(connection, id)

    def registered(self) -> tuple[Registered, ...]:
        """Every registered expectation, oldest first: those of deleted entries too, no examples."""
        with reading(self.engine) as connection:
            found = [
                each
                for held in read_archive(connection)
                if not held.example
                for each in registered_in(held.kind, held.revisions, self.catalogue)
            ]
        return tuple(sorted(found, key=lambda e: (e.registered, e.entry_id, e.trace_id)))

    def _checked(self, kind: Kind, content: Mapping[str, Any] | Body) -> Body:
        body = read_body(kind, plain(content) if isinstance(content, Body) else content)
        require_known(body, self.catalogue)
        return body

    def _require_unfrozen(self, standing: Revision, body: Body, kind: Kind) -> None:
        require_unfrozen(
            standing,
            body,
            kind=kind,
            today=self.clock().date(),
            catalogue=self.catalogue,
            in_store=self.in_store,
        )

    def _keep(
        self,
        connection: sa.Connection,
        standing: Revision,
        change: Change,
        *,
        content: Mapping[str, Any],
        who: str,
        based_on: int,
        visibility: Visibility,
        deleted: bool = False,
        settles: int | None = None,
    ) -> Saved:
        revision = Revision(
            entry_id=standing.entry_id,
            number=rows.next_number(connection, standing.entry_id),
            change=change,
            at=max(self.clock(), standing.at),
            who=require_who(who),
            based_on=based_on,
            settles=settles,
            owner=standing.owner,
            visibility=visibility,
            deleted=deleted,
            content=content,
        )
        rows.add_revision(connection, revision)
        entry = rows.read_entry(connection, standing.entry_id)
        return Saved(entry, revision, standing if change is Change.CONFLICT else revision)


@contextmanager
def open_journal(settings: Settings, *, clock: Clock = now) -> Iterator[Journal]:
    """The journal of these surroundings, its tables made or renewed if need be."""
    engine = engine_for(settings)
    try:
        bring_up_to_date(engine)
        yield Journal(engine, open_catalogue(settings), clock, figures_in_store(settings))
    finally:
        engine.dispose()
