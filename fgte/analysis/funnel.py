"""Whether a difference is more than chance gives, allowing for units that always differ a little.

Limits around a common value, wide for small units and narrow for large ones. Used only as a check
of one unit's own figure against chance, never to point out units.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri, ndtri

from fgte.analysis.kendall import FloatArray
from fgte.model import Interval

CONFIDENCES = (0.95, 0.998)
"""How sure the inner and the outer limits are: about two and three standard errors."""


@dataclass(frozen=True)
class OverDispersion:
    """How much more units differ than chance alone gives.

    `phi` is 1 where chance explains it all; `tau2` is the variance of the true differences, in
    the squared unit of the standard errors; 0 where none is seen.
    """

    phi: float
    tau2: float


@dataclass(frozen=True)
class Funnel:
    """Limits for shares around a common share, one entry a unit, proportions 0–1.

    `inner` and `outer` are (low, high) pairs of arrays. `beyond` says of each unit how many of
    the two limits it lies outside: 0, 1 or 2; NaN figures lie outside none.
    """

    target: float
    over_dispersion: OverDispersion
    inner: tuple[FloatArray, FloatArray]
    outer: tuple[FloatArray, FloatArray]
    beyond: np.ndarray[tuple[int], np.dtype[np.int64]]


def over_dispersion(
    z_scores: ArrayLike, standard_errors: ArrayLike, *, winsorise: float = 0.1
) -> OverDispersion:
    """Measure how much more units differ than chance alone gives, extremes drawn in.

    Parameters
    ----------
    z_scores, standard_errors : array_like, one entry a unit
        Distance to the common value in standard errors, and those errors. NaN is skipped.
    winsorise : float
        The share at each end that is drawn in to the rest before measuring, 0 to below 0.5.

    Notes
    -----
    Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202; quantiles are R's type 7.
    """
    z, se = np.asarray(z_scores, np.float64), np.asarray(standard_errors, np.float64)
    known = ~np.isnan(z + se)
    z, weights = z[known], 1 / se[known] ** 2
    if z.size < 2:
        raise ValueError(f"needs two units with a usable figure, found {z.size}")
    low, high = np.quantile(z, [winsorise, 1 - winsorise])
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    spread = weights.sum() - (weights**2).sum() / weights.sum()
    return OverDispersion(phi, max(0.0, float((z.size * phi - (z.size - 1)) / spread)))


def funnel_limits(
    successes: ArrayLike, totals: ArrayLike, *, winsorise: float = 0.1, target: float | None = None
) -> Funnel:
    """Say between which shares units of each size would lie around a common share.

    Parameters
    ----------
    successes, totals : array_like, one entry a unit
        Pupils who reached the goal and pupils in all; NaN is a unit without a usable figure.
    winsorise : float
        As for `over_dispersion`.
    target : float, optional
        The common share; without it all units' pupils together.

    Returns
    -------
    Funnel
        Limits on the arcsine scale with the true differences between units added (additive
        over-dispersion), as Spiegelhalter (2005) and the R package FunnelPlotR have them.
    """
    x, n = np.asarray(successes, np.float64), np.asarray(totals, np.float64)
    known = ~np.isnan(x + n) & (n > 0)
    share = np.divide(x, n, out=np.full_like(n, np.nan), where=known)
    centre = float(x[known].sum() / n[known].sum()) if target is None else target
    angle = math.asin(math.sqrt(centre))
    errors = np.where(known, 0.5 / np.sqrt(np.where(known, n, 1)), np.nan)
    distances = (np.arcsin(np.sqrt(share)) - angle) / errors
    found = over_dispersion(distances, errors, winsorise=winsorise)
    inner, outer = (_shares_around(angle, errors, found.tau2, each) for each in CONFIDENCES)
    beyond = sum(((share < low) | (share > high)).astype(int) for low, high in (inner, outer))
    return Funnel(centre, found, inner, outer, np.asarray(beyond))


def limits_around(
    target: float, variances: ArrayLike, *, tau2: float, confidence: float = CONFIDENCES[1]
) -> Interval:
    """Between which figures one unit would lie around a target of its own.

    Parameters
    ----------
    target : float
        What the unit is held beside, in any unit.
    variances : array_like
        The variances of chance in the unit's figure and in its target; their sum counts.
    tau2 : float
        The variance of how units usually differ from their targets beyond chance.
    confidence : float
        How sure the limits are; the funnel's outer ones where nothing is said.
    """
    whole = float(np.sum(np.asarray(variances, np.float64))) + tau2
    margin = -float(ndtri((1 - confidence) / 2)) * math.sqrt(whole)
    return Interval(low=target - margin, high=target + margin)


def poisson_limits(expected: ArrayLike, confidence: float = 0.95) -> tuple[FloatArray, FloatArray]:
    """Between which ratios of seen to expected chance alone would place a count.

    `expected` is the expected count, above 0. Exact limits by way of the chi-squared
    distribution (Garwood 1936, Biometrika 28, 437-442).
    """
    count = np.asarray(expected, np.float64)
    tail = (1 - confidence) / 2
    low = chdtri(2 * count, 1 - tail) / 2 / count
    return low, chdtri(2 * (count + 1), tail) / 2 / count


def _shares_around(
    angle: float, errors: FloatArray, tau2: float, confidence: float
) -> tuple[FloatArray, FloatArray]:
    margin = -float(ndtri((1 - confidence) / 2)) * np.sqrt(errors**2 + tau2)
    low = np.sin(np.maximum(angle - margin, 0)) ** 2
    return low, np.sin(np.minimum(angle + margin, math.pi / 2)) ** 2
