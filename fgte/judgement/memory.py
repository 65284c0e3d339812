"""What has been worked out from an open store, so that the same question is answered once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from fgte.store.tables import Store

KEPT = 32
"""Answers that an open store keeps; the oldest gives way."""

Found = TypeVar("Found")


def remembered(store: Store, key: Hashable, make: Callable[[], Found]) -> Found:
    """What was worked out from this store under the key, or else is now.

    The answers go when the store goes: a rebuilt one begins with none.
    """
    memory = store.memory
    if key not in memory:
        made = make()
        while len(memory) >= KEPT:
            del memory[next(iter(memory))]
        memory[key] = made
    found: Found = memory[key]
    return found
