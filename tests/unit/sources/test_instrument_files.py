"""A round is read from a form that anyone can fill in, and refused where it would mislead."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fgte.catalogue.instruments import instrument
from fgte.errors import FgteError
from fgte.model import Localised
from fgte.sources.instruments import new_codes, read_round, round_form, workbook
from fgte.sources.instruments.codes import write_codes
from fgte.sources.instruments.profile import read_profile, write_profile
from tests.unit.sources.instrument_files import about, answers, read, rows, varied

SCALED = instrument("kollegialt_larande")


def refused(folder, given, **wish):
    with pytest.raises(FgteError) as error:
        read(folder, given, **wish)
    return error.value


def test_the_excel_form_is_answered_and_read_back(tmp_path):
    book = load_workbook(io.BytesIO(workbook(SCALED, ["förskola"], "sv")))
    sheet = book["Svar"]
    for n in range(6):
        sheet.append([f"kod{n}", "förskola", *[1 + (n + k) % 4 for k in range(10)]])
    book.save(tmp_path / "svar.xlsx")
    made = read_round(about(tmp_path, groups=["förskola"]), tmp_path / "svar.xlsx", threshold=5)
    assert made.answered == 6


def test_every_answer_and_group_is_picked_from_a_list():
    sheet = load_workbook(io.BytesIO(workbook(SCALED, ["förskola", "skola"], "sv")))["Svar"]
    rules = {r.formula1: str(r.sqref) for r in sheet.data_validations.dataValidation}
    assert rules == {'"förskola,skola"': "B2:B201", '"1,2,3,4"': "C2:L201"}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_file_about_the_round_can_be_read_as_it_is_made(tmp_path, lang):
    path = tmp_path / "omgang.toml"
    path.write_bytes(round_form(SCALED, ["förskola"], lang, codes=False))
    made = read_round(path, answers(tmp_path, varied(6, group="förskola")), threshold=5)
    assert (made.rated.name, made.answered) == ("Kungsbacka", 6)


def test_steps_may_be_written_with_their_words(tmp_path):
    given = rows(*[["3 – I ganska stor utsträckning", *[2] * 9]] * 4, *[4] * 4)
    assert read(tmp_path, given).everyone.items["p1"] == 3.5


def test_the_mean_is_the_sum_divided_by_the_statements(tmp_path):
    made = read(tmp_path, rows(1, 2, 3, 4, [1, 1, 1, 1, 1, 1, 4, 4, 4, 4]))
    assert made.everyone.mean == 2.44
    assert made.everyone.parts == {"arbetet": 2.2, "undervisningen": 2.8}


def test_one_answer_a_code(tmp_path):
    error = refused(tmp_path, varied(6), codes=["a1", "b2", "c3", "A1", "d4", "e5"])
    assert (error.key, error.details["row"]) == ("instrument_code_twice", 5)
    assert "A1" not in error.message().replace("kolumn A", "")


def test_only_codes_that_were_handed_out(tmp_path):
    slips, sealed = new_codes(6)
    (tmp_path / "koder.json").write_bytes(write_codes(sealed))
    wish = {"more": 'codes = "koder.json"'}
    assert read(tmp_path, varied(6), codes=slips, **wish).answered == 6
    error = refused(tmp_path, varied(6), codes=[*slips[:5], "hittepå"], **wish)
    assert (error.key, error.details["row"]) == ("instrument_unknown_code", 7)


def test_a_sealed_list_holds_no_code_and_a_code_may_be_written_as_it_is_read():
    slips, sealed = new_codes(3)
    kept = write_codes(sealed).decode()
    assert not any(each in kept for each in slips)
    assert sealed.knows(f" {slips[0][:5].upper()}-{slips[0][5:]} ")
    assert new_codes(3)[1].salt != sealed.salt


def test_neither_codes_nor_answers_are_kept(tmp_path):
    kept = write_profile(read(tmp_path, varied(12)))
    assert b"kod1x" not in kept
    assert read_profile(kept, name="x") == read(tmp_path, varied(12))


def test_the_order_of_the_rows_makes_no_difference(tmp_path):
    given = varied(12)
    assert write_profile(read(tmp_path, given)) == write_profile(read(tmp_path, given[::-1]))


@pytest.mark.parametrize(
    ("given", "wish", "key"),
    [
        (rows(*[2] * 5, 5), {}, "survey_off_scale"),
        (varied(6), {"codes": ["a", "b", "", "d", "e", "f"]}, "instrument_no_code"),
        (varied(6, group="lärare"), {"groups": ["rektor"]}, "instrument_unknown_group"),
        (varied(6), {"more": 'codes = "omgang.toml"'}, "instrument_codes"),
        (varied(6), {"kind": "network", "id": "Skolchefer!"}, "survey_description"),
        (varied(6), {"id": "9999"}, "survey_description"),
        (varied(6), {"name": "Anna, anna@example.se"}, "survey_identifier_in_description"),
        (rows(*[[None] * 9 + [1]] * 3), {}, "survey_no_answers"),
        (varied(6), {"threshold": 4}, "survey_threshold"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, given, wish, key):
    error = refused(tmp_path, given, **wish)
    assert error.key == key
    assert str(Path(tmp_path)) in error.message() or key == "survey_threshold"


def test_a_file_with_people_in_it_is_refused(tmp_path):
    about_round, path = about(tmp_path), answers(tmp_path, varied(6))
    words = path.read_text(encoding="utf-8").replace("Kod;", "Epost;Kod;", 1)
    path.write_text(words.replace("\nkod0x", "\nanna@example.se;kod0x"), encoding="utf-8")
    with pytest.raises(FgteError, match="e-postadress"):
        read_round(about_round, path, threshold=5)


def test_open_questions_have_no_form_to_put_steps_in(tmp_path):
    with pytest.raises(FgteError, match="journalen"):
        workbook(instrument("larande_natverk"), [], "sv")


def test_the_form_says_where_open_questions_are_dealt_with():
    question = replace(SCALED.items[0], id="ord", text=Localised("Vad saknas?", "What?"), open=True)
    talked = replace(SCALED, items=(*SCALED.items, question))
    book = load_workbook(io.BytesIO(workbook(talked, (), "sv")))
    first, answers_sheet = ([cell.value for row in sheet for cell in row] for sheet in book)
    assert any("analysdagen" in str(each) for each in first)
    assert "Vad saknas?" in first
    assert "Vad saknas?" not in answers_sheet
