"""Who is signed in: sessions that end, a mark for each, and patience with those who guess."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

IDLE_SECONDS, LONGEST_SECONDS = 2 * 3600, 12 * 3600
"""A session ends after so long without a page, and at the latest after so long."""

WINDOW_SECONDS, BY_BOTH, BY_ADDRESS, BY_LOGIN = 15 * 60, 10, 30, 50
"""So many passwords may be tried in a while: for a login from one address, from one address
for any login, and for a login from anywhere.
"""

KEPT = 10_000
"""The most sessions, and the most names of those who guess, that are kept in memory."""

Clock = Callable[[], float]


@dataclass(frozen=True)
class Session:
    """Someone who has signed in. ``seal`` changes when the account does, and ends the session."""

    login: str
    seal: str
    began: float
    seen: float


class Sessions:
    """The sessions of one server, in memory: a restart signs everyone out.

    A browser holds a secret; here only its hash is kept.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._held: dict[str, Session] = {}
        self._lock = Lock()

    def begin(self, login: str, seal: str) -> str:
        """A new session with a new secret, whatever the browser held before."""
        secret, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._drop_ended(now)
            if len(self._held) >= KEPT:
                self._held.pop(next(iter(self._held)))
            self._held[_hashed(secret)] = Session(login, seal, now, now)
        return secret

    def find(self, secret: str) -> Session | None:
        """The session of a secret, if it has not ended."""
        now, name = self._clock(), _hashed(secret)
        with self._lock:
            found = self._held.get(name)
            if found is None or _ended(found, now):
                self._held.pop(name, None)
                return None
            self._held[name] = replace(found, seen=now)
            return found

    def end(self, secret: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(_hashed(secret), None)

    def mark(self, secret: str) -> str:
        """What a form of this session carries, so that no other session's form is taken."""
        return hmac.new(self._key, secret.encode(), hashlib.sha256).hexdigest()

    def is_marked(self, secret: str, mark: str) -> bool:
        """Whether a form comes from this session."""
        return hmac.compare_digest(self.mark(secret).encode(), mark.encode())

    def _drop_ended(self, now: float) -> None:
        for name in [name for name, each in self._held.items() if _ended(each, now)]:
            del self._held[name]


@dataclass
class Patience:
    """How many passwords have been tried lately: from an address, for a login, and for both.

    A login that does not exist is counted as one that does. One address alone is stopped
    long before it can shut a login for everybody else.
    """

    clock: Clock = time.monotonic
    _tried: dict[tuple[str, ...], list[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, login: str, address: str) -> int:
        """Count a try before it is made; how many seconds it has to wait instead, else 0."""
        now = self.clock()
        names = _names(login, address)
        with self._lock:
            wait = max(self._left(name, most, now) for name, most in names.items())
            for name in () if wait else names:
                if name not in self._tried and len(self._tried) >= KEPT:
                    self._tried.pop(next(iter(self._tried)))
                self._tried.setdefault(name, []).append(now)
        return wait

    def forgive(self, login: str, address: str) -> None:
        """The password was right: this try is not counted, nor are earlier ones of the two."""
        with self._lock:
            for name in _names(login, address):
                tries = self._tried.get(name, [])
                del tries[-1:]
            self._tried.pop(("both", login, address), None)

    def _left(self, name: tuple[str, ...], most: int, now: float) -> int:
        tries = [each for each in self._tried.get(name, []) if now - each < WINDOW_SECONDS]
        if name in self._tried:
            self._tried[name] = tries
        if len(tries) < most:
            return 0
        return max(1, int(WINDOW_SECONDS - (now - tries[-most])) + 1)


def _names(login: str, address: str) -> dict[tuple[str, ...], int]:
    """What a try is counted under, and how many there may be of each."""
    return {
        ("both", login, address): BY_BOTH,
        ("login", login): BY_LOGIN,
        ("address", address): BY_ADDRESS,
    }


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _ended(session: Session, now: float) -> bool:
    return now - session.seen > IDLE_SECONDS or now - session.began > LONGEST_SECONDS
