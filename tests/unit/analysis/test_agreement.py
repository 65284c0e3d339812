"""How well the questions of a scale hang together, and how alike a group has answered."""

import math
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fgte.analysis.agreement import cronbach_alpha, within_group_agreement

STEPS = st.integers(1, 4)
GROUPS = arrays(np.int64, st.tuples(st.integers(3, 12), st.integers(2, 10)), elements=STEPS)


def test_questions_answered_alike_hang_wholly_together():
    found = cronbach_alpha([[1, 1, 1], [2, 2, 2], [4, 4, 4]])
    assert (found.alpha, found.low, found.high) == pytest.approx((1, 1, 1))


def test_alpha_by_hand():
    """Variances 1 and 1, of the sum 3: 2 · (1 − 2 / 3)."""
    assert cronbach_alpha([[1, 2], [2, 1], [3, 3]]).alpha == pytest.approx(2 / 3)


def test_whoever_left_a_question_out_does_not_count():
    whole = [[1, 2], [2, 1], [3, 3]]
    assert cronbach_alpha([*whole, [4, math.nan]]) == cronbach_alpha(whole)


@pytest.mark.parametrize("items", [[[1, 2], [2, 3]], [[1], [2], [3]], [[1, 2], [2, 1], [1, 2]]])
def test_too_little_to_say_is_said_as_such(items):
    assert math.isnan(cronbach_alpha(items).alpha)


def test_a_confidence_that_is_none_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        cronbach_alpha([[1, 2], [2, 1], [3, 3]], confidence=95)


@given(GROUPS, st.integers(0, 2**32 - 1))
def test_alpha_lies_in_its_interval_and_order_does_not_matter(items, seed):
    found = cronbach_alpha(items)
    shuffled = np.random.default_rng(seed).permutation(items, axis=0)
    assert astuple(cronbach_alpha(shuffled)) == pytest.approx(astuple(found), abs=1e-9, nan_ok=True)
    assert math.isnan(found.alpha) or found.low <= found.alpha <= found.high <= 1 + 1e-9


def test_agreement_by_hand():
    """Answers 1 and 3: each one step from the mean 2; variance 2 of the 1.25 of chance."""
    found = within_group_agreement([[1, 2], [3, 2]], steps=4)
    assert found.average_deviation == pytest.approx(0.5)
    assert found.r_wg == pytest.approx(2 * 0.2 / (2 * 0.2 + 0.8))


def test_all_alike_is_agreement_and_the_ends_are_none():
    alike = within_group_agreement([[3, 2], [3, 2]], steps=4)
    apart = within_group_agreement([[1, 4], [4, 1], [1, 4], [4, 1]], steps=4)
    assert (alike.average_deviation, alike.r_wg) == (0, 1)
    assert (apart.average_deviation, apart.r_wg) == (1.5, 0)


@given(GROUPS)
def test_agreement_stays_within_its_bounds(items):
    found = within_group_agreement(items, steps=4)
    assert 0 <= found.r_wg <= 1
    assert 0 <= found.average_deviation <= 1.5
