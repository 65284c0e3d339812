"""What a figure would be expected to be, given the pupils' background, and how far that carries.

Background goes together with results; it does not decide them, and what is left over when the
background is allowed for is a starting point for questions, not a mark. An average is not capacity.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from fgte.analysis.heterogeneity import WeightedLine, reml_tau2, weighted_line
from fgte.analysis.kendall import FloatArray
from fgte.model import Interval

LEVEL = "const"
"""The coefficient that is there whatever the background."""

Weights = str | ArrayLike | None


@dataclass(frozen=True)
class ExpectedModel:
    """How an outcome goes together with the background, and what is left over in each unit.

    `coefficients` and `covariance` carry the names of the covariates and `const`. `r2` is the
    share of the (weighted) variation that goes together with the background, `out_of_sample_r2`
    the same for units the line had not seen. `sd_between` is how much units with the same
    background differ (None where the variance of chance was not given; then `residual_sd` holds
    chance and differences together). The series have the frame's index, NaN where a figure
    was not usable: `expected`, `residual` (found less expected), `shrunken` and `shrunken_se`
    (the residual drawn in by as much as chance may have made it; None as `sd_between`).
    """

    coefficients: pd.Series[float]
    covariance: pd.DataFrame
    r2: float
    out_of_sample_r2: float
    residual_sd: float
    sd_between: float | None
    n: int
    expected: pd.Series[float]
    residual: pd.Series[float]
    shrunken: pd.Series[float] | None
    shrunken_se: pd.Series[float] | None

    @property
    def degrees_of_freedom(self) -> int:
        return self.n - len(self.coefficients)


def fit_expected(
    frame: pd.DataFrame,
    outcome: str,
    covariates: Sequence[str],
    weights: Weights = None,
    *,
    variances: Weights = None,
) -> ExpectedModel:
    """Fit how an outcome goes together with the background of the pupils, over many units.

    Parameters
    ----------
    frame : DataFrame
        One row a unit. A row where the outcome, a covariate or its weight is NaN is not part of
        the fit; where only the outcome is, it still gets an expected value.
    outcome : str
        Column of the figures, in any unit.
    covariates : sequence of str
        Columns of the background.
    weights : str or array_like, optional
        How much each unit weighs, such as its number of pupils. Without it all weigh alike.
    variances : str or array_like, optional
        The variance of the chance in each figure. Then units weigh by that and by how much they
        truly differ, which is estimated (restricted maximum likelihood), and residuals are drawn
        in. Not together with `weights`.

    Returns
    -------
    ExpectedModel
        Out-of-sample figures leave each unit out in turn, with the weights kept.

    Raises
    ------
    ValueError
        If there are not at least two more usable units than coefficients, if both weights and
        variances are given, or if the covariates cannot be told apart.
    """
    if weights is not None and variances is not None:
        raise ValueError("give weights or variances, not both")
    table = _Table.of(frame, outcome, covariates, variances if weights is None else weights)
    y, x = table.y[table.used], table.x[table.used]
    if variances is None:
        line = weighted_line(y, x, 1 / table.given[table.used])
        return _model(table, line, tau2=None)
    chance = table.given[table.used]
    tau2 = reml_tau2(y, x, chance)
    return _model(table, weighted_line(y, x, chance + tau2), tau2=tau2)


def expected_value(coefficients: Mapping[Any, float], background: Mapping[str, float]) -> float:
    """Work out the expected value of one unit from published coefficients.

    `coefficients` are by covariate, with the level as "const"; `background` has a value for each.
    """
    names = [str(name) for name in coefficients if name != LEVEL]
    level = float(coefficients.get(LEVEL, 0.0))
    return level + math.fsum(float(coefficients[name]) * background[name] for name in names)


def expected_interval(
    expected: float,
    background: ArrayLike,
    *,
    covariance: ArrayLike,
    variance: float,
    degrees_of_freedom: int,
    confidence: float = 0.95,
) -> Interval:
    """Say between which figures units with this background usually lie.

    Parameters
    ----------
    expected : float
        The expected value.
    background : array_like
        The covariates in the order of the covariance, with 1 for the level.
    covariance : array_like
        Covariance of the coefficients.
    variance : float
        How much a unit's figure differs from the line: differences between units with the same
        background, plus the chance in its own figure.
    degrees_of_freedom : int
        Units less coefficients, above 0.
    confidence : float
        How sure the interval should be, between 0 and 1.
    """
    row = np.asarray(background, np.float64)
    whole = float(row @ np.asarray(covariance, np.float64) @ row) + variance
    margin = float(stdtrit(degrees_of_freedom, (1 + confidence) / 2)) * math.sqrt(whole)
    return Interval(low=expected - margin, high=expected + margin)


@dataclass(frozen=True)
class _Table:
    """The frame as arrays: outcome, design, weights or variances, and which rows can be used."""

    index: pd.Index[Any]
    names: tuple[str, ...]
    y: FloatArray
    x: FloatArray
    given: FloatArray
    used: np.ndarray[tuple[int], np.dtype[np.bool_]]

    @classmethod
    def of(
        cls, frame: pd.DataFrame, outcome: str, covariates: Sequence[str], given: Weights
    ) -> _Table:
        y = frame[outcome].to_numpy(np.float64)
        columns = [frame[name].to_numpy(np.float64) for name in covariates]
        x = np.column_stack([np.ones(len(frame)), *columns])
        plain = frame[given] if isinstance(given, str) else given
        weights = np.ones(len(frame)) if plain is None else np.asarray(plain, np.float64)
        used = np.isfinite(y) & np.isfinite(x).all(axis=1) & np.isfinite(weights) & (weights > 0)
        if used.sum() < x.shape[1] + 2:
            raise ValueError(f"needs {x.shape[1] + 2} usable units, found {used.sum()}")
        return cls(frame.index, (LEVEL, *covariates), y, x, weights, used)

    def series(self, values: FloatArray) -> pd.Series[float]:
        return pd.Series(values, index=self.index)


def _model(table: _Table, line: WeightedLine, *, tau2: float | None) -> ExpectedModel:
    freedom = len(line.residual) - len(table.names)
    scale = float(line.weights @ line.residual**2) / freedom
    covariance = line.covariance * (scale if tau2 is None else 1.0)
    expected = table.x @ line.coefficients
    residual = table.y - expected
    trust = None if tau2 is None else tau2 / (tau2 + table.given)
    mean_variance = np.einsum("ij,jk,ik->i", table.x, covariance, table.x)
    return ExpectedModel(
        coefficients=pd.Series(line.coefficients, index=list(table.names)),
        covariance=pd.DataFrame(covariance, index=list(table.names), columns=list(table.names)),
        r2=_explained(table, line, line.residual, leave_out=False),
        out_of_sample_r2=_explained(table, line, _left_out(table, line), leave_out=True),
        residual_sd=math.sqrt(float(line.residual @ line.residual) / freedom),
        sd_between=None if tau2 is None else math.sqrt(tau2),
        n=len(line.residual),
        expected=table.series(expected),
        residual=table.series(residual),
        shrunken=None if trust is None else table.series(trust * residual),
        shrunken_se=None
        if trust is None
        else table.series(
            np.sqrt(trust * table.given + (1 - trust) ** 2 * mean_variance) + 0 * residual
        ),
    )


def _left_out(table: _Table, line: WeightedLine) -> FloatArray:
    """What would be left over in each unit if the line were fitted without it."""
    x = table.x[table.used]
    leverage = np.einsum("ij,jk,ik->i", x, line.covariance, x) * line.weights
    room = np.maximum(1 - leverage, 1e-12)
    return np.asarray(line.residual / room, np.float64)


def _explained(
    table: _Table, line: WeightedLine, residual: FloatArray, *, leave_out: bool
) -> float:
    y, weights = table.y[table.used], line.weights
    spread = y - np.average(y, weights=weights)
    if leave_out:
        spread = spread / (1 - weights / weights.sum())
    whole = float(weights @ spread**2)
    return 1 - float(weights @ residual**2) / whole if whole > 0 else 0.0
