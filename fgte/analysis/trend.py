"""Whether a series moves one way over the years, how fast, and what it could have shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fgte.analysis.cochran_armitage import ChiSquare, proportion_trend
from fgte.analysis.detectable import power_to_see, smallest_detectable_trend
from fgte.analysis.kendall import (
    EXACT_UP_TO,
    FloatArray,
    interval_rank,
    score_variance,
    tail_probability,
    tie_sizes,
    untied_pairs,
    with_exact_ties,
)
from fgte.analysis.trends import trends

__all__ = [
    "ChiSquare",
    "MannKendall",
    "Slope",
    "largest_p_value",
    "mann_kendall",
    "power_to_see",
    "proportion_trend",
    "smallest_detectable_trend",
    "theil_sen",
    "theil_sen_of_ranges",
    "trends",
]

FEWEST_YEARS = 3
"""Fewer years than this have no slope worth the name."""


@dataclass(frozen=True)
class MannKendall:
    """Whether later years tend to lie above earlier ones, more than chance would have it.

    `s` is pairs of years that rise minus pairs that fall, `variance` its variance by
    chance, `tau` (Kendall's tau-b) the same on a scale from -1, every pair falls, to 1,
    every pair rises. `z` is the continuity-corrected normal score. `p_value` is how
    often chance alone gives an S as far from 0; `exact` says that it was counted.
    """

    n: int
    s: int
    variance: float
    tau: float
    z: float
    p_value: float
    exact: bool


@dataclass(frozen=True)
class Slope:
    """How much a series changes in a year, and between which slopes the true one may lie.

    `slope`, `low` and `high` are in the unit of the values, a year; `intercept` is the
    line's value in year 0. `coverage` is how often such an interval holds the true
    slope: up to ten years the exact figure, seldom just the one asked for; beyond that
    the one asked for. Where no interval reaches it (four years at 95 %), the bounds are
    the smallest and the largest slope and `coverage` is below what was asked.
    """

    slope: float
    intercept: float
    low: float
    high: float
    coverage: float


def mann_kendall(values: ArrayLike) -> MannKendall:
    """Test whether a series moves one way, using only which of two years is higher.

    Parameters
    ----------
    values : array_like, one figure a year in order of time
        Any unit. NaN is a year without a usable figure, and is skipped.

    Returns
    -------
    MannKendall
        Up to ten years the p-value is counted over every order of the years, ties
        included; beyond that it is the normal approximation. A constant series, or one
        of fewer than two years, has p 1 and tau 0.

    Notes
    -----
    Mann (1945), Econometrica 13, 245-259; Kendall (1975), Rank Correlation Methods.
    """
    usable = with_exact_ties(values)
    usable = usable[~np.isnan(usable)]
    n, ties = usable.size, tie_sizes(usable)
    score = int(np.triu(np.sign(usable[None, :] - usable[:, None])).sum())
    variance = score_variance(n, ties)
    standardised = math.copysign(abs(score) - 1, score) / math.sqrt(variance) if score else 0.0
    return MannKendall(
        n=n,
        s=score,
        variance=variance,
        tau=score / math.sqrt(math.comb(n, 2) * untied_pairs(ties)) if score else 0.0,
        z=standardised,
        p_value=tail_probability(score, ties),
        exact=n <= EXACT_UP_TO,
    )


def largest_p_value(lows: ArrayLike, highs: ArrayLike) -> float:
    """Say how sure a movement is at least, when some figures are only known to lie in a range.

    Parameters
    ----------
    lows, highs : array_like, one entry a year in order of time
        The ends of what each figure can be; a known figure has equal ends. NaN is a year
        without a usable figure.

    Returns
    -------
    float
        No lower than the p-value of `mann_kendall` wherever in their ranges the true
        figures lie without ties; 1 where they may move either way.
    """
    low, high = with_exact_ties(lows), with_exact_ties(highs)
    usable = ~np.isnan(low + high)
    low, high = low[usable], high[usable]
    earlier, later = np.triu_indices(low.size, 1)
    known = (low == high)[earlier] & (low == high)[later]
    ties = int(np.sum(known & (low[earlier] == low[later])))
    rises = int(np.sum(low[later] > high[earlier]))
    falls = int(np.sum(high[later] < low[earlier]))
    unsure = earlier.size - ties - rises - falls
    return tail_probability(max(abs(rises - falls) - unsure, 0), (1,) * low.size)


def theil_sen(years: ArrayLike, values: ArrayLike, confidence: float = 0.95) -> Slope:
    """Estimate the change a year as the middle one of all slopes between two years.

    Parameters
    ----------
    years, values : array_like of one length
        Any unit of value. Years whose value is NaN are skipped; gaps are allowed.
    confidence : float
        How sure the interval should be, between 0 and 1.

    Returns
    -------
    Slope
        The bounds follow `fgte.analysis.kendall.interval_rank`: up to ten years, an
        interval that leaves out 0 agrees with `mann_kendall`. The intercept is the
        median value less the slope times the median year (scipy's "separate"). A
        constant series has bounds 0 and 0: the method sees no chance in it, though
        pupils' results have some.

    Raises
    ------
    ValueError
        If fewer than three different years have a usable figure.

    Notes
    -----
    Sen (1968), JASA 63, 1379-1389; Hollander and Wolfe (1999), section 9.3.
    """
    x, y = _usable_points(years, values)
    earlier, later = np.nonzero(x[:, None] < x[None, :])
    slopes = np.sort((y[later] - y[earlier]) / (x[later] - x[earlier]))
    rank, coverage = interval_rank(
        year_ties=tie_sizes(x), value_ties=tie_sizes(y), confidence=confidence
    )
    slope = float(np.median(slopes))
    return Slope(
        slope=slope,
        intercept=float(np.median(y) - slope * np.median(x)),
        low=float(slopes[rank - 1]),
        high=float(slopes[-rank]),
        coverage=coverage,
    )


def theil_sen_of_ranges(
    years: ArrayLike, lows: ArrayLike, highs: ArrayLike, confidence: float = 0.95
) -> Slope:
    """Estimate the change a year when some figures are only known to lie in a range.

    Each slope between two years is taken as small as the ranges allow for the lower
    bound, and as large for the upper, so that the interval holds wherever in their
    ranges the true figures lie. A known figure has equal ends.

    Parameters
    ----------
    years, lows, highs : array_like of one length
        The years, and the ends of what each figure can be.

    Returns
    -------
    Slope
        The slope itself is that of the middles of the ranges.
    """
    x, low, high = (np.asarray(each, dtype=float) for each in (years, lows, highs))
    middle = theil_sen(x, (low + high) / 2, confidence)
    earlier, later = np.nonzero(x[:, None] < x[None, :])
    span = x[later] - x[earlier]
    smallest = np.sort((low[later] - high[earlier]) / span)
    largest = np.sort((high[later] - low[earlier]) / span)
    ranks = {"year_ties": tie_sizes(x), "value_ties": (1,) * x.size}
    rank, coverage = interval_rank(**ranks, confidence=confidence)
    return Slope(
        slope=middle.slope,
        intercept=middle.intercept,
        low=min(float(smallest[rank - 1]), middle.low),
        high=max(float(largest[-rank]), middle.high),
        coverage=coverage,
    )


def _usable_points(years: ArrayLike, values: ArrayLike) -> tuple[FloatArray, FloatArray]:
    x, y = np.asarray(years, np.float64), with_exact_ties(values)
    if x.shape != y.shape:
        raise ValueError(f"each year needs one value: {x.size} years, {y.size} values")
    usable = ~np.isnan(x + y)
    found = np.unique(x[usable]).size
    if found < FEWEST_YEARS:
        raise ValueError(f"a slope needs {FEWEST_YEARS} years with a usable figure, found {found}")
    return x[usable], y[usable]
