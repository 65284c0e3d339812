"""Where a journal lies, and whether anyone has begun one."""

from __future__ import annotations

from fgte.settings import Settings

FILE = "journal.sqlite"
"""The database's file in the journal's folder, where no address is given."""


def has_journal(settings: Settings) -> bool:
    """Whether anyone has begun a journal here; asking makes none."""
    return bool(settings.database_url) or (settings.journal / FILE).is_file()
