"""Municipal exports for Kungsbacka, row by row as published, against the figures that ship."""

import pandas as pd
import pytest

from fgte.sources.official import read_official
from fgte.sources.skolverket import read_skolverket
from tests.unit.sources.skolverket_files import (
    AK9,
    AVGANG,
    GENOMSTROMNING,
    MUNICIPALITY,
    NYINVANDRADE,
    csv_file,
    municipality,
)

PROGRAM = (*MUNICIPALITY, "Program", "Totalt antal")
TOTAL = "Gymnasieskolan totalt (nationella program samt introduktionsprogram)"
DONE = "Andel (%) som slutfört med examen"
PREPARATORY, VOCATIONAL = "Högskoleförberedande program", "Yrkesprogram"
KEY = ["kpi", "municipality_id", "year", "sex"]


@pytest.fixture(scope="module")
def shipped(settings):
    return read_official(settings.official / "fgte_figures.csv", snapshot_id="x")


def agreeing(path, shipped):
    """How many figures are among those that ship, all with the same value and pupils."""
    own = read_skolverket(path, snapshot_id="x").figures
    both = pd.merge(own, shipped[shipped["source"].eq("Skolverket")], on=KEY)
    assert list(both["value_x"]) == list(both["value_y"])
    assert list(both["pupils_x"]) == list(both["pupils_y"])
    return len(both)


def both_organisers(*rows):
    """Rows for all schools and for municipal schools, in turn."""
    organisers = ["Samtliga", "Kommunal"] * len(rows)
    return [municipality(*row, organiser=each) for row, each in zip(rows, organisers, strict=False)]


def test_completed_studies_of_those_who_began_in_2021(tmp_path, shipped):
    rows = both_organisers(
        (TOTAL, "1 115", "69,8", "72,9"),
        (TOTAL, "955", "70,8", "73,4"),
        (PREPARATORY, "688", "79,8", "82,7"),
        (PREPARATORY, "615", "82,0", "84,2"),
        (VOCATIONAL, "300", "74,3", "77,0"),
        (VOCATIONAL, "226", "73,9", "75,7"),
    )
    heads = ([""] * 7 + [DONE] * 2, (*PROGRAM, "Inom 3 år", "Inom 4 år"))
    parts = {"heads": heads, "title": GENOMSTROMNING, "period": "Valt startläsår: 2021/22"}
    assert agreeing(csv_file(tmp_path, *rows, **parts), shipped) == 7


def test_grade_points_of_2024(tmp_path, shipped):
    rows = both_organisers(
        ("Nationella program", "915", "13,9", "14,5"),
        ("Nationella program", "784", "14,0", "14,5"),
        (PREPARATORY, "638", "14,3", "14,9"),
        (PREPARATORY, "568", "14,4", "14,9"),
        (VOCATIONAL, "277", "13,1", "13,6"),
        (VOCATIONAL, "216", "12,9", "13,4"),
    )
    measures = ("GBP för elever med examen eller studiebevis", "GBP för elever med examen")
    parts = {"heads": ((*PROGRAM, *measures),), "title": AVGANG, "period": "Valt läsår: 2023/24"}
    assert agreeing(csv_file(tmp_path, *rows, **parts), shipped) == 7


def test_final_grades_without_newcomers_of_2025(tmp_path, shipped):
    rows = both_organisers(("1 273", "81,6", "88,7", "237,4"), ("1 074", "79,6", "87,2", "233,2"))
    group = "Samtl. elever, exklusive nyinvandrade och med okänd bakgr."
    parts = {"heads": ([""] * 5 + [group] * 4, MUNICIPALITY + AK9), "title": NYINVANDRADE}
    assert agreeing(csv_file(tmp_path, *rows, **parts), shipped) == 6
