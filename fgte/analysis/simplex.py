"""The mixture of donors that comes closest to a unit: weights of zero or more that sum to one.

Wolfe's algorithm for the point of a polytope that lies nearest to the origin: it walks from
donor to donor and ends after finitely many steps at the best mixture, not near it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fgte.analysis.kendall import FloatArray

PRECISION = 1e-10
"""How near the best mixture counts as best, as a share of the largest squared distance."""

MOST_STEPS = 10_000
NOTHING = 1e-12


@dataclass(frozen=True)
class Mixture:
    """Weights, one a donor, and ``gap``: how far at most their squares lie above the least.

    The gap is counted from the conditions that the best mixture fulfils (Karush, Kuhn and
    Tucker): half the squared distance could be smaller by no more than this.
    """

    weights: FloatArray
    gap: float


def closest_mixture(donors: FloatArray, target: FloatArray) -> Mixture:
    """Find the mixture of donors that comes closest to a target, in squares.

    Parameters
    ----------
    donors : ndarray, years x donors
        Without NaN.
    target : ndarray, one entry a year
        What is to be resembled.

    Returns
    -------
    Mixture
        With more donors than years several mixtures may fit as well; this is one of them, and
        the same each time.
    """
    apart = donors - target[:, None]
    return _nearest(apart.T @ apart)


def each_by_the_others(outcomes: FloatArray) -> Iterator[Mixture]:
    """Find for each column the closest mixture of the other columns.

    The products of columns are worked out once and shared by all.

    Parameters
    ----------
    outcomes : ndarray, years x units
        Without NaN.

    Yields
    ------
    Mixture
        One a unit, in order; a unit's own weight is 0.
    """
    centred = outcomes - outcomes.mean(axis=1, keepdims=True)
    products = centred.T @ centred
    own = np.diag(products)
    for unit in range(own.size):
        gram = products - products[unit] - products[:, unit, None] + own[unit]
        others = np.arange(own.size) != unit
        found = _nearest(gram[np.ix_(others, others)])
        weights = np.zeros(own.size)
        weights[others] = found.weights
        yield Mixture(weights, found.gap)


def _nearest(gram: FloatArray) -> Mixture:
    """Wolfe (1976), Mathematical Programming 11, 128-149, on inner products."""
    tolerance = PRECISION * max(float(np.diag(gram).max()), 1e-300)
    chosen, weights = [int(np.argmin(np.diag(gram)))], np.ones(1)
    for _ in range(MOST_STEPS):
        towards = gram[:, chosen] @ weights
        gap = float(towards[chosen] @ weights - towards.min())
        entering = int(np.argmin(towards))
        if gap <= tolerance or entering in chosen:
            break
        chosen, weights = _with(entering, chosen, weights, gram)
    whole = np.zeros(gram.shape[0])
    whole[chosen] = weights / weights.sum()
    return Mixture(whole, max(gap, 0.0))


def _with(
    entering: int, chosen: list[int], weights: FloatArray, gram: FloatArray
) -> tuple[list[int], FloatArray]:
    """Let a donor in, and those out whose best weight would be below zero."""
    chosen, weights = [*chosen, entering], np.append(weights, 0.0)
    while True:
        best = _affine(gram[np.ix_(chosen, chosen)])
        if (best > NOTHING).all():
            return chosen, best
        falling = (best <= NOTHING) & (weights > best)
        steps = np.full(best.size, np.inf)
        steps[falling] = weights[falling] / (weights[falling] - best[falling])
        weights = weights + min(1.0, float(steps.min())) * (best - weights)
        stay = weights > NOTHING
        chosen = [each for each, kept in zip(chosen, stay, strict=True) if kept]
        weights = weights[stay] / weights[stay].sum()


def _affine(gram: FloatArray) -> FloatArray:
    """The mixture nearest to the origin when weights may be below zero."""
    n = gram.shape[0]
    system = np.zeros((n + 1, n + 1))
    system[:n, :n] = gram / max(float(np.trace(gram)) / n, 1e-300)
    system[n, :n] = system[:n, n] = 1.0
    sought = np.zeros(n + 1)
    sought[n] = 1.0
    try:
        solved: FloatArray = np.linalg.solve(system, sought)[:n]
    except np.linalg.LinAlgError:
        solved = np.linalg.lstsq(system, sought)[0][:n]
    return solved
