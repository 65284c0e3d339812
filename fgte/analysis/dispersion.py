"""How much schools' results differ beyond what small groups do by chance.

That is the other meaning of segregation: differences in results, not in who goes where. A group
too small to be read is left out and counted, never taken as 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri

from fgte.analysis.heterogeneity import falling_root, weighted_line
from fgte.analysis.kendall import FloatArray
from fgte.analysis.pooling import partial_pooling
from fgte.model import Interval

SMALLEST_GROUP = 10
"""Pupils below which a unit's own figure is not used."""

FEWEST_UNITS = 3
"""Fewer units than this have no spread worth the name."""


@dataclass(frozen=True)
class Dispersion:
    """How much units truly differ, with its interval, and how much of what is seen is chance.

    `sd_between` and `interval` are standard deviations in the figures' unit; `chance_share` (0–1)
    is how much of the spread seen that chance accounts for. `shrunken` and `shrunken_se` have one
    entry a unit in the order given, NaN for the `left_out`.
    """

    mean: float
    sd_between: float
    interval: Interval
    chance_share: float
    units: int
    left_out: int
    shrunken: FloatArray
    shrunken_se: FloatArray


def dispersion_of_shares(
    shares: ArrayLike, pupils: ArrayLike, *, smallest_group: int = SMALLEST_GROUP
) -> Dispersion | None:
    """Say how much units' shares differ beyond chance.

    Parameters
    ----------
    shares : array_like, one proportion (0–1) a unit
        NaN is a hidden or missing figure.
    pupils : array_like, one number a unit
        Pupils behind each share; NaN where not known. Such a unit is left out.
    smallest_group : int
        Units with fewer pupils are left out.

    Returns
    -------
    Dispersion or None
        None where fewer than three units can be read.
    """
    p, n = np.asarray(shares, np.float64), np.asarray(pupils, np.float64)
    known = _readable(p, n, smallest_group)
    if known.sum() < FEWEST_UNITS:
        return None
    common = float(np.average(p[known], weights=n[known]))
    smoothed = min(max(common, 0.5 / n[known].sum()), 1 - 0.5 / n[known].sum())
    return _dispersion(p, smoothed * (1 - smoothed) / n, known)


def dispersion_of_means(
    means: ArrayLike, pupils: ArrayLike, *, sd: float, smallest_group: int = SMALLEST_GROUP
) -> Dispersion | None:
    """Say how much units' means differ beyond chance.

    As `dispersion_of_shares`, in the means' own unit; `sd` is how much pupils differ from one
    another (above 0).
    """
    if not 0 < sd < math.inf:
        raise ValueError(f"the standard deviation must be above 0, but is {sd}")
    m, n = np.asarray(means, np.float64), np.asarray(pupils, np.float64)
    known = _readable(m, n, smallest_group)
    if known.sum() < FEWEST_UNITS:
        return None
    return _dispersion(m, sd**2 / np.where(known, n, 1), known)


def tau2_interval(estimates: ArrayLike, variances: ArrayLike, confidence: float = 0.95) -> Interval:
    """Say between which variances the true differences between units may lie.

    Arguments are as for `fgte.analysis.pooling.partial_pooling`, without NaN. The Q-profile
    method: Viechtbauer (2007), Statistics in Medicine 26, 37-52.
    """
    y, v = np.asarray(estimates, np.float64), np.asarray(variances, np.float64)
    tail = (1 - confidence) / 2
    least, most = (float(chdtri(y.size - 1, each)) for each in (tail, 1 - tail))
    return Interval(low=_variance_with_spread(least, y, v), high=_variance_with_spread(most, y, v))


def _variance_with_spread(wanted: float, y: FloatArray, v: FloatArray) -> float:
    """The variance between units at which their weighted spread would be as wanted; from 0."""
    if _spread(0.0, y, v) <= wanted:
        return 0.0
    top = float(np.var(y) + v.mean())
    while _spread(top, y, v) > wanted:
        top *= 2
    return falling_root(lambda tau2: _spread(tau2, y, v) - wanted, 0.0, top)


def _spread(tau2: float, y: FloatArray, v: FloatArray) -> float:
    line = weighted_line(y, np.ones((y.size, 1)), v + tau2)
    return float(line.weights @ line.residual**2)


def _readable(
    figures: FloatArray, pupils: FloatArray, smallest: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    if figures.shape != pupils.shape:
        raise ValueError(f"each unit needs one number of pupils: {figures.size}, {pupils.size}")
    return ~np.isnan(figures) & (np.nan_to_num(pupils) >= max(smallest, 1))


def _dispersion(
    figures: FloatArray,
    variances: FloatArray,
    known: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
) -> Dispersion:
    read = np.where(known, figures, np.nan)
    pooled = partial_pooling(read, np.where(known, variances, 1.0))
    room = tau2_interval(read[known], variances[known])
    return Dispersion(
        mean=pooled.mean,
        sd_between=math.sqrt(pooled.tau2),
        interval=Interval(math.sqrt(room.low), math.sqrt(room.high)),
        chance_share=1 - pooled.i2,
        units=int(known.sum()),
        left_out=int((~known).sum()),
        shrunken=pooled.shrunken,
        shrunken_se=pooled.shrunken_se,
    )
