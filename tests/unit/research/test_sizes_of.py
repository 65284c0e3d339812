"""How large a municipality is taken to be: by its own figures, or by those of the school form."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from fgte.catalogue import indicator
from fgte.model import Variant
from fgte.research.size import sizes_of

UPPER, LOWER = indicator("examen_3ar"), indicator("alla_amnen_slutbetyg")
OWN = {
    "indicator": "elever_gymnasieskola",
    "variant": "kommunal",
    "sex": "T",
    "school_unit": None,
    "municipality_id": "1384",
}
HOME = OWN | {"indicator": "elever_grundskola", "variant": "hemkommun"}


def sizes(pupils, rows, measured=UPPER, variant=Variant.KOMMUNAL):
    """The sizes by figures of 2019–2021, of so many pupils in each municipality, beside a store."""
    figures = [
        {"unit": unit, "year": year, "pupils": n}
        for unit, n in pupils.items()
        for year in (2019, 2020, 2021)
    ]
    table = pd.DataFrame(rows, columns=[*OWN, "year", "value"])
    store = SimpleNamespace(table=table)
    return sizes_of(pd.DataFrame(figures), store, measured, variant)


@pytest.mark.parametrize(("known", "found"), [(1, {"1384": 2400.0}), (2, {"1384": 50.0})])
def test_where_half_are_known_by_their_own_figures_those_count(known, found):
    own = dict(zip(("1384", "1380", "1381", "1383"), (50.0, 60.0, 0.0, 0.0), strict=True))
    if known == 1:
        own["1380"] = 0.0
    counted = sizes(own, [OWN | {"year": 2020, "value": 2400.0}])
    assert {unit: n for unit, n in counted.items() if unit == "1384"} == found


@pytest.mark.parametrize(
    ("measured", "variant", "found"),
    [
        (UPPER, Variant.KOMMUNAL, 2400.0),
        (UPPER, Variant.HEMKOMMUN, 9000.0),
        (LOWER, Variant.KOMMUNAL, 9000.0),
    ],
)
def test_its_own_upper_secondary_schools_are_counted_else_the_children_who_live_there(
    measured, variant, found
):
    rows = [OWN | {"year": 2020, "value": 2400.0}, HOME | {"year": 2020, "value": 9000.0}]
    assert sizes({"1384": 0.0}, rows, measured, variant) == {"1384": found}


def test_it_is_the_middle_one_of_the_years_that_are_studied():
    years = {2012: 1.0, 2013: 2.0, 2019: 2500.0, 2020: 2300.0, 2021: 2400.0}
    rows = [OWN | {"year": year, "value": n} for year, n in years.items()]
    assert sizes({"1384": 0.0}, rows) == {"1384": 2400.0}


@pytest.mark.parametrize(
    "other",
    [{"sex": "K"}, {"school_unit": "12345678"}, {"variant": "lageskommun"}, {"value": 0.0}],
)
def test_parts_of_a_municipality_are_not_its_size(other):
    rows = [OWN | {"year": 2020, "value": 2400.0}, OWN | {"year": 2021, "value": 100.0} | other]
    assert sizes({"1384": 0.0}, rows) == {"1384": 2400.0}
