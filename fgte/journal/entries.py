"""An entry of the journal and its revisions, as they are read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from fgte.catalogue import Catalogue
from fgte.errors import RequestError
from fgte.journal.documents import Body, Kind, stored_body
from fgte.journal.newer import known

Read = TypeVar("Read", bound=Body)

REGION = "region"
NETWORK = re.compile(r"natverk:[a-z0-9][a-z0-9-]{0,59}")
WHO = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]{0,78}[^\s\x00-\x1f\x7f])?")


class Visibility(StrEnum):
    """Who may read: the owner's own people, or everyone in the collaboration."""

    LOCAL = "local"
    REGIONAL = "regional"


class Change(StrEnum):
    """What a revision did."""

    CREATED = "created"
    CHANGED = "changed"
    UNDONE = "undone"
    DELETED = "deleted"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Revision:
    """One change: who made it, when, from which revision, and the whole text after it.

    A ``CONFLICT`` is a text that was written on an older revision than the one that
    stood; it is kept and told, but does not stand. ``settles`` names the conflict that
    this revision settled. ``received`` is set when the revision was written in another
    journal: the time of it is then what that journal said.
    """

    entry_id: str
    number: int
    change: Change
    at: datetime
    who: str
    based_on: int | None
    settles: int | None
    owner: str
    visibility: Visibility
    deleted: bool
    content: Mapping[str, Any]
    received: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """An entry as it stands: the text of its current revision."""

    id: str
    kind: Kind
    owner: str
    visibility: Visibility
    deleted: bool
    example: bool
    current: int
    created: datetime
    updated: datetime
    body: Body

    def body_as(self, model: type[Read]) -> Read:
        """What was written, as the model of its kind; a ``TypeError`` if it is of another."""
        if not isinstance(self.body, model):
            raise TypeError(f"{self.id} is no {model.__name__}")
        return self.body

    @property
    def title(self) -> str:
        """The line by which people know it."""
        lines = (getattr(self.body, name, None) for name in ("title", "claim", "audience"))
        return next((line for line in lines if line), "") or str(getattr(self.body, "reason", ""))


@dataclass(frozen=True)
class Archived:
    """One entry with every revision of it, as exports and backups hold it."""

    id: str
    kind: Kind
    example: bool
    revisions: tuple[Revision, ...]


@dataclass(frozen=True)
class Saved:
    """What became of a save.

    ``conflict`` is true when someone else had saved meanwhile: ``revision`` is then kept
    beside ``standing``, and both texts can be read.
    """

    entry: Entry
    revision: Revision
    standing: Revision

    @property
    def conflict(self) -> bool:
        return self.revision.change is Change.CONFLICT


def written(moment: datetime) -> str:
    """A moment as the tables hold it: UTC, to the microsecond, in an order that sorts."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(written: str) -> datetime:
    """A moment as it was written."""
    return datetime.fromisoformat(written)


def packed(content: Mapping[str, Any]) -> str:
    """A document as the tables hold it: the same content gives the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def revision_from(row: Any) -> Revision:
    """A revision from its row."""
    return Revision(
        entry_id=row.entry_id,
        number=row.number,
        change=known(Change, row.change),
        at=moment(row.at),
        who=row.who,
        based_on=row.based_on,
        settles=row.settles,
        owner=row.owner,
        visibility=known(Visibility, row.visibility),
        deleted=bool(row.deleted),
        content=json.loads(row.body),
        received=moment(row.received) if row.received else None,
    )


def entry_from(row: Any) -> Entry:
    """An entry from its row joined with that of its current revision."""
    kind = known(Kind, row.kind)
    return Entry(
        id=row.id,
        kind=kind,
        owner=row.owner,
        visibility=known(Visibility, row.visibility),
        deleted=bool(row.deleted),
        example=bool(row.example),
        current=row.current,
        created=moment(row.created),
        updated=moment(row.updated),
        body=stored_body(kind, json.loads(row.body)),
    )


def owner_from(word: str, catalogue: Catalogue) -> str:
    """Who an entry belongs to: a municipality of the collaboration, ``region`` or a network.

    A municipality is named by code or name, a network as ``natverk:las``.
    """
    plain = word.strip().casefold().replace("nätverk:", "natverk:")
    if plain == REGION or NETWORK.fullmatch(plain):
        return plain
    found = catalogue.municipality(word)
    if not found.member:
        members = ", ".join(each.name for each in catalogue.members)
        raise RequestError("journal_owner", found=found.name, members=members)
    return found.id


def is_shared(owner: str) -> bool:
    """Whether something belongs to the region or a network, not to one municipality."""
    return owner == REGION or ":" in owner


def visibility_from(word: str | None, owner: str) -> Visibility:
    """Who may read: what is asked for, else only the municipality itself.

    What belongs to the region or a network is read by all of them.
    """
    if word is None:
        return Visibility.REGIONAL if is_shared(owner) else Visibility.LOCAL
    if word not in list(Visibility) or (is_shared(owner) and word == Visibility.LOCAL):
        raise RequestError("journal_visibility", found=word[:60], owner=owner)
    return Visibility(word)


def require_who(who: str) -> str:
    """Who writes, as it is kept with each change: a line of at most 80 characters."""
    if not WHO.fullmatch(who):
        raise RequestError("journal_who")
    return who
