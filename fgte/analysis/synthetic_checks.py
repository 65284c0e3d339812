"""How much a synthetic control hangs on single donors, single years and one mixture among many."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linprog

from fgte.analysis.design_power import (
    ALPHA,
    POWER,
    chance_beside,
    detectable_effect,
    rare_beyond,
)
from fgte.analysis.kendall import FloatArray
from fgte.analysis.simplex import closest_mixture
from fgte.analysis.synthetic import CLOSE_ENOUGH, Synthetic, synthetic_of_panel, usual_variation
from fgte.analysis.unit_panel import UnitPanel

AS_WELL = 1e-6
"""Mixtures fit as well when no year differs by more than this share of the usual spread."""


@dataclass(frozen=True)
class EffectRange:
    """The least and the largest effect that any mixture gives which fits as well."""

    low: float
    high: float


def leave_one_out(panel: UnitPanel, found: Synthetic) -> Mapping[Hashable, float]:
    """The effect without each of the donors that weigh anything.

    Parameters
    ----------
    panel : UnitPanel
        As the control was made of.
    found : Synthetic
        The control.

    Returns
    -------
    mapping
        From the donor left out to the effect; empty where no two donors would remain.
    """
    if (~panel.treated).sum() < 3:
        return {}
    return {donor: _effect(panel, without=donor) for donor in found.weights}


def effect_range(panel: UnitPanel, found: Synthetic) -> EffectRange:
    """How much the effect can differ between mixtures that fit the years before as well.

    With more donors than years before the start the best mixture is often one of many. Where the
    range is wide, the years before do not decide what the unit is compared with.

    Parameters
    ----------
    panel, found
        As for `leave_one_out`.

    Returns
    -------
    EffectRange
    """
    donors = panel.values[~panel.treated].T
    before, after = donors[panel.before], donors[~panel.before].mean(axis=0)
    scale = max(float(donors.std()), 1e-300)
    slack = AS_WELL * scale
    limits = np.concatenate([found.mixed[panel.before] + slack, slack - found.mixed[panel.before]])
    rows = np.concatenate([before, -before])
    own = float(found.observed[~panel.before].mean())
    ends = [own - _mean_after(sign * after, rows, limits, sign) for sign in (1.0, -1.0)]
    return EffectRange(min(*ends, found.effect), max(*ends, found.effect))


def backdated(panel: UnitPanel, years: int) -> Synthetic:
    """Pretend that the start came some years earlier, with the years from the true start away.

    Parameters
    ----------
    panel : UnitPanel
        As the control was made of.
    years : int
        How many of the years before the start are taken as after it.

    Returns
    -------
    Synthetic
        Its effect should be near zero: nothing had been tried.

    Raises
    ------
    ValueError
        If fewer than two years would remain before.
    """
    kept = int(panel.before.sum())
    if kept - years < 2 or years < 1:
        raise ValueError(f"{kept} years before the start cannot be cut {years} years earlier")
    earlier = replace(
        panel,
        years=panel.years[:kept],
        values=panel.values[:, :kept],
        before=np.arange(kept) < kept - years,
    )
    return synthetic_of_panel(earlier)


def detectable_beside_mixture(
    panel: UnitPanel, *, power: float = POWER, alpha: float = ALPHA
) -> float:
    """The effect beside a mixture that would mostly be found, asked of the years before the start.

    It must lie beyond the placebos' effects, and be as rare for how close the mixture of all the
    years before comes: where others are mixed closely and the unit is not, that asks for more.

    Parameters
    ----------
    panel : UnitPanel
        The years before the start alone, cut as if it had come earlier.
    power, alpha : float
        As for `fgte.analysis.design_power.detectable_effect`.

    Returns
    -------
    float
        In the unit of the figures; infinite with too few donors.
    """
    found = synthetic_of_panel(panel)
    effects = np.array(list(found.placebo_effects.values()))
    ratios = np.array(list(found.placebo_ratios.values()))
    limit = rare_beyond(ratios, alpha)
    if math.isinf(limit):
        return math.inf
    donors, own = panel.values[~panel.treated].T, panel.values[panel.treated].mean(axis=0)
    gaps = own - donors @ closest_mixture(donors, own).weights
    fit = max(float(np.sqrt((gaps**2).mean())), CLOSE_ENOUGH * usual_variation(donors))
    by_fit = fit * limit + chance_beside(effects, power)
    return max(detectable_effect(effects, power=power, alpha=alpha), by_fit)


def _mean_after(aim: FloatArray, rows: FloatArray, limits: FloatArray, sign: float) -> float:
    solved = linprog(
        aim, A_ub=rows, b_ub=limits, A_eq=np.ones((1, aim.size)), b_eq=[1.0], method="highs"
    )
    return sign * float(solved.fun) if solved.success and solved.fun is not None else math.nan


def _effect(panel: UnitPanel, *, without: Hashable) -> float:
    kept = np.array([name != without for name in panel.units]) & ~panel.treated
    donors = panel.values[kept].T
    observed = panel.values[panel.treated].mean(axis=0)
    found = closest_mixture(donors[panel.before], observed[panel.before])
    return float((observed - donors @ found.weights)[~panel.before].mean())
