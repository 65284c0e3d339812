"""Series made by chance, to feel what chance alone can look like."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PUBLISHED_DECIMALS = 3
"""Shares are published as per cent with one decimal."""


def simulated_shares(
    level: float,
    *,
    cohort: int,
    n_years: int,
    slope: float = 0.0,
    between_year_sd: float = 0.0,
    series: int = 1,
    seed: int = 0,
) -> NDArray[np.float64]:
    """Draw series of shares in which year groups differ by chance, and move if asked to.

    Parameters
    ----------
    level : float
        The true share in the middle of the years, 0 to 1.
    cohort : int
        Pupils in each year, above 0.
    n_years : int
        Years in each series.
    slope : float
        The true change a year.
    between_year_sd : float
        How much years truly differ beyond the pupils' chance.
    series : int
        How many series.
    seed : int
        Fixes the draw, so that it is the same every time.

    Returns
    -------
    ndarray, series x years
        Shares rounded as they are published. A true share is kept within 0 and 1.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1, or there are no pupils.
    """
    if not (0 <= level <= 1 and cohort > 0):
        raise ValueError(f"level must be 0 to 1 and cohort above 0, found {level} and {cohort}")
    random = np.random.default_rng(seed)
    true = level + slope * (np.arange(n_years) - (n_years - 1) / 2)
    years = random.normal(true, between_year_sd, size=(series, n_years))
    reached = random.binomial(cohort, np.clip(years, 0, 1))
    shares: NDArray[np.float64] = np.round(reached / cohort, PUBLISHED_DECIMALS)
    return shares
