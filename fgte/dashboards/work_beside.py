"""The change work beside a municipality's findings, as the journal has it within a minute."""

from __future__ import annotations

import time
from functools import lru_cache

from fgte.api import ChangeWork, change_work
from fgte.dashboards.choices import MUNICIPAL, Choices
from fgte.dashboards.traces import FRESH
from fgte.journal.state import State, read_state
from fgte.settings import Settings
from fgte.store import Store


def stamp_of(choices: Choices, settings: Settings) -> str:
    """Another whenever the change work on a view is another; empty where there is none.

    A view with a stamp is never kept as a file: what is removed from the journal must
    not lie there.
    """
    if choices.view != MUNICIPAL:
        return ""
    part = _state(settings, int(time.monotonic() / FRESH)).of(choices.municipality)
    return part.fingerprint if part.entries else ""


def work_beside(place: str, store: Store, stamp: str) -> ChangeWork | None:
    """The change work of a municipality that anyone may read; None without a stamp."""
    return change_work(place, store=store) if stamp else None


@lru_cache(maxsize=4)
def _state(settings: Settings, moment: int) -> State:
    return read_state(settings)
