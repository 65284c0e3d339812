"""Small groups stay hidden: in a table with margins, by sex, in tables that belong together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from fgte.analysis.cell_suppression import Counts, Mask, System, cells_to_hide
from fgte.analysis.margins import checked_counts, checked_table, margin_costs, margin_sums

DEFAULT_THRESHOLD = 10
"""Groups of fewer people than this are hidden unless something else is chosen."""

SMALLEST_THRESHOLD = 5
"""The lowest threshold that can be chosen."""

_ALMOST_NOTHING = 1e-3


def checked_threshold(threshold: int) -> int:
    """Give the threshold back, if it is one that protects.

    Raises
    ------
    ValueError
        If it is not a whole number from 5.
    """
    if int(threshold) != threshold or threshold < SMALLEST_THRESHOLD:
        least = SMALLEST_THRESHOLD
        raise ValueError(f"the threshold must be a whole number from {least}, not {threshold}")
    return int(threshold)


def suppress(table: pd.DataFrame, *, threshold: int) -> pd.DataFrame:
    """Hide the small counts of a table, and others so that none of them can be worked out.

    A reader who has all the rest of the table, margins included, can solve no hidden cell, nor
    tell of a small one that it is below the threshold. Margins are counts like the others. A 0
    is shown, except in a row or column that is itself small.

    Parameters
    ----------
    table : DataFrame
        Counts of people, whole numbers from 0. The last row and column hold the sums.
    threshold : int
        Counts from 1 to below this are small; 5 or more.

    Returns
    -------
    DataFrame
        The same rows and columns as Int64; hidden cells are NA.

    Raises
    ------
    ValueError
        If the threshold is below 5, a cell is no count, or a margin does not add up: says which
        row or column, what stood there and what was expected.

    Notes
    -----
    How the cells are chosen: ``cell_suppression.cells_to_hide``. Not covered: what is learned by
    comparing with other tables of the same people (`suppress_linked` takes the parts of a total),
    with other years, or by someone who knows some of the people.
    """
    return _masked(table, _hidden(checked_table(table), threshold))


def suppress_linked(
    tables: Mapping[str, pd.DataFrame], *, total: str, threshold: int
) -> dict[str, pd.DataFrame]:
    """Hide small counts in tables that are the parts of a total one: girls and boys of all.

    No hidden cell can be worked out from its own table or from what differs between tables.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Tables as for `suppress`, of one shape: one for each part and one for the total.
    total : str
        The name of the table that is the sum of the others.
    threshold : int
        Counts from 1 to below this are small; 5 or more.

    Returns
    -------
    dict of str to DataFrame
        The tables by the same names; hidden cells are NA.

    Raises
    ------
    ValueError
        As for `suppress`, or if the total is not the sum of its parts.
    """
    names = [*(name for name in tables if name != total), total]
    counts = np.stack([checked_table(tables[name]) for name in names])
    if not np.array_equal(counts[:-1].sum(axis=0), counts[-1]):
        raise ValueError(f"table {total!r} is not the sum of {', '.join(names[:-1])}")
    hidden = dict(zip(names, _hidden(counts, threshold), strict=True))
    return {name: _masked(table, hidden[name]) for name, table in tables.items()}


def suppress_groups(
    reached: pd.Series[Any], pupils: pd.Series[Any], *, threshold: int, total: str = "T"
) -> pd.DataFrame:
    """Hide what a breakdown by sex (T, K, M) would tell of few people.

    With the number of pupils at hand a share tells how many reached and how many did not. So it
    is shown only where both may be, and hiding one sex hides the other, or the total.

    Parameters
    ----------
    reached : Series of int
        How many of each group reached it, by group, the total among them.
    pupils : Series of int
        How many there are of each group. The total may be more than the groups together: those
        in none are never shown, and are protected as a group of their own.
    threshold : int
        Counts from 1 to below this are small; 5 or more.
    total : str
        The label of the total.

    Returns
    -------
    DataFrame
        By group as given: reached and pupils (Int64), share (Float64, 0-1); hidden ones are NA.

    Raises
    ------
    ValueError
        If the threshold is below 5, more have reached it than there are pupils, or the groups
        are together more than the total.
    """
    given = pd.DataFrame({"reached": reached, "missed": pupils - reached, "pupils": pupils})
    groups = given.drop(index=total)
    others = given.loc[[total]] - groups.sum()
    inner = [groups, others] if others.to_numpy().any() else [groups]
    counts = checked_counts(pd.concat([*inner, given.loc[[total]]]))
    hidden = _hidden(counts, threshold, shown_rows=len(groups))
    rows = [list(groups.index).index(name) if name != total else -1 for name in given.index]
    shown = _masked(given, hidden[rows])
    share = shown["reached"].astype("Float64") / shown["pupils"].where(shown["pupils"] > 0)
    return shown[["reached", "pupils"]].assign(share=share)


def _hidden(counts: Counts, threshold: int, *, shown_rows: int | None = None) -> Mask:
    """Which cells to hide; inner rows after those that are shown are hidden in any case."""
    few = checked_threshold(threshold)
    costs = margin_costs(counts)
    if shown_rows is not None:
        costs[shown_rows:-1] = _ALMOST_NOTHING
    system = System(counts.ravel(), margin_sums(counts.shape), costs.ravel())
    small = (system.counts > 0) & (system.counts < few)
    return cells_to_hide(system, small, threshold=few).reshape(counts.shape)


def _masked(table: pd.DataFrame, hidden: Mask) -> pd.DataFrame:
    return table.astype("Int64").mask(hidden)
