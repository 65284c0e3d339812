"""Who may do what: pure rules, asked by whatever lets people in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from fgte.journal.documents import Body, Exchange
from fgte.journal.entries import Entry, Visibility


class Role(StrEnum):
    """What a person does in the journal."""

    READER = "reader"
    EDITOR = "editor"
    STEWARD = "steward"


@dataclass(frozen=True)
class Person:
    """Someone who has signed in: the role, and whose entries it concerns."""

    login: str
    role: Role
    owners: frozenset[str]


def may_read(person: Person | None, entry: Entry) -> bool:
    """Regional entries are read by all leaders; local ones only by the owner's own people.

    ``None`` is a reader who has not signed in. Not even a steward reads another
    municipality's local entries here.
    """
    return entry.visibility is Visibility.REGIONAL or _of(person, (entry.owner,))


def may_write(person: Person | None, owner: str, body: Body | None = None) -> bool:
    """Editors and stewards write what is their owner's; in an exchange, every participant's."""
    if person is None or person.role is Role.READER:
        return False
    taking_part = body.municipalities if isinstance(body, Exchange) else ()
    return _of(person, (owner, *taking_part))


def may_purge(person: Person | None, owner: str) -> bool:
    """Only a steward of the owner removes for good."""
    return person is not None and person.role is Role.STEWARD and _of(person, (owner,))


def _of(person: Person | None, owners: Collection[str]) -> bool:
    return person is not None and not person.owners.isdisjoint(owners)
