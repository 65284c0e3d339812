"""Randomisation inference: how the estimate stands among those of other choices of units.

With one to five treated units no formula for standard errors holds, clustered or not. Here the
treated units' estimate is set beside the one that every other choice of as many units gives.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from fgte.analysis.estimates import Estimate
from fgte.analysis.kendall import FloatArray

COUNTED_UP_TO = 100_000
"""Assignments up to this many are all counted; beyond it so many are drawn."""

DRAWS = 99_999
CHUNK = 4_000
SLACK = 1e-9
"""Estimates that differ by less than this share of the largest are the same estimate."""


@lru_cache(maxsize=32)
def assignments(units: int, treated: int, draws: int = DRAWS, seed: int = 0) -> NDArray[np.intp]:
    """Every way to choose so many units, or as many random ways as are asked for.

    Parameters
    ----------
    units, treated : int
        How many units there are, and how many of them are chosen.
    draws : int
        How many ways are drawn where there are more than can be counted.
    seed : int
        Where chance begins: the same seed draws the same ways.

    Returns
    -------
    ndarray, ways x treated
        Numbers of the chosen units.
    """
    ways = math.comb(units, treated)
    if ways <= COUNTED_UP_TO:
        flat = chain.from_iterable(combinations(range(units), treated))
        return np.fromiter(flat, np.intp, count=ways * treated).reshape(ways, treated)
    chance = np.random.default_rng(seed)
    drawn = np.empty((draws, treated), np.intp)
    for first in range(0, draws, CHUNK):
        keys = chance.random((min(CHUNK, draws - first), units), dtype=np.float32)
        drawn[first : first + CHUNK] = np.argpartition(keys, treated, axis=1)[:, :treated]
    return drawn


def randomised(
    changes: FloatArray,
    treated: NDArray[np.bool_],
    *,
    confidence: float = 0.95,
    draws: int = DRAWS,
    seed: int = 0,
) -> Estimate:
    """Compare the treated units' mean change with the others', by every other choice of units.

    Parameters
    ----------
    changes : ndarray, one entry a unit
        How much each unit has changed, in any unit of figure; no NaN.
    treated : ndarray of bool, one entry a unit
        Which of them are treated; some, not all.
    confidence : float
        How sure the interval should be. It holds the effects, alike in every treated unit, that
        the test does not reject.
    draws, seed : int
        As for `assignments`.

    Returns
    -------
    Estimate
        The bounds are infinite where no assignment is rare enough to rule anything out.

    Notes
    -----
    Fisher's exact test turned around; Rosenbaum (2002), Observational Studies, section 2.
    Exact where assignment was by lot. Nobody drew lots here: it is a yardstick, not a proof.
    """
    n, m = changes.size, int(treated.sum())
    if not 0 < m < n:
        raise ValueError(f"some but not all units must be treated: {m} of {n}")
    ways = assignments(n, m, draws, seed)
    counted = math.comb(n, m) <= COUNTED_UP_TO
    sums = changes[ways].sum(axis=1)
    observed = float(changes[treated].mean() - changes[~treated].mean())
    compared = sums / m - (changes.sum() - sums) / (n - m)
    slack = SLACK * max(1e-300, float(np.abs(compared).max()))
    extreme = int((np.abs(compared) >= abs(observed) - slack).sum())
    own = 0 if counted else 1  # among all ways the treated units' own is one; among drawn it is not
    total = ways.shape[0] + own
    p_value = (extreme + own) / total
    overlap = treated[ways].sum(axis=1)
    low, high = _not_rejected(observed, compared, overlap, (n, m), 1 - confidence, own)
    return Estimate(
        value=observed,
        low=low,
        high=high,
        p_value=p_value,
        smallest_p=_smallest(n, m, total, counted=counted),
        assignments=math.comb(n, m),
        p_error=0.0 if counted else math.sqrt(p_value * (1 - p_value) / total),
    )


def _smallest(n: int, m: int, total: int, *, counted: bool) -> float:
    """The least p-value there can be; with half the units treated the other half mirrors them."""
    return (2 if counted and n == 2 * m else 1) / total


def _not_rejected(
    observed: float,
    compared: FloatArray,
    overlap: NDArray[np.intp],
    sizes: tuple[int, int],
    alpha: float,
    own: int,
) -> tuple[float, float]:
    """The effects that the test does not reject, found by solving for each assignment's ends.

    With the effect observed + u taken away, an assignment's estimate is b - c·u and the treated
    units' own -u; the assignment is as extreme between -b/(1-c) and b/(1+c), in either order.
    """
    n, m = sizes
    share = overlap / m - (m - overlap) / (n - m)
    apart = compared - share * observed
    bounded = np.abs(share) < 1
    safe = np.where(bounded, share, 0.0)
    ends = np.stack([-apart / (1 - safe), apart / (1 + safe)])
    ends[:, ~bounded] = [[-np.inf], [np.inf]]
    lows = np.concatenate([ends.min(axis=0), np.full(own, -np.inf)])
    highs = np.concatenate([ends.max(axis=0), np.full(own, np.inf)])
    rank = math.floor(alpha * highs.size + 1e-9)
    low = np.partition(lows, rank)[rank]
    high = -np.partition(-highs, rank)[rank]
    return observed + float(low), observed + float(high)
