"""Changes that ask for a human eye before they replace anything.

Three signs: a figure jumps far outside its series' own variation, a rule between figures is
broken that cannot be, or many figures of one measure disappear at once.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from fgte.catalogue import Catalogue
from fgte.model import Status
from fgte.store.standing import FIGURE, Event

JUMP = 4.0
"""How many times the series' mean step a revision must change a figure to be a jump."""

FEWEST_STEPS = 4
"""Steps between years that a series needs before its own variation is known."""

ROUNDING = 0.06
"""How far apart two rounded shares may be and still be equal."""

LOST_SHARE, LOST_FIGURES = 0.05, 3
"""A measure has lost figures when more than this share of it, and at least so many, disappear,
or so many in one municipality."""


class Reason(StrEnum):
    """Why a change is flagged."""

    JUMP = "jump"
    RULE = "rule"
    LOST = "lost"


def suspicious(
    events: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame, book: Catalogue
) -> pd.Series[str]:
    """For each event the reason it is flagged, or None.

    Parameters
    ----------
    events
        As ``fgte.store.standing.merged`` gives them.
    before, after
        The raw figures that stood before the batch, and after it.
    """
    chosen = np.select(
        [_breaks_rule(events, after, book), _jumps(events, before), _lost(events, before)],
        [Reason.RULE, Reason.JUMP, Reason.LOST],
        "",
    )
    return pd.Series(chosen, index=events.index).replace("", None)


def _jumps(events: pd.DataFrame, before: pd.DataFrame) -> pd.Series[bool]:
    """A revised figure far from what it was, measured in the series' own steps."""
    line = [name for name in FIGURE if name != "year"]
    ordered = before.assign(school_unit=before["school_unit"].fillna("")).sort_values("year")
    steps = ordered.groupby(line, sort=False)["value"].diff().abs()
    usual = steps.groupby([ordered[name] for name in line], sort=False).agg(["mean", "count"])
    own = usual.reindex(pd.MultiIndex.from_frame(events[line]))
    known = own["count"].to_numpy() >= FEWEST_STEPS
    moved = (events["value_new"] - events["value_old"]).abs().to_numpy()
    with np.errstate(invalid="ignore"):
        far = moved > JUMP * own["mean"].to_numpy()
    revised = events["event"].isin([Event.CHANGED, Event.SOURCE]).to_numpy()
    return pd.Series(known & far & revised, index=events.index)


def _breaks_rule(events: pd.DataFrame, after: pd.DataFrame, book: Catalogue) -> pd.Series[bool]:
    """A series that others cannot exceed has been exceeded."""
    broken = pd.Series(False, index=events.index)
    for indicator in (each for each in book.indicators.values() if each.widest_series):
        widest = next(s for s in indicator.series if s.id == indicator.widest_series)
        for variant, (wide, *_) in widest.kpis.items():
            narrow = [
                series.kpis[variant][0]
                for series in indicator.series
                if series is not widest and variant in series.kpis
            ]
            broken |= _exceeded(events, after, wide, narrow)
    return broken


def _exceeded(
    events: pd.DataFrame, after: pd.DataFrame, wide: str, narrow: list[str]
) -> pd.Series[bool]:
    concerned = events["kpi"].isin([wide, *narrow]) & events["status_new"].eq(Status.OK)
    if not concerned.any():
        return concerned
    place = ["municipality_id", "school_unit", "sex", "year"]
    values = after[after["kpi"].isin([wide, *narrow])].assign(
        school_unit=lambda table: table["school_unit"].fillna("")
    )
    beside = values.pivot_table(index=place, columns="kpi", values="value")
    if wide not in beside or not set(narrow) & set(beside):
        return concerned & False
    over = beside[[kpi for kpi in narrow if kpi in beside]].max(axis=1) > beside[wide] + ROUNDING
    places = pd.MultiIndex.from_frame(events[place])
    return concerned & places.isin(over[over].index)


def _lost(events: pd.DataFrame, before: pd.DataFrame) -> pd.Series[bool]:
    """Withdrawn figures of a measure that has lost many at once, in all or in one municipality."""
    gone = events["event"].eq(Event.WITHDRAWN)
    if not gone.any():
        return gone
    there = before[before["status"].ne(Status.MISSING)].groupby("kpi").size()
    of_measure = events["kpi"].map(events[gone].groupby("kpi").size()).astype(float).fillna(0)
    place = [events["kpi"], events["municipality_id"]]
    of_place = gone.groupby(place).transform("sum")
    share = LOST_SHARE * events["kpi"].map(there).astype(float)
    many = of_measure.gt(share) & of_measure.ge(LOST_FIGURES)
    return gone & (many | of_place.ge(LOST_FIGURES))
