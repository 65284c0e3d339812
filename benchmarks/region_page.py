"""What the region's page costs: every indicator judged together, and each piece of the page drawn.

Peer: statsmodels' ``combine_effects`` on the same movements, for the step that others have a tool
for: the common movement with Hartung–Knapp's interval. The outputs are compared with no variation
between municipalities, where both are exact (with it, statsmodels' moments may go below 0 and ours
stop there). The panel and the drawing have no peer: the page is told in seconds of CPU beside its
aim, under one.

    .venv/bin/python benchmarks/region_page.py [ROUNDS]
"""

from __future__ import annotations

import platform
import sys
import time
from statistics import median

import numpy as np
from statsmodels.stats.meta_analysis import combine_effects

import fgte
from fgte.analysis.pooling import hartung_knapp, partial_pooling
from fgte.api.findings import RegionFindings

AIM = 1.0
REPEATS = 50


def cpu(work) -> tuple[float, object]:
    """Seconds of CPU, and what came of it."""
    started = time.process_time()
    made = work()
    return time.process_time() - started, made


def region() -> RegionFindings:
    """The region judged from a store in which nothing has been worked out."""
    store = fgte.open_store()
    store.memory.clear()
    return fgte.assess_collaboration(store=store)


def pieces(found: RegionFindings) -> int:
    """Every piece of the page, and how many characters they are."""
    page = found.page()
    made = [page.summary(), page.overview(), page.together(), page.lacking(), page.questions()]
    made += [page.stage(each) for each in ("ak3", "ak6", "ak9", "gy")]
    return sum(len(each.source) for each in made)


def slopes(found: RegionFindings) -> list[tuple[np.ndarray, np.ndarray]]:
    """The movements of each indicator with their variances."""
    told = [each.pattern.members for each in found if each.pattern.members]
    return [
        (np.array([m.slope for m in each]), np.array([m.standard_error**2 for m in each]))
        for each in told
    ]


def ours(movements: list[tuple[np.ndarray, np.ndarray]]) -> list[float]:
    """The common movements, by the product's own pooling."""
    found = []
    for effects, variances in movements:
        pooled = partial_pooling(effects, variances, tau2=0.0)
        hartung_knapp(effects, variances, tau2=pooled.tau2)
        found.append(pooled.mean)
    return found


def theirs(movements: list[tuple[np.ndarray, np.ndarray]]) -> list[float]:
    """The same by statsmodels."""
    return [
        float(combine_effects(effects, variances, method_re="iterated").mean_effect_fe)
        for effects, variances in movements
    ]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    pages, mine, peers = [], [], []
    fgte.open_store()
    for _ in range(rounds):
        judged, found = cpu(region)
        drawn, size = cpu(lambda found=found: pieces(found))
        pages.append(judged + drawn)
        movements = slopes(found)
        mine.append(cpu(lambda m=movements: [ours(m) for _ in range(REPEATS)])[0])
        peers.append(cpu(lambda m=movements: [theirs(m) for _ in range(REPEATS)])[0])
    apart = max(abs(a - b) for a, b in zip(ours(movements), theirs(movements), strict=True))
    print(f"python {platform.python_version()}, {rounds} rounds, medians of CPU time")
    print(f"region's page: {median(pages):.2f} s (aim {AIM:.1f} s), {size} characters of pieces")
    print(f"random effects: ours {median(mine) / REPEATS * 1e3:.2f} ms, ", end="")
    ratio = median(peers) / median(mine)
    print(f"statsmodels {median(peers) / REPEATS * 1e3:.2f} ms, ratio {ratio:.1f}")
    print(f"largest difference between the common movements: {apart:.1e}")


if __name__ == "__main__":
    main()
