"""The trends of thousands of series at once, number for number those of one at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fgte.analysis.kendall import (
    EXACT_UP_TO,
    FloatArray,
    interval_rank,
    score_variance,
    tail_probability,
    untied_pairs,
    with_exact_ties,
)

FEWEST_YEARS = 5
"""Fewer comparable years than this are not judged: no order of them is rarer than 5 %."""

NUMBERS = ("s", "variance", "tau", "z", "p_value", "slope", "intercept", "low", "high", "coverage")

IntArray = NDArray[np.int64]


def trends(
    observations: pd.DataFrame, by: str | Sequence[str], *, confidence: float = 0.95
) -> pd.DataFrame:
    """Say of every series of a table at once whether it moves, and how much a year.

    Parameters
    ----------
    observations : DataFrame
        One row a figure: ``year`` (whole numbers), ``value`` (any unit; NaN is a year
        without a usable figure) and the columns of `by`. The caller has left out odd
        years, and cut series at breaks by giving each stretch of comparable years a
        name of its own in a column of `by`.
    by : str or sequence of str
        The columns that tell one series from another.
    confidence : float
        How sure the intervals of the slopes should be, between 0 and 1.

    Returns
    -------
    DataFrame
        One row a series, in the order of `by`: its columns; ``n``, ``first_year`` and
        ``last_year`` of the usable figures; ``judged``, whether they are at least five;
        ``exact`` and the numbers of `mann_kendall` and `theil_sen` under their names,
        NaN where the series is not judged.

    Raises
    ------
    ValueError
        If a column is missing, or a series has two usable figures in one year.

    Notes
    -----
    Series of equally many years are laid as rows of one array, whose pairs of years are
    compared in one step. What the ties of a series decide (the chance of its S, the rank
    of its bounds) is worked out once for each pattern of ties.
    """
    columns = [by] if isinstance(by, str) else list(by)
    missing = {*columns, "year", "value"} - set(observations.columns)
    if missing:
        raise ValueError(f"the observations lack {', '.join(sorted(missing))}")
    series, keys = _series_of(observations, columns)
    table = _Table.of(series, observations, count=len(keys))
    numbers = {name: np.full(len(keys), np.nan) for name in NUMBERS}
    for rows, years, values in table.by_length(at_least=FEWEST_YEARS):
        for name, found in _judged(years, values, confidence).items():
            numbers[name][rows] = found
    judged = table.lengths >= FEWEST_YEARS
    exact = judged & (table.lengths <= EXACT_UP_TO)
    series_and_years = keys.assign(n=table.lengths).join(table.ends())
    return series_and_years.assign(judged=judged, exact=exact, **numbers)


def _series_of(observations: pd.DataFrame, columns: list[str]) -> tuple[IntArray, pd.DataFrame]:
    """Which series each row belongs to, and what the series are called."""
    grouped = observations.groupby(columns, sort=True, dropna=False, observed=True)
    series = grouped.ngroup().to_numpy(dtype=np.int64)
    _, first = np.unique(series, return_index=True)
    return series.astype(np.int64), observations[columns].iloc[first].reset_index(drop=True)


@dataclass(frozen=True)
class _Table:
    """The usable figures in the order of series and years, and where each series begins."""

    years: IntArray
    values: FloatArray
    starts: IntArray
    lengths: IntArray

    @classmethod
    def of(cls, series: IntArray, observations: pd.DataFrame, *, count: int) -> _Table:
        values = with_exact_ties(observations["value"].to_numpy(dtype=np.float64, na_value=np.nan))
        usable = np.flatnonzero(~np.isnan(values))
        years = observations["year"].to_numpy(dtype=np.int64)[usable]
        order = np.lexsort((years, series[usable]))
        series, years, values = series[usable][order], years[order], values[usable][order]
        twice = (np.diff(series) == 0) & (np.diff(years) == 0)
        if twice.any():
            year = years[1:][twice].min()
            raise ValueError(f"a series has two figures in {year}: by lacks what tells them apart")
        lengths = np.bincount(series, minlength=count).astype(np.int64)
        return cls(years, values, np.cumsum(lengths) - lengths, lengths)

    def by_length(self, *, at_least: int) -> Iterator[tuple[IntArray, FloatArray, FloatArray]]:
        """The series of each length: which they are, their years and their values as rows."""
        for length in np.unique(self.lengths[self.lengths >= at_least]):
            rows = np.flatnonzero(self.lengths == length)
            places = self.starts[rows, None] + np.arange(length)
            yield rows, self.years[places].astype(np.float64), self.values[places]

    def ends(self) -> pd.DataFrame:
        """The first and last usable year; none where a series has no usable figure."""
        known = np.flatnonzero(self.lengths)
        first, last = self.starts[known], (self.starts + self.lengths - 1)[known]
        ends = {"first_year": self.years[first], "last_year": self.years[last]}
        found = pd.DataFrame(ends, index=known, dtype="Int64")
        return found.reindex(range(self.lengths.size))


def _judged(years: FloatArray, values: FloatArray, confidence: float) -> dict[str, FloatArray]:
    """The numbers of many series of one length, years and values one row a series."""
    n = years.shape[1]
    earlier, later = np.triu_indices(n, 1)
    rises = values[:, later] - values[:, earlier]
    score = np.sign(rises).sum(axis=1).astype(np.int64)
    slopes = np.sort(rises / (years[:, later] - years[:, earlier]), axis=1)
    found = _by_ties(score, slopes, _patterns(values), confidence)
    slope = np.median(slopes, axis=1)
    middle = np.median(values, axis=1) - slope * np.median(years, axis=1)
    return found | {"s": score.astype(np.float64), "slope": slope, "intercept": middle}


def _patterns(values: FloatArray) -> list[tuple[tuple[int, ...], IntArray]]:
    """The sizes of groups of equal values, and the rows that have them."""
    n = values.shape[1]
    equal = np.diff(np.sort(values, axis=1), axis=1) == 0
    tied = equal.any(axis=1)
    found = {(1,) * n: [np.flatnonzero(~tied)]}
    kinds, kind = np.unique(equal[tied], axis=0, return_inverse=True)
    for number, same in enumerate(kinds):
        starts = np.flatnonzero(np.append(True, ~same))
        sizes = tuple(sorted(np.diff(starts, append=n).tolist(), reverse=True))
        found.setdefault(sizes, []).append(np.flatnonzero(tied)[kind.ravel() == number])
    return [(sizes, np.concatenate(rows)) for sizes, rows in found.items()]


def _by_ties(
    score: IntArray,
    slopes: FloatArray,
    patterns: list[tuple[tuple[int, ...], IntArray]],
    confidence: float,
) -> dict[str, FloatArray]:
    """What depends on the ties of a series, worked out once for each pattern of them."""
    names = ("variance", "tau", "z", "p_value", "low", "high", "coverage")
    found = {name: np.zeros(score.size) for name in names}
    for ties, rows in patterns:
        n, variance = sum(ties), score_variance(sum(ties), ties)
        s = score[rows]
        size = np.abs(s)
        found["variance"][rows] = variance
        if variance:
            most = math.sqrt(math.comb(n, 2) * untied_pairs(ties))
            found["tau"][rows] = s / most
            found["z"][rows] = np.sign(s) * np.maximum(size - 1, 0) / math.sqrt(variance)
        seen, which = np.unique(size, return_inverse=True)
        found["p_value"][rows] = np.array([tail_probability(int(k), ties) for k in seen])[which]
        rank, coverage = interval_rank(year_ties=(1,) * n, value_ties=ties, confidence=confidence)
        found["low"][rows], found["high"][rows] = slopes[rows, rank - 1], slopes[rows, -rank]
        found["coverage"][rows] = coverage
    return found
