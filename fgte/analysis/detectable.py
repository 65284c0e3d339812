"""How fast a series must move for its trend to be told from chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fgte.analysis.kendall import critical_score

SIMULATED_SERIES = 16_384
"""Series of pure chance behind a statement of power, each beside its mirror image."""


def smallest_detectable_trend(
    *,
    n_years: int,
    cohort: float,
    base_rate: float | None = None,
    sd: float | None = None,
    between_year_sd: float = 0.0,
    years: Sequence[int] | None = None,
    power: float = 0.8,
    alpha: float = 0.05,
) -> float:
    """Say how fast a series must change a year for its trend to be found.

    Parameters
    ----------
    n_years : int
        Years in the series.
    cohort : float
        Pupils in each year, above 0.
    base_rate, sd : float
        Give one: for a share its usual level, above 0 and below 1; for a mean how much
        pupils differ from one another.
    between_year_sd : float
        How much years truly differ beyond the pupils' chance, in the same unit.
    years : sequence of int, optional
        Which years they are, where some between are missing; `n_years` in a row when
        not given.
    power, alpha : float
        In how large a part of such series the trend should be found, in the right
        direction, and at which level by `mann_kendall`.

    Returns
    -------
    float
        Change a year, in the unit of `base_rate` or `sd`; infinite if so few years can
        never reach `alpha`. It may be more than a share has room for.

    Raises
    ------
    ValueError
        If both or neither of `base_rate` and `sd` are given, or one is out of bounds.

    Notes
    -----
    Years get normal noise of one size. A simulated series shows the trend from the
    slope at which enough of its pairs of years rise, so its `power` quantile over a
    fixed set of series of pure chance is the answer: no search, the same every time.
    """
    if not (cohort > 0 and between_year_sd >= 0 and 0 < power < 1 and 0 < alpha < 1):
        raise ValueError(
            "cohort must be above 0, between_year_sd 0 or more, power and alpha between 0 and 1; "
            f"found {cohort}, {between_year_sd}, {power} and {alpha}"
        )
    steps = _steps(n_years, years)
    noise = _year_noise(cohort, base_rate=base_rate, sd=sd, between_year_sd=between_year_sd)
    found_from = _found_from(steps, alpha)
    return math.inf if found_from is None else noise * float(np.quantile(found_from, power))


def power_to_see(
    slope: float,
    *,
    n_years: int,
    cohort: float,
    base_rate: float | None = None,
    sd: float | None = None,
    between_year_sd: float = 0.0,
    alpha: float = 0.05,
) -> float:
    """Say how often a series that truly moves so much a year would be found to move.

    Parameters
    ----------
    slope : float
        The true change a year, in the unit of `base_rate` or `sd`; its sign is of no
        matter.
    n_years, cohort, base_rate, sd, between_year_sd, alpha
        As for `smallest_detectable_trend`, of which this is the inverse.

    Returns
    -------
    float
        The part of such series that are found to move in the right direction, 0 to 1.

    Raises
    ------
    ValueError
        As `smallest_detectable_trend`.
    """
    if not (cohort > 0 and between_year_sd >= 0 and 0 < alpha < 1):
        raise ValueError(
            "cohort must be above 0, between_year_sd 0 or more, alpha between 0 and 1; "
            f"found {cohort}, {between_year_sd} and {alpha}"
        )
    noise = _year_noise(cohort, base_rate=base_rate, sd=sd, between_year_sd=between_year_sd)
    found_from = _found_from(_steps(n_years, None), alpha)
    return 0.0 if found_from is None else float(np.mean(found_from * noise <= abs(slope)))


def _year_noise(
    cohort: float, *, base_rate: float | None, sd: float | None, between_year_sd: float
) -> float:
    """How much years differ, by the chance of their pupils and truly, as one spread."""
    return math.hypot(_pupil_sd(base_rate, sd) / math.sqrt(cohort), between_year_sd)


def _steps(n_years: int, years: Sequence[int] | None) -> tuple[int, ...]:
    placed = tuple(range(n_years) if years is None else sorted(years))
    if len(placed) != n_years:
        raise ValueError(f"n_years is {n_years}, but {len(placed)} years are given")
    return tuple(year - placed[0] for year in placed)


def _pupil_sd(base_rate: float | None, sd: float | None) -> float:
    if base_rate is not None and sd is None:
        if not 0 < base_rate < 1:
            raise ValueError(f"base_rate must be above 0 and below 1, but is {base_rate}")
        return math.sqrt(base_rate * (1 - base_rate))
    if sd is not None and base_rate is None:
        if not 0 < sd < math.inf:
            raise ValueError(f"sd must be above 0, but is {sd}")
        return sd
    raise ValueError("give either base_rate (for a share) or sd (for a mean), and not both")


@lru_cache(maxsize=512)
def _found_from(steps: tuple[int, ...], alpha: float) -> NDArray[np.float64] | None:
    """For each series of chance of spread 1, the slope from which it shows the trend."""
    n_years = len(steps)
    critical = critical_score((1,) * n_years, alpha)
    if critical is None:
        return None
    half = np.random.default_rng(0).standard_normal((SIMULATED_SERIES // 2, n_years))
    earlier, later = np.triu_indices(n_years, 1)
    apart = np.subtract(*(np.array(steps)[each] for each in (later, earlier)))
    turning = np.sort((half[:, earlier] - half[:, later]) / apart, axis=1)
    rising_needed = (earlier.size + critical) // 2
    # in the mirror image every pair turns at the same slope with the other sign: the order reversed
    found: NDArray[np.float64] = np.sort(
        np.concatenate([turning[:, rising_needed - 1], -turning[:, -rising_needed]])
    )
    return found
