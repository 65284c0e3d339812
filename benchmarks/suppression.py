"""Which cells of a survey's tables to hide, against the same taken strictly one cell at a time.

The peer is the model in its plain form: for each small cell in turn a mixed-integer program with
a switch for every cell that may change (Fischetti and Salazar-González 2001, Management Science
47, 1008-1027, one cell at a time). Tables are schools by steps of a scale, small in many places,
from a fixed seed. Both must hide every small cell before any time is printed; how many cells each
hides in all stands beside the time, for speed bought with more hidden cells is none.

    .venv/bin/python benchmarks/suppression.py [--tables 6] [--schools 12] [--steps 5]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from fgte.analysis.cell_suppression import Counts, Mask, System, cells_to_hide, within_small
from fgte.analysis.margins import margin_costs, margin_sums, with_margin

THRESHOLD = 10


def tables(n: int, schools: int, steps: int) -> list[System]:
    """Systems of counts with margins, as a survey has them."""
    random = np.random.default_rng(3)
    inner = [random.poisson(random.uniform(4, 40, (schools, steps))) for _ in range(n)]
    counts = [with_margin(with_margin(each, 0), 1).astype(np.int64) for each in inner]
    return [System(c.ravel(), margin_sums(c.shape), margin_costs(c).ravel()) for c in counts]


def one_at_a_time(system: System, small: Mask) -> Mask:
    """Every cell that is not proven gets a whole program of its own."""
    hidden = within_small(system, small)
    proven = ~hidden
    for cell in np.argsort(np.where(small, -system.counts, 1), kind="stable"):
        if not proven[cell]:
            table = _plain(system, hidden, int(cell), is_small=bool(small[cell]))
            hidden |= table != system.counts
            proven |= np.where(small, table >= THRESHOLD, table != system.counts)
    return hidden


def _plain(system: System, hidden: Mask, cell: int, *, is_small: bool) -> Counts:
    """The cheapest other table in which a cell is large enough, or another than it is."""
    counts, size = system.counts, system.counts.size
    span = float(THRESHOLD + 1)
    floor = np.maximum(np.minimum(counts, 1) - counts, -span)
    floor[cell] = THRESHOLD - counts[cell] if is_small else 1
    switch = span * eye_array(size, format="csr")
    change = eye_array(size, format="csr")
    sums = hstack([system.relations, csr_array(system.relations.shape)])
    on = vstack([hstack([change, -switch]), hstack([-change, -switch])])
    found = milp(
        np.r_[np.zeros(size), np.where(hidden, 0.0, system.costs)],
        integrality=np.ones(2 * size),
        bounds=Bounds(np.r_[floor, np.zeros(size)], np.r_[np.full(size, span), np.ones(size)]),
        constraints=[LinearConstraint(sums, 0, 0), LinearConstraint(on, -np.inf, 0)],
    )
    assert found.x is not None, "the peer found no table"
    return counts + np.rint(found.x[:size]).astype(np.int64)


def ours(system: System, small: Mask) -> Mask:
    """What this project chooses."""
    return cells_to_hide(system, small, threshold=THRESHOLD)


def timed(choose: Callable[[System, Mask], Mask], systems: list[System]) -> tuple[float, int]:
    """Seconds of CPU for all tables, and how many cells were hidden."""
    started, hidden = time.process_time(), 0
    for system in systems:
        small = (system.counts > 0) & (system.counts < THRESHOLD)
        chosen = choose(system, small)
        assert chosen[small].all(), "a small cell is shown"
        hidden += int(chosen.sum())
    return time.process_time() - started, hidden


def main() -> None:
    """Print both times, how many cells each hid, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=6)
    parser.add_argument("--schools", type=int, default=12)
    parser.add_argument("--steps", type=int, default=5)
    asked = parser.parse_args()
    systems = tables(asked.tables, asked.schools, asked.steps)
    cells = sum(each.counts.size for each in systems)
    mine, peer = timed(ours, systems), timed(one_at_a_time, systems)
    print(f"{asked.tables} tables of {asked.schools} schools by {asked.steps} steps, {cells} cells")
    for name, (seconds, hidden) in (("this project", mine), ("one at a time", peer)):
        print(f"{name:14} {seconds:8.2f} s of CPU, {hidden} cells hidden")
    print(
        f"ratio          {mine[0] / peer[0]:8.2f} of the time, {mine[1] / peer[1]:.2f} of the cells"
    )


if __name__ == "__main__":
    main()
