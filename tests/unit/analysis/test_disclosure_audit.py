"""What a reader can work out: found without knowing how the cells were chosen."""

import pandas as pd
import pytest

from fgte.analysis.disclosure_audit import feasible_intervals, feasible_range


def table(*rows):
    return pd.DataFrame(rows).astype("Int64")


def test_a_single_hidden_cell_is_solved_by_its_sum():
    found = feasible_intervals(table([pd.NA, 46, 50], [16, 38, 54], [20, 84, 104]))
    assert found.to_numpy().tolist() == [[0, 0, 4, 4]]


def test_four_hidden_cells_can_trade_places():
    found = feasible_intervals(table([pd.NA, pd.NA, 50], [pd.NA, pd.NA, 54], [20, 84, 104]))
    assert found[["low", "high"]].to_numpy().tolist() == [[0, 20], [30, 50], [0, 20], [34, 54]]


def test_two_hidden_cells_below_a_sum_of_nothing_are_nothing():
    found = feasible_intervals(table([pd.NA, pd.NA, 0], [20, 30, 50], [20, 30, 50]))
    assert found["high"].tolist() == [0, 0]


def test_a_hidden_sum_has_no_upper_limit():
    found = feasible_intervals(table([pd.NA, 46, pd.NA], [16, 38, 54], [pd.NA, 84, pd.NA]))
    assert found["high"].isna().all()
    assert found["low"].tolist() == [0, 46, 16, 100]


def test_nothing_hidden_gives_nothing():
    assert feasible_intervals(table([4, 46, 50], [16, 38, 54], [20, 84, 104])).empty


def test_counts_that_cannot_be_are_an_error():
    with pytest.raises(ValueError, match="no counts fit"):
        feasible_intervals(table([pd.NA, 60, 50], [16, 38, 54], [20, 84, 104]))


def test_a_rounded_percentage_of_known_pupils_is_a_count():
    reached, missed = [1, 0], [0, 1]
    known = [[1, 1], reached]
    assert feasible_range(missed, known, [50, 45.98], [50, 46.02]) == (4, 4)


def test_of_many_pupils_it_leaves_a_choice():
    known = [[1, 1], [1, 0]]
    assert feasible_range([0, 1], known, [5000, 4597.5], [5000, 4602.5]) == (398, 402)
