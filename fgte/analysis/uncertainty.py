"""How much a year's figure would vary by chance with another, equally ordinary year group.

Every pupil was counted, so none of these intervals is a survey's sampling error.
Shares are proportions between 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr, ndtri, xlog1py, xlogy

from fgte.model import Interval

FEWEST_SHORT, MOST_SHORT = 1, 4
"""How many pupils a censored figure says did not reach the goal."""

PRINTED_ROUNDING = 0.001
"""How far two shares printed to a tenth of a per cent can lie from their true difference."""

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
    share, z = _count(successes, total) / total, _quantile(confidence)
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
    _require_pupils(n)
    return _symmetric(mean, standard_error=_spread(sd) / math.sqrt(n), confidence=confidence)


def mean_difference_interval(
    mean1: float, n1: float, mean2: float, n2: float, *, sd: float, confidence: float = 0.95
) -> Interval:
    """Say how far apart two year groups' means are, with room for chance.

    Arguments are as for `mean_interval`, with one spread between pupils, `sd`, shared
    by the two groups. No pupil may be in both. The bounds are for the first mean
    minus the second.
    """
    _require_pupils(n1)
    _require_pupils(n2)
    standard_error = _spread(sd) * math.sqrt(1 / n1 + 1 / n2)
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
    _require_pupils(n)
    return Interval(low=max(0.0, 1 - MOST_SHORT / n), high=max(0.0, 1 - FEWEST_SHORT / n))


def chance_of_change(
    first: float, second: float, n1: float, n2: float, *, level: float | None = None
) -> float:
    """Say how often chance alone gives two year groups shares at least as far apart as these.

    Parameters
    ----------
    first, second : float
        The shares of the two year groups, 0 to 1.
    n1, n2 : float
        Pupils behind them, at least one each; rounded to whole pupils.
    level : float, optional
        The share that both groups truly have; when not given, that of the two together.

    Returns
    -------
    float
        Between 0 and 1, in either direction; 1 where nothing changed. For a mean of
        several shares among the same pupils it is the most it can be.

    Raises
    ------
    ValueError
        If a share is not between 0 and 1, or a group has no pupils.

    Notes
    -----
    Counted, not simulated: the binomial chances of every outcome of the first group,
    each times those of the outcomes of the second that lie as far away. A share is
    printed rounded, so an outcome closer than the rounding counts as far enough, but
    never a whole pupil more.
    """
    pupils1, pupils2 = _whole(n1), _whole(n2)
    reached1, reached2 = _count(first * pupils1, pupils1), _count(second * pupils2, pupils2)
    together = (reached1 + reached2) / (pupils1 + pupils2)
    share = together if level is None else _count(level, 1)
    apart = abs(first - second) - min(PRINTED_ROUNDING, 0.5 / max(pupils1, pupils2))
    if apart <= 0:
        return 1.0
    outcomes = np.arange(pupils1 + 1) / pupils1
    at_most = np.concatenate([[0.0], np.cumsum(_binomial(pupils2, share))])
    below = np.clip(np.floor((outcomes - apart) * pupils2), -1, pupils2).astype(int)
    above = np.clip(np.ceil((outcomes + apart) * pupils2), 0, pupils2 + 1).astype(int)
    far = at_most[below + 1] + at_most[-1] - at_most[above]
    return min(1.0, float(_binomial(pupils1, share) @ far))


def chance_of_mean_change(difference: float, n1: float, n2: float, *, sd: float) -> float:
    """Say how often chance alone gives two year groups means at least so far apart.

    Parameters
    ----------
    difference : float
        How far apart the two means are, in either direction.
    n1, n2 : float
        Pupils behind them, above 0.
    sd : float
        How much pupils differ from one another, in the same unit.

    Returns
    -------
    float
        Between 0 and 1; 1 where nothing changed.

    Raises
    ------
    ValueError
        If a group has no pupils, or `sd` is below 0.
    """
    _require_pupils(n1)
    _require_pupils(n2)
    standard_error = _spread(sd) * math.sqrt(1 / n1 + 1 / n2)
    if difference == 0 or standard_error == 0:
        return float(difference == 0)
    return float(2 * ndtr(-abs(difference) / standard_error))


def _binomial(pupils: int, share: float) -> NDArray[np.float64]:
    """The chance of each number of successes; scipy.stats would cost a second to import."""
    reached = np.arange(pupils + 1)
    ways = gammaln(pupils + 1) - gammaln(reached + 1) - gammaln(pupils - reached + 1)
    log_chance = ways + xlogy(reached, share) + xlog1py(pupils - reached, -share)
    chances: NDArray[np.float64] = np.exp(log_chance)
    return chances


def _whole(pupils: float) -> int:
    _require_pupils(pupils)
    return max(1, round(pupils))


def _require_pupils(total: float) -> None:
    if not 0 < total < math.inf:
        raise ValueError(f"the number of pupils must be above 0, but is {total}")


def _count(successes: float, total: float) -> float:
    _require_pupils(total)
    rounding = 1e-9 * total
    if not -rounding <= successes <= total + rounding:
        raise ValueError(f"successes must be between 0 and the total {total}, but are {successes}")
    return min(max(successes, 0.0), total)


def _quantile(confidence: float) -> float:
    """How many standard errors to each side hold so much of a normal distribution."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be between 0 and 1, but is {confidence}")
    return -float(ndtri((1 - confidence) / 2))


def _spread(sd: float) -> float:
    if not 0 <= sd < math.inf:
        raise ValueError(f"the standard deviation must be 0 or more, but is {sd}")
    return sd


def _symmetric(centre: float, *, standard_error: float, confidence: float) -> Interval:
    if not math.isfinite(centre):
        raise ValueError(f"a mean must be a number, but is {centre}")
    margin = _quantile(confidence) * standard_error
    return Interval(low=centre - margin, high=centre + margin)


def _around(estimate: float, *, low: float, high: float) -> Interval:
    # At 0 and 100 % rounding can leave the bound a hair inside the estimate.
    return Interval(low=min(float(low), estimate), high=max(float(high), estimate))
