"""What units have in common, and how far each one's own figure can be trusted.

A unit with few pupils swings more by chance, so its figure is drawn towards the common mean, the
more the less it carries. That is a way to read each unit, never a way to order them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from fgte.analysis.heterogeneity import moment_tau2, reml_tau2, typical_variance
from fgte.analysis.kendall import FloatArray
from fgte.model import Interval

ESTIMATORS: dict[str, Callable[[FloatArray, FloatArray, FloatArray], float]] = {
    "REML": reml_tau2,
    "DL": moment_tau2,
}
"""Ways to estimate how much units truly differ: restricted likelihood, DerSimonian and Laird."""


@dataclass(frozen=True)
class Pooled:
    """A mean of units that may truly differ, and each unit's figure drawn towards it.

    `mean` and `standard_error` are in the figures' unit; `tau2` is the variance of the true
    differences between units; `i2` is the share (0–1) of what is seen that is true difference and
    not chance. `shrunken` and `shrunken_se` have one entry a unit, NaN where it had no figure;
    they take `tau2` as known.
    """

    mean: float
    standard_error: float
    tau2: float
    i2: float
    shrunken: FloatArray
    shrunken_se: FloatArray


def partial_pooling(
    estimates: ArrayLike, variances: ArrayLike, method: str = "REML", *, tau2: float | None = None
) -> Pooled:
    """Pool units' figures, each weighing by how sure it is, and draw the unsure ones inwards.

    Parameters
    ----------
    estimates : array_like, one entry a unit
        The units' own figures, in any unit. NaN is a unit without a usable figure.
    variances : array_like, one entry a unit
        The variance of the chance in each figure (its standard error squared), above 0.
    method : {"REML", "DL"}
        How the true differences are estimated: restricted maximum likelihood, or the moments of
        DerSimonian and Laird.
    tau2 : float, optional
        The variance of the true differences where it is known from elsewhere: five units say
        little of it, the country's 290 municipalities say more. Then `method` is not used.

    Returns
    -------
    Pooled
        With the units in the order given.

    Raises
    ------
    ValueError
        If fewer than two units have a usable figure (one, where `tau2` is given), a variance is
        not above 0, or the method is not known.

    Notes
    -----
    DerSimonian and Laird (1986), Controlled Clinical Trials 7, 177-188; Viechtbauer (2005),
    JEBS 30, 261-293; Higgins and Thompson (2002), Statistics in Medicine 21, 1539-1558 (I²).
    Shrunken figures are the best linear unbiased predictions, as metafor's ``blup`` has them.
    """
    figures, chance = _usable(estimates, variances, fewest=2 if tau2 is None else 1)
    known = ~np.isnan(figures)
    found = _tau2(figures[known], chance[known], method) if tau2 is None else tau2
    if not 0 <= found < math.inf:
        raise ValueError(f"the variance between units must be 0 or more, but is {found}")
    weights = 1 / (chance[known] + found)
    mean, variance = float(weights @ figures[known] / weights.sum()), float(1 / weights.sum())
    trust = found / (found + chance)
    return Pooled(
        mean=mean,
        standard_error=math.sqrt(variance),
        tau2=found,
        i2=_i2(chance[known], found),
        shrunken=trust * figures + (1 - trust) * mean,
        shrunken_se=np.sqrt(trust * chance + (1 - trust) ** 2 * variance) + 0 * figures,
    )


def hartung_knapp(
    estimates: ArrayLike,
    variances: ArrayLike,
    *,
    tau2: float,
    confidence: float = 0.95,
    never_narrower: bool = True,
) -> Interval:
    """Give a mean of few units an interval that says how little a few units can tell.

    Parameters
    ----------
    estimates, variances : array_like, one entry a unit
        As for `partial_pooling`; at least two usable.
    tau2 : float
        The variance of the true differences, such as `Pooled.tau2`.
    confidence : float
        How sure the interval should be, between 0 and 1.
    never_narrower : bool
        Whether figures that happen to lie close may not make the interval narrower than the
        standard error of the mean allows (the modification of Knapp and Hartung, which Röver et
        al. recommend for few and unequal units).

    Returns
    -------
    Interval
        Bounds for the mean of `partial_pooling`, by the t distribution with one less than the
        number of units as degrees of freedom.

    Notes
    -----
    Hartung and Knapp (2001), Statistics in Medicine 20, 3875-3889; Röver, Knapp and Friede (2015),
    BMC Medical Research Methodology 15, 99.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be between 0 and 1, but is {confidence}")
    figures, chance = _usable(estimates, variances, fewest=2)
    figures, chance = figures[~np.isnan(figures)], chance[~np.isnan(figures)]
    weights = 1 / (chance + tau2)
    mean = float(weights @ figures / weights.sum())
    freedom = figures.size - 1
    factor = float(weights @ (figures - mean) ** 2) / freedom
    if never_narrower:
        factor = max(1.0, factor)
    margin = float(stdtrit(freedom, (1 + confidence) / 2)) * math.sqrt(factor / weights.sum())
    return Interval(low=mean - margin, high=mean + margin)


def _tau2(figures: FloatArray, chance: FloatArray, method: str) -> float:
    if method not in ESTIMATORS:
        raise ValueError(f"method must be one of {', '.join(ESTIMATORS)}, but is {method!r}")
    return ESTIMATORS[method](figures, np.ones((figures.size, 1)), chance)


def _i2(chance: FloatArray, tau2: float) -> float:
    """Of one unit nothing can be said of differences: 0 unless they are known from elsewhere."""
    typical = float(chance[0]) if chance.size == 1 else _typical(chance)
    return tau2 / (tau2 + typical)


def _typical(chance: FloatArray) -> float:
    return typical_variance(np.ones((chance.size, 1)), chance)


def _usable(
    estimates: ArrayLike, variances: ArrayLike, *, fewest: int
) -> tuple[FloatArray, FloatArray]:
    figures, chance = np.asarray(estimates, np.float64), np.asarray(variances, np.float64)
    if figures.shape != chance.shape or figures.ndim != 1:
        raise ValueError(f"each figure needs one variance: {figures.size}, {chance.size}")
    figures = np.where(np.isnan(chance), np.nan, figures)
    known = ~np.isnan(figures)
    if not (chance[known] > 0).all():
        raise ValueError(f"every variance must be above 0, but the least is {chance[known].min()}")
    if known.sum() < fewest:
        raise ValueError(f"needs {fewest} units with a usable figure, found {known.sum()}")
    return figures, np.where(known, chance, np.nan)
