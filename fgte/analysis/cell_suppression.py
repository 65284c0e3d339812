"""Which cells of a system of counts and sums to hide, so that the small ones stay hidden.

Knows nothing of tables: cells are numbered, and sums say how they add up. ``disclosure`` puts
tables into this form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Sum:
    """One way in which cells add up: ``times`` × the total is the sum of weight × part.

    Cells are named by their place in the array of counts.
    """

    total: int
    parts: Mapping[int, int]
    times: int = 1


@dataclass(frozen=True)
class System:
    """Counts, everything a reader knows of how they add up, and what it costs to hide each.

    Attributes
    ----------
    counts : ndarray of int
        The true figures, 0 or more.
    sums : sequence of Sum
        Every relation between cells that a reader knows.
    costs : ndarray of float
        What is lost when a cell is hidden, above 0; next to nothing for one that is never shown.
    """

    counts: Counts
    sums: Sequence[Sum]
    costs: NDArray[np.float64]

    @cached_property
    def relations(self) -> csr_array:
        """One row a sum: weights of the parts, minus the weight of the total."""
        terms = [{**each.parts, each.total: -each.times} for each in self.sums]
        rows = [row for row, of in enumerate(terms) for _ in of]
        cells = [cell for of in terms for cell in of]
        weights = [weight for of in terms for weight in of.values()]
        shape = (len(terms), self.counts.size)
        return csr_array((np.array(weights, dtype=np.int64), (rows, cells)), shape=shape)

    def faulty_sum(self) -> Sum | None:
        """Give the first sum that the counts do not fulfil, if there is one."""
        wrong = np.flatnonzero(self.relations @ self.counts)
        return self.sums[int(wrong[0])] if wrong.size else None


def within_small(system: System, small: Mask) -> Mask:
    """Mark the small cells and all that they are made of.

    "None of the four girls" says something of each of the four: a part of a small total is
    as sensitive as the total, even when the part is 0.
    """
    sensitive, before = small.copy(), -1
    while sensitive.sum() > before:
        before = int(sensitive.sum())
        for each in system.sums:
            if sensitive[each.total]:
                sensitive[list(each.parts)] = True
    return sensitive


def cells_to_hide(
    system: System, small: Mask, *, threshold: int, chosen: Mask | None = None
) -> Mask:
    """The small cells with all they are made of, and enough others that none can be worked out.

    Each hidden cell gets a proof: another table of whole numbers that agrees with everything
    still shown, in which that cell has another value. For a small cell that value is at least
    the threshold, so that a reader cannot even tell that it is small. A count above 0 is above 0
    in every proof: since most zeros are shown, a reader may take a hidden cell not to be one.

    Parameters
    ----------
    system : System
        Counts, sums, and what it costs to hide each cell.
    small : ndarray of bool
        Counts above 0 that are too small to be known.
    threshold : int
        From where on counts are not small.
    chosen : ndarray of bool, optional
        Further cells to hide whatever it costs.

    Returns
    -------
    ndarray of bool
        True where a cell is to be hidden.

    Notes
    -----
    Cells are taken one by one, the largest first; a mixed-integer program finds the cheapest
    further cells for each (the model of Fischetti and Salazar-González 2001, Management Science
    47, 1008-1027, for one cell at a time). The whole is safe, not always the cheapest.
    """
    counts = system.counts
    hidden = within_small(system, small)
    if chosen is not None:
        hidden |= chosen
    proven = ~hidden
    for cell in np.argsort(np.where(small, -counts, 1), kind="stable"):
        if proven[cell]:
            continue
        proof = _cheapest_proof(system, hidden, int(cell), small=bool(small[cell]), reach=threshold)
        if proof is None:
            return np.ones_like(hidden)
        hidden |= proof != counts
        proven |= np.where(small, proof >= threshold, proof != counts)
    return hidden


def _cheapest_proof(
    system: System, hidden: Mask, cell: int, *, small: bool, reach: int
) -> Counts | None:
    """Another table in which the cell differs enough; with no further cell changed if it can be."""
    value = int(system.counts[cell])
    wanted = [(reach, np.inf)] if small else [(value + 1, np.inf), (-np.inf, value - 1)]
    costs = np.where(hidden, 0.0, system.costs)
    for may_change in (hidden, np.ones_like(hidden)):
        program = _Program(system, costs, may_change, span=reach + 1)
        tables = [program.table(cell, low, high) for low, high in wanted]
        found = [table for table in tables if table is not None]
        if found:
            return min(found, key=lambda table: float(costs[table != system.counts].sum()))
    return None


class _Program:
    """The search for the cheapest change of a table that keeps every sum.

    Unknown are the change of each cell, and a switch that must be on, at a cost, for the cell to
    change at all. Changes larger than the span are not needed: when all is hidden, adding up to
    a threshold of people to one cell and to its totals is a proof.
    """

    def __init__(
        self, system: System, costs: NDArray[np.float64], may_change: Mask, *, span: int
    ) -> None:
        self.system, self.costs = system, costs
        self.widest = span * int(abs(system.relations).max())
        least = np.minimum(system.counts, 1) - system.counts
        self.floor = np.where(may_change, np.maximum(least, -self.widest), 0).astype(np.float64)
        self.ceiling = np.where(may_change, self.widest, 0).astype(np.float64)

    def table(self, cell: int, low: float, high: float) -> Counts | None:
        """The cheapest table in which a cell lies within bounds, if there is one."""
        counts, size = self.system.counts, self.system.counts.size
        floor, ceiling = self.floor.copy(), self.ceiling.copy()
        floor[cell] = max(floor[cell], low - counts[cell])
        ceiling[cell] = min(ceiling[cell], high - counts[cell])
        if floor[cell] > ceiling[cell]:
            return None
        found = milp(
            np.concatenate([np.zeros(size), self.costs]),
            integrality=np.ones(2 * size, dtype=np.int64),
            bounds=Bounds(np.r_[floor, np.zeros(size)], np.r_[ceiling, np.ones(size)]),
            constraints=list(self._constraints()),
        )
        if found.x is None:
            return None
        table = counts + np.rint(found.x[:size]).astype(np.int64)
        return None if np.any(self.system.relations @ table) else table

    def _constraints(self) -> Iterator[LinearConstraint]:
        """Changes keep the sums, and only where a switch is on."""
        each = eye_array(self.system.counts.size, format="csr")
        nothing = csr_array(self.system.relations.shape)
        yield LinearConstraint(hstack([self.system.relations, nothing]), 0, 0)
        yield LinearConstraint(hstack([each, -self.widest * each]), -np.inf, 0)
        yield LinearConstraint(hstack([each, self.widest * each]), 0, np.inf)
