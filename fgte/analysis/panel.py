"""Whether the series of one stage, taken together, move over the years at all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations as every_order

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fgte.analysis.kendall import FloatArray, score_variance, tie_sizes, with_exact_ties

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


def stage_test(values: ArrayLike, *, permutations: int = 9999, seed: int = 0) -> StageTest:
    """Test once, for all series of a stage, whether the order of the years means anything.

    The years are shuffled as whole rows, so that what the series share, the same pupils
    above all, is kept. Up to the number of `permutations` every order is tried; beyond
    it that many are drawn.

    Parameters
    ----------
    values : array_like, years x series
        One row a year in order of time, one column a series, in any units. NaN is a
        series without a usable figure that year.
    permutations : int
        Orders of the years to draw, 1 or more.
    seed : int
        Fixes which are drawn, so that the answer is the same every time.

    Returns
    -------
    StageTest
        The statistic is the sum over series of Kendall's S squared divided by its
        variance. A constant series, or one of a single year, adds nothing; with no
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
    rows = rows[~np.isnan(rows).all(axis=1)]
    years = len(rows)
    rises, weights = _pair_rises(rows), _inverse_variances(rows)
    observed = float(rises.sum(axis=0) ** 2 @ weights)
    if not weights.any():
        return StageTest(statistic=0.0, p_value=1.0)
    by_chance = (_pair_orders(years, permutations, seed) @ rises) ** 2 @ weights
    as_far = int(np.count_nonzero(by_chance >= observed * (1 - ROUNDING)))
    drawn = not _all_orders_fit(years, permutations)
    return StageTest(observed, (as_far + drawn) / (len(by_chance) + drawn))


def _pair_rises(rows: FloatArray) -> FloatArray:
    """Pairs of years x series: 1 where the later year is higher, -1 lower, 0 equal or unknown."""
    earlier, later = np.triu_indices(len(rows), 1)
    return np.nan_to_num(np.sign(rows[later] - rows[earlier]))


def _inverse_variances(rows: FloatArray) -> FloatArray:
    ties = [tie_sizes(column) for column in rows.T]
    variances = np.array([score_variance(sum(sizes), sizes) for sizes in ties], dtype=np.float64)
    return np.divide(1, variances, out=np.zeros_like(variances), where=variances > 0)


def _all_orders_fit(years: int, permutations: int) -> bool:
    return math.factorial(years) <= permutations + 1


@lru_cache(maxsize=8)
def _pair_orders(years: int, permutations: int, seed: int) -> NDArray[np.int8]:
    """Orders x pairs of years: 1 where the pair keeps its order of time, -1 where it is turned."""
    if _all_orders_fit(years, permutations):
        places = np.array(list(every_order(range(years))))
    else:
        unshuffled = np.tile(np.arange(years), (permutations, 1))
        places = np.random.default_rng(seed).permuted(unshuffled, axis=1)
    earlier, later = np.triu_indices(years, 1)
    kept: NDArray[np.int8] = np.sign(places[:, later] - places[:, earlier]).astype(np.int8)
    return kept
