"""What the oldest versions wrote, as a home of today's program: tests/data/oldest tells of it."""

from __future__ import annotations

import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

from fgte.journal.place import FILE
from fgte.settings import Settings

OLDEST = Path(__file__).resolve().parent / "data" / "oldest"


def old_journal(settings: Settings) -> Path:
    """The first journal's tables and rows as a file in a home."""
    path = settings.journal / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as made:
        made.executescript((OLDEST / "journal.sql").read_text(encoding="utf-8"))
    return path


def old_home(settings: Settings) -> Path:
    """Snapshots, descriptions, an open round and a store of the first versions."""
    return _unpacked("home.tar.xz", settings)


def old_editions(settings: Settings) -> Path:
    """The first edition, in the place where editions lie."""
    return _unpacked("edition.tar.xz", settings) / "editions"


def old_store(settings: Settings) -> Path:
    """The first store of all and the first ledger, with no snapshot beside them."""
    settings.home.mkdir(parents=True, exist_ok=True)
    shutil.copytree(OLDEST / "store", settings.store)
    return settings.store


def old_study(settings: Settings) -> Path:
    """A study's file, and the registration of its design where registrations lie."""
    (settings.home / "studies").mkdir(parents=True)
    shutil.copy(OLDEST / "study" / "lasning.frozen.json", settings.home / "studies")
    return OLDEST / "study" / "lasning.toml"


def _unpacked(name: str, settings: Settings) -> Path:
    settings.home.mkdir(parents=True, exist_ok=True)
    with tarfile.open(OLDEST / name) as held:
        held.extractall(settings.home, filter="data")
    return settings.home
