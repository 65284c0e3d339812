"""Intervals as printed by those who proposed them."""

import json

import pytest

from fgte.analysis.uncertainty import newcombe_interval, wilson_interval


@pytest.mark.parametrize(
    ("successes", "pupils", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_printed_by_newcombe_1998_method_3(successes, pupils, low, high):
    interval = wilson_interval(successes, pupils)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_difference_as_printed_by_newcombe_1998_method_10(counts, low, high):
    interval = newcombe_interval(*counts)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.00005)


def test_wilson_as_in_the_shared_vector(shared):
    vector = shared / "vectors" / "v13_wilson.json"
    case = json.loads(vector.read_text(encoding="utf-8"))
    intervals = [wilson_interval(*pair) for pair in case["inputs"]["count_n"]]
    for interval, printed in zip(intervals, case["expected"]["low_high"], strict=True):
        assert (interval.low, interval.high) == pytest.approx(printed, abs=case["tolerance"])
