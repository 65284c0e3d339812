"""What a design could show before it is asked: the effect it would find four times in five."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from fgte.analysis.kendall import FloatArray
from fgte.analysis.segmented import COEFFICIENTS, FEWEST_ON_A_SIDE, design_of, together

POWER, ALPHA = 0.8, 0.05


def detectable_difference(
    changes: ArrayLike, treated: int, *, power: float = POWER, alpha: float = ALPHA
) -> float:
    """The difference in change between some units and the rest that would mostly be found.

    Parameters
    ----------
    changes : array_like, one entry a unit that nothing was tried in
        How much each changed over as long a time, in the unit of the figures.
    treated : int
        How many units something is tried in.
    power, alpha : float
        How often it should be found, and at which level.

    Returns
    -------
    float
        In the unit of the figures; infinite where no p-value could come down to the level.
    """
    known = np.asarray(changes, float)
    known = known[~np.isnan(known)]
    n = known.size
    if n < 2 or smallest_p(n, treated) > alpha:
        return math.inf
    error = float(known.std(ddof=1)) * math.sqrt(1 / treated + 1 / n)
    return error * _reach(n - 1, power, alpha)


def smallest_p(controls: int, treated: int) -> float:
    """The least p-value that a choice of so many units among all can give.

    Parameters
    ----------
    controls, treated : int
        How many units there are of each; with as many of each, the other half mirrors the first.
    """
    return (2 if controls == treated else 1) / math.comb(controls + treated, treated)


def detectable_level_change(
    years: ArrayLike,
    start: int,
    sd: float,
    *,
    autocorrelation: float = 0.0,
    power: float = POWER,
    alpha: float = ALPHA,
) -> float:
    """The change of level between two lines that would mostly be found.

    Parameters
    ----------
    years : array_like
        The years with a figure, on both sides of the start.
    start : int
        The first year of the second line.
    sd : float
        How far figures lie from a line, in their unit.
    autocorrelation : float
        How much the test takes neighbouring years to hang together, as for
        `fgte.analysis.segmented.interrupted_time_series`, where in truth they do not.
    power, alpha : float
        As for `detectable_difference`.

    Returns
    -------
    float
        In the unit of the figures; infinite with too few years on a side.
    """
    x: FloatArray = np.asarray(years, float)
    sides = min(int((x < start).sum()), int((x >= start).sum()))
    if sides < FEWEST_ON_A_SIDE:
        return math.inf
    apart = np.linalg.inv(together(x, autocorrelation))
    design = apart @ design_of(x, start)
    inverse = np.linalg.inv(design.T @ design)
    beyond = np.eye(x.size) - design @ inverse @ design.T
    spread = float(np.trace(beyond @ apart @ apart.T)) / (x.size - COEFFICIENTS)
    error = sd * math.sqrt(spread * float(inverse[2, 2]))
    return error * _reach(x.size - COEFFICIENTS, power, alpha)


def detectable_effect(
    placebo_effects: ArrayLike, *, power: float = POWER, alpha: float = ALPHA
) -> float:
    """The effect beside a mixture that would mostly be found, by how placebos spread.

    Parameters
    ----------
    placebo_effects : array_like, one entry a donor
        Effects where nothing was tried, in the unit of the figures.
    power, alpha : float
        As for `detectable_difference`.

    Returns
    -------
    float
        In the unit of the figures: an effect that chance takes below the placebos' limit only so
        seldom. Infinite where there are too few donors to come down to the level.
    """
    effects = np.asarray(placebo_effects, float)
    limit = rare_beyond(np.abs(effects), alpha)
    return limit if math.isinf(limit) else limit + chance_beside(effects, power)


def rare_beyond(sizes: FloatArray, alpha: float = ALPHA) -> float:
    """The size that one more must exceed to be rare among placebos.

    Parameters
    ----------
    sizes : ndarray, one entry a donor
        In any unit.
    alpha : float
        At which level.

    Returns
    -------
    float
        Infinite where there are too few donors to come down to the level.
    """
    rank = math.floor(alpha * (sizes.size + 1) + 1e-9)
    return math.inf if rank < 1 else float(np.sort(sizes)[::-1][rank - 1])


def chance_beside(placebo_effects: FloatArray, power: float = POWER) -> float:
    """How much chance may take from an effect, but for a share 1 - power of the times.

    Parameters
    ----------
    placebo_effects : ndarray, one entry a donor
        Effects where nothing was tried.
    power : float
        How often the effect should be found.
    """
    return float(stats.norm.ppf(power)) * float(placebo_effects.std())


def _reach(freedom: int, power: float, alpha: float) -> float:
    """Standard errors from zero to an effect found so often (the usual approximation)."""
    return float(stats.t.ppf(1 - alpha / 2, freedom)) + float(stats.t.ppf(power, freedom))
