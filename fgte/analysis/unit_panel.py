"""Units followed over years, as a rectangle without holes: the ground of every comparison."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fgte.analysis.kendall import FloatArray


@dataclass(frozen=True)
class UnitPanel:
    """Figures of units over years, none missing.

    ``values`` is units x years; ``treated`` marks units and ``before`` years before the start.
    ``left_out`` are the units that lack a figure in one of the years, in the order of the frame.
    """

    units: tuple[Hashable, ...]
    years: tuple[int, ...]
    values: FloatArray
    treated: NDArray[np.bool_]
    before: NDArray[np.bool_]
    left_out: tuple[Hashable, ...] = ()


def unit_panel(
    frame: pd.DataFrame,
    *,
    unit: str,
    year: str,
    outcome: str,
    treated: Hashable | Sequence[Hashable],
    start: int,
) -> UnitPanel:
    """Lay figures out as units x years, leaving out what would make a hole.

    Parameters
    ----------
    frame : DataFrame
        One row a unit and year; several rows of one are averaged. NaN is no usable figure.
    unit, year, outcome : str
        The columns that hold the unit, the year and the figure.
    treated : object or sequence of objects
        The unit or units where something was tried.
    start : int
        The first year that it could be seen in.

    Returns
    -------
    UnitPanel
        The years in which every treated unit has a figure, and every unit that has figures in
        all of those; the treated units first.

    Raises
    ------
    ValueError
        If a treated unit has no figure, no unit is left to compare with, or no year lies on one
        of the sides of the start.
    """
    table = frame.pivot_table(index=unit, columns=year, values=outcome, aggfunc="mean", sort=True)
    chosen = _listed(treated)
    absent = [each for each in chosen if each not in table.index]
    if absent:
        raise ValueError(f"no figure of the treated unit {absent[0]!r}")
    table = table.loc[:, table.loc[chosen].notna().all()]
    whole = table.notna().all(axis=1)
    others = [each for each in table.index[whole] if each not in chosen]
    if not others:
        raise ValueError("no unit is left to compare with")
    years = np.array(table.columns, dtype=int)
    before = years < start
    if before.all() or not before.any():
        raise ValueError("there must be a usable year both before the start and from it on")
    return UnitPanel(
        units=(*chosen, *others),
        years=tuple(years.tolist()),
        values=table.loc[[*chosen, *others]].to_numpy(float),
        treated=np.arange(len(chosen) + len(others)) < len(chosen),
        before=before,
        left_out=tuple(table.index[~whole]),
    )


def _listed(treated: Hashable | Sequence[Hashable]) -> list[Hashable]:
    """The treated units as a list; a name is one unit, not its letters."""
    if isinstance(treated, Sequence) and not isinstance(treated, str):
        return list(treated)
    return [treated]
