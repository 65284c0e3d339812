"""The journal as it is read from outside: what stands, and what was expected, at one moment.

A run of reports is made from one such state, so that they all show the same. Written
out it is the same bytes for the same journal, and holds nobody's login.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fgte.errors import FgteError
from fgte.journal.access import Person, may_read
from fgte.journal.documents import ExpectedTrace, Kind, Standing, plain, stored_body
from fgte.journal.documents.fields import STORED
from fgte.journal.entries import Change, Entry, Visibility, is_shared
from fgte.journal.expectations import Registered
from fgte.journal.place import has_journal
from fgte.settings import Settings

if TYPE_CHECKING:
    from fgte.journal.journal import Journal

HANDED_STATE = "FGTE_JOURNAL_STATE"
"""Names, for a report's own process, the file with the state that its run is made from."""


class Found(StrEnum):
    """Whether there was a journal to read."""

    READ = "read"
    ABSENT = "absent"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class StandingSince:
    """From which day a success factor has stood as far as this."""

    entry_id: str
    day: date
    standing: str


@dataclass(frozen=True)
class State:
    """What stands in a journal, and every expectation that was registered in it.

    ``entries`` are those that the reader may read. ``registered`` holds everyone's
    expectations, also those of entries that may not be read: they are counted in the
    family they were registered in, and never shown. ``standings`` is how far each success
    factor that may be read has come, oldest first.
    """

    found: Found
    entries: tuple[Entry, ...] = ()
    registered: tuple[Registered, ...] = ()
    standings: tuple[StandingSince, ...] = ()

    def of(self, place: str | None) -> State:
        """The part of it that can show in what is said of a municipality, or of the region.

        Parameters
        ----------
        place
            A municipality's code; None for the region, its networks and the exchanges.
        """
        entries = tuple(each for each in self.entries if concerns(each, place))
        shown = {each.id for each in entries}
        return State(
            self.found,
            entries,
            tuple(each for each in self.registered if _belongs(each, place, shown)),
            tuple(each for each in self.standings if each.entry_id in shown),
        )

    @property
    def fingerprint(self) -> str:
        """Another whenever anything in it is another."""
        return hashlib.blake2b(state_bytes(self), digest_size=16).hexdigest()


def concerns(entry: Entry, place: str | None) -> bool:
    """Whether an entry is part of what is said of a municipality (None: of the region).

    An exchange concerns every municipality that takes part in it; a series that the region
    reads from a new start is read so in each of them.
    """
    taking_part = tuple(getattr(entry.body, "municipalities", ()))
    if taking_part:
        return place is None or place in taking_part
    if is_shared(entry.owner):
        return place is None or entry.kind is Kind.REBASING
    return entry.owner == place


def state_of(journal: Journal, reader: Person | None = None) -> State:
    """The journal as it stands, for someone who may read so much.

    Parameters
    ----------
    reader
        Someone who has signed in; without one only what is regional is read.
    """
    standing = journal.entries()
    readable = tuple(each for each in standing if may_read(reader, each))
    shown = {each.id for each in readable}
    told = (each for e in readable if e.kind is Kind.SUCCESS_FACTOR for each in _come(journal, e))
    family = tuple(_family(journal.registered(), shown))
    return State(Found.READ, readable, family, tuple(told))


def _family(registered: Iterable[Registered], shown: Collection[str]) -> Iterator[Registered]:
    """Every expectation that counts; of those that may not be read only what is asked."""
    for each in registered:
        if each.entry_id in shown:
            yield each
        elif each.trace.indicator is not None:
            yield replace(each, trace=each.trace.model_copy(update={"because": None}))


def state_for(settings: Settings, journal: Journal | None, reader: Person | None = None) -> State:
    """The state of an open journal, or of the one in these surroundings where none is given."""
    return read_state(settings) if journal is None else state_of(journal, reader)


def read_state(settings: Settings) -> State:
    """The journal of these surroundings, or that there is none, or that it cannot be read.

    In a report's own process it is the state that the run was begun with.
    """
    handed = os.environ.get(HANDED_STATE)
    if handed is not None:
        kept = Path(handed)
        return state_from(kept.read_bytes()) if kept.is_file() else State(Found.ABSENT)
    if not has_journal(settings):
        return State(Found.ABSENT)
    from fgte.journal.journal import open_journal

    try:
        with open_journal(settings) as journal:
            return state_of(journal)
    except FgteError:
        return State(Found.UNREADABLE)


def state_bytes(state: State) -> bytes:
    """A state as it is written: the same for the same journal."""
    held = {
        "found": state.found,
        "entries": [_entry(each) for each in state.entries],
        "registered": [_registered(each) for each in state.registered],
        "standings": [[e.entry_id, e.day.isoformat(), e.standing] for e in state.standings],
    }
    return json.dumps(held, ensure_ascii=False, sort_keys=True).encode()


def state_from(written: bytes) -> State:
    """The state that was written."""
    held = json.loads(written)
    return State(
        Found(held["found"]),
        tuple(map(_entry_from, held["entries"])),
        tuple(map(_registered_from, held["registered"])),
        tuple(StandingSince(id, date.fromisoformat(day), to) for id, day, to in held["standings"]),
    )


def _come(journal: Journal, entry: Entry) -> Iterator[StandingSince]:
    """Each step that a success factor has taken, by the revision that first said it."""
    before = None
    for each in journal.history(entry.id):
        standing = str(each.content.get("standing", Standing.TRIED))
        if each.change is not Change.CONFLICT and standing != before:
            yield StandingSince(entry.id, each.at.date(), standing)
            before = standing


def _belongs(each: Registered, place: str | None, shown: Collection[str]) -> bool:
    """Whether an expectation is of the family that is asked of a place, or stands beside it."""
    if place is None:
        return is_shared(each.municipality) or each.entry_id in shown
    return each.municipality == place


def _entry(each: Entry) -> dict[str, Any]:
    return {
        "id": each.id,
        "kind": each.kind,
        "owner": each.owner,
        "visibility": each.visibility,
        "example": each.example,
        "current": each.current,
        "created": each.created.isoformat(),
        "updated": each.updated.isoformat(),
        "body": plain(each.body),
    }


def _entry_from(held: Mapping[str, Any]) -> Entry:
    kind = Kind(held["kind"])
    return Entry(
        id=held["id"],
        kind=kind,
        owner=held["owner"],
        visibility=Visibility(held["visibility"]),
        deleted=False,
        example=held["example"],
        current=held["current"],
        created=datetime.fromisoformat(held["created"]),
        updated=datetime.fromisoformat(held["updated"]),
        body=stored_body(kind, held["body"]),
    )


def _registered(each: Registered) -> dict[str, Any]:
    return {
        "entry_id": each.entry_id,
        "trace_id": each.trace_id,
        "municipality": each.municipality,
        "trace": plain(each.trace),
        "registered": each.registered.isoformat(),
        "revision": each.revision,
        "received": each.received.isoformat() if each.received else None,
        "withdrawn": each.withdrawn,
        "known_from": each.known_from.isoformat(),
        "published_from": each.published_from.isoformat(),
    }


def _registered_from(held: Mapping[str, Any]) -> Registered:
    received = held["received"]
    return Registered(
        entry_id=held["entry_id"],
        trace_id=held["trace_id"],
        municipality=held["municipality"],
        trace=ExpectedTrace.model_validate(held["trace"], context=STORED),
        registered=datetime.fromisoformat(held["registered"]),
        revision=held["revision"],
        received=datetime.fromisoformat(received) if received else None,
        withdrawn=held["withdrawn"],
        known_from=date.fromisoformat(held["known_from"]),
        published_from=date.fromisoformat(held["published_from"]),
    )
