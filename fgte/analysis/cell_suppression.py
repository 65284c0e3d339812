"""Which cells of a system of counts and sums to hide, so that the small ones stay hidden.

Knows nothing of tables: cells are numbered, and sums say how they add up. ``disclosure`` puts
tables into this form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]

_LITTLE = 1e-4
"""What a change costs that no cell needs: enough that it is not made for nothing."""


def milp(costs: NDArray[np.float64], **limits: Any) -> Any:
    """Scipy's integer programming, imported when it is asked: few who import this ever do."""
    from scipy.optimize import milp as solved

    return solved(costs, **limits)


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

    @cached_property
    def grain(self) -> NDArray[np.float64]:
        """In what steps each cell is tried first: parts of a total that counts several times."""
        grain = np.ones(self.counts.size)
        for each in self.sums:
            grain[list(each.parts)] = np.maximum(grain[list(each.parts)], each.times)
        return grain


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
    Cells are taken one by one, the largest first; a linear program finds the cheapest further
    cells for each, as statistical offices do (Kelly, Golden and Assad 1992, Networks 22, 397-417;
    U.S. Census Bureau, RR2001-01). The whole is safe, not always the cheapest.
    """
    counts = system.counts
    hidden = within_small(system, small)
    if chosen is not None:
        hidden |= chosen
    proven = _proven_together(system, hidden, ~hidden, small, threshold)
    for cell in np.argsort(np.where(small, -counts, 1), kind="stable"):
        if proven[cell]:
            continue
        proof = _cheapest_proof(system, hidden, int(cell), small=bool(small[cell]), reach=threshold)
        if proof is None:
            return np.ones_like(hidden)
        proven |= _proves(proof, system, small, threshold)
        hidden |= proof != counts
    return hidden


def _proves(proof: Counts, system: System, small: Mask, threshold: int) -> Mask:
    """The cells for which another table is a proof."""
    return np.where(small, proof >= threshold, proof != system.counts)


def _proven_together(
    system: System, hidden: Mask, proven: Mask, small: Mask, threshold: int
) -> Mask:
    """Mark what tables that change as much as they can prove, with no further cell hidden.

    One such table is a proof for many cells at once. What none of them proves is left to be
    proven cell by cell.
    """
    program = _Program(system, np.zeros(hidden.size), hidden, span=threshold + 1)
    while not proven.all():
        proof = program.widest_table(~proven & small, ~proven & ~small, threshold)
        more = proven if proof is None else proven | _proves(proof, system, small, threshold)
        if more.sum() == proven.sum():
            break
        proven = more
    return proven


def _cheapest_proof(
    system: System, hidden: Mask, cell: int, *, small: bool, reach: int
) -> Counts | None:
    """Another table in which the cell differs enough; with no further cell changed if it can be."""
    value = int(system.counts[cell])
    wanted = [(reach, np.inf)] if small else [(value + 1, np.inf), (-np.inf, value - 1)]
    costs = np.where(hidden, 0.0, system.costs)
    program = _Program(system, costs, np.ones_like(hidden), span=reach + 1)
    # Without asking for whole numbers it is much quicker, and mostly gives them all the same.
    for whole in (False, True):
        tables = [program.table(cell, low, high, whole=whole) for low, high in wanted]
        found = [table for table in tables if table is not None]
        if found:
            return min(found, key=lambda each: float(costs[each != system.counts].sum()))
    return None


class _Program:
    """The search for the cheapest change of a table that keeps every sum.

    Unknown is how much each cell goes up and how much down, each at its cost. Changes beyond the
    span are not needed: when all is hidden, adding up to a threshold of people to one cell and
    to its totals is a proof.
    """

    def __init__(
        self, system: System, costs: NDArray[np.float64], may_change: Mask, *, span: int
    ) -> None:
        self.counts, self.relations = system.counts, system.relations
        both_ways = hstack([system.relations, -system.relations])
        self.both_ways = both_ways
        self.costs = np.concatenate([costs, costs])
        self.grain = system.grain
        widest = span * int(abs(system.relations).max())
        least = np.minimum(system.counts, 1) - system.counts
        self.floor = np.where(may_change, np.maximum(least, -widest), 0).astype(np.float64)
        self.ceiling = np.where(may_change, widest, 0).astype(np.float64)

    @cached_property
    def keep_sums(self) -> LinearConstraint:
        """That every sum stays as it is."""
        from scipy.optimize import LinearConstraint

        return LinearConstraint(self.both_ways, 0, 0)

    def table(self, cell: int, low: float, high: float, *, whole: bool) -> Counts | None:
        """The cheapest table in which a cell lies within bounds, if there is one."""
        floor, ceiling = self.floor.copy(), self.ceiling.copy()
        floor[cell] = max(floor[cell], low - self.counts[cell])
        ceiling[cell] = min(ceiling[cell], high - self.counts[cell])
        return self._solved(floor, ceiling, self.costs, whole=whole)

    def widest_table(self, to_reach: Mask, to_change: Mask, reach: int) -> Counts | None:
        """A table in which as many cells as can be reach a limit, and others change, if any."""
        wish = np.where(to_reach, 1.0, np.where(to_change, 0.1, 0.0))
        enough = self.grain * np.ceil((reach - self.counts) / self.grain)
        ceiling = np.where(to_reach, np.minimum(self.ceiling, enough), self.ceiling)
        costs = np.concatenate([_LITTLE - wish, _LITTLE + wish])
        return self._solved(self.floor, ceiling, costs, whole=False)

    def _solved(
        self,
        floor: NDArray[np.float64],
        ceiling: NDArray[np.float64],
        costs: NDArray[np.float64],
        *,
        whole: bool,
    ) -> Counts | None:
        """The cheapest table within bounds, if one of whole numbers is found.

        Not asked for whole numbers, bounds that are multiples of the grain make them likely.
        """
        from scipy.optimize import Bounds

        if not whole:
            floor = self.grain * np.ceil(floor / self.grain)
            ceiling = self.grain * np.floor(ceiling / self.grain)
        if np.any(floor > ceiling):
            return None
        found = milp(
            costs,
            integrality=np.full(costs.size, int(whole)),
            bounds=Bounds(
                np.maximum(np.concatenate([floor, -ceiling]), 0),
                np.maximum(np.concatenate([ceiling, -floor]), 0),
            ),
            constraints=self.keep_sums,
            options={"presolve": whole},
        )
        if found.x is None:
            return None
        up, down = found.x.reshape(2, -1)
        table = self.counts + np.rint(up - down).astype(np.int64)
        return None if np.any(self.relations @ table) else table
