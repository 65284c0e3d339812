"""How much pupils differ, estimated from how much municipalities' figures jump from year to year.

The recipe of docs/decisions/0006: the squared steps between years are regressed on
1/n₁ + 1/n₂ in twelve groups of like size; the slope is the variance between pupils. Shares,
where it should be p(1 − p), show how much too large the answer comes out.

    .venv/bin/python benchmarks/pupil_spread.py ../shared/data/kolada/values_2024-08.csv.gz
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

YEARS = range(2018, 2023)
GROUPS = 12
FEWEST_PUPILS = 30
KPIS = {
    "N15505": ("N15809", 9),
    "N15567": ("N15809", 9),
    "N15419": ("N15809", 9),
    "N15436": ("N15809", 9),
    "N17691": ("N17820", 3),
    "N17451": ("N17820", 3),
}


def steps(wide: pd.DataFrame, pupils: pd.DataFrame) -> pd.DataFrame:
    """Each municipality's step between two years, less the country's median one, and its size."""
    found = []
    for year in YEARS:
        step = wide[year] - wide[year - 1]
        now, before = pupils[year - 1], pupils[year - 2]
        size = 1 / now + 1 / before
        found.append(pd.DataFrame({"step": step - step.median(), "size": size, "n": now}))
    table = pd.concat(found).replace([np.inf, -np.inf], np.nan).dropna()
    return table[table["n"] > FEWEST_PUPILS]


def spread(table: pd.DataFrame) -> tuple[float, float]:
    """Standard deviations between pupils and between years, by weighted least squares."""
    groups = table.groupby(pd.qcut(table["size"], GROUPS), observed=True)
    size, variance, count = groups["size"].mean(), groups["step"].var(), groups.size()
    design = np.column_stack([np.ones(len(size)), size])
    weights = np.sqrt(count / variance**2).to_numpy()
    fit, *_ = np.linalg.lstsq(design * weights[:, None], variance * weights, rcond=None)
    return float(np.sqrt(max(fit[1], 0))), float(np.sqrt(max(fit[0] / 2, 0)))


def main(path: Path) -> None:
    figures = pd.read_csv(path, dtype={"municipality_id": str}).query("sex == 'T'")
    figures = figures[~figures["municipality_id"].str.startswith("00")]
    wide = {
        kpi: rows.pivot(index="municipality_id", columns="year", values="value")
        for kpi, rows in figures.groupby("kpi")
    }
    for kpi, (count, years) in KPIS.items():
        between_pupils, between_years = spread(steps(wide[kpi], wide[count] / years))
        print(f"{kpi}: between pupils {between_pupils:5.1f}, between years {between_years:4.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
