"""Tables whose last row and column hold the sums, put as counts and sums."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fgte.analysis.cell_suppression import Counts, Sum


def checked_counts(table: pd.DataFrame) -> Counts:
    """The counts of a table, none of them missing, negative or in parts.

    Raises
    ------
    ValueError
        Names the row and column of what is no count of people.
    """
    if min(table.shape) < 2:
        raise ValueError(f"the table needs two rows and two columns at least, not {table.shape}")
    numbers = table.apply(pd.to_numeric, errors="coerce").to_numpy(dtype=np.float64)
    wrong = np.argwhere(~(np.isfinite(numbers) & (numbers >= 0) & (numbers == np.floor(numbers))))
    if wrong.size:
        row, column = wrong[0]
        place = f"row {table.index[row]!r}, column {table.columns[column]!r}"
        raise ValueError(f"{place}: not a whole number from 0: {table.iat[row, column]!s}")
    return np.asarray(numbers, dtype=np.int64)


def checked_table(table: pd.DataFrame) -> Counts:
    """The counts of a table whose margins add up.

    Raises
    ------
    ValueError
        Names the row or column that does not add up, what stood there and what was expected.
    """
    counts = checked_counts(table)
    faults = [*_faults(counts, table.index, "row"), *_faults(counts.T, table.columns, "column")]
    if faults:
        raise ValueError(min(faults)[1])
    return counts


def _faults(counts: Counts, labels: pd.Index[Any], kind: str) -> list[tuple[bool, str]]:
    """What each line that does not add up holds; the line of sums itself comes last."""
    found, expected = counts[:, -1].tolist(), counts[:, :-1].sum(axis=1).tolist()
    return [
        (place == len(found) - 1, f"{kind} {label!r}: its sum is {given}, but it adds to {adds}")
        for place, (label, given, adds) in enumerate(zip(labels, found, expected, strict=True))
        if given != adds
    ]


def sums_along(cells: Counts, axis: int) -> list[Sum]:
    """The sums along one direction of an array of cell numbers: the last cell holds the others."""
    lines = np.moveaxis(cells, axis, -1).reshape(-1, cells.shape[axis])
    return [Sum(int(line[-1]), {int(cell): 1 for cell in line[:-1]}) for line in lines]


def margin_sums(shape: tuple[int, ...]) -> list[Sum]:
    """Every sum of a table whose cells are numbered from 0, row by row."""
    cells = np.arange(int(np.prod(shape))).reshape(shape)
    return [each for axis in range(len(shape)) for each in sums_along(cells, axis)]


def with_margin(counts: Counts, axis: int) -> Counts:
    """The counts with their sum added as the last cell along one direction."""
    return np.concatenate([counts, counts.sum(axis=axis, keepdims=True)], axis=axis)


def margin_costs(counts: Counts) -> NDArray[np.float64]:
    """What is lost by hiding each cell: a sum weighs as the cells it holds, then by its size."""
    held = np.ones(counts.shape)
    for axis, n in enumerate(counts.shape):
        np.moveaxis(held, axis, -1)[..., -1] *= n - 1
    return held * (1 + counts / max(int(counts.max()), 1))
