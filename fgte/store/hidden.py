"""Figures that one publication hides: they stay hidden, whatever another shows.

Siris, planned-educations and Kolada publish some of the same figures and do not always hide the
same ones. Whoever shows a figure that another hides gives the small group away, so a figure is
shown only when none of them hides it by its latest word. That a figure is missing is no such word:
who hid it still does, until it shows a number. What is hidden is told, without the number; the
number itself stays in its snapshot.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from fgte.model import Status
from fgte.sources.raw import raw_figures
from fgte.store.standing import FIGURE, Batch, Event, figure_keys

PUBLICATION = "publication"
NUMBERS = ["value_old", "value_new"]


@dataclass(frozen=True)
class Hidden:
    """The figures hidden so far, a row each with who hides it; and of whom it has been told."""

    rows: pd.DataFrame = field(
        default_factory=lambda: raw_figures([]).assign(**{PUBLICATION: pd.Series(dtype=str)})
    )
    told: frozenset[tuple[Any, ...]] = frozenset()


def with_hidden(hidden: Hidden, batch: Batch) -> tuple[Hidden, Batch, pd.DataFrame]:
    """Take in what a batch hides, and hide in it what another publication hides.

    Returns
    -------
    hidden
        With the batch's word in place of what the same publication said before.
    batch
        As it came, but for the figures that another publication hides.
    events
        One row for each number that was kept hidden and had not been told before.
    """
    figures = batch.figures.assign(**{PUBLICATION: batch.publications})
    suppressed = figures["status"].eq(Status.SUPPRESSED)
    before = hidden.rows
    if len(before):
        spoken = figures[suppressed | _is_number(figures)]
        before = before[~figure_keys(before, PUBLICATION).isin(figure_keys(spoken, PUBLICATION))]
    now = pd.concat([before, figures[suppressed]], ignore_index=True)
    if before.empty:
        return Hidden(now, hidden.told), batch, _events(figures[:0], now)
    given_away = ~suppressed & figure_keys(figures).isin(figure_keys(before))
    shown = figures[given_away]
    instead = before[figure_keys(before).isin(figure_keys(shown))]
    instead = instead[~figure_keys(instead).duplicated(keep="last")]
    both = pd.concat([figures[~given_away], instead], ignore_index=True)
    numbers = shown[_is_number(shown)]
    untold = ~figure_keys(numbers, PUBLICATION).isin(list(hidden.told))
    told = hidden.told | set(figure_keys(numbers, PUBLICATION))
    entering = replace(batch, figures=raw_figures(both.drop(columns=PUBLICATION)))
    return Hidden(now, told), entering, _events(numbers[untold], instead)


def without_numbers(lines: pd.DataFrame, hidden: Hidden) -> pd.DataFrame:
    """The ledger's lines without any number, old or new, of a figure that somebody hides.

    Also of one that has been withdrawn since: the number would give the small group away still.
    """
    secret = hidden.rows[hidden.rows["kpi"].isin(lines["kpi"])]
    if secret.empty:
        return lines
    told = figure_keys(lines).isin(figure_keys(secret))
    return lines.assign(
        old_value=lines["old_value"].mask(told), new_value=lines["new_value"].mask(told)
    )


def _is_number(figures: pd.DataFrame) -> pd.Series[bool]:
    return figures["value"].notna() | figures["low"].notna()


def _events(shown: pd.DataFrame, instead: pd.DataFrame) -> pd.DataFrame:
    """Events as ``fgte.store.standing.merged`` gives them: who hides, and who shows."""
    filled = [t.assign(school_unit=t["school_unit"].fillna("")) for t in (instead, shown)]
    both = filled[0].merge(filled[1], on=FIGURE, how="right", suffixes=("_old", "_new"))
    blank = dict.fromkeys(NUMBERS, float("nan"))
    return both.assign(event=Event.KEPT_HIDDEN.value, **blank)
