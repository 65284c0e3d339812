"""Real files of Skolverket's, where a developer has them: nothing is lost, nothing is changed."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from fgte.sources.skolverket import SchoolUnit, read_skolverket, read_units

STATUS = {"..": "suppressed", ".": "missing", "~100": "censored"}


@pytest.fixture(scope="module")
def folder(shared) -> Path:
    return shared / "data" / "skolverket"


def read(path, **more):
    return read_skolverket(path, snapshot_id="x", **more)


def table(path):
    """The sample's rows by heading, read by another hand: header on line 6, code in column 2."""
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    data = [dict(zip(rows[5], row, strict=False)) for row in rows[6:] if len(row) > 8]
    return pd.DataFrame([row for row in data if row["Skol-enhetskod"].isdecimal()])


def said(cell):
    """A cell's status and value, as plainly as possible."""
    if cell in STATUS:
        return STATUS[cell], None
    return "ok", float(cell.replace(" ", "").replace(",", "."))


@pytest.fixture(scope="module")
def grades(folder):
    return folder / "slutbetyg_ak9_2025_skolenhet.csv"


@pytest.fixture(scope="module")
def pupils(folder):
    return folder / "antal_elever_2023_skolenhet.csv"


def expected(rows, headings):
    """Every cell under these headings, as (unit, kpi) to status and value."""
    return {
        (row["Skol-enhetskod"], kpis[row["Typ av huvudman"]]): said(row[heading])
        for heading, kpis in headings.items()
        for row in rows.to_dict("records")
        if row["Typ av huvudman"] in kpis
    }


def found(figures):
    values = figures["value"].astype(object).where(figures["value"].notna(), None)
    keys = zip(figures["school_unit"], figures["kpi"], strict=True)
    return dict(zip(keys, zip(figures["status"], values, strict=True), strict=True))


def test_every_grade_of_2025_is_a_figure_with_its_number_or_status(grades):
    headings = {
        "Andel (%) elever som uppfyllt betygskriterierna i alla ämnen": ("N15419", "N15418"),
        "Andel (%) elever behöriga till yrkesprog.": ("N15436", "N15424"),
        "Genomsnittligt meritvärde (17 ämnen)": ("N15505", "N15504"),
    }
    kpis = {
        name: dict(zip(("Kommunal", "Enskild"), ids, strict=True)) for name, ids in headings.items()
    }
    whole = read(grades)
    assert found(whole.figures) == expected(table(grades), kpis)
    assert len(whole.figures) == 3 * len(table(grades)) == 5142
    assert whole.left_out == ()


def test_every_count_of_pupils_is_a_figure_or_counted_as_left_out(pupils):
    headings = {
        "Elever, årskurs 1-9": {"Kommunal": "N15809"},
        "Andel (%) elever med föräldrar med eftergymnasial utb., åk 1-9": {"Kommunal": "N15820"},
    }
    whole, rows = read(pupils), table(pupils)
    assert found(whole.figures) == expected(rows, headings)
    values = [name for name in rows.columns if name.startswith(("Elever", "Andel"))]
    assert len(whole.figures) + sum(each.count for each in whole.left_out) == rows[values].size


def test_the_number_of_pupils_follows_each_grade(grades):
    counted = table(grades).set_index("Skol-enhetskod")["Antal elever"]
    figures = read(grades).figures
    written = figures["pupils"].map("{:.0f}".format).replace("nan", "..")
    assert list(written) == list(counted.loc[figures["school_unit"]])


def test_a_censored_share_never_reaches_all_and_has_bounds_by_its_pupils(grades):
    censored = read(grades).figures.query("status == 'censored'")
    assert (censored["low"] - (100 - 400 / censored["pupils"]).clip(lower=0)).abs().max() < 1e-9
    assert (censored["high"] - (100 - 100 / censored["pupils"])).abs().max() < 1e-9


HALLAND = {
    "andel_alla_amnen": ("N15419", "N15418"),
    "andel_behorig_yrkes": ("N15436", "N15424"),
    "meritvarde_17": ("N15505", "N15504"),
}


def test_the_schools_of_halland_agree_with_what_others_parsed(folder, grades):
    own = found(read(grades).figures)
    text = (folder / "school_level_halland.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    others = [row for row in rows if "export 139" in row["source"] and row["measure"] in HALLAND]
    assert len(others) == 192
    for row in others:
        kpi = HALLAND[row["measure"]][row["organiser"] != "Kommunal"]
        value = float(row["value"]) if row["value"] else None
        assert own[row["school_unit"], kpi] == (said(row["raw"])[0], value)


def test_the_samples_are_whole_and_recognised(grades, pupils):
    for path, year in ((grades, "2024/25"), (pupils, "2023/24")):
        whole = read(path)
        assert (whole.recognised.level, whole.recognised.school_years) == ("school", (year,))
        assert whole.recognised.verified
        assert "no_description" not in {each.key for each in whole.notes}


def recorded(folder):
    return sorted((folder / "planned-educations-recorded").glob("statistics-gr-*.json"))


def test_every_value_of_the_recorded_answers_is_a_figure_or_counted(folder):
    for path in recorded(folder):
        body = json.loads(path.read_text(encoding="utf-8"))["json"]["body"]
        unit = SchoolUnit(body["schoolUnit"], "0180", municipal=True)
        whole = read(path, units={unit.code: unit})
        there = sum(len(each) for each in body.values() if isinstance(each, list))
        assert len(whole.figures) + sum(each.count for each in whole.left_out) == there
        assert len(whole.figures) > 15


def test_recorded_school_units_say_where_they_lie(folder):
    places = folder / "planned-educations-recorded"
    assert len(read_units(places / "school-units-014168d0.json")) == 50
    own = read_units(places / "unit-d0f63a71.json")
    assert own == {
        "39907811": SchoolUnit("39907811", "0163", municipal=True, name="Sofielundsskolan")
    }
