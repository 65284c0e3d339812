"""Answers are read alike however they were saved, and what does not fit is named."""

import csv

import pandas as pd
import pytest

from fgte.errors import DataError
from fgte.sources.surveys import read_survey
from tests.unit.sources.survey_files import (
    BY_SCHOOL,
    LONG,
    as_csv,
    as_long,
    describe,
    figure,
    in_csv,
    in_excel,
    people,
    read,
)

ANSWERS = [
    *people(20, Kön="Flicka", F1=4, F2=1),
    *people(15, Kön="Flicka", F1=2, F2=3),
    *people(12, Kön="Pojke", F1=3, F2=4),
    *people(18, Kön="Pojke", F1=1, F2=2),
]
GOOD = "Kön;F1;F2\r\n" + "K;3;3\r\n" * 12


def read_file(folder, file, changes=None):
    return read_survey(describe(folder, changes), file, snapshot_id="enkat-1")


def raw(folder, content, changes=None):
    file = folder / "svar.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(folder, file, changes)


def same(one, other):
    pd.testing.assert_frame_equal(one.figures, other.figures)
    pd.testing.assert_frame_equal(one.distributions, other.distributions)


def test_share_number_and_source_of_a_question(tmp_path):
    found = figure(read(tmp_path, ANSWERS), "trygg")
    assert found["value"] == pytest.approx(100 * 32 / 65, abs=0.05)
    assert found["pupils"] == 65
    assert found["status"] == "ok"
    assert (found["source"], found["municipality_id"]) == ("Kungsbacka kommun", "1384")
    assert (found["year"], found["snapshot_id"]) == (2025, "enkat-1")


def test_each_sex_has_its_figure(tmp_path):
    survey = read(tmp_path, ANSWERS)
    assert figure(survey, sex="K")["value"] == pytest.approx(57.1)
    assert figure(survey, sex="M")["value"] == pytest.approx(40.0)


def test_without_a_column_for_sex_there_are_figures_for_all_only(tmp_path):
    survey = read(tmp_path, ANSWERS, {"file.sex": None})
    assert set(survey.figures["sex"]) == {"T"}


def test_a_mean_is_of_the_steps(tmp_path):
    survey = read(tmp_path, ANSWERS, {"measure": "mean"})
    assert figure(survey, sex="T")["value"] == pytest.approx(2.52)


def test_how_the_answers_are_spread(tmp_path):
    spread = read(tmp_path, ANSWERS).distributions
    everyone = spread[spread["kpi"].eq("trygghet:trygg") & spread["sex"].eq("T")]
    assert everyone["answers"].tolist() == [18, 15, 12, 20]
    assert everyone["label"].tolist()[0] == "Stämmer inte alls"
    assert everyone["share"].sum() == pytest.approx(100, abs=0.2)


def test_a_row_an_answer_gives_the_same_as_a_column_a_question(tmp_path):
    wide = read(tmp_path, ANSWERS)
    same(wide, read(tmp_path, as_long(ANSWERS), LONG))


def test_the_order_of_the_rows_does_not_matter(tmp_path):
    same(read(tmp_path, ANSWERS), read(tmp_path, ANSWERS[::-1]))


def test_a_workbook_gives_the_same_as_a_text_file(tmp_path):
    same(read(tmp_path, ANSWERS), read_file(tmp_path, in_excel(tmp_path, ANSWERS)))


def test_the_sheet_with_the_answers_is_found_among_others(tmp_path):
    file = in_excel(tmp_path, ANSWERS, sheets=("Om enkäten", "Svar"))
    same(read(tmp_path, ANSWERS), read_file(tmp_path, file))


def test_a_named_sheet_is_taken(tmp_path):
    file = in_excel(tmp_path, ANSWERS, sheets=("Om enkäten", "Svar"))
    with pytest.raises(DataError, match="saknar kolumner"):
        read_file(tmp_path, file, {"file.sheet": "Om enkäten"})


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_encodings_give_the_same(tmp_path, separator, encoding):
    file = in_csv(tmp_path, ANSWERS, separator=separator, encoding=encoding)
    same(read(tmp_path, ANSWERS), read_file(tmp_path, file))


def test_a_first_line_that_names_the_separator_is_heeded(tmp_path):
    told = raw(tmp_path, "sep=,\r\n" + as_csv(ANSWERS, ","))
    same(read(tmp_path, ANSWERS), told)


@pytest.mark.parametrize(
    "written", ["3", "3,0", "3.0", " 3 ", "Stämmer bra", "STÄMMER BRA", "3 – Stämmer bra"]
)
def test_a_step_may_be_written_as_number_or_label(tmp_path, written):
    rows = people(20, Kön="K", F1=written, F2=1) + people(20, Kön="M", F1=1, F2=3)
    assert figure(read(tmp_path, rows))["value"] == 50


@pytest.mark.parametrize(
    "written", ["5", "0", "-1", "3,5", "33", "ja", "Stämmer", "4 – Stämmer bra", "1e0"]
)
def test_an_answer_off_the_scale_is_named(tmp_path, written):
    rows = [*ANSWERS, {"Kön": "K", "F1": written, "F2": 3}]
    with pytest.raises(DataError, match=r"rad 67, kolumn B \(F1\): .* väntade 1–4"):
        read(tmp_path, rows)


def test_what_somebody_wrote_instead_of_an_answer_is_not_repeated(tmp_path):
    rows = [*ANSWERS, {"Kön": "K", "F1": "Anna retas", "F2": 3}]
    with pytest.raises(DataError) as caught:
        read(tmp_path, rows)
    assert "Anna" not in caught.value.message() + repr(caught.value.details)


def test_codes_for_no_answer_and_empty_cells_are_not_counted(tmp_path):
    rows = ANSWERS + people(5, Kön="K", F1="99", F2="") + people(5, Kön="M", F1="", F2="99")
    same(read(tmp_path, ANSWERS), read(tmp_path, rows))


def test_no_opinion_counts_as_an_answer_but_is_no_step(tmp_path):
    changes = {"scale.no_opinion": ["vet ej"]}
    rows = ANSWERS + people(15, Kön="K", F1="Vet ej", F2=3)
    survey = read(tmp_path, rows, changes)
    assert figure(survey)["pupils"] == 80
    assert figure(survey)["value"] == 40
    mean = read(tmp_path, rows, {**changes, "measure": "mean"})
    assert figure(mean)["pupils"] == 65


def test_the_description_may_say_how_the_sexes_are_written(tmp_path):
    codes = {"file.girls": ["1"], "file.boys": ["2"], "file.other": ["3"]}
    coded = [{**row, "Kön": {"Flicka": 1, "Pojke": 2}[row["Kön"]]} for row in ANSWERS]
    same(read(tmp_path, ANSWERS), read(tmp_path, coded, codes))


def test_a_sex_that_cannot_be_read_is_named_but_not_repeated(tmp_path):
    with pytest.raises(DataError, match=r"rad 67, kolumn A \(Kön\): .*girls, boys") as caught:
        read(tmp_path, [*ANSWERS, {"Kön": "Anna", "F1": 3, "F2": 3}])
    assert "Anna" not in caught.value.message()


def test_schools_are_read_by_code_or_by_name(tmp_path):
    rows = [{**row, "Skola": unit} for unit in ("12345678", "Ängsskolan") for row in ANSWERS]
    survey = read(tmp_path, rows, {**BY_SCHOOL, "schools": {"Ängsskolan": "23456789"}})
    assert set(survey.figures["school_unit"].dropna()) == {"12345678", "23456789"}
    assert figure(survey, school="23456789")["pupils"] == 65
    assert figure(survey)["pupils"] == 130


def test_a_school_without_code_is_named_by_its_row(tmp_path):
    rows = [{**row, "Skola": "Ängsskolan"} for row in ANSWERS]
    with pytest.raises(DataError, match=r"rad 2, kolumn D \(Skola\): .*\[schools\]") as caught:
        read(tmp_path, rows, BY_SCHOOL)
    assert "Ängsskolan" not in caught.value.message()


def test_who_has_no_school_counts_in_the_municipality_only(tmp_path):
    rows = [{**row, "Skola": "12345678"} for row in ANSWERS]
    survey = read(tmp_path, rows + people(20, Kön="Flicka", F1=1, F2=4, Skola=""), BY_SCHOOL)
    assert figure(survey)["pupils"] == 85
    assert figure(survey, school="12345678")["pupils"] == 65


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"Nr": 1, "Kön": "Flicka", "Fråga": "F1", "Svar": 3}, "survey_answered_twice"),
        ({"Nr": 1, "Kön": "Pojke", "Fråga": "F2", "Svar": 3}, "survey_two_groups"),
        ({"Nr": "", "Kön": "Pojke", "Fråga": "F2", "Svar": 3}, "survey_no_respondent"),
    ],
)
def test_a_respondent_answers_once_and_is_one_person(tmp_path, row, key):
    with pytest.raises(DataError, match="rad 132") as caught:
        read(tmp_path, [*as_long(ANSWERS), row], LONG)
    assert caught.value.key == key


def test_the_same_respondent_twice_in_a_wide_file_is_refused(tmp_path):
    rows = [
        {**row, "Nr": number % 64} for number, row in enumerate(people(65, Kön="K", F1=3, F2=2))
    ]
    with pytest.raises(DataError, match=r"rad 66, kolumn B \(F1\): .* redan svarat"):
        read(tmp_path, rows, {"file.respondent": "Nr"})


def test_questions_that_are_not_described_are_said_to_be_left_out(tmp_path):
    rows = as_long([{**row, "F3": 1} for row in ANSWERS], ("F1", "F2", "F3"))
    survey = read(tmp_path, rows, LONG)
    assert "inte tar upp har inte lästs: 1" in survey.left_out[-1].sv
    same(survey, read(tmp_path, ANSWERS))


def test_columns_that_are_not_described_are_said_to_be_left_out(tmp_path):
    survey = read(tmp_path, [{**row, "Klass": "5B"} for row in ANSWERS])
    assert "inte lästs: D" in survey.left_out[-1].sv


def test_what_the_survey_was_taken_for_is_said(tmp_path):
    said = read(tmp_path, ANSWERS).recognised[0]
    assert said.sv.startswith("Enkäten ”Trygghetsenkäten, version 2”, besvarad av elever")
    assert "2 questions" in said.en


def test_more_answers_than_the_description_tells_of_are_refused(tmp_path):
    with pytest.raises(DataError, match=r"svar från 65, men .* 60 svarade"):
        read(tmp_path, ANSWERS, {"round.answered": 60})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "innehåller inga svar"),
        ("Kön;F1;F2\r\n", "innehåller inga svar"),
        ("Kön;F1;F2\r\nK;;99\r\n", "innehåller inga svar"),
        ("Kön;F1\r\nK;3\r\n", "saknar kolumner .*: F2"),
        ("Kön;F1;F1;F2\r\nK;3;3;3\r\n", "rubriken ”F1” på flera kolumner"),
        (GOOD + "K;3;3;4\r\n", "rad 14: raden går till cell 4, rubrikraden till cell 3"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"Spara filen som Excel \(\.xlsx\)"),
        (b"PK\x03\x04 and then nothing", r"Spara filen som Excel \(\.xlsx\)"),
        (b"K\x00\x81n", r"Spara filen som Excel \(\.xlsx\)"),
        ("Kön;F1;F2\r\nK;" + "3" * 200_000 + ";3", r"Spara filen som Excel \(\.xlsx\)"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_advice(tmp_path, content, message):
    with pytest.raises(DataError, match=message):
        raw(tmp_path, content)


def test_a_cell_without_end_is_refused_whatever_else_has_told_the_csv_reader(tmp_path):
    before = csv.field_size_limit(10**9)
    try:
        with pytest.raises(DataError, match=r"Spara filen som Excel \(\.xlsx\)"):
            raw(tmp_path, "Kön;F1;F2\r\nK;" + "3" * 200_000 + ";3")
    finally:
        csv.field_size_limit(before)


def test_empty_rows_and_trailing_separators_do_no_harm(tmp_path):
    messy = "\r\n" + GOOD.replace("\r\n", ";;\r\n") + ";;;;\r\n\r\n"
    same(raw(tmp_path, GOOD), raw(tmp_path, messy))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"borta\.csv gick inte att läsa"):
        read_file(tmp_path, tmp_path / "borta.csv")
