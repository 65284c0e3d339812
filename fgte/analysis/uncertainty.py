"""How much a year's figure would vary by chance with another, equally ordinary year group.

Every pupil was counted, so none of these intervals is a survey's sampling error.
Shares are proportions between 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from scipy.special import ndtri

from fgte.analysis.chance import chance_of_change, chance_of_mean_change
from fgte.analysis.counts import bounded_count, require_pupils, spread_between_pupils
from fgte.model import Interval

__all__ = [
    "censored_bounds",
    "censored_interval",
    "chance_of_change",
    "chance_of_mean_change",
    "mean_difference_interval",
    "mean_interval",
    "mean_of_parts_interval",
    "newcombe_interval",
    "wilson_interval",
]

FEWEST_SHORT, MOST_SHORT = 1, 4
"""How many pupils a censored figure says did not reach the goal."""

SMALLEST_CENSORED_GROUP = 40
"""The source replaces figures only in groups of so many pupils or more."""

LOWEST_CENSORED_SHARE = 0.90
"""The lowest share a censored figure can hide: 4 of the 40 pupils the source asks for."""


def wilson_interval(successes: float, total: float, confidence: float = 0.95) -> Interval:
    """Say between which shares chance alone would place a year group like this one.

    Parameters
    ----------
    successes, total : float
        Pupils who reached the goal, and pupils in all (above 0). Need not be whole:
        a published, rounded share times the number of pupils will do.
    confidence : float
        How sure the interval should be, between 0 and 1.

    Returns
    -------
    Interval
        Proportions within 0 to 1; the share itself always lies inside.

    Raises
    ------
    ValueError
        If there are no pupils, or the successes are not between 0 and the total.

    Notes
    -----
    The score interval of Wilson (1927), method 3 in Newcombe (1998), Statistics in
    Medicine 17, 857-872. Written out here because importing statsmodels for it costs every
    report half a second; the tests hold it to statsmodels' figures.
    """
    share, z = bounded_count(successes, total) / total, _quantile(confidence)
    weight = 1 + z * z / total
    centre = (share + z * z / (2 * total)) / weight
    margin = z / weight * math.sqrt(share * (1 - share) / total + (z / (2 * total)) ** 2)
    return _around(share, low=max(0.0, centre - margin), high=min(1.0, centre + margin))


def newcombe_interval(
    x1: float, n1: float, x2: float, n2: float, confidence: float = 0.95
) -> Interval:
    """Say how far apart two year groups' shares are, with room for chance.

    Parameters
    ----------
    x1, n1, x2, n2 : float
        Pupils who reached the goal and pupils in all, in the first and the second
        group, as for `wilson_interval`. No pupil may be in both.

    Returns
    -------
    Interval
        Bounds for the first share minus the second, within -1 to 1.

    Notes
    -----
    Built from the two Wilson intervals: method 10 in Newcombe (1998), Statistics in
    Medicine 17, 873-890. The tests hold it to statsmodels' figures.
    """
    first, second = wilson_interval(x1, n1, confidence), wilson_interval(x2, n2, confidence)
    share1, share2 = x1 / n1, x2 / n2
    below = math.hypot(share1 - first.low, second.high - share2)
    above = math.hypot(first.high - share1, share2 - second.low)
    difference = share1 - share2
    return _around(difference, low=difference - below, high=difference + above)


def mean_interval(mean: float, sd: float, n: float, confidence: float = 0.95) -> Interval:
    """Say between which means chance alone would place a year group like this one.

    Parameters
    ----------
    mean : float
        The year group's mean, for instance merit points.
    sd : float
        How much pupils differ from one another, in the same unit. Taken as known
        (a national figure), hence the normal rather than the t distribution.
    n : float
        Pupils behind the mean, above 0.

    Raises
    ------
    ValueError
        If there are no pupils, the mean is not a number, or `sd` is below 0.
    """
    require_pupils(n)
    return _symmetric(
        mean, standard_error=spread_between_pupils(sd) / math.sqrt(n), confidence=confidence
    )


def mean_difference_interval(
    mean1: float, n1: float, mean2: float, n2: float, *, sd: float, confidence: float = 0.95
) -> Interval:
    """Say how far apart two year groups' means are, with room for chance.

    Arguments are as for `mean_interval`, with one spread between pupils, `sd`, shared
    by the two groups. No pupil may be in both. The bounds are for the first mean
    minus the second.
    """
    require_pupils(n1)
    require_pupils(n2)
    standard_error = spread_between_pupils(sd) * math.sqrt(1 / n1 + 1 / n2)
    return _symmetric(mean1 - mean2, standard_error=standard_error, confidence=confidence)


def mean_of_parts_interval(parts: Sequence[Interval]) -> Interval:
    """Give the plain mean of several shares among the same pupils its widest fair interval.

    The pupils who fail one part are often those who fail the other, and how often is
    not published. The spread of a mean is largest when the parts move together in
    full, and then its half-width is exactly the mean of the parts' half-widths. So the
    means of the lower and of the upper bounds are the worst case. No parts: ValueError.
    """
    if not parts:
        raise ValueError("a mean of parts needs at least one part, and none was given")
    return Interval(
        low=math.fsum(part.low for part in parts) / len(parts),
        high=math.fsum(part.high for part in parts) / len(parts),
    )


def censored_bounds(n: float | None) -> Interval:
    """Say where the true share lies when the source wrote 95 because 1 to 4 pupils fell short.

    Parameters
    ----------
    n : float or None
        Pupils behind the figure; None or NaN when it is not known. The source does
        this to groups of 40 or more.

    Returns
    -------
    Interval
        Proportions: for 40 pupils 0.900 to 0.975; for an unknown number 0.90 to 1.
        Certain bounds, not a matter of chance.

    Raises
    ------
    ValueError
        If `n` is 0 or less.
    """
    if n is None or math.isnan(n):
        return Interval(low=LOWEST_CENSORED_SHARE, high=1.0)
    require_pupils(n)
    return Interval(low=max(0.0, 1 - MOST_SHORT / n), high=max(0.0, 1 - FEWEST_SHORT / n))


def censored_interval(n: float | None, confidence: float = 0.95) -> Interval:
    """Say where chance would place a year group of which 1 to 4 pupils fell short.

    Two unknowns together: which of the four counts it was, and chance among pupils.

    Parameters
    ----------
    n : float or None
        Pupils behind the figure; None or NaN when it is not known, and then 40, the
        fewest the source does this to, gives the lower bound.
    confidence : float
        How sure the interval should be, whichever of the counts it was.

    Returns
    -------
    Interval
        From the lower Wilson bound of the lowest count to the upper of the highest; for
        an unknown number up to 1. It holds all of `censored_bounds`.

    Raises
    ------
    ValueError
        If `n` is 0 or less.
    """
    known = n is not None and not math.isnan(n)
    pupils = n if n is not None and known else float(SMALLEST_CENSORED_GROUP)
    require_pupils(pupils)
    lowest, highest = max(0.0, pupils - MOST_SHORT), max(0.0, pupils - FEWEST_SHORT)
    return Interval(
        low=wilson_interval(lowest, pupils, confidence).low,
        high=wilson_interval(highest, pupils, confidence).high if known else 1.0,
    )


def _quantile(confidence: float) -> float:
    """How many standard errors to each side hold so much of a normal distribution."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be between 0 and 1, but is {confidence}")
    return -float(ndtri((1 - confidence) / 2))


def _symmetric(centre: float, *, standard_error: float, confidence: float) -> Interval:
    if not math.isfinite(centre):
        raise ValueError(f"a mean must be a number, but is {centre}")
    margin = _quantile(confidence) * standard_error
    return Interval(low=centre - margin, high=centre + margin)


def _around(estimate: float, *, low: float, high: float) -> Interval:
    # At 0 and 100 % rounding can leave the bound a hair inside the estimate.
    return Interval(low=min(float(low), estimate), high=max(float(high), estimate))
