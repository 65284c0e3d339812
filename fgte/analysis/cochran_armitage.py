"""Whether a share rises or falls over the years, judged by chance between pupils alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr


@dataclass(frozen=True)
class ChiSquare:
    """A chi-square statistic with one degree of freedom, and its p-value."""

    statistic: float
    p_value: float


def proportion_trend(
    successes: ArrayLike, totals: ArrayLike, scores: ArrayLike | None = None
) -> ChiSquare:
    """Test whether a share rises or falls steadily, as if only chance between pupils varied.

    Real years differ by more, so it alarms falsely far more often than its p-value says:
    read it beside `mann_kendall`, not instead.

    Parameters
    ----------
    successes, totals, scores : array_like, one entry a year
        Pupils who reached the goal, pupils in all, and when the year lies (by default
        0, 1, 2 ..., skipped years counted). A year with NaN in any is skipped.

    Returns
    -------
    ChiSquare
        Statistic 0 and p 1 where nothing can vary: one year, or a share of 0 or 1.

    Raises
    ------
    ValueError
        If a year has no pupils, or successes outside 0 to its total.

    Notes
    -----
    Cochran (1954), Armitage (1955), with the binomial variance: R's `prop.trend.test`.
    """
    reached, pupils = np.asarray(successes, np.float64), np.asarray(totals, np.float64)
    when = np.arange(reached.size) if scores is None else np.asarray(scores, np.float64)
    usable = ~np.isnan(reached + pupils + when)
    reached, pupils, when = reached[usable], pupils[usable], when[usable]
    if np.any((pupils <= 0) | (reached < 0) | (reached > pupils)):
        raise ValueError("each year needs pupils, and successes between 0 and their number")
    if np.unique(when).size < 2 or not 0 < reached.sum() < pupils.sum():
        return ChiSquare(statistic=0.0, p_value=1.0)
    # Own lines: statsmodels has only the permutation variance, one pupil less in the divisor.
    share = reached.sum() / pupils.sum()
    distance = when - np.average(when, weights=pupils)
    spread = share * (1 - share) * (pupils @ distance**2)
    statistic = float((reached @ distance) ** 2 / spread)
    return ChiSquare(statistic=statistic, p_value=float(2 * ndtr(-math.sqrt(statistic))))
