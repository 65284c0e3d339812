"""Taking a set of figures back: its snapshot stays, and a dated record says it does not count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fgte.errors import RequestError, closest
from fgte.settings import Settings
from fgte.sources.snapshot_records import TakenBack
from fgte.sources.snapshots import SnapshotStore


def take_back(settings: Settings, snapshot_id: str, *, who: str, why: str) -> TakenBack:
    """Note that an import or a fetch no longer counts; takes effect at the next build.

    Raises
    ------
    RequestError
        There is no such set, it has been taken back already, or nothing says why.
    """
    if not why.strip():
        raise RequestError("take_back_why", set=snapshot_id)
    snapshots = SnapshotStore(settings.snapshots)
    known = [each.id for each in snapshots.imports()] + [each.id for each in snapshots.fetches()]
    if any(each.id == snapshot_id for each, _ in snapshots.taken_back()):
        raise RequestError("taken_back_already", set=snapshot_id)
    if snapshot_id not in known:
        near = closest(snapshot_id, known) or "–"
        raise RequestError("nothing_to_take_back", found=snapshot_id, closest=near)
    return snapshots.take_back(snapshot_id, who=who.strip(), why=why.strip())


def taken_back(settings: Settings) -> Sequence[dict[str, Any]]:
    """What has been taken back, oldest first: which import, when, by whom and why."""
    return [
        {
            "snapshot_id": each.id,
            "title": {"sv": each.title.sv, "en": each.title.en},
            "sources": [each.source],
            "came": each.origin.retrieved.isoformat(),
            "taken_back": record.when.date().isoformat(),
            "who": record.who,
            "why": record.why,
        }
        for each, record in SnapshotStore(settings.snapshots).taken_back()
    ]
