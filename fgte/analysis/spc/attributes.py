"""Usual variation of a share whose year groups are of different sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fgte.analysis.kendall import FloatArray
from fgte.analysis.spc.xmr import FEWEST_FOR_LASTING, finite, moving_ranges

SIGMAS = 3.0
MEAN_STEP_IN_SIGMAS = 1.128
"""The mean step between two draws of a normal distribution, in standard deviations (d2)."""

ROUNDING = 1e-12


@dataclass(frozen=True)
class ControlChart:
    """Between which shares each year group would usually lie, given its size.

    `center`, `lower` and `upper` are proportions, one entry a year, NaN where the year
    has no usable figure; `outside` says which years lie beyond their limits. `sigma_z`
    is how much more the years vary than chance among pupils would have them: 1 is just
    so much, and always 1 in a p chart, which takes it for granted.
    """

    center: FloatArray
    lower: FloatArray
    upper: FloatArray
    outside: NDArray[np.bool_]
    sigma_z: float

    @property
    def trial(self) -> bool:
        """Whether the limits rest on so few years that they will move as years are added."""
        return int(np.isfinite(self.center).sum()) < FEWEST_FOR_LASTING


def p_chart(successes: ArrayLike, totals: ArrayLike) -> ControlChart:
    """Say which years' shares lie further from the common one than chance among pupils gives.

    Real years differ by more than that, and large year groups therefore fall outside
    although nothing happened: read `laney_p_chart` beside it.

    Parameters
    ----------
    successes, totals : array_like, one entry a year in order of time
        Pupils who reached the goal, and pupils in all. NaN in either is a year without
        a usable figure.

    Returns
    -------
    ControlChart
        The centre is all successes by all pupils. Limits lie three standard errors from
        it, within 0 and 1.

    Raises
    ------
    ValueError
        If no year is usable, a year has no pupils, or successes are not 0 to the total.

    Notes
    -----
    Montgomery, Introduction to Statistical Quality Control, section 7.2.
    """
    share, center, error = _shares(successes, totals)
    return _chart(share, center, error, sigma_z=1.0)


def laney_p_chart(successes: ArrayLike, totals: ArrayLike) -> ControlChart:
    """Say which years' shares stand out from how the years usually differ, whatever their size.

    Parameters
    ----------
    successes, totals : array_like, one entry a year in order of time
        As for `p_chart`.

    Returns
    -------
    ControlChart
        As from `p_chart`, with limits `sigma_z` times as wide: wider where years truly
        differ, narrower where they differ by less than chance.

    Raises
    ------
    ValueError
        As `p_chart`, and if no two neighbouring years are usable.

    Notes
    -----
    Laney (2002), Quality Engineering 14, 531-537: `sigma_z` is the mean step between
    neighbouring years' z scores, divided by 1.128. No step is counted across a gap.
    """
    share, center, error = _shares(successes, totals)
    if not 0 < center < 1:
        return _chart(share, center, error, sigma_z=1.0)
    steps = moving_ranges((share - center) / error)
    if steps.size == 0:
        raise ValueError("limits need two neighbouring years with usable figures, found none")
    return _chart(share, center, error, sigma_z=float(steps.mean()) / MEAN_STEP_IN_SIGMAS)


def _shares(successes: ArrayLike, totals: ArrayLike) -> tuple[FloatArray, float, FloatArray]:
    reached, pupils = finite(successes), finite(totals)
    if reached.shape != pupils.shape:
        raise ValueError(f"each total needs successes: {reached.size} and {pupils.size} are given")
    usable = ~np.isnan(reached + pupils)
    if not usable.any():
        raise ValueError("limits need a year with successes and a total, found none")
    if np.any((pupils[usable] <= 0) | (reached[usable] < 0) | (reached > pupils)[usable]):
        raise ValueError("each year needs pupils, and successes between 0 and their number")
    pupils = np.where(usable, pupils, np.nan)
    center = float(reached[usable].sum() / pupils[usable].sum())
    return reached / pupils, center, np.sqrt(center * (1 - center) / pupils)


def _chart(share: FloatArray, center: float, error: FloatArray, *, sigma_z: float) -> ControlChart:
    reach = SIGMAS * sigma_z * error
    lower, upper = np.maximum(center - reach, 0), np.minimum(center + reach, 1)
    outside = (share > upper + ROUNDING) | (share < lower - ROUNDING)
    middle = np.where(np.isnan(share), np.nan, center)
    return ControlChart(middle, lower, upper, outside, sigma_z)
