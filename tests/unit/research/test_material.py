"""What a study goes on: its start, its years and the figures that the source has rounded."""

from __future__ import annotations

import numpy as np
import pytest

from fgte.journal import Kind, open_journal
from fgte.research import carry_out, read_study
from fgte.research.gate import Answer, Shut
from fgte.store import open_table
from fgte.store.tables import write_table
from tests.unit.research.country import INDICATOR, ORIGIN, OWN, country, study_file

INQUIRY = {
    "title": "Läsning",
    "analysis_object": "Läsning i alla ämnen",
    "observation": "Elever läser frågan för fort.",
    "question": "Vad händer?",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return country(tmp_path_factory.mktemp("country"), municipalities=40)


def changed(home, change):
    """A country whose table has been changed."""
    settings = country(home, municipalities=40)
    table = open_table(settings.store).table.copy()
    change(table)
    write_table(settings.store, table, fingerprint="made-up", origins=[ORIGIN])
    return settings


def result_of(settings, folder, **said):
    return carry_out(read_study(study_file(folder, **said), settings), settings)


# --- the start ---


def activity(day):
    return {"id": "a", "what": "Läsning", "start": day}


def trace(id, indicator, year):
    return {"id": id, "indicator": indicator, "direction": "higher", "first_year": year}


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ({"activities": [activity("2019-06-30")]}, 2019),
        ({"activities": [activity("2019-07-01")]}, 2020),
        ({"activities": [activity("2020-01-10"), activity("2019-03-01") | {"id": "b"}]}, 2019),
        (
            {
                "activities": [activity("2016-01-10")],
                "expected": [
                    trace("x", "meritvarde", 2018),
                    trace("y", INDICATOR, 2022),
                    trace("z", INDICATOR, 2021),
                ],
            },
            2021,
        ),
    ],
)
def test_the_start_is_the_first_year_expected_else_the_first_that_could_show_it(
    settings, tmp_path, said, start
):
    with open_journal(settings) as journal:
        made = journal.create(Kind.INQUIRY, INQUIRY | said, owner=OWN, who="processledare")
    study = read_study(study_file(tmp_path, start=None, inquiry=f'"{made.id}"'), settings)
    assert study.start == start


# --- years and figures ---


def test_a_difference_just_large_enough_opens_the_gate_and_one_just_too_small_shuts_it(
    settings, tmp_path
):
    seen = result_of(settings, tmp_path, effect=50).gate.detectable
    assert result_of(settings, tmp_path, effect=seen * 1.001).gate.answer is Answer.CAN
    assert result_of(settings, tmp_path, effect=seen * 0.999).gate.reasons == (Shut.TOO_WEAK,)


def test_a_series_that_breaks_in_the_year_of_the_start_cannot_answer(tmp_path):
    def as_merit(table):
        table["indicator"], table["kpi"], table["value"] = "meritvarde", "N15505", 220.0

    settings = changed(tmp_path / "home", as_merit)
    gate = result_of(settings, tmp_path, indicator='"meritvarde"', start=2015).gate
    assert Shut.BREAK_AT_START in gate.reasons
    later = result_of(settings, tmp_path, indicator='"meritvarde"', start=2020, effect=40)
    assert later.material.years == (2015, *range(2017, 2023))
    assert later.material.cut == (2015, 2023)


def test_a_rounded_figure_stands_in_the_middle_of_its_range_and_is_counted(tmp_path):
    def rounded(table):
        one = table["year"].eq(2014) & table["municipality_id"].eq(OWN)
        table.loc[one, ["value", "low", "high", "status"]] = [np.nan, 94.0, 99.0, "censored"]

    material = result_of(changed(tmp_path / "home", rounded), tmp_path).material
    figures = material.frame.set_index(["unit", "year"])["outcome"]
    assert figures[OWN, 2014] == pytest.approx(96.5)
    assert (material.ranged, 2014 in material.years) == (1, True)


def test_a_hidden_or_missing_figure_leaves_its_year_or_its_donor_out(tmp_path):
    def holes(table):
        own = table["year"].eq(2013) & table["municipality_id"].eq(OWN)
        donor = table["year"].eq(2015) & table["municipality_id"].eq("0115")
        for rows, status in ((own, "suppressed"), (donor, "missing")):
            table.loc[rows, ["value", "status"]] = [np.nan, status]

    found = result_of(changed(tmp_path / "home", holes), tmp_path, effect=20)
    assert 2013 not in found.material.years
    assert found.found.left_out == ("0115",)
    assert "0115" not in found.found.donors


@pytest.mark.parametrize("sex", ['"K"', '"M"'])
def test_a_sex_is_asked_of_its_own_figures(tmp_path, sex):
    def split(table):
        table["sex"] = "K"

    found = result_of(changed(tmp_path / "home", split), tmp_path, sex=sex, effect=20)
    assert found.gate.answer is (Answer.CAN if sex == '"K"' else Answer.CANNOT)
