"""Cronbach's alpha and its interval as printed by those who make the reference programs."""

import numpy as np
import pytest

from fgte.analysis.agreement import alpha_interval, cronbach_alpha, within_group_agreement

# The data set cronbach_alpha of pingouin (github.com/raphaelvallat/pingouin): fifteen people,
# a row for each of ten questions. Its documentation prints the result.
ANSWERS = np.array(
    [
        [3, 5, 7, 2, 6, 1, 4, 2, 6, 5, 4, 4, 5, 6, 4],
        [2, 4, 3, 4, 5, 2, 3, 4, 5, 4, 3, 2, 5, 5, 3],
        [4, 6, 5, 3, 6, 3, 5, 4, 5, 6, 5, 3, 6, 5, 5],
        [1, 3, 5, 3, 5, 4, 3, 3, 5, 4, 2, 2, 2, 4, 5],
        [4, 5, 6, 2, 4, 2, 5, 7, 1, 3, 5, 5, 3, 2, 3],
        [5, 1, 4, 2, 4, 5, 2, 2, 6, 5, 3, 3, 3, 2, 1],
        [1, 2, 3, 2, 4, 2, 1, 2, 5, 3, 2, 4, 2, 1, 3],
        [4, 5, 3, 6, 6, 3, 2, 4, 2, 1, 3, 2, 4, 4, 2],
        [3, 5, 6, 6, 7, 5, 4, 6, 3, 7, 4, 3, 4, 6, 3],
        [2, 5, 5, 3, 5, 2, 3, 5, 2, 2, 1, 4, 5, 5, 4],
    ]
).T


def test_alpha_as_printed_by_pingouin():
    found = cronbach_alpha(ANSWERS)
    assert found.alpha == pytest.approx(0.5917188485995826)
    assert (found.low, found.high) == pytest.approx((0.195, 0.84), abs=0.0005)


def test_the_interval_as_printed_by_statpsych_after_feldt_1965():
    """Its second number of degrees of freedom is n (k - 1), not (n - 1)(k - 1) as in 1987."""
    found = alpha_interval(0.85, people=89, questions=7)
    assert found == pytest.approx((0.7971254, 0.8931436), abs=1e-4)


@pytest.mark.parametrize(("steps", "limit"), [(5, 0.8), (7, 1.2), (9, 1.5), (11, 1.8)])
def test_the_limit_of_agreement_as_printed_by_burke_and_dunlap_2002(steps, limit):
    """They print what is approximated as a sixth of the steps."""
    found = within_group_agreement([[1, 1], [2, 2]], steps=steps)
    assert found.limit == pytest.approx(limit, abs=0.05)
