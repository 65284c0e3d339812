"""Whether like pupils go to the same schools: how unevenly groups are spread over units.

That is one meaning of segregation. Differences in results between groups or schools are another,
and live in ``dispersion``. Few pupils look unevenly spread by chance alone: ``segregation`` says
how much of an index chance would give.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import entr, gammaln, xlogy

from fgte.analysis.kendall import FloatArray

THETA_STEPS = 200
"""Rounds in which the density correction settles."""


@dataclass(frozen=True)
class Segregation:
    """An index of uneven spread, what chance alone would give, and the index less that.

    `index` and `by_chance` are 0 when groups are spread alike and 1 when no unit has pupils of
    two groups (mutual information instead has the entropy of the groups as its top).
    `corrected` is 0 where the spread is just as uneven as chance makes it, below 0 where it is
    more even, and None where nothing could be told. `units` are those counted; `left_out` those
    with a hidden or unknown number, which are never taken as 0.
    """

    index: float
    by_chance: float
    corrected: float | None
    units: int
    left_out: int


def dissimilarity(group_a: ArrayLike, group_b: ArrayLike) -> float:
    """Give the share of a group who would have to change unit for both to be spread alike.

    Parameters
    ----------
    group_a, group_b : array_like, one count a unit
        Pupils of each group. A unit where either is NaN (hidden, unknown) is left out.

    Returns
    -------
    float
        The index of dissimilarity D, 0 (spread alike) to 1 (never in the same unit).

    Raises
    ------
    ValueError
        If a group has no pupils in the units that can be counted, or a count is below 0.

    Notes
    -----
    Duncan and Duncan (1955), American Sociological Review 20, 210-217.
    """
    counts = _countable(np.column_stack([group_a, group_b]))
    shares = counts / counts.sum(axis=0)
    return float(np.abs(shares[:, 0] - shares[:, 1]).sum() / 2)


def mutual_information(counts: ArrayLike) -> float:
    """Say how much a pupil's unit tells of the pupil's group, and the other way round.

    Parameters
    ----------
    counts : array_like, units x groups
        Pupils. A unit with a NaN (hidden, unknown) is left out.

    Returns
    -------
    float
        The index M in natural logarithms: 0 when the unit tells nothing.

    Notes
    -----
    Theil and Finizza (1971), Journal of Mathematical Sociology 1, 187-194; natural logarithms, as
    in the R package segregation (Elbers 2021, Sociological Methods and Research).
    """
    table = _countable(np.asarray(counts, np.float64))
    return max(0.0, _entropy(table.sum(axis=0)) + _entropy(table.sum(axis=1)) - _entropy(table))


def theil_h(counts: ArrayLike) -> float:
    """Say how much less mixed the units are than all pupils together.

    Parameters
    ----------
    counts : array_like, units x groups
        Pupils. A unit with a NaN (hidden, unknown) is left out.

    Returns
    -------
    float
        `mutual_information` as a share of its highest possible value: 0 when every unit mirrors
        the whole, 1 when each has pupils of one group only.
    """
    table = _countable(np.asarray(counts, np.float64))
    return min(1.0, mutual_information(table) / _entropy(table.sum(axis=0)))


def dissimilarity_by_chance(group_a: ArrayLike, group_b: ArrayLike) -> float:
    """Give the mean of D were pupils placed by lot, each unit and group keeping its size.

    Exact, by the hypergeometric distribution: Cortese, Falk and Cohen (1976), American
    Sociological Review 41, 630-637. Arguments are as for `dissimilarity`, in whole pupils.
    """
    counts = _countable(np.column_stack([group_a, group_b]), whole=True)
    of_a, of_b = counts.sum(axis=0)
    return float(
        sum(
            chance @ np.abs(seen / of_a - (size - seen) / of_b)
            for size in counts.sum(axis=1)
            for seen, chance in [_by_lot(of_a + of_b, of_a, size)]
        )
        / 2
    )


def mutual_information_by_chance(counts: ArrayLike) -> float:
    """Give the mean of M were pupils placed by lot, each unit and group keeping its size.

    Exact, as in Vinh, Epps and Bailey (2010), Journal of Machine Learning Research 11, 2837-2854.
    It is close to (units - 1)(groups - 1) / (2 x pupils) where units are large (Miller 1955).
    """
    table = _countable(np.asarray(counts, np.float64), whole=True)
    pupils, total = float(table.sum()), 0.0
    for group in table.sum(axis=0):
        for size in table.sum(axis=1):
            seen, chance = _by_lot(pupils, group, size)
            total += float(chance @ xlogy(seen, pupils * np.maximum(seen, 1) / (group * size)))
    return max(0.0, total / pupils)


def density_corrected_dissimilarity(group_a: ArrayLike, group_b: ArrayLike) -> float:
    """Give D with each unit's distance drawn in by as much as chance is likely to have added.

    Arguments are as for `dissimilarity`. A unit whose distance is within one standard error of
    0 counts as none.

    Notes
    -----
    Allen, Burgess, Davidson and Windmeijer (2015), Econometrics Journal 18, 40-66: the most
    likely distance behind a folded normal one.
    """
    counts = _countable(np.column_stack([group_a, group_b]))
    shares = counts / counts.sum(axis=0)
    error = np.sqrt((shares * (1 - shares) / counts.sum(axis=0)).sum(axis=1))
    distance = np.abs(shares[:, 0] - shares[:, 1])
    seen = np.divide(distance, error, out=np.zeros_like(error), where=error > 0)
    likely = seen.copy()
    for _ in range(THETA_STEPS):
        likely = seen * np.tanh(seen * likely)
    return float(np.where(error > 0, error * likely, distance).sum() / 2)


def segregation(counts: ArrayLike, measure: str = "H") -> Segregation:
    """Give an index of uneven spread together with what chance alone would give.

    Parameters
    ----------
    counts : array_like, units x groups
        Whole pupils; two groups for D. NaN is a hidden or unknown number.
    measure : {"H", "M", "D"}
        Theil's information index, mutual information, or dissimilarity.

    Returns
    -------
    Segregation
        Corrected as (index - by chance) / (highest - by chance), after Winship (1977) and
        Carrington and Troske (1997), Sociological Methods and Research 25, 405-436; for M times
        the highest value again.
    """
    if measure not in MEASURES:
        raise ValueError(f"measure must be one of {', '.join(MEASURES)}, but is {measure!r}")
    table = np.asarray(counts, np.float64)
    index, by_chance = MEASURES[measure]
    known = _countable(table)
    seen, expected = index(known), by_chance(known)
    top = _entropy(known.sum(axis=0)) if measure == "M" else 1.0
    room = top - expected
    return Segregation(
        index=seen,
        by_chance=expected,
        corrected=top * (seen - expected) / room if room > 1e-12 else None,
        units=len(known),
        left_out=int(np.isnan(table).any(axis=1).sum()),
    )


def _h_by_chance(counts: FloatArray) -> float:
    return mutual_information_by_chance(counts) / _entropy(counts.sum(axis=0))


MEASURES: dict[str, tuple[Callable[[FloatArray], float], Callable[[FloatArray], float]]] = {
    "H": (theil_h, _h_by_chance),
    "M": (mutual_information, mutual_information_by_chance),
    "D": (lambda table: dissimilarity(*table.T), lambda table: dissimilarity_by_chance(*table.T)),
}


def _by_lot(pupils: float, group: float, size: float) -> tuple[FloatArray, FloatArray]:
    """How many of a group a unit can get by lot, and how likely each number is."""
    least, most = max(0.0, group + size - pupils), min(group, size)
    seen = np.arange(least, most + 1)
    ways = _log_ways(group, seen) + _log_ways(pupils - group, size - seen)
    return seen, np.exp(ways - _log_ways(pupils, size))


def _log_ways(pupils: float, chosen: ArrayLike) -> FloatArray:
    """The logarithm of how many ways so many pupils can be chosen."""
    some = np.asarray(chosen, np.float64)
    ways = gammaln(pupils + 1) - gammaln(some + 1) - gammaln(pupils - some + 1)
    return np.asarray(ways, np.float64)


def _entropy(counts: FloatArray) -> float:
    return float(entr(counts / counts.sum()).sum())


def _countable(table: FloatArray, *, whole: bool = False) -> FloatArray:
    """The units where every number is known; each group must have someone there."""
    if table.ndim != 2 or table.shape[1] < 2:
        raise ValueError(f"needs counts as units x groups, two groups or more: {table.shape}")
    known: FloatArray = table[~np.isnan(table).any(axis=1)]
    if (known < 0).any() or (whole and (known != np.round(known)).any()):
        raise ValueError("pupils are counted in numbers from 0, whole where chance is reckoned")
    known = known[known.sum(axis=1) > 0]
    if not len(known) or not (known.sum(axis=0) > 0).all():
        raise ValueError("each group needs pupils in the units whose numbers are known")
    return known
