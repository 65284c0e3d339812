"""What counted cases could show: exact, and silent where they could show nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.sign_test import cases_needed, sign_test, smallest_p


def test_five_cases_can_never_come_below_one_in_sixteen():
    assert smallest_p(5) == pytest.approx(1 / 16)
    assert min(sign_test(alike, 5) for alike in range(6)) == pytest.approx(1 / 16)


def test_six_are_the_fewest_that_can_show_anything():
    assert smallest_p(5) > 0.05 > smallest_p(6)


def test_without_cases_nothing_is_rare():
    assert sign_test(0, 0) == 1


@given(cases=st.integers(1, 60), share=st.floats(0, 1))
def test_which_way_is_called_alike_does_not_matter(cases, share):
    alike = round(cases * share)
    assert sign_test(alike, cases) == sign_test(cases - alike, cases)


@given(cases=st.integers(1, 60))
def test_the_more_alike_the_rarer(cases):
    p_values = [sign_test(alike, cases) for alike in range((cases + 1) // 2, cases + 1)]
    assert p_values == sorted(p_values, reverse=True)


@pytest.mark.parametrize("share", [0.7, 0.8, 0.9])
def test_so_many_cases_show_a_true_share_as_often_as_is_said(share):
    found = cases_needed(share)
    drawn = np.random.default_rng(11).binomial(found.cases, share, size=40_000)
    seen = np.mean([sign_test(int(alike), found.cases) <= 0.05 for alike in drawn])
    assert seen == pytest.approx(found.power, abs=0.01)
    assert found.power >= 0.8


def test_one_case_alike_fewer_would_not_have_been_enough():
    found = cases_needed(0.7)
    assert sign_test(found.alike, found.cases) <= 0.05 < sign_test(found.alike - 1, found.cases)


@pytest.mark.parametrize(("alike", "cases"), [(-1, 5), (6, 5)])
def test_more_alike_than_there_are_is_refused(alike, cases):
    with pytest.raises(ValueError, match="alike"):
        sign_test(alike, cases)


@pytest.mark.parametrize("share", [0.5, 0.3, 1.1, 0.5001])
def test_a_share_that_no_number_could_show_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        cases_needed(share)
