"""Interrupted time series: how a line changed its level and its slope from a year on.

Few points allow few claims. Standard errors that are said to be robust to autocorrelation (HAC)
rest on long series and are too small for ten points, so none are used. The intervals are those
of the t-distribution with the few degrees of freedom there are, and can be widened for years
that hang together as much as one is ready to believe.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from fgte.analysis.estimates import Estimate
from fgte.analysis.kendall import FloatArray

FEWEST_ON_A_SIDE = 3
"""Two points on a side lie on a line of their own, whatever happened."""

COEFFICIENTS = 4


@dataclass(frozen=True)
class Segmented:
    """Two lines that meet, or do not, at the start.

    ``level_change`` is how much higher the second line is at the start than the first one drawn
    on, ``slope_change`` how much more it rises a year. ``freedom`` is the degrees of freedom
    behind their intervals, ``residual_sd`` how far points lie from the lines, and
    ``autocorrelation`` how much neighbouring points' deviations resemble one another: with few
    points it is drawn towards minus by the fit itself, so a low one proves nothing.
    ``placebo_p`` is how often the level changes as clearly at one of the ``placebos`` years
    where the series could as well have been cut, the start among them.
    """

    level_change: Estimate
    slope_change: Estimate
    freedom: int
    residual_sd: float
    autocorrelation: float | None
    placebo_p: float
    placebos: int


def interrupted_time_series(
    years: ArrayLike,
    values: ArrayLike,
    start: int,
    *,
    autocorrelation: float = 0.0,
    confidence: float = 0.95,
) -> Segmented:
    """Estimate how a series' level and slope changed at a start.

    Parameters
    ----------
    years, values : array_like of one length
        Any unit of value. NaN is a year without a usable figure, and is skipped.
    start : int
        The first year of the second line.
    autocorrelation : float
        How much neighbouring years are taken to hang together, from 0 up to but not 1; it fades
        with the distance in years. It is an assumption: ten points cannot tell it.
    confidence : float
        How sure the intervals should be.

    Returns
    -------
    Segmented
        In the unit of the values, and that unit a year.

    Raises
    ------
    ValueError
        With fewer than three usable years on a side of the start.

    Notes
    -----
    Wagner et al. (2002), Journal of Clinical Pharmacy and Therapeutics 27, 299-309; small
    samples: Turner et al. (2021), BMC Medical Research Methodology 21, 181.
    """
    x, y = _usable(years, values)
    _require_sides(x, start)
    fit = _fit(x, y, start, autocorrelation)
    statistics = [_level_statistic(x, y, cut, autocorrelation) for cut in _cuts(x, start)]
    own = _level_statistic(x, y, start, autocorrelation)
    extreme = sum(each >= own * (1 - 1e-9) for each in statistics)
    return Segmented(
        level_change=_estimate(fit, 2, confidence),
        slope_change=_estimate(fit, 3, confidence),
        freedom=fit.freedom,
        residual_sd=fit.sd,
        autocorrelation=_resemblance(x, y - design_of(x, start) @ fit.coefficients),
        placebo_p=extreme / len(statistics),
        placebos=len(statistics),
    )


def design_of(years: FloatArray, start: float) -> FloatArray:
    """The columns of two lines: level, slope, change of level at the start, change of slope."""
    after = (years >= start).astype(float)
    since = years - start
    return np.column_stack([np.ones_like(years), since, after, after * since])


def together(years: FloatArray, autocorrelation: float) -> FloatArray:
    """The root of how years hang together, fading with the distance: what takes it away again."""
    alike = autocorrelation ** np.abs(years[:, None] - years[None, :])
    return np.asarray(np.linalg.cholesky(alike), float)


@dataclass(frozen=True)
class _Fit:
    coefficients: FloatArray
    errors: FloatArray
    sd: float
    freedom: int


def _usable(years: ArrayLike, values: ArrayLike) -> tuple[FloatArray, FloatArray]:
    x, y = np.asarray(years, float), np.asarray(values, float)
    if x.shape != y.shape:
        raise ValueError(f"each year needs one value: {x.size} years, {y.size} values")
    known = ~np.isnan(y)
    order = np.argsort(x[known], kind="stable")
    return x[known][order], y[known][order]


def _require_sides(x: FloatArray, start: float) -> None:
    before, after = int((x < start).sum()), int((x >= start).sum())
    if min(before, after) < FEWEST_ON_A_SIDE:
        need = FEWEST_ON_A_SIDE
        raise ValueError(f"{need} usable years are needed on each side: {before} and {after} found")


def _cuts(x: FloatArray, start: float) -> FloatArray:
    """The years at which the series could be cut with enough points on both sides.

    The start itself stands for the first year after it, should it have no figure of its own.
    """
    own = x[np.searchsorted(x, start)]
    possible = x[FEWEST_ON_A_SIDE : x.size - FEWEST_ON_A_SIDE + 1]
    return np.where(possible == own, float(start), possible)


def _fit(x: FloatArray, y: FloatArray, start: float, autocorrelation: float) -> _Fit:
    """Least squares of two lines, with years that hang together as much as was said."""
    alike = together(x, autocorrelation)
    design = np.linalg.solve(alike, design_of(x, start))
    outcome = np.linalg.solve(alike, y)
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ outcome
    freedom = x.size - COEFFICIENTS
    spread = float(((outcome - design @ coefficients) ** 2).sum()) / freedom
    errors = np.sqrt(spread * np.diag(inverse))
    return _Fit(coefficients, errors, float(np.sqrt(spread)), freedom)


def _estimate(fit: _Fit, place: int, confidence: float) -> Estimate:
    value, error = float(fit.coefficients[place]), float(fit.errors[place])
    reach = error * float(stats.t.ppf((1 + confidence) / 2, fit.freedom))
    p_value = 2 * float(stats.t.sf(_over(abs(value), error), fit.freedom))
    return Estimate(value, value - reach, value + reach, p_value)


def _level_statistic(x: FloatArray, y: FloatArray, cut: float, autocorrelation: float) -> float:
    fit = _fit(x, y, cut, autocorrelation)
    return _over(abs(float(fit.coefficients[2])), float(fit.errors[2]))


def _over(size: float, error: float) -> float:
    """A size in its standard errors; a line without any spread is as sure as can be, or is zero."""
    if error > 1e-12 * max(size, 1e-300):
        return size / error
    return np.inf if size > 1e-9 else 0.0


def _resemblance(x: FloatArray, residual: FloatArray) -> float | None:
    """The correlation between neighbouring years' deviations; None without any deviation."""
    neighbours = np.diff(x) == 1
    whole = float(residual @ residual)
    if whole < 1e-18 or not neighbours.any():
        return None
    products = residual[1:] * residual[:-1]
    return float(products[neighbours].sum() / whole)
