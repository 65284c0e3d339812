"""How many answers or wrong codes come from one place in a while, without keeping the place."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass, field
from threading import Lock

from fgte.dashboards.change_work.people import KEPT, WINDOW_SECONDS, Clock

WRONG_CODES, OPEN_ANSWERS = 20, 60
"""From one address in a quarter of an hour; a staff room is often one address."""


@dataclass
class Pace:
    """So many in a while from each address, which is known here by a mark that a restart ends."""

    most: int
    clock: Clock = time.monotonic
    _seen: dict[str, list[float]] = field(default_factory=dict)
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def wait(self, address: str) -> int:
        """How many seconds someone at an address has to wait; 0 when nothing hinders."""
        with self._lock:
            lately = self._lately(self._mark(address))
            if len(lately) < self.most:
                return 0
            return max(1, int(WINDOW_SECONDS - (self.clock() - lately[-self.most])) + 1)

    def note(self, address: str) -> None:
        """Count one from this address."""
        with self._lock:
            mark = self._mark(address)
            lately = [*self._lately(mark), self.clock()]
            if mark not in self._seen and len(self._seen) >= KEPT:
                self._seen.pop(next(iter(self._seen)))
            self._seen[mark] = lately

    def _lately(self, mark: str) -> list[float]:
        now = self.clock()
        return [each for each in self._seen.get(mark, []) if now - each < WINDOW_SECONDS]

    def _mark(self, address: str) -> str:
        return hmac.new(self._key, address.encode(), hashlib.sha256).hexdigest()
