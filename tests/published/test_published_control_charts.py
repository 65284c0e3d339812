"""Control charts and run charts as others have printed or published them."""

import json

import numpy as np
import pytest

from fgte.analysis.spc import XmrLimits, p_chart, run_chart, special_causes, xmr_limits
from fgte.analysis.spc.runs import run_limits

CANS = [
    *(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22),
    *(8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6),
]


@pytest.fixture
def vector(shared):
    def read(name):
        return json.loads((shared / "vectors" / f"{name}.json").read_text(encoding="utf-8"))

    return read


def ends(limits):
    return limits.lower, limits.upper


def test_individuals_as_in_the_nist_handbook():
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rate, 10 batches.

    NIST divides by 1.128 where the NHS multiplies by 2.66: half a hundredth apart.
    """
    found = xmr_limits([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    assert found.center == pytest.approx(50.81)
    assert found.mean_moving_range == pytest.approx(1.8778, abs=0.00005)
    assert ends(found) == pytest.approx((45.8159, 55.8041), abs=0.001)
    assert found.trial


def test_shares_as_in_the_nist_handbook():
    """NIST/SEMATECH e-Handbook, 6.3.3.2; the same figures as Montgomery's orange juice cans."""
    chart = p_chart(CANS, [50] * 30)
    assert chart.center[0] == pytest.approx(0.2313, abs=0.00005)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((0.0524, 0.4103), abs=0.0001)
    assert np.flatnonzero(chart.outside).tolist() == [14, 22]


def test_shares_without_the_explained_samples_as_printed_by_montgomery():
    """Introduction to Statistical Quality Control, example 7.1: samples 15 and 23 left out."""
    kept = np.array(CANS, dtype=float)
    kept[[14, 22]] = np.nan
    chart = p_chart(kept, [50] * 30)
    assert chart.center[0] == pytest.approx(0.2150, abs=0.00005)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((0.0407, 0.3893), abs=0.0001)
    assert np.isnan(chart.center[14])
    assert np.flatnonzero(chart.outside).tolist() == [20]


def test_limits_as_in_the_snapshot_of_plot_the_dots(vector):
    case = vector("v02_xmr_snapshot20")
    values, expected = case["inputs"]["values"], case["expected"]
    with_leap = [*values[:14], 10, *values[15:]]
    tried = {
        "base": xmr_limits(values),
        "with_y15_10_screened": xmr_limits(with_leap),
        "with_y15_10_unscreened": xmr_limits(with_leap, screen_outliers=False),
    }
    for name, found in tried.items():
        printed = [expected[name][each] for each in ("mean", "lpl", "upl")]
        assert [found.center, *ends(found)] == pytest.approx(printed, abs=case["tolerance"]), name


def test_a_frozen_baseline_as_printed_by_montgomery(vector):
    case = vector("v06_imr_montgomery_6_5")
    inputs, expected = case["inputs"], case["expected"]
    found = xmr_limits(inputs["values"], baseline=inputs["freeze_after"])
    printed = expected["cl"], expected["mr_mean"], expected["lcl"], expected["ucl"]
    got = found.center, found.mean_moving_range, *ends(found)
    assert got == pytest.approx(printed, abs=case["tolerance"])
    outside = special_causes(inputs["values"], found)["outside_limits"]
    assert (np.flatnonzero(outside) + 1).tolist() == expected["points_above_ucl_1based"]


def test_individuals_of_shares_as_in_an_implementation_of_its_own(vector):
    case = vector("v28_i_chart_powerbi")
    shares = np.divide(case["inputs"]["numerator"], case["inputs"]["denominator"])
    found, expected = xmr_limits(shares, screen_outliers=False), case["expected"]
    got = found.lower, found.near_lower, found.near_upper, found.upper
    printed = [expected[each] for each in ("ll99", "ll95", "ul95", "ul99")]
    assert got == pytest.approx(printed, abs=case["tolerance"])


LIMITS = XmrLimits(center=0, lower=-4, upper=4, mean_moving_range=4 / 2.66)


def of(case):
    """The values of a case of v03: as given, or made to lie near a limit or not, on a side."""
    if "close" in case:
        return [
            side * (3 if near else 1)
            for near, side in zip(case["close"], case["side"], strict=True)
        ]
    if case["fn"] == "part_of_seven":
        return [1 if each else -1 for each in case["exp"]]
    return case["inp"]


def marked(case, column):
    return special_causes(of(case), LIMITS)[column].astype(int).tolist()


def whole_runs(ends):
    """From the seventh point of a pattern on, which upstream tells, to all of its points."""
    return [int(any(ends[i : i + 7])) for i in range(len(ends))]


def expected_of(case):
    """The column a case of v03 is about, and which points it marks."""
    ends = case.get("exp")
    if case["fn"] == "two_in_three":  # upstream then leaves out the points that are not near
        return "two_of_three_near_limit", [
            a and b for a, b in zip(ends, case["close"], strict=True)
        ]
    if case["fn"] == "part_of_two_in_three":
        return "two_of_three_near_limit", ends
    column = "seven_trend" if case["fn"] == "seven_point_trend" else "seven_one_side"
    return column, ends if case["fn"] == "part_of_seven" else whole_runs(ends)


def test_the_rules_mark_what_plot_the_dots_marks(vector):
    cases = vector("v03_xmr_rules")["expected"]["cases"]
    *rules, alternating = cases
    for case in rules:
        column, expected = expected_of(case)
        assert marked(case, column) == expected, case
    found = special_causes(alternating["values"], xmr_limits(alternating["values"]))
    assert len(cases) == 18
    assert not found.iloc[-2:].to_numpy().any()


def test_run_charts_as_in_qicharts2(vector):
    expected = vector("v09_anhoej_run_rules")["expected"]
    for name in ("run_a", "run_b"):
        case = expected[name]
        found = run_chart(case["values"])
        assert (found.median, found.useful) == (case["cl"], case["n.useful"])
        assert (found.longest_run, found.longest_run_limit) == (
            case["longest.run"],
            case["longest.run.max"],
        )
        assert (found.crossings, found.crossings_limit) == (
            case["n.crossings"],
            case["n.crossings.min"],
        )
        assert found.signal == case["runs.signal"]


def test_the_limits_of_runs_and_crossings_as_tabled_by_anhoej_and_olesen(vector):
    for row in vector("v09_anhoej_run_rules")["expected"]["table"]:
        assert run_limits(row["n"]) == (row["longest_run_max"], row["crossings_min"]), row["n"]
