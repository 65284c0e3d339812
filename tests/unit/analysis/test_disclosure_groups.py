"""A breakdown by sex tells nothing of few people, in counts or in percent."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fgte.analysis.disclosure import suppress_groups
from fgte.analysis.disclosure_audit import feasible_range


def shown(*, reached, pupils, threshold=10):
    return suppress_groups(pd.Series(reached), pd.Series(pupils), threshold=threshold)


def visible(table, column="share"):
    return set(table.index[table[column].notna()])


def test_large_groups_are_shown_whole():
    table = shown(reached={"T": 60, "K": 30, "M": 30}, pupils={"T": 100, "K": 50, "M": 50})
    assert table.loc["K", "share"] == pytest.approx(0.6)
    assert not table.isna().to_numpy().any()


def test_hiding_one_sex_hides_the_other():
    table = shown(reached={"T": 20, "K": 18, "M": 2}, pupils={"T": 40, "K": 37, "M": 3})
    assert visible(table) == visible(table, "pupils") == {"T"}


def test_two_groups_that_differ_by_one_person_do_not_point_at_that_one():
    table = shown(reached={"T": 25, "K": 25, "M": 0}, pupils={"T": 50, "K": 49, "M": 1})
    assert visible(table) == {"T"}
    assert table.loc["K", "pupils"] is pd.NA


def test_a_share_is_hidden_when_few_did_not_reach_it():
    table = shown(reached={"T": 84, "K": 46, "M": 38}, pupils={"T": 104, "K": 50, "M": 54})
    assert visible(table) == {"T"}
    assert table.loc["K", "reached"] is pd.NA


def test_and_when_few_did():
    table = shown(reached={"T": 20, "K": 4, "M": 16}, pupils={"T": 104, "K": 50, "M": 54})
    assert visible(table) == {"T"}


def test_the_number_of_pupils_is_shown_when_only_the_share_is_hidden():
    table = shown(reached={"T": 84, "K": 46, "M": 38}, pupils={"T": 104, "K": 50, "M": 54})
    assert table["pupils"].to_dict() == {"T": 104, "K": 50, "M": 54}


def test_the_share_of_a_total_with_few_who_missed_it_is_hidden_too():
    table = shown(reached={"T": 96, "K": 48, "M": 48}, pupils={"T": 100, "K": 50, "M": 50})
    assert visible(table) == set()


def test_everybody_in_a_large_group_may_be_said_to_have_reached_it():
    table = shown(reached={"T": 80, "K": 50, "M": 30}, pupils={"T": 100, "K": 50, "M": 50})
    assert table.loc["K", "share"] == 1


def test_few_of_no_stated_sex_are_protected_as_a_group():
    table = shown(reached={"T": 60, "K": 30, "M": 28}, pupils={"T": 104, "K": 50, "M": 50})
    assert "T" in visible(table)
    assert len(visible(table)) == 2


def test_groups_come_back_in_the_order_they_came():
    table = shown(reached={"K": 30, "T": 60, "M": 30}, pupils={"K": 50, "T": 100, "M": 50})
    assert list(table.index) == ["K", "T", "M"]
    assert list(table.columns) == ["reached", "pupils", "share"]


def test_no_pupils_have_no_share():
    table = shown(reached={"T": 30, "K": 30, "M": 0}, pupils={"T": 50, "K": 50, "M": 0})
    assert table.loc["M", "pupils"] == 0
    assert table.loc["M", "share"] is pd.NA


@pytest.mark.parametrize(
    ("reached", "pupils"),
    [
        ({"T": 60, "K": 55, "M": 5}, {"T": 100, "K": 50, "M": 50}),
        ({"T": 60, "K": 30, "M": 30}, {"T": 90, "K": 50, "M": 50}),
    ],
)
def test_numbers_that_do_not_fit_each_other_are_refused(reached, pupils):
    with pytest.raises(ValueError, match="not a whole number from 0: -"):
        shown(reached=reached, pupils=pupils)


def test_a_threshold_below_five_is_refused():
    with pytest.raises(ValueError, match="a whole number from 5"):
        shown(reached={"T": 1, "K": 1}, pupils={"T": 2, "K": 2}, threshold=3)


group = st.tuples(st.integers(0, 30), st.integers(0, 30))


@given(girls=group, boys=group, others=st.tuples(st.integers(0, 4), st.integers(0, 4)))
@settings(max_examples=60)
def test_counts_and_percentages_together_solve_no_hidden_number(girls, boys, others):
    groups = {"K": girls, "M": boys, "-": others}
    table = shown(
        reached={"T": girls[0] + boys[0] + others[0], "K": girls[0], "M": boys[0]},
        pupils={"T": sum((*girls, *boys, *others)), "K": sum(girls), "M": sum(boys)},
    )
    known, values = told(table)
    for sex, (reached, missed) in groups.items():
        if sex != "-" and table.loc[sex, "share"] is not pd.NA:
            continue
        for part, true in enumerate((reached, missed)):
            if 0 < true < 10:
                low, high = feasible_range(unit(sex, part), known, values, values)
                assert high is None or low < high
                assert high is None or high >= 10


def unit(sex, *parts):
    """The reached (0) and missed (1) of a sex as weights of the six unknown counts."""
    sexes = "KM-" if sex == "T" else sex
    places = {2 * "KM-".index(each) + part for each in sexes for part in parts}
    return [float(place in places) for place in range(6)]


def told(table):
    """What the shown numbers and shares say, as equations in the unknown counts."""
    known, values = [[0.0] * 6], [0.0]
    for sex, row in table.iterrows():
        if row["pupils"] is not pd.NA:
            known, values = [*known, unit(sex, 0, 1)], [*values, row["pupils"]]
        if row["reached"] is not pd.NA:
            known, values = [*known, unit(sex, 0)], [*values, row["reached"]]
    return known, [float(value) for value in values]
