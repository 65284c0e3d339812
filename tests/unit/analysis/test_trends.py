"""All series of a table at once: the same numbers as one at a time, and nothing left unsaid."""

from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.trend import mann_kendall, theil_sen, trends

FEW_LEVELS = st.integers(0, 5).map(float)  # ties in plenty
TENTHS = st.integers(0, 999).map(lambda tenths: tenths / 10)
FIGURE = st.one_of(TENTHS, FEW_LEVELS, st.just(np.nan))
COUNTRY = st.lists(st.lists(FIGURE, min_size=1, max_size=14), min_size=1, max_size=8)


def table_of(country, first=2010):
    rows = [
        {"place": place, "year": first + year, "value": value}
        for place, series in enumerate(country)
        for year, value in enumerate(series)
    ]
    return pd.DataFrame(rows)


@given(country=COUNTRY)
def test_the_numbers_are_those_of_one_at_a_time_to_the_last_bit(country):
    found = trends(table_of(country), "place")
    for series, row in zip(country, found.to_dict("records"), strict=True):
        if np.isfinite(series).sum() < 5:
            assert not row["judged"]
            continue
        years = range(2010, 2010 + len(series))
        alone = asdict(mann_kendall(series)) | asdict(theil_sen(years, series))
        assert {name: row[name] for name in alone} == alone


@given(country=COUNTRY, seed=st.integers(0, 99))
def test_the_order_of_rows_and_the_names_of_places_change_nothing(country, seed):
    table = table_of(country)
    mixed = table.sample(frac=1, random_state=seed).assign(place=lambda t: t["place"].map(str))
    ours = trends(table.assign(place=table["place"].map(str)), ["place"])
    pd.testing.assert_frame_equal(ours, trends(mixed, ["place"]))


def test_a_break_splits_a_series_and_an_odd_year_does_not():
    rising = table_of([[70, 71, 72, 73, 74, 75, 76, 77, 78, 79]])
    cut = rising.assign(stretch=(rising["year"] >= 2015).astype(int))
    whole, stretches = trends(rising, "place"), trends(cut, ["place", "stretch"])
    assert (whole["n"].tolist(), stretches["n"].tolist()) == ([10], [5, 5])
    without = trends(rising[rising["year"] != 2013], "place")
    assert (without["n"].tolist(), without["slope"].tolist()) == ([9], [1.0])


def test_four_years_are_listed_but_not_judged():
    row = trends(table_of([[70, 71, np.nan, 73, 74]]), "place").iloc[0]
    assert (row["n"], row["judged"], row["first_year"], row["last_year"]) == (4, False, 2010, 2014)
    assert np.isnan(row["p_value"])
    assert np.isnan(row["slope"])


def test_a_series_without_any_figure_is_listed_without_years():
    row = trends(table_of([[np.nan, np.nan]]), "place").iloc[0]
    assert row["n"] == 0
    assert row["first_year"] is pd.NA


def test_a_series_is_told_by_all_its_columns_also_where_one_is_empty():
    table = pd.concat(
        table_of([[1, 2, 3, 4, 5]]).assign(school=school) for school in (None, "00000001")
    )
    assert trends(table, ["place", "school"])["n"].tolist() == [5, 5]


def test_two_figures_of_one_year_are_refused():
    table = pd.concat([table_of([[1, 2, 3, 4, 5]])] * 2)
    with pytest.raises(ValueError, match="two figures in 2010"):
        trends(table, "place")


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="lack sex"):
        trends(table_of([[1, 2]]), ["place", "sex"])


@given(country=COUNTRY, shift=st.integers(-50, 50))
def test_a_constant_added_changes_no_p_value(country, shift):
    table = table_of(country)
    moved = trends(table.assign(value=table["value"] + shift), "place")
    assert moved["p_value"].equals(trends(table, "place")["p_value"])
