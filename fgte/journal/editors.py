"""Who may sign in, and how it is known that it is they: argon2id, never a password in clear."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from fgte.errors import RequestError
from fgte.journal.access import Person, Role
from fgte.journal.database import reading, writing
from fgte.journal.entries import moment, owner_from, written
from fgte.journal.journal import Journal
from fgte.journal.tables import editor

SHORTEST, LONGEST = 12, 256
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


@dataclass(frozen=True)
class Editor:
    """An account: the person, whether it is let in, and whether it has a password of its own."""

    person: Person
    active: bool
    has_password: bool
    created: datetime


def add_editor(
    journal: Journal, login: str, role: Role, owners: Iterable[str], *, password: str | None = None
) -> Person:
    """Let someone sign in. Without a password only another service's word lets them in."""
    if not LOGIN.fullmatch(login):
        raise RequestError("journal_login")
    whose = sorted({owner_from(each, journal.catalogue) for each in owners})
    hashed = None if password is None else hash_password(password, login)
    with writing(journal.engine) as connection:
        known = sa.select(editor.c.login).where(editor.c.login == login)
        if connection.scalar(known) is not None:
            raise RequestError("journal_login_taken", login=login)
        at = written(journal.clock())
        values = {"role": role, "owners": json.dumps(whose), "password": hashed, "active": True}
        connection.execute(sa.insert(editor).values(login=login, created=at, changed=at, **values))
    return Person(login, role, frozenset(whose))


def set_password(journal: Journal, login: str, password: str) -> None:
    """Give someone a new password."""
    _change(journal, login, password=hash_password(password, login))


def let_out(journal: Journal, login: str) -> None:
    """Let someone sign in no more; what they wrote stays under their name."""
    _change(journal, login, active=False)


def sign_in(journal: Journal, login: str, password: str) -> Person | None:
    """The person whose password it is; None otherwise, in the same time for an unknown login."""
    with reading(journal.engine) as connection:
        row = connection.execute(sa.select(editor).where(editor.c.login == login)).one_or_none()
    held = row.password if row is not None and row.active else None
    known = _matches(held or _nobodys(), password)
    if row is None or held is None or not known:
        return None
    if _hasher().check_needs_rehash(held):
        set_password(journal, login, password)
    return _person(row)


def person(journal: Journal, login: str) -> Person | None:
    """The person whom another service (the hub) has let in under this login, if any."""
    with reading(journal.engine) as connection:
        row = connection.execute(sa.select(editor).where(editor.c.login == login)).one_or_none()
    return _person(row) if row is not None and row.active else None


def seal_of(journal: Journal, login: str) -> str:
    """What stands for an account as it is now: another after every change of it."""
    with reading(journal.engine) as connection:
        row = connection.execute(sa.select(editor).where(editor.c.login == login)).one_or_none()
    return f"{row.changed} {row.active}" if row is not None else ""


def editors(journal: Journal) -> tuple[Editor, ...]:
    """Everyone who may sign in or once might, by login."""
    with reading(journal.engine) as connection:
        found = connection.execute(sa.select(editor).order_by(editor.c.login)).all()
    return tuple(
        Editor(_person(row), bool(row.active), row.password is not None, moment(row.created))
        for row in found
    )


def hash_password(password: str, login: str = "") -> str:
    """The password as it is kept. Length is asked for, and nothing else, but not one's own name."""
    plain = unicodedata.normalize("NFKC", password)
    if not SHORTEST <= len(plain) <= LONGEST or (login and login in plain.casefold()):
        raise RequestError("journal_password", shortest=SHORTEST, longest=LONGEST)
    return _hasher().hash(plain)


@cache
def _hasher() -> PasswordHasher:
    """Hashes by argon2id with the parameters of RFC 9106 for machines with little memory."""
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """What an unknown login's password is held against, so that the answer takes as long."""
    return _hasher().hash("nobody has this password")


def _matches(held: str, password: str) -> bool:
    try:
        return _hasher().verify(held, unicodedata.normalize("NFKC", password[: LONGEST + 1]))
    except (VerificationError, InvalidHashError):
        return False


def _person(row: sa.Row[tuple[object, ...]]) -> Person:
    return Person(str(row.login), Role(row.role), frozenset(json.loads(row.owners)))


def _change(journal: Journal, login: str, **values: object) -> None:
    with writing(journal.engine) as connection:
        changed = {"changed": written(journal.clock()), **values}
        done = connection.execute(sa.update(editor).where(editor.c.login == login).values(changed))
        if done.rowcount != 1:
            raise RequestError("journal_no_editor", login=login[:40])
