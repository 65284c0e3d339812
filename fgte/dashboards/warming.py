"""The views that most visitors meet are drawn before anyone asks, and again when figures change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from threading import Event, Thread

from fgte.catalogue import open_catalogue
from fgte.dashboards.choices import EQUITY, MUNICIPAL, OVERVIEW, PATTERNS, START
from fgte.dashboards.rendering import Rendering
from fgte.errors import FgteError

PAUSE = 20.0
"""Seconds between two looks at whether the store has been rebuilt."""


def keep_warm(rendering: Rendering) -> Event:
    """Draw the usual views in a thread of their own; setting the event ends it."""
    ended = Event()
    Thread(target=_follow, args=(rendering, ended), name="fgte-warming", daemon=True).start()
    return ended


def usual(rendering: Rendering) -> Iterator[tuple[str, str]]:
    """The dashboards and addresses that are drawn beforehand: every first view, and each sex's."""
    members = [each.slug for each in open_catalogue(rendering.settings).members]
    yield START, ""
    for pupils in ("", "elever=flickor", "elever=pojkar"):
        yield from ((MUNICIPAL, f"kommun={each}&{pupils}") for each in members)
        yield from ((view, pupils) for view in (OVERVIEW, PATTERNS))
    yield from ((EQUITY, f"kommun={each}") for each in members)
    for variant in ("lageskommun", "hemkommun"):
        yield from ((MUNICIPAL, f"kommun={each}&skolor={variant}") for each in members)


def _follow(rendering: Rendering, ended: Event) -> None:
    seen = ""
    while not ended.is_set():
        with suppress(FgteError, OSError):  # a store that is being rebuilt is there the next time
            store = rendering.store
            if store.fingerprint != seen:
                _draw_all(rendering, ended)
                seen = store.fingerprint
                _sweep(rendering)
        ended.wait(PAUSE)


def _draw_all(rendering: Rendering, ended: Event) -> None:
    for view, query in usual(rendering):
        if ended.is_set():
            return
        rendering.answer(view, query)


def _sweep(rendering: Rendering) -> None:
    """Remove the kept views of other figures and other versions of the program, the newest aside.

    Those of the other language may be in use by another server.
    """
    current = rendering.folder(rendering.store)
    folders = [each for each in current.parent.iterdir() if each.is_dir() and each != current]
    for old in sorted(folders, key=lambda each: each.stat().st_mtime)[:-2]:
        shutil.rmtree(old, ignore_errors=True)
