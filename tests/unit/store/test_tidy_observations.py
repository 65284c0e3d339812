"""What becomes of a raw figure: its place, its status, its number of pupils."""

import pandas as pd
import pytest

from fgte.catalogue import open_catalogue
from fgte.errors import DataError
from fgte.sources.raw import raw_figures
from fgte.store.tidy import tidy


def observed(*rows):
    """Observations made from (source, kpi, municipality, year, sex, value, pupils)."""
    names = ["source", "kpi", "municipality_id", "year", "sex", "value", "pupils"]
    raw = raw_figures(pd.DataFrame(list(rows), columns=names).assign(snapshot_id="test"))
    return tidy(raw, open_catalogue())


def one(table, **wanted):
    for column, value in wanted.items():
        table = table[table[column].eq(value)]
    assert len(table) == 1
    return table.iloc[0]


def test_a_figure_keeps_its_value_and_learns_what_it_is():
    row = observed(("Kolada", "N15505", "1384", 2022, "T", 237.0, None)).iloc[0]
    assert (row["indicator"], row["variant"], row["value"]) == ("meritvarde", "kommunal", 237.0)
    assert (row["status"], row["snapshot_id"]) == ("ok", "test")


def test_a_kpi_the_catalogue_does_not_know_is_refused_by_name():
    with pytest.raises(DataError, match="N99999"):
        observed(("Kolada", "N99999", "1384", 2022, "T", 1.0, None))


def test_a_share_of_nought_in_upper_secondary_is_no_result():
    row = observed(("Kolada", "N17451", "1315", 2019, "T", 0.0, None)).iloc[0]
    assert row["status"] == "not_applicable"
    assert pd.isna(row["value"])


@pytest.mark.parametrize(
    ("pupils", "low", "high"), [(40, 90.0, 97.5), (68, 94.1, 98.5), (None, 90.0, 100.0)]
)
def test_95_from_kolada_is_a_range_not_a_value(pupils, low, high):
    row = observed(("Kolada", "N15436", "1384", 2022, "T", 95.0, pupils)).iloc[0]
    assert row["status"] == "censored"
    assert pd.isna(row["value"])
    assert (row["low"], row["high"]) == pytest.approx((low, high), abs=0.05)


@pytest.mark.parametrize(
    ("source", "kpi"), [("Skolverket", "N15563"), ("Kolada", "N15452"), ("Kolada", "N15505")]
)
def test_95_is_a_value_where_the_source_does_not_replace(source, kpi):
    table = observed((source, kpi, "1384", 2022, "T", 95.0, None))
    assert one(table, kpi=kpi, year=2022)["status"] == "ok"


def test_years_without_national_tests_are_missing_not_absent():
    table = observed(("Kolada", "N15452", "1384", 2019, "T", 80.5, None))
    assert list(table[table["status"].eq("missing")]["year"]) == [2020, 2021]


def test_a_spring_takes_the_count_of_the_october_before():
    table = observed(
        ("Kolada", "N15505", "1384", 2022, "T", 237.0, None),
        ("Kolada", "N15809", "1384", 2021, "T", 9134.0, None),
        ("Kolada", "N15809", "1384", 2022, "T", 8943.0, None),
    )
    row = one(table, indicator="meritvarde")
    assert (row["pupils"], row["pupils_kind"]) == (1015, "approximate")  # 9134 / 9


def test_a_diploma_takes_the_count_of_three_octobers_before():
    table = observed(
        ("Kolada", "N17451", "1384", 2022, "T", 75.9, None),
        ("Kolada", "N17820", "1384", 2019, "T", 2953.0, None),
    )
    assert one(table, indicator="examen_3ar")["pupils"] == 984  # 2953 / 3


def test_one_sex_is_taken_as_half_the_year_group():
    table = observed(
        ("Kolada", "N15505", "1384", 2022, "K", 246.6, None),
        ("Kolada", "N15809", "1384", 2021, "T", 9134.0, None),
    )
    assert one(table, indicator="meritvarde")["pupils"] == 507


def test_a_counted_number_stands_before_an_approximate_one():
    table = observed(
        ("Kolada", "N15567", "1384", 2022, "T", 239.4, 1113),
        ("Kolada", "N15809", "1384", 2021, "T", 9134.0, None),
    )
    row = one(table, indicator="meritvarde_utan_nyinvandrade")
    assert (row["pupils"], row["pupils_kind"]) == (1113, "exact")


def test_without_the_right_october_the_number_is_unknown():
    table = observed(
        ("Kolada", "N15505", "1384", 2015, "T", 237.0, None),
        ("Kolada", "N15809", "1384", 2015, "T", 8878.0, None),
    )
    row = one(table, indicator="meritvarde")
    assert pd.isna(row["pupils"])
    assert row["pupils_kind"] == "unknown"


def test_the_mean_of_the_two_tests_is_an_own_calculation():
    table = observed(
        ("Kolada", "N15452", "1384", 2022, "T", 69.6, None),
        ("Kolada", "N15454", "1384", 2022, "T", 70.1, None),
    )
    row = one(table, series="medel", year=2022)
    assert row["value"] == pytest.approx(69.85)
    assert (row["source"], row["kpi"]) == ("own_calculation", "N15452+N15454")


def test_half_of_a_pair_makes_no_mean():
    table = observed(("Kolada", "N15452", "0000", 2015, "T", 77.0, None))
    assert table[table["series"].eq("medel") & table["year"].eq(2015)].empty


@pytest.mark.parametrize(
    ("kpi", "year", "value"),
    [("N15436", 2022, 100.5), ("N15436", 2022, -1), ("N15505", 2022, 341), ("N17691", 2022, 21),
     ("N15505", 22, 237)],
)  # fmt: skip
def test_a_figure_that_cannot_be_is_refused_by_name(kpi, year, value):
    with pytest.raises(DataError, match=rf"{kpi}, kommun 1384, {year}: .* kan inte stämma"):
        observed(("Kolada", kpi, "1384", year, "T", value, None))


def test_a_deviation_from_a_model_may_be_negative():
    row = observed(("Kolada", "U15459", "1384", 2022, "T", -4.74, None)).iloc[0]
    assert row["value"] == -4.74


def test_a_schools_figure_gets_no_approximate_year_group():
    """A ninth of the municipality's pupils says nothing of a school."""
    school = {"source": "Skolverket", "kpi": "N15505", "municipality_id": "1384", "year": 2022}
    school |= {"sex": "T", "value": 230.0, "school_unit": "12345678"}
    count = {"source": "Kolada", "kpi": "N15809", "municipality_id": "1384", "year": 2021}
    count |= {"sex": "T", "value": 9134.0}
    raw = raw_figures([school | {"snapshot_id": "x"}, count | {"snapshot_id": "x"}])
    row = one(tidy(raw, open_catalogue()), indicator="meritvarde")
    assert (row["school_unit"], row["pupils_kind"]) == ("12345678", "unknown")


def raw(*rows):
    """Raw figures of both tests in 2022, with what is told of each."""
    same = {"source": "Skolverket", "municipality_id": "1384", "sex": "T", "snapshot_id": "test"}
    return tidy(raw_figures([same | row for row in rows]), open_catalogue())


def test_a_year_never_published_takes_no_bounds_from_another_year():
    rounded = {"kpi": "N15452", "year": 2022, "status": "censored", "low": 90.0, "high": 99.0}
    blank = one(raw(rounded), year=2020)
    assert blank["status"] == "missing"
    assert blank[["low", "high", "value", "pupils"]].isna().all()


def test_the_pupils_of_a_mean_are_known_no_better_than_those_of_its_vaguest_part():
    parts = [
        {"kpi": "N15452", "year": 2022, "value": 69.6, "pupils": 900.0},
        {"kpi": "N15454", "year": 2022, "value": 70.1},
    ]
    count = {"kpi": "N15809", "source": "Kolada", "year": 2021, "value": 8100.0}
    near = one(raw(*parts, count), series="medel", year=2022)
    assert (near["pupils"], near["pupils_kind"]) == (900.0, "approximate")
    unknown = one(raw(*parts), series="medel", year=2022)
    assert unknown["pupils_kind"] == "unknown"
    assert pd.isna(unknown["pupils"])
