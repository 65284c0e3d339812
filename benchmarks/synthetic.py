"""Placebos over every donor and thirteen indicators, against a plain loop and pysyncon a fit.

The plain loop fits each donor by itself with scipy's SLSQP, as one would write it, on a sample of
donors, scaled; pysyncon (extra `test`) likewise on a few, its importances set so that the outcome
alone decides. The fits must be as close as the peer's or closer before any time is printed.

    .venv/bin/python benchmarks/synthetic.py
"""

from __future__ import annotations

import argparse
import platform
import time
import warnings
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import scipy
from scipy.optimize import minimize

from fgte.analysis.simplex import closest_mixture, each_by_the_others

DONORS, INDICATORS, YEARS = 285, 13, 8
Numbers = np.ndarray[Any, np.dtype[np.float64]]


def country(seed: int) -> Numbers:
    """Years x donors: a level each, a common movement and what chance adds."""
    chance = np.random.default_rng(seed)
    level = chance.normal(75, 5, DONORS)
    common = chance.normal(0, 1, (YEARS, 1)).cumsum(axis=0)
    return level + common + chance.normal(0, 3, (YEARS, DONORS))


def slsqp(pool: Numbers, target: Numbers) -> Numbers:
    even = np.full(pool.shape[1], 1 / pool.shape[1])
    found = minimize(
        lambda w: ((pool @ w - target) ** 2).sum(),
        even,
        jac=lambda w: 2 * pool.T @ (pool @ w - target),
        bounds=[(0, 1)] * even.size,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        options={"maxiter": 1000, "ftol": 1e-12},
    )
    return np.asarray(found.x)


def pysyncons(pool: Numbers, target: Numbers) -> Numbers:
    from pysyncon import Synth

    donors = pd.DataFrame(pool, columns=[f"d{n}" for n in range(pool.shape[1])])
    own = pd.Series(target, name="own")
    spread = pd.concat([donors, own], axis=1).var(axis=1).to_numpy()
    peer = Synth()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer.fit(X0=donors, X1=own, Z0=donors, Z1=own, custom_V=spread)
    return np.asarray(peer.W)


def misfit(pool: Numbers, target: Numbers, weights: Numbers) -> float:
    return float(((pool @ weights - target) ** 2).sum())


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def one_by_one(fit: Callable[[Numbers, Numbers], Numbers], table: Numbers, units: range) -> None:
    """Fit some donors by the others; ours must lie as close or closer."""
    for unit in units:
        pool, target = np.delete(table, unit, axis=1), table[:, unit]
        theirs = misfit(pool, target, fit(pool, target))
        ours = misfit(pool, target, closest_mixture(pool, target).weights)
        assert ours <= theirs + 1e-6, (unit, ours, theirs)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--sample", type=int, default=6, help="donors that the peers fit")
    chosen = asked.parse_args()
    tables = [country(seed) for seed in range(INDICATORS)]
    sample = range(chosen.sample)
    for fit in (slsqp, pysyncons):
        one_by_one(fit, tables[0], sample)
    rounds: dict[str, list[float]] = {"ours": [], "loop": [], "pysyncon": []}
    for _ in range(chosen.rounds):
        rounds["ours"].append(timed(lambda: [list(each_by_the_others(t)) for t in tables]))
        for name, fit in (("loop", slsqp), ("pysyncon", pysyncons)):
            spent = timed(
                lambda fit=fit: [
                    fit(np.delete(tables[0], n, axis=1), tables[0][:, n]) for n in sample
                ]
            )
            rounds[name].append(spent / len(sample) * DONORS * INDICATORS)
    fits = DONORS * INDICATORS
    print(f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__},")
    print(f"scipy {scipy.__version__}; {fits} fits, {chosen.rounds} rounds, medians")
    middle = {name: median(spent) for name, spent in rounds.items()}
    for name, spent in middle.items():
        print(f"{name:>9}: {1000 * spent / fits:8.2f} ms a fit, {spent:8.1f} s in all")
    for name in ("loop", "pysyncon"):
        print(f"{name}/ours: {middle[name] / middle['ours']:.0f}")


if __name__ == "__main__":
    main()
