"""Which sets of figures a human has looked at and accepted, flagged changes and all."""

from __future__ import annotations

import json
from pathlib import Path

from fgte.errors import RequestError, closest
from fgte.settings import Settings
from fgte.sources.snapshot_records import read_record
from fgte.sources.whole_files import write_whole
from fgte.store.ledger_table import read_summaries

FILE = "accepted.json"


def accepted(settings: Settings) -> frozenset[str]:
    """Ids of the sets whose flagged changes have been accepted."""
    path = _path(settings)
    return frozenset(read_record(path, list[str])) if path.is_file() else frozenset()


def accept(settings: Settings, snapshot_id: str) -> None:
    """Let a set's flagged changes replace what stood; takes effect at the next build."""
    known = [each["snapshot_id"] for each in read_summaries(settings.store)]
    if snapshot_id not in known:
        near = closest(snapshot_id, known)
        raise RequestError("unknown_set", found=snapshot_id, closest=near)
    _write(settings, accepted(settings) | {snapshot_id})


def accept_no_longer(settings: Settings, snapshot_id: str) -> None:
    """Undo `accept`: the flagged changes of the set wait again."""
    _write(settings, accepted(settings) - {snapshot_id})


def _write(settings: Settings, ids: frozenset[str]) -> None:
    write_whole(_path(settings), json.dumps(sorted(ids)).encode())


def _path(settings: Settings) -> Path:
    return settings.home / "snapshots" / FILE
