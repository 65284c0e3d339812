"""Small counts in a table stay hidden, from the table itself and from tables beside it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgte.analysis import cell_suppression
from fgte.analysis.disclosure import (
    DEFAULT_THRESHOLD,
    SMALLEST_THRESHOLD,
    checked_threshold,
    suppress,
    suppress_linked,
)
from fgte.analysis.disclosure_audit import feasible_intervals, feasible_range


def with_sums(inner):
    inner = np.asarray(inner)
    rows = np.hstack([inner, inner.sum(axis=1, keepdims=True)])
    return pd.DataFrame(np.vstack([rows, rows.sum(axis=0)]))


def hidden(table):
    return {(int(row), int(column)) for row, column in np.argwhere(table.isna().to_numpy())}


def tables(rows=(1, 5), columns=(1, 5), largest=40):
    """Tables with sums; small counts and zeros come often."""
    counts = st.one_of(st.integers(0, 12), st.integers(0, largest))
    shapes = st.tuples(st.integers(*rows), st.integers(*columns))
    return shapes.flatmap(
        lambda shape: st.lists(
            st.lists(counts, min_size=shape[1], max_size=shape[1]),
            min_size=shape[0],
            max_size=shape[0],
        )
    ).map(with_sums)


@given(tables(), st.sampled_from([5, 10]))
@settings(max_examples=60)
def test_no_hidden_cell_can_be_solved_or_told_to_be_small(table, threshold):
    found = feasible_intervals(suppress(table, threshold=threshold))
    for cell in found.itertuples():
        true = table.iat[cell.row, cell.column]
        highest = np.inf if cell.high is pd.NA else cell.high
        assert cell.low <= true <= highest
        assert cell.low < highest
        assert highest >= threshold or not 0 < true < threshold


def every_small_table(highest):
    """All tables of two rows and two columns with counts up to a limit, with their sums."""
    inner = np.indices((highest + 1,) * 4).reshape(4, -1).T.reshape(-1, 2, 2)
    rows = np.concatenate([inner, inner.sum(axis=2, keepdims=True)], axis=2)
    return np.concatenate([rows, rows.sum(axis=1, keepdims=True)], axis=1)


ALL_SMALL_TABLES = every_small_table(highest=16)


@given(tables(rows=(2, 2), columns=(2, 2), largest=8))
def test_trying_every_small_table_solves_no_hidden_cell(table):
    shown = suppress(table, threshold=5)
    published = shown.to_numpy(dtype=float, na_value=np.nan)
    tried = ALL_SMALL_TABLES
    fitting = tried[np.all(np.isnan(published) | (tried == published), axis=(1, 2))]
    for cell in hidden(shown):
        assert len(np.unique(fitting[(slice(None), *cell)])) > 1


@given(tables())
def test_what_is_shown_is_true_and_every_small_count_is_hidden(table):
    shown = suppress(table, threshold=10)
    assert shown.shape == table.shape
    assert (shown.isna() | shown.eq(table)).to_numpy(dtype=bool).all()
    small = table.gt(0) & table.lt(10)
    assert shown.isna().to_numpy()[small.to_numpy()].all()


def test_a_table_without_small_counts_is_shown_whole():
    table = with_sums([[10, 20], [30, 40]])
    assert hidden(suppress(table, threshold=10)) == set()


def test_labels_are_kept_and_hidden_cells_are_missing_whole_numbers():
    table = pd.DataFrame([[4, 40, 44], [20, 30, 50], [24, 70, 94]], ["K", "M", "T"], list("ENA"))
    shown = suppress(table, threshold=10)
    assert list(shown.index) == ["K", "M", "T"]
    assert list(shown.columns) == ["E", "N", "A"]
    assert set(shown.dtypes.astype(str)) == {"Int64"}
    assert shown.loc["K", "E"] is pd.NA


def test_a_zero_in_a_large_group_is_shown():
    assert suppress(with_sums([[0, 30], [20, 40]]), threshold=10).iat[0, 0] == 0


def test_a_zero_in_a_small_group_is_hidden_since_it_speaks_of_each_in_it():
    shown = suppress(with_sums([[0, 4], [20, 40], [30, 50]]), threshold=10)
    assert {(0, 0), (0, 1), (0, 2)} <= hidden(shown)


def test_a_row_of_two_small_counts_does_not_give_away_their_sum():
    shown = suppress(with_sums([[3, 4, 0], [20, 30, 40], [50, 60, 70]]), threshold=10)
    assert (0, 3) in hidden(shown)
    bounds = feasible_intervals(shown).set_index(["row", "column"])["high"]
    assert bounds[0, 3] >= 10


def test_ones_that_must_share_a_sum_are_not_told_by_being_above_zero():
    shown = suppress(with_sums([[1, 0, 7, 1], [1, 9, 20, 12], [30, 40, 50, 60]]), threshold=5)
    found = feasible_intervals(shown)
    assert (found["high"] - found["low"]).dropna().gt(1).all()


def test_a_group_of_four_is_hidden_with_the_group_that_would_give_it_away():
    shown = suppress(with_sums([[4], [30], [40]]), threshold=10)
    assert (0, 0) in hidden(shown)
    assert len(hidden(shown)) == 4
    assert shown.iat[3, 1] == 74


def test_inner_cells_are_hidden_rather_than_sums():
    shown = suppress(with_sums([[4, 46], [16, 38]]), threshold=10)
    assert hidden(shown) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_when_all_are_few_all_is_hidden():
    assert suppress(with_sums([[1, 2], [0, 3]]), threshold=10).isna().to_numpy().all()


def test_an_empty_table_has_nothing_to_hide():
    assert hidden(suppress(with_sums([[0, 0], [0, 0]]), threshold=10)) == set()


def test_if_no_proof_is_found_nothing_is_shown(monkeypatch):
    class Nothing:
        x = None

    monkeypatch.setattr(cell_suppression, "milp", lambda *args, **kwargs: Nothing)
    assert suppress(with_sums([[4, 46], [16, 38]]), threshold=10).isna().to_numpy().all()


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ((0, 2), 51, "row 'K': its sum is 51, but it adds to 50"),
        ((2, 0), 85, "column 'N': its sum is 85, but it adds to 84"),
        ((2, 2), 105, "column 'A': its sum is 105, but it adds to 104"),
        ((0, 0), -1, "row 'K', column 'N': not a whole number from 0: -1"),
        ((1, 1), 1.5, "row 'M', column 'E': not a whole number from 0: 1.5"),
        ((1, 1), None, "row 'M', column 'E': not a whole number from 0"),
    ],
)
def test_a_table_that_is_no_table_of_counts_is_refused(place, value, message):
    counts = [[46, 4, 50], [38, 16, 54], [84, 20, 104]]
    table = pd.DataFrame(counts, ["K", "M", "T"], ["N", "E", "A"], dtype=object)
    table.iloc[place] = value
    with pytest.raises(ValueError, match=message):
        suppress(table, threshold=10)


def test_a_single_row_is_no_table_with_sums():
    with pytest.raises(ValueError, match="two rows and two columns"):
        suppress(pd.DataFrame([[1, 2, 3]]), threshold=10)


@pytest.mark.parametrize("threshold", [4, 0, -10, 7.5])
def test_a_threshold_below_five_is_refused_everywhere(threshold):
    with pytest.raises(ValueError, match="a whole number from 5"):
        checked_threshold(threshold)
    with pytest.raises(ValueError, match="a whole number from 5"):
        suppress(with_sums([[1, 2], [3, 4]]), threshold=threshold)


def test_the_threshold_is_ten_unless_chosen_and_five_at_least():
    assert (DEFAULT_THRESHOLD, SMALLEST_THRESHOLD) == (10, 5)
    assert checked_threshold(5) == 5


def test_the_threshold_itself_is_not_small():
    assert hidden(suppress(with_sums([[10, 20], [30, 40]]), threshold=10)) == set()
    assert hidden(suppress(with_sums([[10, 20], [30, 40]]), threshold=11)) != set()


def test_the_same_table_is_always_hidden_alike():
    table = with_sums(np.random.default_rng(4).poisson(9, (6, 6)))
    once, again = suppress(table, threshold=10), suppress(table.copy(), threshold=10)
    pd.testing.assert_frame_equal(once, again)


def linked(girls, boys):
    parts = {"K": with_sums(girls), "M": with_sums(boys)}
    return {**parts, "T": parts["K"] + parts["M"]}


@given(tables((2, 2), (2, 3)), st.integers(0, 3))
@settings(max_examples=25)
def test_girls_boys_and_all_together_solve_no_hidden_cell(girls, girls_a_boy):
    boys = with_sums(girls.iloc[:-1, :-1].to_numpy()[::-1] * girls_a_boy)
    whole = {"K": girls, "M": boys, "T": girls + boys}
    shown = suppress_linked(whole, total="T", threshold=10)
    for true, (low, high) in attacked(whole, shown):
        assert high is None or low < high
        assert high is None or high >= 10 or not 0 < true < 10


def attacked(whole, shown):
    """Each hidden cell and what all the tables together tell of it."""
    rows, columns = (n - 1 for n in whole["T"].shape)
    cells = np.eye(2 * rows * columns).reshape(2, rows, columns, -1)
    for axis in (0, 1, 2):
        cells = np.concatenate([cells, cells.sum(axis=axis, keepdims=True)], axis=axis)
    published = np.stack([shown[sex].to_numpy(dtype=float, na_value=np.nan) for sex in "KMT"])
    known, values = cells[~np.isnan(published)], published[~np.isnan(published)]
    for sex, row, column in np.argwhere(np.isnan(published)):
        true = whole["KMT"[sex]].iat[row, column]
        yield true, feasible_range(cells[sex, row, column], known, values, values)


def test_a_hidden_girl_is_not_found_by_taking_boys_from_all():
    shown = suppress_linked(
        linked([[4, 46], [30, 30]], [[16, 38], [40, 40]]), total="T", threshold=10
    )
    assert shown["K"].iat[0, 0] is pd.NA
    assert pd.NA in (shown["M"].iat[0, 0], shown["T"].iat[0, 0])


def test_tables_hidden_one_by_one_would_have_given_her_away():
    whole = linked([[4, 46], [30, 30]], [[16, 38], [40, 40]])
    boys, everyone = (suppress(whole[sex], threshold=10).iat[0, 0] for sex in "MT")
    assert everyone - boys == 4


def test_a_total_that_is_not_the_sum_of_its_tables_is_refused():
    whole = linked([[4, 46], [30, 30]], [[16, 38], [40, 40]])
    with pytest.raises(ValueError, match="table 'T' is not the sum of K, M"):
        suppress_linked({**whole, "T": whole["K"]}, total="T", threshold=10)
