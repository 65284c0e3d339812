"""Lines with background for every indicator and year of the country, against a statsmodels loop.

The peer is what one would write: ``WLS`` with ``add_constant`` and its influence, line by line.
Both weigh by pupils and must give the same coefficients, R² and leave-one-out R² before any time
is printed. What this project fits besides, with known chance (restricted maximum likelihood) and
residuals drawn in, has no peer in statsmodels and is timed alone.

    .venv/bin/python benchmarks/national_fit.py ../shared/data/kolada/values_2024-08.csv.gz
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
import statsmodels
import statsmodels.api as sm

from fgte.analysis.expected import fit_expected

ROUNDS = 5
OUTCOMES = ("N15419", "N15505", "N15567", "N15435", "N15436")
BACKGROUND = {"N15820": 1, "N15823": 0}
SIZE, YEARS = "N15809", range(2017, 2023)
CHANCE = 2500.0


def frames(path: Path) -> list[pd.DataFrame]:
    """One frame an outcome and year: municipalities with outcome, background and pupils."""
    table = pd.read_csv(path, dtype={"municipality_id": str}).query("sex == 'T'")
    table = table[~table["municipality_id"].str.startswith("00")]
    wide = table.pivot(index="municipality_id", columns=["kpi", "year"], values="value")
    made = []
    for outcome in OUTCOMES:
        for year in YEARS:
            columns = {kpi: wide[kpi, year - lag] for kpi, lag in BACKGROUND.items()}
            pupils = wide[SIZE, year - 1] / 9
            frame = pd.DataFrame({"y": wide[outcome, year], "n": pupils, **columns})
            made.append(frame.dropna().assign(v=lambda each: CHANCE / each["n"]))
    return made


def by_statsmodels(chosen: Sequence[pd.DataFrame]) -> list[list[float]]:
    found = []
    for frame in chosen:
        design = sm.add_constant(frame[list(BACKGROUND)])
        fit = sm.WLS(frame["y"], design, frame["n"]).fit()
        root = np.sqrt(frame["n"])  # only OLS has influence: the same lines on scaled figures
        scaled = design.mul(root, axis=0)
        left, alone = (
            sm.OLS(frame["y"] * root, each).fit().get_influence().resid_press
            for each in (scaled, scaled[["const"]])
        )
        out = 1 - float((left**2).sum() / (alone**2).sum())
        found.append([*fit.params, fit.rsquared, out])
    return found


def by_fgte(chosen: Sequence[pd.DataFrame]) -> list[list[float]]:
    fits = [fit_expected(frame, "y", list(BACKGROUND), weights="n") for frame in chosen]
    return [[*fit.coefficients, fit.r2, fit.out_of_sample_r2] for fit in fits]


def with_known_chance(chosen: Sequence[pd.DataFrame]) -> list[float]:
    fits = (fit_expected(frame, "y", list(BACKGROUND), variances="v") for frame in chosen)
    return [fit.sd_between or 0.0 for fit in fits]


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main(path: Path) -> None:
    chosen = frames(path)
    theirs, ours = np.array(by_statsmodels(chosen)), np.array(by_fgte(chosen))
    if not np.allclose(theirs[:, :-1], ours[:, :-1], rtol=1e-6):
        raise SystemExit("the two do not give the same lines")
    if not np.allclose(theirs[:, -1], ours[:, -1], atol=1e-6):
        raise SystemExit("the two do not carry as far out of sample")
    times: dict[str, list[float]] = {"statsmodels": [], "fgte": [], "fgte, known chance": []}
    for _ in range(ROUNDS):
        times["statsmodels"].append(cpu(lambda: by_statsmodels(chosen)))
        times["fgte"].append(cpu(lambda: by_fgte(chosen)))
        times["fgte, known chance"].append(cpu(lambda: with_known_chance(chosen)))
    middle = {name: median(each) for name, each in times.items()}
    print(f"Python {platform.python_version()}, {platform.machine()}, ", end="")
    print(f"statsmodels {statsmodels.__version__}, numpy {np.__version__}")
    print(f"{len(chosen)} lines over about {len(chosen[0])} municipalities, the same answers")
    for name, seconds in middle.items():
        print(f"{name:20} {1000 * seconds:7.1f} ms CPU")
    print(f"ratio statsmodels / fgte: {middle['statsmodels'] / middle['fgte']:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
