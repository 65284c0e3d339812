"""Pooled means and funnel limits as printed by those who make the reference programs."""

import json
import math

import numpy as np
import pytest

from fgte.analysis.funnel import funnel_limits, over_dispersion, poisson_limits
from fgte.analysis.heterogeneity import moment_tau2, reml_tau2, typical_variance, weighted_line
from fgte.analysis.pooling import hartung_knapp, partial_pooling
from tests.published.bcg import BCG


@pytest.fixture(scope="module")
def bcg():
    ill, well, other_ill, other_well, _ = BCG.T
    ratio = np.log(ill / (ill + well)) - np.log(other_ill / (other_ill + other_well))
    return ratio, 1 / ill - 1 / (ill + well) + 1 / other_ill - 1 / (other_ill + other_well)


def test_reml_as_metafor_prints_it(bcg):
    found = partial_pooling(*bcg)
    printed = (-0.7145, 0.1798, 0.3132, 0.9222)
    ours = (found.mean, found.standard_error, found.tau2, found.i2)
    assert ours == pytest.approx(printed, abs=0.00005)


def test_hartung_knapp_as_metafor_prints_it(bcg):
    found = hartung_knapp(*bcg, tau2=partial_pooling(*bcg).tau2, never_narrower=False)
    assert (found.low, found.high) == pytest.approx((-1.1084, -0.3206), abs=0.00005)


def test_a_line_through_latitude_as_metafor_prints_it(bcg):
    design = np.column_stack([np.ones(13), BCG[:, 4]])
    tau2 = reml_tau2(bcg[0], design, bcg[1])
    line = weighted_line(bcg[0], design, bcg[1] + tau2)
    assert tau2 == pytest.approx(0.0764, abs=0.0001)  # metafor stops at steps of 0.00001
    assert line.coefficients == pytest.approx([0.2515, -0.0291], abs=0.00005)
    assert tau2 / (tau2 + typical_variance(design, bcg[1])) == pytest.approx(0.6839, abs=0.00005)


def test_moments_as_statsmodels_has_them(bcg):
    from statsmodels.stats.meta_analysis import combine_effects

    peer = combine_effects(*bcg, method_re="dl", use_t=True)
    found = partial_pooling(*bcg, method="DL")
    assert found.tau2 == pytest.approx(peer.tau2)
    assert found.mean == pytest.approx(peer.mean_effect_re)
    assert found.standard_error == pytest.approx(peer.sd_eff_w_re)
    interval = hartung_knapp(*bcg, tau2=found.tau2, never_narrower=False)
    assert (interval.low, interval.high) == pytest.approx(peer.conf_int()[3])


def test_moments_of_a_line_with_only_a_level_are_dersimonian_lairds(bcg):
    level = np.ones((13, 1))
    assert moment_tau2(bcg[0], level, bcg[1]) == partial_pooling(*bcg, method="DL").tau2


@pytest.fixture(scope="module")
def funnel(shared):
    text = (shared / "vectors" / "v15_funnel_limits.json").read_text(encoding="utf-8")
    return json.loads(text)


def test_limits_of_counts_as_in_the_shared_vector(funnel):
    printed, counts = funnel["expected"]["poisson_limits"], funnel["inputs"]["poisson_n"]
    for names, confidence in ((("ll95", "ul95"), 0.95), (("ll998", "ul998"), 0.998)):
        low, high = poisson_limits(counts, confidence)
        assert low == pytest.approx(printed[names[0]])
        assert high == pytest.approx(printed[names[1]])


def test_limits_of_shares_with_over_dispersion_as_in_the_shared_vector(funnel):
    printed, inputs = funnel["expected"]["executed"]["PR"], funnel["inputs"]["PR"]
    found = funnel_limits(inputs["num"], inputs["denom"])
    measured = (found.over_dispersion.phi, found.over_dispersion.tau2)
    assert measured == pytest.approx((printed["phi"], printed["tau2"]), rel=1e-6)
    limits = (*found.inner, *found.outer)
    for name, ours in zip(("OD95LCL", "OD95UCL", "OD99LCL", "OD99UCL"), limits, strict=True):
        assert ours == pytest.approx([each[name] for each in printed["groups"]], abs=1e-6)


@pytest.mark.parametrize(("method", "winsorise"), [("SR_SHMI", 0), ("SR_CQC", 0.05), ("PR", 0.1)])
def test_over_dispersion_as_in_the_shared_vector(funnel, method, winsorise):
    printed = funnel["expected"]["executed"][method]
    z, errors = ([each[name] for each in printed["groups"]] for name in ("Uzscore", "s"))
    found = over_dispersion(z, errors, winsorise=winsorise)
    assert (found.phi, found.tau2) == pytest.approx((printed["phi"], printed["tau2"]), rel=1e-6)


def test_a_normal_interval_is_what_metafor_prints_without_hartung_knapp(bcg):
    found = partial_pooling(*bcg)
    margin = 1.959964 * found.standard_error
    ends = (found.mean - margin, found.mean + margin)
    assert ends == pytest.approx((-1.0669, -0.3622), abs=0.00005)
    assert math.isclose(found.mean / found.standard_error, -3.9744, abs_tol=0.0005)
