"""The limits between which a series usually varies, from its steps between neighbouring years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fgte.analysis.kendall import FloatArray

MOVING_RANGES_TO_LIMIT = 2.66
"""How many mean moving ranges from the centre a limit lies: 3 standard deviations."""

LARGEST_USUAL_STEP = 3.267
"""A moving range of so many mean moving ranges, or more, is an outlier among the steps."""

FEWEST_FOR_LASTING = 12
"""With fewer points the limits are trial limits: they will move as years are added."""


@dataclass(frozen=True)
class XmrLimits:
    """Between which values the years of a series usually lie, when nothing particular happens.

    `center` is the mean, `lower` and `upper` the limits, in the unit of the values.
    `mean_moving_range` is the usual step from one year to the next. `points` is how
    many years they rest on.
    """

    center: float
    lower: float
    upper: float
    mean_moving_range: float
    points: int = 0

    @property
    def trial(self) -> bool:
        """Whether they rest on so few years that they will move as years are added."""
        return self.points < FEWEST_FOR_LASTING

    @property
    def near_lower(self) -> float:
        """Two thirds of the way down to the lower limit."""
        return self.center - 2 / 3 * (self.center - self.lower)

    @property
    def near_upper(self) -> float:
        """Two thirds of the way up to the upper limit."""
        return self.center + 2 / 3 * (self.upper - self.center)


def xmr_limits(
    values: ArrayLike, *, baseline: int | None = None, screen_outliers: bool = True
) -> XmrLimits:
    """Say between which values a series usually varies, judged by its own steps alone.

    Parameters
    ----------
    values : array_like, one figure a year in order of time
        Any unit. NaN is a year without a usable figure: it is left out, and no step is
        counted across it, since the step over two years is no usual step.
    baseline : int, optional
        How many first entries the limits rest on; all of them when not given.
    screen_outliers : bool
        Whether steps at least 3.267 times the mean step are left out, once, before the
        mean step is taken again: a single leap must not widen the limits around itself.

    Returns
    -------
    XmrLimits
        The centre is the mean of the baseline, and the limits lie 2.66 mean moving
        ranges to each side. They are not kept within 0 and 1.

    Raises
    ------
    ValueError
        If the baseline has no two neighbouring years with usable figures.

    Notes
    -----
    Shewhart's chart for individual values (Wheeler, Understanding Variation, 1993) in the
    form of the English NHS, Making Data Count; the screening is Nelson's (1982), Journal
    of Quality Technology 14, 172-173.
    """
    if baseline is not None and baseline < 2:
        raise ValueError(f"the baseline must be 2 points or more, but is {baseline}")
    first = finite(values)[:baseline]
    steps = moving_ranges(first)
    if steps.size == 0:
        raise ValueError("limits need two neighbouring years with usable figures, found none")
    usual = float(steps.mean())
    if screen_outliers and usual > 0:
        usual = float(steps[steps < LARGEST_USUAL_STEP * usual].mean())
    known = first[~np.isnan(first)]
    center, reach = float(known.mean()), MOVING_RANGES_TO_LIMIT * usual
    return XmrLimits(center, center - reach, center + reach, usual, known.size)


def finite(values: ArrayLike) -> FloatArray:
    """Return the values as floats in which whatever is not a number is NaN."""
    numbers = np.asarray(values, dtype=np.float64)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def moving_ranges(values: FloatArray) -> FloatArray:
    """Return the size of each step between two neighbouring usable values."""
    steps = np.abs(np.diff(values))
    usable: FloatArray = steps[~np.isnan(steps)]
    return usable
