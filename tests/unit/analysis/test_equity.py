"""What the indices of uneven spread promise."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import random_table

from fgte.analysis.equity import (
    density_corrected_dissimilarity,
    dissimilarity,
    dissimilarity_by_chance,
    mutual_information,
    mutual_information_by_chance,
    segregation,
    theil_h,
)

COUNTS = st.integers(2, 3).flatmap(
    lambda groups: st.lists(
        st.lists(st.integers(0, 40), min_size=groups, max_size=groups), min_size=2, max_size=6
    )
)
TABLES = COUNTS.map(np.array).filter(lambda t: (t.sum(axis=0) > 0).all())
PAIRS = TABLES.filter(lambda t: t.shape[1] == 2)


@given(table=TABLES)
def test_every_index_lies_between_none_and_all(table):
    assert 0 <= mutual_information(table) <= math.log(table.shape[1]) + 1e-9
    assert 0 <= theil_h(table) <= 1
    assert -1e-9 <= dissimilarity(*table.T[:2]) <= 1 + 1e-9


@given(table=TABLES, data=st.data())
def test_the_order_of_schools_and_groups_does_not_matter(table, data):
    other = table[data.draw(st.permutations(range(len(table))))]
    other = other[:, data.draw(st.permutations(range(table.shape[1])))]
    assert mutual_information(other) == pytest.approx(mutual_information(table), abs=1e-9)


@given(table=TABLES, times=st.integers(2, 5))
def test_as_many_times_more_pupils_everywhere_changes_no_index(table, times):
    assert theil_h(times * table) == pytest.approx(theil_h(table), abs=1e-9)
    pair = table[:, :2]
    assert dissimilarity(*(times * pair).T) == pytest.approx(dissimilarity(*pair.T))


@given(table=TABLES)
def test_the_unit_tells_as_much_of_the_group_as_the_group_of_the_unit(table):
    turned = table[table.sum(axis=1) > 0].T
    if turned.shape[1] > 1:
        assert mutual_information(turned) == pytest.approx(mutual_information(table), abs=1e-9)


@given(first=TABLES, second=TABLES)
def test_between_towns_and_within_them_makes_the_whole(first, second):
    groups = min(first.shape[1], second.shape[1])
    towns = [first[:, :groups], second[:, :groups]]
    whole = np.concatenate(towns)
    between = mutual_information([town.sum(axis=0) for town in towns])
    within = sum(town.sum() * mutual_information(town) for town in towns) / whole.sum()
    assert mutual_information(whole) == pytest.approx(between + within, abs=1e-9)


@given(sizes=st.lists(st.integers(1, 30), min_size=2, max_size=5))
def test_schools_that_mirror_the_whole_have_no_index_and_less_than_chance_gives(sizes):
    table = np.outer(sizes, [2, 3])
    assert theil_h(table) == pytest.approx(0, abs=1e-9)
    assert dissimilarity(*table.T) == pytest.approx(0, abs=1e-9)
    assert segregation(table).corrected < 0


@settings(max_examples=15)
@given(table=PAIRS.filter(lambda t: (t.sum(axis=1) > 0).all()))
def test_what_chance_gives_is_the_mean_over_pupils_placed_by_lot(table):
    by_lot = random_table(table.sum(axis=1), table.sum(axis=0), seed=3).rvs(3000)
    drawn = np.array([dissimilarity(*each.T) for each in by_lot])
    error = drawn.std() / math.sqrt(drawn.size) + 1e-9
    assert abs(drawn.mean() - dissimilarity_by_chance(*table.T)) < 5 * error
    drawn = np.array([mutual_information(each) for each in by_lot])
    error = drawn.std() / math.sqrt(drawn.size) + 1e-9
    assert abs(drawn.mean() - mutual_information_by_chance(table)) < 5 * error


def test_in_large_schools_chance_gives_what_miller_wrote():
    table = np.full((10, 2), 500)
    assert mutual_information_by_chance(table) == pytest.approx(9 / (2 * 10_000), rel=0.02)


def test_small_schools_filled_by_lot_look_segregated_until_corrected():
    by_lot = random_table([12] * 30, [60, 300], seed=1).rvs(300)
    plain = np.mean([theil_h(each) for each in by_lot])
    corrected = np.mean([segregation(each).corrected for each in by_lot])
    assert plain > 0.05
    assert abs(corrected) < 0.01


def test_the_density_correction_lies_nearer_the_truth_than_the_plain_index():
    rng, truth = np.random.default_rng(5), 0.2
    chances = np.concatenate([np.full(10, 0.12), np.full(10, 0.08)])
    drawn = [
        (rng.multinomial(200, chances / 2), rng.multinomial(200, chances[::-1] / 2))
        for _ in range(200)
    ]
    plain = np.mean([dissimilarity(*each) for each in drawn])
    nearer = np.mean([density_corrected_dissimilarity(*each) for each in drawn])
    assert abs(nearer - truth) < abs(plain - truth) / 2


@given(table=PAIRS)
def test_the_density_correction_only_draws_inwards(table):
    assert density_corrected_dissimilarity(*table.T) <= dissimilarity(*table.T) + 1e-9


def test_a_hidden_number_leaves_the_school_out_and_is_never_zero():
    hidden = segregation([[30, 10], [20, 20], [5, math.nan]])
    assert (hidden.units, hidden.left_out) == (2, 1)
    assert hidden.index == theil_h([[30, 10], [20, 20]])
    assert hidden.index != theil_h([[30, 10], [20, 20], [5, 0]])


def test_one_school_alone_tells_nothing():
    alone = segregation([[5, 5]])
    assert (alone.index, alone.by_chance, alone.corrected) == (0, 0, 0)


def test_one_pupil_a_school_is_always_wholly_segregated_so_nothing_can_be_said():
    assert segregation([[1, 0], [0, 1]]).corrected is None


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([[1, -1], [1, 1]], "from 0"),
        ([[1, 0], [3, 0]], "each group"),
        ([[1], [2]], "two groups"),
        ([[math.nan, 1], [2, math.nan]], "each group"),
    ],
)
def test_what_cannot_be_counted_is_refused(counts, told):
    with pytest.raises(ValueError, match=told):
        mutual_information(counts)


def test_an_unknown_measure_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="H, M, D"):
        segregation([[1, 1], [2, 2]], "gini")
