"""The exact sign test beside a printed table and another program."""

import pytest
from scipy.stats import binom, binomtest

from fgte.analysis.sign_test import cases_needed, sign_test

# Triola, Elementary Statistics, table A-7: the most cases of the rarer sign that are significant
# at 5 % two-sided, for 6 to 25 cases; none for 5.
PRINTED = (0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 7)


@pytest.mark.parametrize(("cases", "rarer"), [*enumerate(PRINTED, start=6)])
def test_the_limits_are_those_of_the_printed_table(cases, rarer):
    assert sign_test(rarer, cases) <= 0.05 < sign_test(rarer + 1, cases)


def test_five_cases_have_no_limit_in_the_table():
    assert sign_test(0, 5) > 0.05


@pytest.mark.parametrize(("alike", "cases"), [(0, 5), (5, 5), (3, 8), (32, 49), (10, 20)])
def test_the_p_value_is_that_of_scipy(alike, cases):
    assert sign_test(alike, cases) == pytest.approx(binomtest(alike, cases).pvalue)


def test_so_many_cases_are_the_fewest_by_scipy_s_distribution():
    def power(cases, share):
        shown = [k for k in range(cases + 1) if binomtest(k, cases).pvalue <= 0.05]
        return sum(binom.pmf(shown, cases, share))

    found = cases_needed(0.7)
    assert (found.cases, found.alike) == (49, 32)
    assert power(49, 0.7) == pytest.approx(found.power)
    assert max(power(cases, 0.7) for cases in range(1, 49)) < 0.8
