"""Several series over the same years: how each moves, and how all move when chance orders years.

The years are reordered as whole rows, so that what the series share, the same pupils
above all, is kept: this is what makes several series one question.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations as every_order

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fgte.analysis.kendall import (
    FloatArray,
    score_variance,
    tail_probability,
    tie_sizes,
    untied_pairs,
    with_exact_ties,
)

ScoreArray = NDArray[np.int64]

PERMUTATIONS = 9999
"""Orders of the years that are drawn where there are too many to try them all."""


@dataclass(frozen=True)
class JointScores:
    """Kendall's S of each series, as it was and in every order of the years that was tried.

    `observed` has one entry a series, `by_chance` one row an order. `variances` is what
    chance makes of each S; 0 for a series that cannot move. `drawn` says that the orders
    are a draw, so that the observed one is to be counted beside them.
    """

    observed: ScoreArray
    by_chance: ScoreArray
    variances: FloatArray
    ties: tuple[tuple[int, ...] | None, ...]
    drawn: bool

    @property
    def standardised(self) -> tuple[FloatArray, FloatArray]:
        """S divided by its standard deviation, as it was and by chance; 0 where nothing moves."""
        sd = np.sqrt(self.variances)
        scale = np.divide(1, sd, out=np.zeros_like(sd), where=sd > 0)
        return (
            np.asarray(self.observed * scale, dtype=np.float64),
            np.asarray(self.by_chance * scale, dtype=np.float64),
        )

    def share_as_far(self, as_far: NDArray[np.bool_]) -> float:
        """How often chance went as far, the observed order being one that chance could give.

        Phipson and Smyth (2010), Statistical Applications in Genetics and Molecular
        Biology 9, 39: so it is never 0.
        """
        return (int(np.count_nonzero(as_far)) + self.drawn) / (len(as_far) + self.drawn)

    def tails(self) -> tuple[FloatArray, FloatArray]:
        """The two-sided p-value of each series, as it was and in each order.

        Counted exactly from its ties; where a figure is only known as a range, counted
        over the orders at hand.
        """
        observed = np.ones(len(self.observed))
        by_chance = np.ones(self.by_chance.shape)
        for column, ties in enumerate(self.ties):
            if self.variances[column] > 0:
                chances = self._chances(column, ties)
                observed[column] = chances[abs(self.observed[column])]
                by_chance[:, column] = chances[np.abs(self.by_chance[:, column])]
        return observed, by_chance

    def _chances(self, column: int, ties: tuple[int, ...] | None) -> FloatArray:
        """How often chance alone gives at least such an S, for S from 0 up."""
        if ties is not None:
            return _exact_chances(ties)
        beside = self.observed[[column]] if self.drawn else self.observed[:0]
        sizes = np.abs(np.append(self.by_chance[:, column], beside))
        counts = np.bincount(sizes)
        return np.asarray(np.cumsum(counts[::-1])[::-1] / sizes.size, dtype=np.float64)


def joint_scores(
    lows: ArrayLike,
    highs: ArrayLike | None = None,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> JointScores:
    """Reorder the years of several series jointly and count how each then moves.

    Parameters
    ----------
    lows : array_like, years x series
        One row a year in order of time, one column a series, in any units. NaN is a
        series without a usable figure that year.
    highs : array_like, optional
        The same shape: where a figure is only known as a range, its upper end. Two years
        whose ranges overlap count as equal, so that nothing is made of what is not known.
    permutations : int
        Up to so many orders every one is tried; beyond it that many are drawn.
    seed : int
        Fixes which are drawn.

    Returns
    -------
    JointScores
        Time is turned, where needed, so that the series together do not fall: then
        reversing time gives the very same p-values.
    """
    low = with_exact_ties(lows)
    high = low if highs is None else with_exact_ties(highs)
    used = ~np.isnan(low).all(axis=1)
    low, high = low[used], high[used]
    rises = _pair_rises(low, high)
    variances, ties = _spread_by_chance(low, high)
    if _falls(rises.sum(axis=0), variances):
        rises = _pair_rises(low[::-1], high[::-1])
    by_chance = _reordered(len(low), rises, permutations, seed)
    ranged = np.array([each is None for each in ties], dtype=bool)
    if ranged.any():
        variances[ranged] = (by_chance[:, ranged].astype(np.float64) ** 2).mean(axis=0)
    drawn = not all_orders_fit(len(low), permutations)
    return JointScores(rises.sum(axis=0), by_chance, variances, ties, drawn)


def all_orders_fit(years: int, permutations: int) -> bool:
    """Whether every order of so many years is tried."""
    return math.factorial(years) <= permutations + 1


def _reordered(years: int, rises: ScoreArray, permutations: int, seed: int) -> ScoreArray:
    orders = _pair_orders(years, permutations, seed)
    scores: ScoreArray = np.rint(orders @ rises.astype(np.float32)).astype(np.int64)
    return scores


def _falls(scores: ScoreArray, variances: FloatArray) -> bool:
    """Whether the series together fall; where they cancel out, whether the strongest do."""
    sd = np.sqrt(variances)
    z = np.divide(scores, sd, out=np.zeros_like(sd), where=sd > 0)
    together = [round(float((z**power).sum()), 9) for power in (1, 3, 5)]
    return next((each < 0 for each in together if each), False)


def _pair_rises(low: FloatArray, high: FloatArray) -> ScoreArray:
    """Pairs of years x series: 1 where the later year is surely higher, -1 lower, else 0."""
    earlier, later = np.triu_indices(len(low), 1)
    up, down = low[later] > high[earlier], high[later] < low[earlier]
    return up.astype(np.int64) - down.astype(np.int64)


def _spread_by_chance(
    low: FloatArray, high: FloatArray
) -> tuple[FloatArray, tuple[tuple[int, ...] | None, ...]]:
    """The variance of each S by chance, and its ties; with ranges neither is known yet."""
    columns = zip(low.T, high.T, strict=True)
    known = [None if np.any(down < up) else tie_sizes(down) for down, up in columns]
    variances = [0.0 if ties is None else score_variance(sum(ties), ties) for ties in known]
    return np.array(variances, dtype=np.float64), tuple(known)


@lru_cache(maxsize=512)
def _exact_chances(ties: tuple[int, ...]) -> FloatArray:
    scores = range(untied_pairs(ties) + 1)
    return np.array([tail_probability(score, ties) for score in scores])


@lru_cache(maxsize=16)
def _pair_orders(years: int, permutations: int, seed: int) -> NDArray[np.float32]:
    """Orders x pairs of years: 1 where the pair keeps its order of time, -1 where it is turned."""
    if all_orders_fit(years, permutations):
        places = np.array(list(every_order(range(years))))
    else:
        unshuffled = np.tile(np.arange(years), (permutations, 1))
        places = np.random.default_rng(seed).permuted(unshuffled, axis=1)
    earlier, later = np.triu_indices(years, 1)
    kept: NDArray[np.float32] = np.sign(places[:, later] - places[:, earlier]).astype(np.float32)
    return kept
