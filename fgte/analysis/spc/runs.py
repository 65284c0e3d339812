"""Whether a series has shifted, seen only from which side of its median each year lies."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fgte.analysis.kendall import with_exact_ties

FEWEST_USEFUL = 10
"""With fewer useful points the rules hardly ever see a shift that is there."""


@dataclass(frozen=True)
class RunChart:
    """How long a series stays on one side of its median, and how often it crosses it.

    `useful` counts the years off the median. A signal is a `longest_run` above
    `longest_run_limit`, or `crossings` below `crossings_limit`: in a series that chance
    alone orders, about one in twenty gives one.
    """

    median: float
    useful: int
    longest_run: int
    longest_run_limit: int
    crossings: int
    crossings_limit: int
    signal: bool

    @property
    def too_few(self) -> bool:
        """Whether a missing signal says next to nothing, because useful years are so few."""
        return self.useful < FEWEST_USEFUL


def run_chart(values: ArrayLike) -> RunChart:
    """Look for a shift in a series by its runs above and below the median.

    Parameters
    ----------
    values : array_like, one figure a year in order of time
        Any unit. NaN is a year without a usable figure, and is skipped; so is a year on
        the median, which neither ends a run nor lengthens it.

    Returns
    -------
    RunChart
        A flat series has no useful year and no signal.

    Raises
    ------
    ValueError
        If no year has a usable figure.

    Notes
    -----
    Anhoej and Olesen (2014), PLOS ONE 9, e113825; Anhoej (2015), PLOS ONE 10, e0121349:
    the longest run is at most log2(n) + 3, rounded, and the crossings at least the 5 per
    cent quantile of a binomial distribution of n - 1 trials and probability one half.
    """
    usable = with_exact_ties(values)
    usable = usable[~np.isnan(usable)]
    if usable.size == 0:
        raise ValueError("a run chart needs a year with a usable figure, found none")
    median = float(with_exact_ties(np.median(usable)))
    sides = np.sign(usable - median)
    sides = sides[sides != 0]
    starts = np.flatnonzero(np.diff(sides, prepend=0.0))
    longest = int(np.diff(starts, append=sides.size).max(initial=0))
    crossings = max(starts.size - 1, 0)
    longest_limit, crossings_limit = run_limits(sides.size)
    signal = longest > longest_limit or crossings < crossings_limit
    return RunChart(median, sides.size, longest, longest_limit, crossings, crossings_limit, signal)


def run_limits(useful: int) -> tuple[int, int]:
    """Say how long a run, and how few crossings, chance usually leaves among useful years."""
    trials = max(useful - 1, 0)
    fewest, orders = 0, 1
    while 20 * orders < 2**trials:
        fewest += 1
        orders += math.comb(trials, fewest)
    return round(math.log2(max(useful, 1))) + 3, fewest
