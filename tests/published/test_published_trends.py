"""Trends as printed by those who proposed them, or by R."""

import json

import pytest

from fgte.analysis.trend import proportion_trend, theil_sen


def test_slope_as_printed_by_sen_1968():
    found = theil_sen([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78], confidence=0.93)
    assert (found.slope, found.low, found.high) == pytest.approx((4, 3.71, 4.38), abs=0.005)
    assert found.intercept == 4


def test_the_interval_sen_printed_as_93_percent_has_coverage_97():
    found = theil_sen([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78], confidence=0.93)
    assert found.coverage == pytest.approx(0.9698, abs=0.0001)


def test_the_intercept_is_scipys_separate_convention():
    found = theil_sen([0, 1, 2], [0, 1, 1])
    assert (found.slope, found.intercept) == (0.5, 0.5)


def test_slope_as_in_the_shared_vector(shared):
    vector = shared / "vectors" / "v12_theil_sen_1968.json"
    case = json.loads(vector.read_text(encoding="utf-8"))
    inputs, expected = case["inputs"], case["expected"]
    found = theil_sen(inputs["x"], inputs["y"], confidence=1 - inputs["alpha"])
    printed = (expected["slope"], expected["low"], expected["high"])
    assert (found.slope, found.low, found.high) == pytest.approx(printed, abs=case["tolerance"])
    assert found.intercept == pytest.approx(expected["intercept_separate"])


def test_trend_in_shares_as_in_the_help_page_of_r():
    smokers, patients = [83, 90, 129, 70], [86, 93, 136, 82]
    found = proportion_trend(smokers, patients)
    assert found.statistic == pytest.approx(8.2249, abs=0.00005)
    assert found.p_value == pytest.approx(0.004132, abs=0.0000005)
