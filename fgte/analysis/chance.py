"""How often chance alone gives two year groups figures as far apart as those seen."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr, xlog1py, xlogy

from fgte.analysis.counts import bounded_count, require_pupils, spread_between_pupils

PRINTED_ROUNDING = 0.001
"""How far two shares printed to a tenth of a per cent can lie from their true difference."""


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
    reached1, reached2 = (
        bounded_count(first * pupils1, pupils1),
        bounded_count(second * pupils2, pupils2),
    )
    together = (reached1 + reached2) / (pupils1 + pupils2)
    share = together if level is None else bounded_count(level, 1)
    apart = abs(first - second) - min(PRINTED_ROUNDING, 0.5 / max(pupils1, pupils2))
    if apart <= 0:
        return 1.0
    outcomes = np.arange(pupils1 + 1) / pupils1
    at_most = np.concatenate([[0.0], np.cumsum(_binomial(pupils2, share))])
    below = np.clip(np.floor((outcomes - apart) * pupils2), -1, pupils2).astype(int)
    above = np.clip(np.ceil((outcomes + apart) * pupils2), 0, pupils2 + 1).astype(int)
    far = at_most[below + 1] + at_most[-1] - at_most[above]
    return min(1.0, float(_binomial(pupils1, share) @ far))


def chance_of_mean_change(
    difference: float, n1: float, n2: float, *, sd: float, between_year_sd: float = 0.0
) -> float:
    """Say how often chance gives two year groups means at least so far apart.

    Parameters
    ----------
    difference : float
        How far apart the two means are, in either direction.
    n1, n2 : float
        Pupils behind them, above 0.
    sd : float
        How much pupils differ from one another, in the same unit.
    between_year_sd : float
        How much each year group usually differs beyond the chance of its pupils; 0 to
        ask of that chance alone.

    Returns
    -------
    float
        Between 0 and 1; 1 where nothing changed.

    Raises
    ------
    ValueError
        If a group has no pupils, or a spread is below 0.
    """
    require_pupils(n1)
    require_pupils(n2)
    pupils = spread_between_pupils(sd) * math.sqrt(1 / n1 + 1 / n2)
    standard_error = math.hypot(pupils, spread_between_pupils(between_year_sd) * math.sqrt(2))
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
    require_pupils(pupils)
    return max(1, round(pupils))
