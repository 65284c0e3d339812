"""Difference in differences: how much more the treated units changed than the rest."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fgte.analysis.assignments import randomised
from fgte.analysis.estimates import Estimate
from fgte.analysis.kendall import FloatArray
from fgte.analysis.unit_panel import UnitPanel, unit_panel


@dataclass(frozen=True)
class EventStudy:
    """The treated units' distance to the rest, year by year, against the mean before the start.

    ``drift`` is how much the distance changed a year before the start. Far from zero, the units
    did not move alike even before anything was tried.
    """

    years: tuple[int, ...]
    estimates: tuple[Estimate, ...]
    drift: Estimate | None


def difference_in_differences(
    frame: pd.DataFrame,
    *,
    unit: str,
    year: str,
    outcome: str,
    treated: Hashable | Sequence[Hashable],
    start: int,
) -> Estimate:
    """Estimate how much more the treated units changed than the others, every unit weighing alike.

    Units that lack a figure in a year used are left out.

    Parameters
    ----------
    frame, unit, year, outcome, treated, start
        As `unit_panel` takes them.

    Returns
    -------
    Estimate
        In the unit of the outcome. Interval and p-value are by randomisation over all assignments
        of equally many units (`fgte.analysis.assignments`): no cluster formula holds so few.

    Raises
    ------
    ValueError
        As `unit_panel`, where there is nothing to compare.
    """
    panel = unit_panel(frame, unit=unit, year=year, outcome=outcome, treated=treated, start=start)
    return difference_of_panel(panel)


def difference_of_panel(panel: UnitPanel) -> Estimate:
    """The same of a panel that is laid out already."""
    return randomised(changes_of(panel), panel.treated)


def changes_of(panel: UnitPanel) -> FloatArray:
    """Each unit's mean from the start on less its mean before it."""
    after = panel.values[:, ~panel.before].mean(axis=1)
    changed: FloatArray = after - panel.values[:, panel.before].mean(axis=1)
    return changed


def event_study(panel: UnitPanel) -> EventStudy:
    """Follow the treated units' distance to the rest, year by year.

    Parameters
    ----------
    panel : UnitPanel
        Units x years, with at least one year on each side of the start.

    Returns
    -------
    EventStudy
        ``drift`` is None with fewer than three years before the start.
    """
    base = panel.values[:, panel.before].mean(axis=1, keepdims=True)
    apart = panel.values - base
    estimates = tuple(randomised(apart[:, n], panel.treated) for n in range(len(panel.years)))
    return EventStudy(panel.years, estimates, _drift(panel))


def _drift(panel: UnitPanel) -> Estimate | None:
    years = np.array(panel.years, dtype=float)[panel.before]
    if years.size < 3:
        return None
    centred = years - years.mean()
    slopes = panel.values[:, panel.before] @ centred / (centred @ centred)
    return randomised(slopes, panel.treated)
