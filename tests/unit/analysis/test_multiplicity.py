"""What is promised about many p-values at once."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from fgte.analysis.multiplicity import benjamini_hochberg, holm

P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(p_values=P_VALUES)
def test_adjusting_never_lowers_a_p_value_and_holm_is_the_stricter(p_values):
    raw, bh, strict = np.array(p_values), benjamini_hochberg(p_values), holm(p_values)
    assert np.all(raw <= bh + 1e-12)
    assert np.all(bh <= strict + 1e-12)
    assert strict.max() <= 1


@pytest.mark.parametrize(("adjust", "method"), [(benjamini_hochberg, "fdr_bh"), (holm, "holm")])
def test_it_adjusts_as_statsmodels_does(adjust, method):
    p_values = np.random.default_rng(4).random(40) ** 4
    assert adjust(p_values) == pytest.approx(multipletests(p_values, method=method)[1])


@given(p_values=P_VALUES)
def test_the_order_given_is_the_order_returned(p_values):
    back = benjamini_hochberg(p_values[::-1])[::-1]
    assert benjamini_hochberg(p_values) == pytest.approx(back)


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
def test_a_question_not_asked_does_not_count(adjust):
    adjusted = adjust([0.01, math.nan, 0.04])
    assert math.isnan(adjusted[1])
    assert adjusted[[0, 2]] == pytest.approx(adjust([0.01, 0.04]))


def test_one_question_needs_no_adjustment():
    assert holm([0.03]) == pytest.approx([0.03])


@pytest.mark.parametrize("nothing", [[], [math.nan, math.nan]])
def test_no_questions_give_no_answers(nothing):
    assert np.array_equal(holm(nothing), nothing, equal_nan=True)


@pytest.mark.parametrize("wrong", [[0.5, 1.2], [-0.1]])
def test_what_is_no_probability_is_refused(wrong):
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg(wrong)


def test_a_table_of_p_values_is_refused():
    with pytest.raises(ValueError, match="single row, but have 2 dimensions"):
        holm([[0.1, 0.2]])
