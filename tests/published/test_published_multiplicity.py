"""Adjusted p-values for the fifteen printed by Benjamini and Hochberg (1995)."""

import json

import numpy as np
import pytest

from fgte.analysis.multiplicity import benjamini_hochberg, holm

THROMBOLYSIS = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]


def test_four_findings_are_kept_by_benjamini_and_hochberg_and_three_by_holm():
    assert np.flatnonzero(benjamini_hochberg(THROMBOLYSIS) <= 0.05).tolist() == [0, 1, 2, 3]
    assert np.flatnonzero(holm(THROMBOLYSIS) <= 0.05).tolist() == [0, 1, 2]


def test_the_first_adjusted_values_are_those_of_r():
    assert benjamini_hochberg(THROMBOLYSIS)[:4] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625])
    assert holm(THROMBOLYSIS)[:4] == pytest.approx([0.0015, 0.0056, 0.0247, 0.114])


def test_adjusted_as_in_the_shared_vector(shared):
    vector = shared / "vectors" / "v24_multiple_testing.json"
    case = json.loads(vector.read_text(encoding="utf-8"))
    p_values, expected = case["inputs"]["p"], case["expected"]
    assert benjamini_hochberg(p_values) == pytest.approx(expected["bh"], abs=case["tolerance"])
    assert holm(p_values) == pytest.approx(expected["holm"], abs=case["tolerance"])
