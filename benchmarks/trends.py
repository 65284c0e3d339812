"""Every series of the country judged at once, against a loop of scipy over the same series.

The peer is what one would write: ``kendalltau(method="exact")`` and ``theilslopes`` for one series
after another; pymannkendall's ``original_test`` too where it is installed. The series are untied,
since scipy's exact method is for those only, eight years each; the numbers must agree before any
time is printed.

    .venv/bin/python benchmarks/trends.py
"""

from __future__ import annotations

import argparse
import importlib.util
import platform
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import scipy
from scipy.stats import kendalltau, theilslopes

from fgte.analysis.trend import trends

MUNICIPALITIES, INDICATORS, SEXES, YEARS = 290, 13, "TKM", 8
Numbers = np.ndarray[Any, np.dtype[np.float64]]


def country(seed: int = 0) -> tuple[Numbers, pd.DataFrame]:
    """Untied figures with one decimal, as series in rows and as a table of observations."""
    random = np.random.default_rng(seed)
    series = MUNICIPALITIES * INDICATORS * len(SEXES)
    tenths = random.random((series, 900)).argsort(axis=1)[:, :YEARS] + 100
    values = tenths / 10
    names = pd.MultiIndex.from_product(
        [range(MUNICIPALITIES), range(INDICATORS), list(SEXES), range(2015, 2015 + YEARS)],
        names=["municipality_id", "indicator", "sex", "year"],
    )
    table = names.to_frame(index=False).assign(value=values.ravel())
    strings = {"municipality_id": "str", "indicator": "str"}
    return values, table.astype(strings)


def ours(table: pd.DataFrame) -> pd.DataFrame:
    return trends(table, ["municipality_id", "indicator", "sex"])


def scipys(values: Numbers) -> Numbers:
    years = np.arange(2015, 2015 + YEARS)
    found = []
    for series in values:
        tau = kendalltau(years, series, method="exact")
        slope = theilslopes(series, years, alpha=0.95)
        found.append((tau.statistic, tau.pvalue, slope[0], slope[2], slope[3]))
    return np.array(found)


def pymannkendalls(values: Numbers) -> None:
    test = importlib.import_module("pymannkendall").original_test
    for series in values:
        test(series)


def cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def same(table: pd.DataFrame, values: Numbers) -> bool:
    """Whether both ways give the same numbers; the order of the table's series is by name."""
    order = np.argsort(
        table[table["year"] == 2015]
        .sort_values(["municipality_id", "indicator", "sex"], kind="stable")
        .index
    )
    found = ours(table)[["tau", "p_value", "slope", "low", "high"]].to_numpy()
    return bool(np.allclose(found[order], scipys(values), rtol=0, atol=1e-9))


def main(rounds: int) -> None:
    values, table = country()
    if not same(table, values):
        sys.exit("The two ways did not find the same numbers; their times mean nothing.")
    ways: dict[str, Callable[[], object]] = {
        "trends()": lambda: ours(table),
        "a loop of scipy": lambda: scipys(values),
    }
    if importlib.util.find_spec("pymannkendall"):
        ways["a loop of pymannkendall"] = lambda: pymannkendalls(values)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds):
        for name in sorted(ways, reverse=bool(number % 2)):
            times[name].append(cpu(ways[name]))
    print(f"{platform.platform()}, Python {platform.python_version()}, ", end="")
    print(f"numpy {np.__version__}, scipy {scipy.__version__}, pandas {pd.__version__}")
    print(f"{len(values):,} untied series of {YEARS} years, the numbers agree")
    for name, taken in times.items():
        ratio = median(taken) / median(times["trends()"])
        print(f"{name:24} {median(taken):8.3f} s of CPU, ratio {ratio:6.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    main(parser.parse_args().rounds)
