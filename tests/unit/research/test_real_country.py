"""The designs on the country's real figures, where a developer has them in ../shared."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fgte.analysis.evaluation import synthetic_of_panel, unit_panel
from fgte.analysis.simplex import closest_mixture
from fgte.analysis.synthetic_checks import effect_range, leave_one_out

MEMBERS = ("1315", "1380", "1381", "1383")
MERIT = "N15505"


@pytest.fixture(scope="module")
def panel(shared):
    """Merit rating 2015 to 2022 but for the odd 2016, Kungsbacka and all outside the region."""
    path = shared / "data" / "kolada" / "values_2024-08.csv.gz"
    table = pd.read_csv(path, dtype={"municipality_id": str})
    keep = table["kpi"].eq(MERIT) & table["sex"].eq("T") & table["year"].between(2015, 2022)
    keep &= table["year"].ne(2016) & table["municipality_id"].str.fullmatch(r"[0-2]\d{3}")
    keep &= ~table["municipality_id"].isin(["0000", *MEMBERS])
    names = {"unit": "municipality_id", "year": "year", "outcome": "value"}
    return unit_panel(table[keep], treated="1384", start=2021, **names)


def test_every_donor_is_a_placebo_and_every_mixture_the_best(panel):
    found = synthetic_of_panel(panel)
    donors = panel.values[~panel.treated].T[panel.before]
    assert len(found.placebo_effects) > 270
    assert found.smallest_p == pytest.approx(1 / (len(found.placebo_effects) + 1))
    assert sum(found.weights.values()) == pytest.approx(1)
    for unit in range(0, donors.shape[1], 40):
        pool, target = np.delete(donors, unit, axis=1), donors[:, unit]
        weights = closest_mixture(pool, target).weights
        towards = pool.T @ (pool @ weights - target)
        assert weights @ towards - towards.min() < 1e-5


def test_with_so_many_donors_the_years_before_do_not_decide_the_mixture(panel):
    found = synthetic_of_panel(panel)
    ends = effect_range(panel, found)
    assert found.pre_rmse < 0.1
    assert ends.low < found.effect < ends.high
    assert ends.high - ends.low > 5
    assert min(leave_one_out(panel, found).values()) >= ends.low - 1
