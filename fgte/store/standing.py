"""Which figure stands, when several sets of figures have been taken in one after another.

The newer publication stands. What it replaces is not lost: it stays in its snapshot, and
every difference becomes a line of the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import pandas as pd

from fgte.model import Origin, Status
from fgte.sources.raw import raw_figures
from fgte.sources.snapshot_records import TitleChange

FIGURE = ["kpi", "municipality_id", "school_unit", "sex", "year"]
"""What two sets of figures have in common when they speak of the same thing."""


class Event(StrEnum):
    """What a newer set of figures did to one that stood."""

    NEW = "new"
    CHANGED = "changed"
    STATUS = "status"
    SOURCE = "source_difference"
    WITHDRAWN = "withdrawn"
    KEPT_HIDDEN = "kept_hidden"


@dataclass(frozen=True)
class Coverage:
    """What a fetch asked a source for: where it got no answer, a figure has been withdrawn."""

    source: str
    kpis: frozenset[str]
    municipalities: frozenset[str]
    first_year: int = 0
    last_year: int = 9999


@dataclass(frozen=True)
class Batch:
    """Figures that came in together. Without coverage, silence says nothing of the rest.

    ``channel`` tells apart what one source publishes in several places. ``deleted`` are figures
    of its own that the source says it has taken away (kpi, municipality_id, sex, year).
    ``school_names`` are what the source calls the school units, by code.
    """

    origin: Origin
    figures: pd.DataFrame
    coverage: Coverage | None = None
    accepted: bool = True
    channel: str = ""
    title_changes: tuple[TitleChange, ...] = ()
    deleted: pd.DataFrame | None = None
    school_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def publications(self) -> pd.Series[str]:
        """Where each figure was published: its source, and the channel within it."""
        return self.figures["source"] + f"/{self.channel}"


def merged(standing: pd.DataFrame, batch: Batch) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures that stand after a batch, and the events that led there.

    Returns
    -------
    standing
        Raw figures; one that was withdrawn is kept with status missing.
    events
        One row an event: the figure, ``event``, and old and new value, status, source.
    """
    both = _beside(standing, batch)
    events = both[both["event"].notna()]
    replaced = both["event"].notna() | both["value_new"].notna() | both["status_new"].notna()
    new = _side(both[replaced], "new")
    kept = _side(both[~replaced], "old")
    return pd.concat([kept, new], ignore_index=True), events.reset_index(drop=True)


def _beside(standing: pd.DataFrame, batch: Batch) -> pd.DataFrame:
    """Old and new figure on one row, with what happened between them."""
    new = batch.figures.assign(school_unit=batch.figures["school_unit"].fillna(""))
    old = standing.assign(school_unit=standing["school_unit"].fillna(""))
    both = old.merge(new, on=FIGURE, how="outer", suffixes=("_old", "_new"), indicator="side")
    gone = both["side"].eq("left_only") & both["status_old"].ne(Status.MISSING)
    gone &= _covered(both, batch.coverage) | _deleted(both, batch)
    both.loc[gone, "status_new"] = Status.MISSING.value
    both.loc[gone, "source_new"] = both.loc[gone, "source_old"]
    both.loc[gone, "snapshot_id_new"] = batch.origin.snapshot_id
    events = _events(both, gone)
    both["pupils_new"] = both["pupils_new"].where(~_still_counted(both, events), both["pupils_old"])
    return both.assign(event=events).drop(columns="side")


def _still_counted(both: pd.DataFrame, events: pd.Series[str]) -> pd.Series[bool]:
    """Figures that came again as they were, from one who does not say how many pupils.

    Kolada gives no numbers of pupils; the one that Skolverket counted for the same figure holds.
    So it does where Kolada writes a figure (95.0) in place of Skolverket's "~100".
    """
    rounded = both["status_old"].eq(Status.CENSORED) & both["status_new"].eq(Status.OK)
    same = both["side"].eq("both") & (events.isna() | rounded)
    shown = both["status_new"].isin([Status.OK, Status.CENSORED])
    return same & shown & both["pupils_new"].isna() & both["pupils_old"].notna()


def _events(both: pd.DataFrame, gone: pd.Series[bool]) -> pd.Series[str]:
    paired = both["side"].eq("both")
    status = paired & both["status_old"].ne(both["status_new"])
    value = paired & ~status & differs(both["value_old"], both["value_new"])
    elsewhere = both["source_old"].ne(both["source_new"])
    chosen = np.select(
        [gone, both["side"].eq("right_only"), status, value & elsewhere, value],
        [Event.WITHDRAWN, Event.NEW, Event.STATUS, Event.SOURCE, Event.CHANGED],
        "",
    )
    return pd.Series(chosen, index=both.index).replace("", None)


def _covered(both: pd.DataFrame, coverage: Coverage | None) -> pd.Series[bool]:
    if coverage is None:
        return pd.Series(False, index=both.index)
    return (
        both["source_old"].eq(coverage.source)
        & both["kpi"].isin(coverage.kpis)
        & both["municipality_id"].isin(coverage.municipalities)
        & both["year"].between(coverage.first_year, coverage.last_year)
        & both["school_unit"].eq("")
    )


def _deleted(both: pd.DataFrame, batch: Batch) -> pd.Series[bool]:
    """Figures of the same source that it says it has taken away."""
    if batch.deleted is None or batch.deleted.empty:
        return pd.Series(False, index=both.index)
    keys = figure_keys(batch.deleted.assign(school_unit=None))
    return both["source_old"].isin(batch.origin.sources) & figure_keys(both).isin(keys)


def _side(both: pd.DataFrame, side: str) -> pd.DataFrame:
    names = [str(name) for name in both.columns]
    columns = {name: name.removesuffix(f"_{side}") for name in names if name.endswith(f"_{side}")}
    table = both[[*FIGURE, *columns]].rename(columns=columns)
    return raw_figures(table.assign(school_unit=table["school_unit"].replace("", None)))


def differs(old: pd.Series[float], new: pd.Series[float]) -> pd.Series[bool]:
    """Whether two values differ by more than the rounding of the coarser one.

    A whole number counts as one with a decimal, since 237 is how 237.0 is often
    written; large counts may be rounded in the sixth figure.
    """
    step = 10.0 ** -np.minimum(_decimals(old), _decimals(new))
    difference: pd.Series[float] = (old - new).abs()
    apart: pd.Series[bool] = difference > 0.5 * step + 1e-9 + 5e-6 * old.abs()
    return apart


def _decimals(values: pd.Series[float]) -> np.ndarray:
    """How many decimals each value is written with, between one and four."""
    found = np.full(len(values), 4)
    numbers = values.to_numpy(dtype=float)
    for places in (3, 2, 1):
        found[np.abs(numbers - np.round(numbers, places)) < 1e-9] = places
    return found


def held_back(standing: pd.DataFrame, before: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """Put the figures that stood before back in place of those that are held."""
    if held.empty:
        return standing
    keys = figure_keys(held)
    blocked, again = figure_keys(standing).isin(keys), figure_keys(before).isin(keys)
    return pd.concat([standing[~blocked], before[again]], ignore_index=True)


def figure_keys(table: pd.DataFrame, *more: str) -> pd.MultiIndex:
    """Which figure each row is about, and what else is named."""
    filled = table[[*FIGURE, *more]].assign(school_unit=table["school_unit"].fillna(""))
    return pd.MultiIndex.from_frame(filled)


def oldest_first(batches: Sequence[Batch]) -> list[Batch]:
    """Batches in the order they were taken in; the same day keeps the given order."""
    return sorted(batches, key=lambda batch: batch.origin.retrieved)
