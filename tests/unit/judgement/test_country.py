"""All municipalities at once: the same movements as one by one, by the same rules."""

import pandas as pd
import pytest

import fgte
from fgte.catalogue import open_catalogue
from fgte.judgement.country import LINE, country_trends
from fgte.sources.raw import raw_figures
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

RISING = (70.0, 71.2, 71.9, 73.3, 74.0, 75.2, 76.1, 77.0)


def observed(rows):
    return tidy(raw_figures(rows).assign(source="Kolada", snapshot_id="made"), open_catalogue())


def made(kpi, values, *, first=2015, places=("1384",)):
    return observed(
        pd.DataFrame(
            [
                {"kpi": kpi, "municipality_id": p, "sex": "T", "year": first + i, "value": value}
                for p in places
                for i, value in enumerate(values)
            ]
        )
    )


def judged(table, indicator):
    return country_trends(table, [open_catalogue().indicator(indicator)])


def test_a_break_cuts_and_the_latest_long_stretch_is_judged():
    merit = [210.0 + year for year in range(10)]  # 2015–2024, with the break of 2023
    row = judged(made("N15505", merit), "meritvarde").iloc[0]
    assert (row["first_year"], row["last_year"], row["judged"]) == (2015, 2022, True)
    assert row["slope"] == 1


def test_too_few_years_are_listed_without_a_movement():
    row = judged(made("N17451", RISING[:4]), "examen_3ar").iloc[0]
    assert (row["n"], row["judged"]) == (4, False)
    assert pd.isna(row["slope"])


def test_places_come_in_the_order_of_their_codes_whatever_their_results():
    table = made("N17451", RISING, places=("1384", "0114", "1315"))
    assert judged(table, "examen_3ar")["municipality_id"].tolist() == ["0114", "1315", "1384"]


def test_other_indicators_and_school_units_are_left_out():
    table = made("N17451", RISING)
    units = pd.concat([table, table.assign(school_unit="00000001")])
    assert len(judged(units, "examen_3ar")) == 1
    assert judged(table, "meritvarde").empty


def test_each_line_stands_once(store):
    found = country_trends(store.table, open_catalogue().followed)
    assert not found.duplicated(LINE).any()


def agrees(row, finding):
    numbers = ["p_value", "slope", "low", "high"]
    expected = [getattr(finding.trend, name) for name in numbers]
    ends = finding.trend.first_year, finding.trend.last_year
    return (row.first_year, row.last_year) == ends and [
        getattr(row, name) for name in numbers
    ] == pytest.approx(expected, abs=1e-9)


def check_against_single_findings(store):
    book = open_catalogue()
    found = country_trends(store.table, book.followed)
    members = found[found["municipality_id"].isin([each.id for each in book.members])]
    for row in members.itertuples():
        finding = fgte.assess(
            row.indicator,
            row.municipality_id,
            sex=row.sex,
            variant=row.variant,
            series=row.series,
            store=store,
        )
        assert row.judged == (finding.trend is not None), row
        assert not row.judged or agrees(row, finding), row
    return len(members)


def test_the_shipped_figures_give_what_each_finding_says(store):
    assert check_against_single_findings(store) > 50


def test_the_country_gives_what_each_finding_says(shared, tmp_path):
    file = shared / "data" / "kolada" / "values_2024-08.csv.gz"
    figures = pd.read_csv(file, dtype={"municipality_id": str, "kpi": str, "sex": str})
    asked = ["N15505", "N17451", "N15436", "N15419"]  # N15436 has figures that Kolada replaced
    rows = figures[figures["kpi"].isin(asked) & figures["value"].notna()]
    write_table(tmp_path / "store", observed(rows), fingerprint="made", origins=[])
    store = open_table(tmp_path / "store")
    assert check_against_single_findings(store) >= 20
    places = country_trends(store.table, open_catalogue().followed)["municipality_id"]
    assert places.nunique() > 280
