"""The published example of a small table (rule of ACRO, threshold 10; SDC handbook)."""

import json

import pandas as pd
import pytest

from fgte.analysis.disclosure import suppress, suppress_groups
from fgte.analysis.disclosure_audit import feasible_intervals

ROWS, COLUMNS = ["Flickor", "Pojkar", "Totalt"], ["Nått", "Ej nått", "Alla"]
COUNTS = [[46, 4, 50], [38, 16, 54], [84, 20, 104]]


@pytest.fixture
def published():
    return suppress(pd.DataFrame(COUNTS, ROWS, COLUMNS), threshold=10)


def test_the_four_girls_are_hidden_with_the_block_of_both_sexes(published):
    block = published.loc[["Flickor", "Pojkar"], ["Nått", "Ej nått"]]
    assert block.isna().to_numpy().all()
    assert published.isna().to_numpy().sum() == 4


def test_the_margins_are_still_shown(published):
    assert published["Alla"].tolist() == [50, 54, 104]
    assert published.loc["Totalt"].tolist() == [84, 20, 104]


def test_the_girls_who_did_not_reach_it_can_be_none_or_twenty(published):
    girls = feasible_intervals(published).iloc[1]
    assert (girls["low"], girls["high"]) == (0, 20)


def test_no_percentage_gives_the_four_away():
    reached = pd.Series({"T": 84, "K": 46, "M": 38})
    pupils = pd.Series({"T": 104, "K": 50, "M": 54})
    share = suppress_groups(reached, pupils, threshold=10)["share"]
    assert share["T"] == pytest.approx(84 / 104)
    assert share[["K", "M"]].isna().all()


def test_the_same_as_in_the_shared_vector(shared, published):
    vector = shared / "vectors" / "v26_suppression_small_table.json"
    case = json.loads(vector.read_text(encoding="utf-8"))
    given = case["inputs"]
    table = pd.DataFrame(given["table"]["counts"], given["table"]["rows"], given["table"]["cols"])
    shown = suppress(table, threshold=given["threshold"])
    pd.testing.assert_frame_equal(shown, published)
    for row, column in case["expected"]["primary"]:
        assert shown.loc[row, column] is pd.NA
