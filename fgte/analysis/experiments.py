"""Three experiments with chance: noise, power and many tests, as numbers to be shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fgte.analysis.detectable import power_to_see, smallest_detectable_trend
from fgte.analysis.kendall import FloatArray, critical_score, tail_probability
from fgte.analysis.multiplicity import holm
from fgte.analysis.simulated import simulated_shares
from fgte.analysis.trend import Slope, mann_kendall, theil_sen, trends
from fgte.analysis.uncertainty import chance_of_change, wilson_interval
from fgte.model import Interval

YEARS = 8
ALPHA = 0.05
STEP = 0.03
"""The change whose chance is told: three percentage points."""

MIDDLE = 0.75
"""The level around which a series rises, so that it has room to."""

SERIES_LEVEL, SERIES_COHORT = 0.8, 300
"""What the many series are of: a share of 80 per cent in year groups of 300."""


@dataclass(frozen=True)
class Noise:
    """Year groups in which nothing changes: their shares, and what chance does to them.

    `intervals` are the rooms that chance leaves around the shares. `largest_step` is
    that of this draw; `chance_of_step` how often chance alone gives one of at least
    three percentage points from one year to the next.
    """

    shares: FloatArray
    intervals: tuple[Interval, ...]
    cohort: int
    largest_step: float
    chance_of_step: float


@dataclass(frozen=True)
class Power:
    """A series that truly rises: one draw, whether it is seen, and how often it would be.

    `intervals` are the rooms that chance leaves around the shares. `slope` is what the
    draw seems to do, a year; `found` whether a judgement would see a rise in it. `power`
    is how often it would; `needed` the rise a year that would be seen four times in
    five, infinite where the years are too few for any.
    """

    shares: FloatArray
    intervals: tuple[Interval, ...]
    cohort: int
    slope: Slope
    found: bool
    power: float
    needed: float


@dataclass(frozen=True)
class Many:
    """Series in which nothing moves: which seem to, how many chance gives, what is left.

    `kept` is how many signals remain when it is counted in that so many were tested.
    """

    signals: tuple[bool, ...]
    expected: float
    kept: int


def noise(*, cohort: int, level: float, draw: int) -> Noise:
    """Draw eight year groups of one size at one level, 0 to 1; `draw` fixes the chance."""
    shares = simulated_shares(level, cohort=cohort, n_years=YEARS, seed=draw)[0]
    other = level + STEP if level + STEP <= 1 else level - STEP
    return Noise(
        shares=shares,
        intervals=_rooms(shares, cohort),
        cohort=cohort,
        largest_step=float(np.abs(np.diff(shares)).max()),
        chance_of_step=chance_of_change(level, other, cohort, cohort, level=level),
    )


def power(*, slope: float, n_years: int, cohort: int, between_year_sd: float, draw: int) -> Power:
    """Draw one series that rises by `slope` a year, and say how often that would be seen.

    `slope` and `between_year_sd`, how much years truly differ, are shares, not per cent.
    """
    shares = simulated_shares(
        MIDDLE,
        cohort=cohort,
        n_years=n_years,
        slope=slope,
        between_year_sd=between_year_sd,
        seed=draw,
    )[0]
    seems = theil_sen(range(n_years), shares)
    return Power(
        shares=shares,
        intervals=_rooms(shares, cohort),
        cohort=cohort,
        slope=seems,
        found=mann_kendall(shares).p_value <= ALPHA and seems.low > 0,
        power=power_to_see(
            slope,
            n_years=n_years,
            cohort=cohort,
            base_rate=MIDDLE,
            between_year_sd=between_year_sd,
        ),
        needed=smallest_detectable_trend(
            n_years=n_years, cohort=cohort, base_rate=MIDDLE, between_year_sd=between_year_sd
        ),
    )


def many(*, tests: int, draw: int) -> Many:
    """Draw so many series of eight years in which nothing moves, and test each of them."""
    shares = simulated_shares(
        SERIES_LEVEL, cohort=SERIES_COHORT, n_years=YEARS, series=tests, seed=draw
    )
    series, years = np.divmod(np.arange(shares.size), YEARS)
    table = pd.DataFrame({"series": series, "year": years, "value": shares.ravel()})
    p_values = trends(table, "series")["p_value"].to_numpy()
    critical = critical_score((1,) * YEARS, ALPHA) or math.comb(YEARS, 2)
    return Many(
        signals=tuple((p_values <= ALPHA).tolist()),
        expected=tests * tail_probability(critical, (1,) * YEARS),
        kept=int((holm(p_values) <= ALPHA).sum()),
    )


def _rooms(shares: FloatArray, cohort: int) -> tuple[Interval, ...]:
    return tuple(wilson_interval(min(share * cohort, cohort), cohort) for share in shares)
