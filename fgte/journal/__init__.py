"""The change work itself, kept beside the numbers: planned, followed, undone, exported, purged."""

from fgte.journal.documents import Kind, kind_of
from fgte.journal.entries import Change, Entry, Revision, Saved, Visibility
from fgte.journal.expectations import Registered
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
