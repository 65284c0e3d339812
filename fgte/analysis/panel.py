"""Whether the series of one stage, taken together, move over the years at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fgte.analysis.joint_orders import PERMUTATIONS, joint_scores
from fgte.analysis.kendall import FloatArray, with_exact_ties

ROUNDING = 1e-9
"""Statistics closer than this to the observed one are equal to it."""


@dataclass(frozen=True)
class StageTest:
    """How strongly a stage's series move, and how often chance alone moves them as much.

    `statistic` is 0 when nothing moves. `p_value` counts the observed order of the
    years as one of those that chance could have given, so it is never 0.
    """

    statistic: float
    p_value: float


def stage_test(
    values: ArrayLike,
    *,
    highs: ArrayLike | None = None,
    directed: bool = False,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> StageTest:
    """Test once, for all series of a stage, whether the order of the years means anything.

    The years are shuffled as whole rows, so that what the series share, the same pupils
    above all, is kept. Up to the number of `permutations` every order is tried; beyond
    it that many are drawn.

    Parameters
    ----------
    values : array_like, years x series
        One row a year in order of time, one column a series, in any units. NaN is a
        series without a usable figure that year.
    highs : array_like, optional
        The same shape, where some figures are only known as a range: then `values` are
        the lower ends and these the upper. Years whose ranges overlap count as equal.
    directed : bool
        Whether series that move opposite ways cancel out: the question is then whether
        they move one way together.
    permutations : int
        Orders of the years to draw, 1 or more.
    seed : int
        Fixes which are drawn, so that the answer is the same every time.

    Returns
    -------
    StageTest
        The statistic is the sum over series of Kendall's S squared divided by its
        variance; directed, the square of the sum of S divided by its standard
        deviation. A constant series, or one of a single year, adds nothing; with no
        other the p-value is 1.

    Raises
    ------
    ValueError
        If the values are not years x series, or no permutations are asked for.

    Notes
    -----
    A permutation test with the p-value of Phipson and Smyth (2010), Statistical
    Applications in Genetics and Molecular Biology 9, 39.
    """
    rows = with_exact_ties(values)
    if rows.ndim != 2 or permutations < 1:
        raise ValueError(
            f"needs values as years x series and at least one permutation, "
            f"found {rows.ndim} dimensions and {permutations}"
        )
    scores = joint_scores(rows, highs, permutations=permutations, seed=seed)
    if not scores.variances.any():
        return StageTest(statistic=0.0, p_value=1.0)
    observed, by_chance = (_strength(z, directed) for z in scores.standardised)
    return StageTest(float(observed), scores.share_as_far(by_chance >= observed * (1 - ROUNDING)))


def step_down(
    values: ArrayLike,
    *,
    highs: ArrayLike | None = None,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> FloatArray:
    """Adjust the p-value of each series so that most probably not one of them is chance.

    Series of the same pupils move together, and by chance do so too. The adjustment
    uses that: ten series that say the same cost no more than one.

    Parameters
    ----------
    values, highs, permutations, seed
        As for `stage_test`.

    Returns
    -------
    ndarray
        One adjusted two-sided p-value a series, never below the series' own; 1 for a
        series that cannot move. Those at or below 0.05 are at most once in twenty such
        sets a list with any series that does not move.

    Notes
    -----
    The step-down minP of Westfall and Young (1993), Resampling-Based Multiple Testing,
    algorithm 2.8, with exact p-values of the single series.
    """
    scores = joint_scores(values, highs, permutations=permutations, seed=seed)
    own, by_chance = scores.tails()
    if own.size == 1:
        return own
    order = np.argsort(own, kind="stable")
    smallest_left = np.minimum.accumulate(by_chance[:, order[::-1]], axis=1)[:, ::-1]
    as_small = smallest_left <= own[order] * (1 + ROUNDING)
    each = np.array([scores.share_as_far(column) for column in as_small.T])
    adjusted = np.empty_like(own)
    adjusted[order] = np.maximum.accumulate(np.maximum(each, own[order]))
    return adjusted


def _strength(z: FloatArray, directed: bool) -> FloatArray:
    strength: FloatArray = z.sum(axis=-1) ** 2 if directed else (z**2).sum(axis=-1)
    return strength
