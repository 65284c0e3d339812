"""What chance makes of Kendall's S, counted order by order."""

import math
from collections import Counter
from itertools import combinations, permutations

import numpy as np
import pytest
from scipy.stats import kendalltau

from fgte.analysis.kendall import (
    critical_score,
    interval_rank,
    orders_by_inversions,
    score_variance,
    tail_probability,
    tie_sizes,
    untied_pairs,
    with_exact_ties,
)

TIE_PATTERNS = [(1, 1, 1, 1), (2, 1, 1), (2, 2), (3, 2), (4,), (2, 2, 1, 1), (3, 2, 1), (5, 1)]


@pytest.mark.parametrize("ties", TIE_PATTERNS)
def test_orders_are_counted_as_by_writing_them_all_out(ties):
    series = [value for value, size in enumerate(ties) for _ in range(size)]
    falls = Counter(
        sum(earlier > later for earlier, later in combinations(order, 2))
        for order in set(permutations(series))
    )
    counted = orders_by_inversions(ties)
    assert dict(enumerate(counted)) == {at: falls[at] for at in range(len(counted))}


@pytest.mark.parametrize("ties", TIE_PATTERNS)
def test_the_variance_is_that_of_the_counted_orders(ties):
    counts = np.array(orders_by_inversions(ties))
    scores = untied_pairs(ties) - 2 * np.arange(counts.size)
    expected = np.average(scores**2, weights=counts)
    assert score_variance(sum(ties), ties) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("years", "score"), [(4, None), (5, 10), (6, 13), (7, 15), (8, 18), (9, 20), (10, 23)]
)
def test_critical_values_are_those_of_printed_tables(years, score):
    assert critical_score((1,) * years, 0.05) == score


@pytest.mark.parametrize("years", [11, 15, 20])
@pytest.mark.parametrize("order", [1, 2, 3])
def test_beyond_ten_years_the_approximation_is_close_to_the_count(years, order):
    series = np.random.default_rng(order).random(years) + 0.03 * np.arange(years)
    exact = kendalltau(np.arange(years), series, method="exact")
    score = round(exact.statistic * math.comb(years, 2))
    assert tail_probability(score, (1,) * years) == pytest.approx(exact.pvalue, abs=0.01)


def test_tie_sizes_count_usable_values_only():
    assert tie_sizes(np.array([3.0, 1.0, np.nan, 3.0, np.nan])) == (2, 1)


def test_equal_means_of_published_shares_are_equal():
    one, other = (0.1 + 0.2) / 2, 0.3 / 2
    assert one != other
    assert tie_sizes(with_exact_ties([one, other])) == (2,)


def test_infinite_figures_are_not_usable():
    assert np.isnan(with_exact_ties([np.inf, -np.inf, np.nan])).all()


@pytest.mark.parametrize("years", range(5, 11))
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_up_to_ten_years_the_interval_covers_what_was_asked_or_is_the_whole_range(
    years, confidence
):
    untied = (1,) * years
    rank, coverage = interval_rank(year_ties=untied, value_ties=untied, confidence=confidence)
    assert rank == 1 or coverage >= confidence
