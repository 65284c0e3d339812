"""What a reader can work out of what is hidden: the test of ``disclosure``.

Written without the code that chooses what to hide, so that the one can tell on the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

_IMPOSSIBLE = 2


def feasible_range(
    sought: ArrayLike, known: ArrayLike, low: ArrayLike, high: ArrayLike
) -> tuple[int, int | None]:
    """Between which values something must lie, given all that is known of unknown counts.

    Parameters
    ----------
    sought : array_like, one-dimensional
        What is sought, as a weight for each unknown count.
    known : array_like, two-dimensional
        One row a thing known: its weight for each unknown count.
    low, high : array_like, one-dimensional
        Between which values each thing known lies; the same where it is known exactly.

    Returns
    -------
    tuple of int and int or None
        Lowest and highest possible value; None where there is no upper limit. They are the
        same when what is sought can be worked out.

    Raises
    ------
    ValueError
        If no whole numbers from 0 fit what is known.
    """
    from scipy.optimize import LinearConstraint

    weights = np.asarray(sought, dtype=np.float64)
    facts = LinearConstraint(np.asarray(known), np.asarray(low), np.asarray(high))
    ends = [_end(sign * weights, facts) for sign in (1, -1)]
    lowest, highest = ends[0], ends[1]
    return lowest or 0, None if highest is None else -highest


def _end(
    weights: np.ndarray[tuple[int], np.dtype[np.float64]], facts: LinearConstraint
) -> int | None:
    from scipy.optimize import Bounds, milp

    found = milp(
        weights,
        integrality=np.ones(weights.size, dtype=np.int64),
        bounds=Bounds(0, np.inf),
        constraints=facts,
    )
    if found.status == _IMPOSSIBLE:
        raise ValueError("no counts fit what is shown")
    return None if found.x is None else round(float(found.fun))


def feasible_intervals(published: pd.DataFrame) -> pd.DataFrame:
    """Between which values each hidden cell of a table must lie, by all that is shown.

    Looks at nothing but the published table, as any reader can.

    Parameters
    ----------
    published : DataFrame
        Counts with the sums in the last row and column; hidden cells are NA.

    Returns
    -------
    DataFrame
        One row a hidden cell: row and column (places from 0), low and high (Int64; high is NA
        where there is no upper limit). Low and high are the same where the cell is solved.

    Raises
    ------
    ValueError
        If no counts fit what is shown.
    """
    shown = published.to_numpy(dtype=np.float64, na_value=np.nan)
    inner = tuple(n - 1 for n in shown.shape)
    cells = _as_sums_of_inner(inner)
    seen = ~np.isnan(shown)
    known, values = cells[seen], shown[seen]
    rows = [
        (*place, *feasible_range(cells[tuple(place)], known, values, values))
        for place in np.argwhere(~seen).tolist()
    ]
    table = pd.DataFrame(rows, columns=["row", "column", "low", "high"])
    return table.astype({"low": "Int64", "high": "Int64"})


def _as_sums_of_inner(shape: tuple[int, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Each cell of a table, sums included, as weights of the inner cells."""
    size = int(np.prod(shape))
    cells = np.eye(size).reshape(*shape, size)
    for axis in range(len(shape)):
        cells = np.concatenate([cells, cells.sum(axis=axis, keepdims=True)], axis=axis)
    return cells
