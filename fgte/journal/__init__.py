"""The change work itself, kept beside the numbers: planned, followed, undone, exported, purged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fgte.journal.documents import Kind, kind_of
from fgte.journal.entries import Change, Entry, Revision, Saved, Visibility
from fgte.journal.expectations import Registered

if TYPE_CHECKING:
    from fgte.journal.journal import Journal, open_journal

__all__ = [
    "Change",
    "Entry",
    "Journal",
    "Kind",
    "Registered",
    "Revision",
    "Saved",
    "Visibility",
    "kind_of",
    "open_journal",
]


def __getattr__(name: str) -> Any:
    """Load the database only when it is asked for: findings read documents, few open a journal."""
    if name not in ("Journal", "open_journal"):
        raise AttributeError(f"module 'fgte.journal' has no attribute {name!r}")
    from fgte.journal import journal

    return getattr(journal, name)
