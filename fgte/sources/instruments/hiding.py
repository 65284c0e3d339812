"""Which means of a round may be known, so that none tells of few.

The numbers of people, the sums of each question, of each part and of everything, in every group
and in all, hang together. They are put as one system, and each hidden one gets a proof that it
cannot be worked out (``analysis.cell_suppression``; decision 0014).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fgte.analysis.cell_suppression import Counts, Mask, Sum, System, cells_to_hide
from fgte.catalogue.instruments import Instrument

_ALMOST_NOTHING = 1e-3
_OF_EVERYONE, _OF_THE_WHOLE, _OF_PEOPLE = 4.0, 8.0, 64.0
"""What it costs to hide a figure of everyone, the mean of everything, a number of people."""


@dataclass(frozen=True)
class Known:
    """The sums of every group, and which may be known; the last row is everyone.

    Columns are the questions, then the parts, then the whole. ``sizes`` is how many questions
    each column holds; ``amounts`` are steps above the lowest, added up.
    """

    people: Counts
    people_known: Mask
    amounts: Counts
    known: Mask
    sizes: tuple[int, ...]


def known_cells(
    asked: Instrument, steps: Counts, members: Sequence[NDArray[np.bool_]], *, threshold: int
) -> Known:
    """Sum up the groups and everyone, and hide what would tell of few.

    Few is a group of fewer than the threshold, and also where all but one may have answered
    everything at the same end of the scale, whatever the size of the group.

    Parameters
    ----------
    asked : Instrument
        What was asked; it has a scale.
    steps : ndarray of int
        One row a person, one column a question: steps above the lowest.
    members : sequence of ndarray of bool
        Who belongs to each group: everyone to one. The last group is never shown.
    threshold : int
        How many it takes not to be few.
    """
    columns = _columns(asked)
    highest = len(asked.scale.steps) - 1 if asked.scale else 1
    rows = [*members, np.ones(len(steps), bool)]
    people = np.array([int(row.sum()) for row in rows])
    amounts = np.array([[int(steps[row][:, list(c)].sum()) for c in columns] for row in rows])
    sizes = np.array([len(each) for each in columns])
    rests = people[:, np.newaxis] * sizes * highest - amounts
    counts = np.concatenate([people[:, np.newaxis], amounts, rests], axis=1)
    small = np.zeros(counts.shape, bool)
    small[:, 0] = (people > 0) & (people < threshold)
    for n, values in enumerate((amounts, rests)):
        ends = (values <= highest) & (people > 0)[:, np.newaxis]
        small[:, 1 + n * len(columns) : 1 + (n + 1) * len(columns)] = ends
    hidden = _hidden(counts, columns, sizes * highest, small, threshold)
    shown = ~hidden[:, 1 : 1 + len(columns)] & ~hidden[:, 1 + len(columns) :]
    return Known(people, ~hidden[:, 0], amounts, shown, tuple(map(len, columns)))


def _columns(asked: Instrument) -> list[tuple[int, ...]]:
    """Which questions each column adds up: each alone, then each part, then all."""
    place = {each.id: n for n, each in enumerate(asked.scaled)}
    alone = [(n,) for n in place.values()]
    parts = [tuple(place[id] for id in each.items) for each in asked.parts]
    return [*alone, *parts, tuple(place.values())]


def _hidden(
    counts: Counts,
    columns: list[tuple[int, ...]],
    highest: NDArray[np.int64],
    small: Mask,
    threshold: int,
) -> Mask:
    cells = np.arange(counts.size).reshape(counts.shape)
    sums = [*_of_groups(cells), *(s for row in cells for s in _of_row(row, columns, highest))]
    system = System(counts.ravel(), sums, _costs(counts.shape, len(columns)).ravel())
    return cells_to_hide(system, small.ravel(), threshold=threshold).reshape(counts.shape)


def _of_groups(cells: Counts) -> Iterator[Sum]:
    """Everyone is the sum of the groups, in every column."""
    for column in cells.T.tolist():
        yield Sum(column[-1], dict.fromkeys(column[:-1], 1))


def _of_row(
    row: Counts, columns: list[tuple[int, ...]], highest: NDArray[np.int64]
) -> Iterator[Sum]:
    """In one group: what is answered and what is left make the people, questions make parts."""
    people, amounts, rests = row[0], row[1 : 1 + len(columns)], row[1 + len(columns) :]
    for n, of in enumerate(columns):
        halves = {int(amounts[n]): 1, int(rests[n]): 1}
        yield Sum(int(people), halves, times=int(highest[n]))
        for half in (amounts, rests) if len(of) > 1 else ():
            yield Sum(int(half[n]), {int(half[each]): 1 for each in of})


def _costs(shape: tuple[int, ...], columns: int) -> NDArray[np.float64]:
    costs = np.ones(shape)
    costs[:, [columns, 2 * columns]] *= _OF_THE_WHOLE
    costs[:, 0] *= _OF_PEOPLE
    costs[-1] *= _OF_EVERYONE * shape[0]
    costs[-2] = _ALMOST_NOTHING
    return costs
