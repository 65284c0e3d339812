"""What has changed between two rounds of a questionnaire that were answered anonymously.

Nobody is followed from one round to the next, so the rounds are compared as two groups. What is
known of each is how many answered, their mean and how they spread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from fgte.model import Interval

FEWEST = 2
"""One person's answers have no spread."""

POWER = 0.8
"""How often a change of the smallest detectable size would be seen."""


@dataclass(frozen=True)
class Moments:
    """How many answered, the mean of their means, and how these spread (standard deviation)."""

    people: int
    mean: float
    spread: float


@dataclass(frozen=True)
class RoundChange:
    """How far the mean moved from one round to the next.

    ``low`` and ``high`` are the interval of the change and ``detectable`` the change that two
    rounds like these would show in four cases of five. All but the change are NaN where fewer
    than two answered a round.
    """

    change: float
    low: float
    high: float
    detectable: float

    @property
    def shown(self) -> bool:
        """Whether the interval leaves out no change at all."""
        return self.low > 0 or self.high < 0


def moments(values: ArrayLike) -> Moments:
    """Sum up one value a person; NaN is nobody.

    Parameters
    ----------
    values : array_like, one-dimensional
        For each person the mean of their answers, in the steps of the scale.
    """
    given = np.asarray(values, dtype=np.float64).ravel()
    given = given[~np.isnan(given)]
    if given.size < FEWEST:
        return Moments(int(given.size), float(given.mean()) if given.size else math.nan, math.nan)
    return Moments(int(given.size), float(given.mean()), float(given.std(ddof=1)))


def mean_of_round(
    of: Moments, *, confidence: float = 0.95, within: tuple[float, float] | None = None
) -> Interval:
    """Say between which means another, equally ordinary group would place itself.

    Student's interval. It says what chance does to a group of that size, not whether those who
    answered are like those who did not.

    Parameters
    ----------
    of : Moments
        The round.
    confidence : float
        How sure the interval should be, between 0 and 1.
    within : tuple of float, optional
        The ends of the scale; the interval is cut there.

    Returns
    -------
    Interval
        Both ends NaN for fewer than two people.
    """
    if of.people < FEWEST:
        return Interval(math.nan, math.nan)
    reach = float(stdtrit(of.people - 1, (1 + confidence) / 2))
    reach *= of.spread / math.sqrt(of.people)
    low, high = of.mean - reach, of.mean + reach
    return (
        Interval(low, high)
        if within is None
        else Interval(max(low, within[0]), min(high, within[1]))
    )


def change_between(first: Moments, second: Moments, *, confidence: float = 0.95) -> RoundChange:
    """Say how far the mean moved between two rounds answered independently.

    Parameters
    ----------
    first, second : Moments
        The earlier and the later round.
    confidence : float
        How sure the interval should be, between 0 and 1.

    Notes
    -----
    Welch (1947), Biometrika 34, 28-35: the spread need not be the same in both rounds. Where the
    same people answer both, the true uncertainty is mostly smaller: it cannot be used, since
    nobody knows who answered what.
    """
    change = second.mean - first.mean
    if min(first.people, second.people) < FEWEST:
        return RoundChange(change, math.nan, math.nan, math.nan)
    parts = [each.spread**2 / each.people for each in (first, second)]
    error = math.sqrt(sum(parts))
    if error == 0:
        return RoundChange(change, change, change, 0.0)
    freedom = sum(parts) ** 2 / sum(
        part**2 / (each.people - 1) for part, each in zip(parts, (first, second), strict=True)
    )
    reach, power = (float(stdtrit(freedom, q)) for q in ((1 + confidence) / 2, POWER))
    return RoundChange(
        change, change - reach * error, change + reach * error, (reach + power) * error
    )


def permutation_p(first: ArrayLike, second: ArrayLike) -> float:
    """Say how often chance alone parts the answers into rounds as far apart as these.

    For whoever still has both rounds' answers. Every way of parting them is counted, none drawn
    by lot, so it holds however few answered and however the answers spread.

    Parameters
    ----------
    first, second : array_like of int, one-dimensional
        One whole number a person, such as the sum of the answers; one person a round at least.

    Returns
    -------
    float
        Between 0 and 1, in either direction.

    Raises
    ------
    ValueError
        If a round has nobody, or a value is no whole number.

    Notes
    -----
    Fisher's permutation test; the ways are counted by adding one person at a time (Pagano and
    Tritchler 1983, Journal of the American Statistical Association 78, 435-440).
    """
    groups = [_whole(each) for each in (first, second)]
    together = np.concatenate(groups)
    shifted = together - together.min()
    people, total, size = together.size, int(shifted.sum()), groups[0].size
    ways = np.zeros((size + 1, total + 1))
    ways[0, 0] = 1.0
    for value in shifted.tolist():
        ways[1:, value:] += ways[:-1, : total + 1 - value].copy()
    sums = np.arange(total + 1)
    seen = int((groups[0] - together.min()).sum())
    apart = np.abs(people * sums - size * total)
    return float(ways[size, apart >= apart[seen]].sum() / ways[size].sum())


def _whole(values: ArrayLike) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    given = np.asarray(values, dtype=np.float64).ravel()
    if not given.size or not np.all(np.isfinite(given) & (given == np.rint(given))):
        raise ValueError("a round needs one whole number for each person, and one person at least")
    return given.astype(np.int64)
