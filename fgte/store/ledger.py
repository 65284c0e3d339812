"""What each set of figures changed: revisions, withdrawals and differences between sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from fgte.catalogue import Catalogue
from fgte.model import Origin
from fgte.sources.raw import raw_figures
from fgte.sources.snapshot_records import TitleChange
from fgte.store.hidden import Hidden, with_hidden, without_numbers
from fgte.store.standing import (
    FIGURE,
    Batch,
    Event,
    figure_keys,
    held_back,
    merged,
    oldest_first,
)
from fgte.store.suspicion import suspicious

COLUMNS = (
    "snapshot_id",
    "retrieved",
    "event",
    "kpi",
    "municipality_id",
    "school_unit",
    "sex",
    "year",
    "old_value",
    "new_value",
    "old_status",
    "new_status",
    "old_source",
    "new_source",
    "suspicion",
    "held",
)
REPLACING = (Event.CHANGED, Event.STATUS, Event.SOURCE, Event.WITHDRAWN)


@dataclass(frozen=True)
class Summary:
    """What one set of figures did, in numbers."""

    origin: Origin
    figures: int
    new: int
    changed: int
    status: int
    withdrawn: int
    source_differences: int
    kept_hidden: int
    suspicious: int
    held: int
    title_changes: tuple[TitleChange, ...] = ()


@dataclass(frozen=True)
class Account:
    """The figures that stand after every batch, the ledger's lines, and a summary of each batch.

    ``lines`` has a row for every figure that replaced another or was flagged; new
    figures are only counted.
    """

    standing: pd.DataFrame
    lines: pd.DataFrame
    summaries: tuple[Summary, ...]


def account(batches: Sequence[Batch], book: Catalogue) -> Account:
    """Take the batches in, oldest first, and keep account of what each one changed.

    A flagged change of a batch that nobody has accepted is held: the figure it
    would have replaced stands until someone accepts the batch. A figure that one
    publication hides is hidden whatever another shows, without waiting for anyone.
    """
    standing, lines, summaries = raw_figures([]), [], []
    hidden = Hidden()
    waiting: pd.Series[Any] = pd.Series(dtype=object)
    for batch in oldest_first(batches):
        before = standing
        hidden, entering, kept_hidden = with_hidden(hidden, batch)
        standing, events = merged(before, entering)
        events = pd.concat([events, kept_hidden], ignore_index=True) if len(kept_hidden) else events
        found = suspicious(events, before, standing, book)
        found = found.fillna(_still_waiting(events, waiting))
        events = events.assign(suspicion=found.where(events["event"].ne(Event.KEPT_HIDDEN), None))
        flagged = events["suspicion"].notna()
        held = flagged & events["event"].isin(REPLACING) & (not batch.accepted)
        standing = held_back(standing, before, events[held])
        waiting = _waiting(waiting, entering.figures, events, held)
        lines.append(
            _lines(events.assign(held=held)[flagged | events["event"].ne(Event.NEW)], batch)
        )
        summaries.append(_summary(events, held, batch))
    whole = pd.concat(lines, ignore_index=True) if lines else pd.DataFrame(columns=list(COLUMNS))
    return Account(standing, without_numbers(whole, hidden), tuple(summaries))


def _figures(events: pd.DataFrame) -> pd.MultiIndex:
    """Which figure each event is about, and what it would become."""
    return pd.MultiIndex.from_frame(events[[*FIGURE, "value_new", "status_new"]])


def _waiting(
    waiting: pd.Series[Any], came: pd.DataFrame, events: pd.DataFrame, held: pd.Series[bool]
) -> pd.Series[Any]:
    """Why each held change waits; one that a set does not speak of goes on waiting."""
    now = pd.Series(events["suspicion"][held].to_numpy(), index=_figures(events[held]))
    if waiting.empty:
        return now
    spoken = [*figure_keys(came), *figure_keys(events)]
    silent = waiting[~pd.MultiIndex.from_frame(waiting.index.to_frame()[FIGURE]).isin(spoken)]
    return pd.concat([silent, now]) if len(silent) else now


def _still_waiting(events: pd.DataFrame, waiting: pd.Series[Any]) -> pd.Series[Any]:
    """Why a change that was held in the set before, and comes again unchanged, is held still."""
    again = waiting[~waiting.index.duplicated()].reindex(_figures(events))
    return pd.Series(again.to_numpy(), index=events.index, dtype=object)


def _lines(events: pd.DataFrame, batch: Batch) -> pd.DataFrame:
    sides = {
        f"{name}_{end}": f"{word}_{name}"
        for name in ("value", "status", "source")
        for end, word in (("old", "old"), ("new", "new"))
    }
    named = events.drop(columns=["snapshot_id_old", "snapshot_id_new"]).rename(columns=sides)
    named = named.assign(
        snapshot_id=batch.origin.snapshot_id,
        retrieved=batch.origin.retrieved,
        school_unit=named["school_unit"].replace("", None),
    )
    return named[list(COLUMNS)].sort_values(
        ["kpi", "municipality_id", "sex", "year"], kind="stable", ignore_index=True
    )


def _summary(events: pd.DataFrame, held: pd.Series[bool], batch: Batch) -> Summary:
    counts = events["event"].value_counts()
    return Summary(
        origin=batch.origin,
        figures=len(batch.figures),
        new=int(counts.get(Event.NEW, 0)),
        changed=int(counts.get(Event.CHANGED, 0)),
        status=int(counts.get(Event.STATUS, 0)),
        withdrawn=int(counts.get(Event.WITHDRAWN, 0)),
        source_differences=int(counts.get(Event.SOURCE, 0)),
        kept_hidden=int(counts.get(Event.KEPT_HIDDEN, 0)),
        suspicious=int(events["suspicion"].notna().sum()),
        held=int(held.sum()),
        title_changes=batch.title_changes,
    )
