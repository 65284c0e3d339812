"""What goes into the national table, and what is asked for before it is made."""

import numpy as np
import pandas as pd
import pytest

from fgte.analysis.similar import nearest
from fgte.catalogue import indicator, open_catalogue
from fgte.errors import RequestError
from fgte.judgement.national_fit import fit_national
from fgte.judgement.national_frame import national_figures


def test_without_the_country_no_table_is_made_and_the_way_there_is_said(store):
    with pytest.raises(RequestError) as caught:
        fit_national(store, open_catalogue())
    assert "fgte fetch --all-municipalities" in str(caught.value)


def test_the_country_and_odd_years_are_not_among_the_municipalities(store):
    found = national_figures(store, indicator("meritvarde"))
    assert "0000" not in set(found["municipality_id"])
    assert 2016 not in set(found["year"])
    assert (found["variance"].dropna() > 0).all()


def test_a_replaced_figure_stands_in_the_middle_of_its_range_with_the_range_as_doubt(store):
    found = national_figures(store, indicator("behorig_yrkesprogram"))
    table = store.table.query("indicator == 'behorig_yrkesprogram' and status == 'censored'")
    table = table[table["sex"].eq("T") & table["variant"].eq("kommunal")]
    for row in table[table["municipality_id"].ne("0000")].itertuples():
        own = found.query(f"municipality_id == '{row.municipality_id}' and year == {row.year}")
        assert own["value"].item() == pytest.approx((row.low + row.high) / 2)
        assert own["variance"].item() > (row.high - row.low) ** 2 / 12


def test_the_nearest_come_in_the_order_of_the_index_and_lack_nothing():
    frame = pd.DataFrame(
        {"parents": [50, 51, 80, 49, np.nan], "size": [1.0, 1.1, 3.0, 0.9, 1.0]},
        index=["c", "a", "b", "d", "e"],
    ).sort_index()
    assert nearest(frame, "c", ["parents", "size"], k=2) == ["a", "d"]
    assert nearest(frame, "e", ["parents", "size"]) == []
