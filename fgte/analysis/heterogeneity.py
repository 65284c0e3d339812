"""How much units differ beyond chance, when the chance in each one's figure is known.

The mixed model behind ``pooling`` and ``expected``: figure = line + true difference + chance, with
the variance of the chance known unit by unit and that of the true differences (tau²) sought.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from fgte.analysis.kendall import FloatArray

GRID = 80
"""Values of tau² looked at before the best one is refined."""


@dataclass(frozen=True)
class WeightedLine:
    """A line through weighted figures: its coefficients, their covariance and what is left over."""

    coefficients: FloatArray
    covariance: FloatArray
    residual: FloatArray
    weights: FloatArray


def weighted_line(outcome: FloatArray, design: FloatArray, variances: FloatArray) -> WeightedLine:
    """Fit a line by weighted least squares, each figure weighing as the inverse of its variance.

    Parameters
    ----------
    outcome : ndarray, one entry a unit
        Figures, without NaN.
    design : ndarray, units x columns
        What the line is made of; a column of ones for the level.
    variances : ndarray, one entry a unit
        The variance of the chance in each figure, above 0.

    Raises
    ------
    ValueError
        If the columns cannot be told apart: one is a mixture of the others.
    """
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise ValueError("the columns of the design cannot be told apart from one another")
    weights = 1 / variances
    root = np.sqrt(weights)[:, None]
    orthogonal, triangle = np.linalg.qr(design * root)
    inverse = np.linalg.inv(triangle)
    coefficients = inverse @ (orthogonal.T @ (outcome * root[:, 0]))
    return WeightedLine(
        coefficients=coefficients,
        covariance=inverse @ inverse.T,
        residual=outcome - design @ coefficients,
        weights=weights,
    )


def reml_tau2(outcome: FloatArray, design: FloatArray, variances: FloatArray) -> float:
    """Estimate how much units truly differ around a line, by restricted maximum likelihood.

    Arguments are as for `weighted_line`. The likelihood can have several tops, so a grid is
    searched first; the answer is 0 where no true difference fits best.

    Notes
    -----
    Viechtbauer (2005), Journal of Educational and Behavioral Statistics 30, 261-293. The tests
    hold it to the figures that metafor prints.
    """
    scale = float(np.var(outcome) + variances.mean())
    grid = np.concatenate([[0.0], scale * np.logspace(-8, 2, GRID)])
    heights = [_likelihood(tau2, outcome, design, variances) for tau2 in grid]
    best = int(np.argmax(heights))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, GRID)]
    ends = [_score(tau2, outcome, design, variances) for tau2 in (low, high)]
    if ends[0] <= 0 or ends[1] >= 0:
        return float(grid[best])
    return falling_root(lambda tau2: _score(tau2, outcome, design, variances), low, high)


def moment_tau2(outcome: FloatArray, design: FloatArray, variances: FloatArray) -> float:
    """Estimate how much units truly differ from how far they spread (DerSimonian and Laird).

    Arguments are as for `weighted_line`. Never below 0.
    """
    line = weighted_line(outcome, design, variances)
    spread = float(line.weights @ line.residual**2)
    freedom = len(outcome) - int(design.shape[1])
    return max(0.0, (spread - freedom) / _trace(line, design))


def typical_variance(design: FloatArray, variances: FloatArray) -> float:
    """One variance that stands for the chance in all the figures (Higgins and Thompson 2002)."""
    line = weighted_line(np.zeros(len(design)), design, variances)
    return float((len(design) - design.shape[1]) / _trace(line, design))


def falling_root(function: Callable[[float], float], low: float, high: float) -> float:
    """Find where a function goes from above 0, at `low`, to below 0, at `high`.

    By halving, to a millionth of a millionth of `high`: scipy's would cost every report the half
    second that importing its optimisers takes.
    """
    slack = 1e-12 * high
    while high - low > slack:
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2


def _likelihood(
    tau2: float, outcome: FloatArray, design: FloatArray, variances: FloatArray
) -> float:
    line = weighted_line(outcome, design, variances + tau2)
    spread = line.weights @ line.residual**2
    log_determinant = -np.linalg.slogdet(line.covariance)[1]
    return float(0.5 * (np.log(line.weights).sum() - log_determinant - spread))


def _score(tau2: float, outcome: FloatArray, design: FloatArray, variances: FloatArray) -> float:
    """The slope of the restricted likelihood: above 0 as long as a larger tau² fits better."""
    line = weighted_line(outcome, design, variances + tau2)
    spread = float(line.weights**2 @ line.residual**2)
    return spread - _trace(line, design)


def _trace(line: WeightedLine, design: FloatArray) -> float:
    """Sum of the weights less what fitting the line has used up."""
    squared = design.T @ (design * (line.weights**2)[:, None])
    return float(line.weights.sum() - np.trace(line.covariance @ squared))
