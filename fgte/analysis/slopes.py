"""The slopes of many units at once, and how sure chance lets each of them be."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from fgte.analysis.kendall import FloatArray

RELATIVE_VARIANCE = math.pi / 3
"""How much less sure a Theil–Sen slope is than a least-squares one, noise normal (Sen 1968)."""


def theil_sen_slopes(years: ArrayLike, values: ArrayLike, *, fewest: int = 5) -> FloatArray:
    """Estimate each unit's change a year as the middle one of its slopes between two years.

    Parameters
    ----------
    years : array_like
        The years, in order.
    values : array_like, units x years
        Any unit; NaN is a year without a usable figure.
    fewest : int
        Units with fewer usable years get NaN.

    Returns
    -------
    ndarray
        One slope a unit, as `fgte.analysis.trend.theil_sen` gives it.
    """
    x, y = np.asarray(years, np.float64), np.atleast_2d(np.asarray(values, np.float64))
    earlier, later = np.triu_indices(x.size, 1)
    between = (y[:, later] - y[:, earlier]) / (x[later] - x[earlier])
    enough = np.isfinite(y).sum(axis=1) >= fewest
    found = np.full(len(y), np.nan)
    found[enough] = np.nanmedian(between[enough], axis=1)
    return found


def slope_variances(years: ArrayLike, values: ArrayLike, noise: ArrayLike) -> FloatArray:
    """Say how much chance makes each unit's slope vary, squared unit a year.

    Parameters
    ----------
    years : array_like
        The years, in order.
    values : array_like, units x years
        Only which of them are NaN matters.
    noise : array_like, one entry a unit
        The variance of one year's figure: chance among pupils and true noise between years.

    Returns
    -------
    ndarray
        NaN where a unit has fewer than two usable years.
    """
    x, known = np.asarray(years, np.float64), np.isfinite(np.atleast_2d(values)).astype(float)
    middle = (known @ x) / np.maximum(known.sum(axis=1), 1)
    around = (known * (x - middle[:, None]) ** 2).sum(axis=1)
    found = np.full(len(known), np.nan)
    np.divide(RELATIVE_VARIANCE * np.asarray(noise), around, out=found, where=around > 0)
    return found
