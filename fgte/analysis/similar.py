"""Which units are most alike in background: for checking a difference, never for placing anyone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd


def nearest(frame: pd.DataFrame, unit: Any, columns: Sequence[str], *, k: int = 7) -> list[Any]:
    """Find the units that lie closest to one unit in several background figures.

    Parameters
    ----------
    frame : DataFrame
        One row a unit, the unit as index. Units that lack a figure are left out.
    unit : object
        The unit to find the nearest of.
    columns : sequence of str
        Background figures, each divided by its standard deviation over all units and weighing
        alike.
    k : int
        How many to find.

    Returns
    -------
    list
        The units in the order of the index, never by how close or how good; empty where the unit
        itself lacks a figure.
    """
    known = frame[list(columns)].dropna()
    if unit not in known.index or len(known) < 2:
        return []
    spread = known.std(ddof=1).replace(0.0, 1.0)
    distance = (((known - known.loc[unit]) / spread) ** 2).sum(axis=1).drop(unit)
    chosen = set(distance.sort_values(kind="stable").index[:k])
    return [each for each in known.index if each in chosen]
