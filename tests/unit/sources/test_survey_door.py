"""A file that points at persons stops at the door, and the message does not repeat them."""

import pytest
from openpyxl import load_workbook

from fgte.errors import DataError
from fgte.privacy import Identifier
from fgte.sources.surveys import IdentifierError, read_survey
from tests.unit.sources.survey_files import (
    LONG,
    as_long,
    describe,
    in_csv,
    in_excel,
    people,
    read,
)

ANSWERS = people(30, Kön="K", F1=3, F2=2) + people(30, Kön="M", F1=2, F2=3)
PERSON = "811218-9876"


def with_cell(heading, value, row=7):
    """The answers with something more in one cell, on the row of the file given."""
    return [
        {**each, heading: value if number == row else ""}
        for number, each in enumerate(ANSWERS, start=2)
    ]


def refused(folder, rows, changes=None):
    with pytest.raises(IdentifierError) as caught:
        read(folder, rows, changes)
    return caught.value


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (PERSON, "ett personnummer"),
        ("811278-9873", "ett samordningsnummer"),
        ("20120315-TF12", "ett tillfälligt personnummer"),
        ("anna@varberg.se", "en e-postadress"),
        ("070-123 45 67", "ett telefonnummer"),
        ("192.168.0.17", "en IP-adress"),
    ],
)
def test_row_column_and_kind_are_named_but_not_the_identifier(tmp_path, value, kind):
    error = refused(tmp_path, with_cell("Kod", value))
    assert f"svar.csv, rad 7, kolumn D: hittade {kind}" in error.message("sv")
    assert "row 7, column D: found" in error.message("en")
    assert value not in error.message("sv") + error.message("en") + repr(error.details)


def test_an_identifier_in_a_question_is_found_before_the_scale_is_checked(tmp_path):
    rows = [*ANSWERS, {"Kön": "K", "F1": PERSON, "F2": 2}]
    assert "kolumn B (F1): hittade ett personnummer" in refused(tmp_path, rows).message()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Namn", Identifier.NAME),
        ("E-post", Identifier.EMAIL),
        ("Personnummer", Identifier.PERSONAL_NUMBER),
        ("IP", Identifier.IP_ADDRESS),
    ],
)
def test_a_column_is_refused_by_its_heading(tmp_path, heading, kind):
    error = refused(tmp_path, with_cell(heading, "x"))
    assert error.kind is kind
    assert "rad 1, kolumn D" in error.message()


@pytest.mark.parametrize("cell", ["", "anonymous"])
def test_a_column_that_was_emptied_is_no_hindrance(tmp_path, cell):
    assert len(read(tmp_path, [{**row, "E-post": cell} for row in ANSWERS]).figures)


def test_a_file_without_headings_does_not_repeat_its_first_person(tmp_path):
    file = tmp_path / "svar.csv"
    file.write_text(f"Anna Ek;{PERSON};4\nBo Ek;811218-9884;3\n", encoding="utf-8")
    with pytest.raises(IdentifierError) as caught:
        read_survey(describe(tmp_path), file, snapshot_id="x")
    assert "rad 1, kolumn B: hittade ett personnummer" in caught.value.message()
    assert "Anna" not in caught.value.message()


def test_names_alone_without_headings_are_not_repeated(tmp_path):
    file = tmp_path / "svar.csv"
    file.write_text("Anna;4\nBo;3\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_survey(describe(tmp_path), file, snapshot_id="x")
    assert "saknar kolumner" in caught.value.message()
    assert "Anna" not in caught.value.message() + repr(caught.value.details)


def test_peoples_own_words_are_refused_with_advice(tmp_path):
    rows = with_cell("Vad kan bli bättre?", "Mer studiero på lektionerna tack")
    error = refused(tmp_path, rows)
    assert "rad 7, kolumn D: hittade fritext eller namn" in error.message()
    assert "journalen" in error.message()


def test_a_column_of_names_under_another_heading_is_refused(tmp_path):
    names = ["Anna Ek", "Bo Lind", "Carin Ask"]
    rows = [{**row, "Elev": name} for row, name in zip(ANSWERS, names, strict=False)]
    assert refused(tmp_path, rows).kind is Identifier.FREE_TEXT


def test_an_open_question_is_refused_even_when_described(tmp_path):
    question = {"id": "fritt", "wording": "Vad kan bli bättre?", "column": "F3", "open": True}
    error = refused(tmp_path, ANSWERS, {"question": [question]})
    assert "den öppna frågan ”fritt”" in error.message()
    assert "journalen" in error.message()


def test_own_words_in_a_long_file_are_refused(tmp_path):
    rows = as_long(ANSWERS)
    rows.append({"Nr": 1, "Kön": "K", "Fråga": "F9", "Svar": "Jag vill ha längre raster"})
    assert "kolumn D (Svar)" in refused(tmp_path, rows, LONG).message()


def test_every_sheet_of_a_workbook_is_looked_through(tmp_path):
    file = in_excel(tmp_path, ANSWERS, sheets=("Om enkäten", "Svar"))
    assert len(read_survey(describe(tmp_path), file, snapshot_id="x").figures)
    book = load_workbook(file)
    book.worksheets[0].append([PERSON])
    book.save(file)
    with pytest.raises(IdentifierError, match="rad 2, kolumn A"):
        read_survey(describe(tmp_path), file, snapshot_id="x")


def test_a_number_kept_as_a_number_in_a_workbook_is_found(tmp_path):
    rows = [{**row, "Kod": 8112189876 if n == 5 else None} for n, row in enumerate(ANSWERS)]
    file = in_excel(tmp_path, rows)
    with pytest.raises(IdentifierError, match="rad 7, kolumn D: hittade ett personnummer"):
        read_survey(describe(tmp_path), file, snapshot_id="x")


def test_a_description_with_an_address_in_it_is_refused(tmp_path):
    with pytest.raises(DataError) as caught:
        read(tmp_path, ANSWERS, {"source": "Anna, anna@varberg.se"})
    assert caught.value.key == "survey_identifier_in_description"
    assert "anna" not in caught.value.message()


def test_school_codes_years_and_times_are_let_through(tmp_path):
    extra = {"Enhet": "12345678", "År": "2025", "Start": "2025-03-14 10:15:00", "Tid": "00:04:10"}
    file = in_csv(tmp_path, [{**row, **extra} for row in ANSWERS])
    survey = read_survey(describe(tmp_path), file, snapshot_id="x")
    assert "D, E, F, G" in survey.left_out[-1].sv


@pytest.mark.parametrize("number", [8112189876, 8112189876.0, 198112189876, "811278-9873"])
def test_numbers_in_any_kind_of_cell_of_a_workbook_are_found(tmp_path, number):
    rows = [{**row, "Kod": number if n == 5 else None} for n, row in enumerate(ANSWERS)]
    with pytest.raises(IdentifierError, match="rad 7, kolumn D: hittade ett"):
        read_survey(describe(tmp_path), in_excel(tmp_path, rows), snapshot_id="x")


@pytest.mark.parametrize(
    "value", [PERSON, "198112189876", "811278-9873", "anna@varberg.se", "070-123 45 67"]
)
@pytest.mark.parametrize("column", ["Nr", "Kön", "Fråga", "Svar"])
def test_a_long_file_is_looked_through_in_every_column(tmp_path, column, value):
    rows = as_long(ANSWERS)
    rows[40] = {**rows[40], column: f"x {value}"}
    error = refused(tmp_path, rows, LONG)
    assert "rad 42" in error.message()
    assert value not in error.message() + repr(error.details)


@pytest.mark.parametrize("save", [in_csv, in_excel])
def test_a_person_in_a_heading_is_found_in_either_kind_of_file(tmp_path, save):
    rows = [{**row, f"Elev {PERSON}": ""} for row in ANSWERS]
    with pytest.raises(IdentifierError, match="rad 1, kolumn D: hittade ett personnummer"):
        read_survey(describe(tmp_path), save(tmp_path, rows), snapshot_id="x")


def test_respondents_by_first_name_are_refused_with_a_way_forward(tmp_path):
    names = ["Anna", "Bo", "Carin", "Didrik", "Eva"]
    rows = [{**row, "Nr": name} for row, name in zip(ANSWERS, names, strict=False)]
    error = refused(tmp_path, rows, {"file.respondent": "Nr"})
    assert error.kind is Identifier.FREE_TEXT
    assert "koder med siffror" in error.message()


def test_a_school_with_a_persons_name_is_a_school(tmp_path):
    rows = [{**row, "Skola": "Anna Whitlocks skola"} for row in ANSWERS]
    codes = {"level": "school", "file.school": "Skola"}
    schools = {"schools": {"Anna Whitlocks skola": "12345678"}}
    assert len(read(tmp_path, rows, {**codes, **schools}).figures)
    assert len(read(tmp_path, rows).figures)


def test_respondents_by_the_codes_of_a_survey_tool_are_let_through(tmp_path):
    rows = [{**row, "Nr": f"5{n:02d}e84-e29b-41d4-ab{n}c"} for n, row in enumerate(ANSWERS)]
    assert len(read(tmp_path, rows, {"file.respondent": "Nr"}).figures)
