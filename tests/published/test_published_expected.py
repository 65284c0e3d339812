"""Expected values as published by Skolverket, and lines as statsmodels and metafor fit them."""

import json

import numpy as np
import pandas as pd
import pytest

from fgte.analysis.expected import fit_expected
from fgte.analysis.salsa import COEFFICIENTS, salsa_2016
from tests.published.bcg import BCG


@pytest.mark.parametrize(
    ("education", "boys", "newly_arrived", "worked_out"),
    [
        (2.27, 0.518, 0.05, 229.665),
        (2.10, 0.500, 0.10, 214.244),
        (2.45, 0.480, 0.00, 247.760),
        (2.00, 0.550, 0.20, 197.132),
    ],
)
def test_salsa_2016_from_skolverkets_coefficients(education, boys, newly_arrived, worked_out):
    found = salsa_2016(
        parents_education=education,
        share_boys=boys,
        share_newly_arrived=newly_arrived,
        pupils=15,
        background_known=0.75,
    )
    assert found == pytest.approx(worked_out, abs=0.001)


def test_salsa_2016_as_in_the_shared_vector(shared):
    text = (shared / "vectors" / "v22_salsa_2016.json").read_text(encoding="utf-8")
    case = json.loads(text)
    assert list(COEFFICIENTS.values()) == list(case["inputs"]["coef"].values())
    found = [
        salsa_2016(
            parents_education=each["samutb"],
            share_boys=each["pojkar"],
            share_newly_arrived=each["nyinv"],
            pupils=100,
        )
        for each in case["inputs"]["cases"]
    ]
    assert found == pytest.approx(case["expected"]["predicted"], abs=case["tolerance"])
    example = case["expected"]["residual_example"]
    residual = example["actual"] - found[example["case"]]
    assert residual == pytest.approx(example["residual"], abs=case["tolerance"])


@pytest.mark.parametrize(("pupils", "known"), [(14, 1.0), (100, 0.74)])
def test_salsa_has_no_value_where_skolverket_gives_none(pupils, known):
    shares = {"share_boys": 0.5, "share_newly_arrived": 0.1}
    found = salsa_2016(parents_education=2.2, pupils=pupils, background_known=known, **shares)
    assert found is None


@pytest.fixture(scope="module")
def units():
    rng = np.random.default_rng(11)
    education, arrived = rng.normal(50, 12, 290), rng.uniform(0, 20, 290)
    pupils = rng.integers(30, 2000, 290)
    noise = rng.normal(0, 8, 290) + rng.normal(0, 60 / np.sqrt(pupils))
    merit = 170 + education - 0.9 * arrived + noise
    return pd.DataFrame(
        {"merit": merit, "education": education, "arrived": arrived, "pupils": pupils}
    )


def test_a_weighted_line_is_statsmodels(units):
    import statsmodels.api as sm

    peer = sm.WLS(
        units["merit"], sm.add_constant(units[["education", "arrived"]]), units["pupils"]
    ).fit()
    found = fit_expected(units, "merit", ["education", "arrived"], weights="pupils")
    assert found.coefficients.to_numpy() == pytest.approx(peer.params.to_numpy())
    assert found.r2 == pytest.approx(peer.rsquared)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(peer.bse.to_numpy())


def test_leaving_out_one_at_a_time_is_statsmodels_press(units):
    import statsmodels.api as sm

    design = sm.add_constant(units[["education", "arrived"]])
    peer = sm.OLS(units["merit"], design).fit()
    press = (peer.get_influence().resid_press ** 2).sum()
    level = sm.OLS(units["merit"], np.ones(290)).fit().get_influence().resid_press
    found = fit_expected(units, "merit", ["education", "arrived"])
    assert found.out_of_sample_r2 == pytest.approx(1 - press / (level**2).sum())


def test_a_line_with_known_variances_is_metafors():
    """BCG trials on latitude: metafor's README prints tau² 0.0764, 0.2515 and -0.0291."""
    cells = pd.DataFrame(BCG, columns=["a", "b", "c", "d", "latitude"])
    of_a, of_c = cells["a"] + cells["b"], cells["c"] + cells["d"]
    cells["ratio"] = np.log(cells["a"] / of_a) - np.log(cells["c"] / of_c)
    cells["variance"] = 1 / cells["a"] - 1 / of_a + 1 / cells["c"] - 1 / of_c
    found = fit_expected(cells, "ratio", ["latitude"], variances="variance")
    assert found.coefficients.to_numpy() == pytest.approx([0.2515, -0.0291], abs=0.00005)
    assert found.sd_between == pytest.approx(0.2763, abs=0.0001)
