"""The Excel form: tidy, never silent about what is absent, and nothing in it can be computed."""

import zipfile

import openpyxl
import pytest

from fgte.reports.forms.codebook import DATA, NUMBERS
from fgte.reports.forms.workbook import RISKY, Table, _sheet, write_workbook


@pytest.fixture(scope="module", params=["kungsbacka", "region"])
def book(request, folder):
    return openpyxl.load_workbook(folder / f"{request.param}.xlsx")


def rows(sheet):
    head, *below = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in below]


def test_there_is_a_front_data_judgements_and_a_codebook(book):
    assert book.sheetnames[0] == "Läs mig"
    assert {"Siffror", "Bedömningar", "Kodbok kolumner", "Kodbok ord"} <= set(book.sheetnames)


def test_a_figure_is_a_row_and_stands_as_the_source_published_it(folder):
    found = rows(openpyxl.load_workbook(folder / "kungsbacka.xlsx")["Siffror"])
    (row,) = [
        e
        for e in found
        if e["indikator_id"] == "meritvarde" and e["år"] == 2022 and e["kön"] == "alla"
    ]
    assert row["värde"] == 237.0
    assert row["visas som"] == "237,0 poäng"
    assert row["källa"] == "Källa: Kolada"


def test_what_is_absent_has_its_word_never_an_empty_row_or_a_zero(book):
    found = rows(book["Siffror"])
    absent = [row for row in found if row["värde"] is None]
    assert absent
    assert {row["visas som"] for row in absent} >= {"uppgift saknas"}
    assert all(row["status"] != "publicerad" for row in absent)


def test_only_numbers_may_be_empty(book):
    names = [cell.value for cell in book["Siffror"][1]]
    words = [name for name, column in zip(names, DATA, strict=True) if column not in NUMBERS]
    kpi = {"nyckeltal", "hämtning"}
    for row in rows(book["Siffror"]):
        assert all(row[name] for name in set(words) - kpi)


def test_own_calculations_are_never_put_down_as_koladas(book):
    for row in rows(book["Siffror"]):
        if "+" in (row["nyckeltal"] or "") or "," in (row["nyckeltal"] or ""):
            assert row["källa"].startswith("Egen beräkning")


def test_the_header_stays_and_every_column_can_be_read(book):
    for name in book.sheetnames[1:]:
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert all(each.width >= 8 for each in sheet.column_dimensions.values())


def test_the_codebook_explains_every_column_in_both_languages(book):
    sheet = book["Kodbok kolumner"]
    names = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert names == [cell.value for cell in book["Siffror"][1]]
    assert all(cell.value for row in sheet.iter_rows() for cell in row)


def test_every_word_of_status_is_in_the_codebook(book):
    known = {row[0].value for row in book["Kodbok ord"].iter_rows(min_row=2)}
    assert {row["status"] for row in rows(book["Siffror"])} <= known


@pytest.mark.parametrize("risk", [f"{sign}1+1" for sign in RISKY])
def test_a_text_that_looks_like_a_formula_stays_a_text(risk, tmp_path):
    made = openpyxl.Workbook()
    _sheet(made.active, Table("t", ["a"], [[risk]]))
    made.save(tmp_path / "t.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "t.xlsx").active["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_no_cell_of_a_form_holds_a_formula(book):
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_decimals_are_left_to_the_reader_s_own_program(folder):
    sheet = openpyxl.load_workbook(folder / "kungsbacka.xlsx")["Siffror"]
    column = [cell.value for cell in sheet[1]].index("värde")
    formats = {row[column].number_format for row in sheet.iter_rows(min_row=2)}
    assert formats == {"0.0", "0.00"}


def test_municipalities_stand_in_code_order_within_each_indicator(folder):
    found = rows(openpyxl.load_workbook(folder / "region.xlsx")["Bedömningar"])
    places = [row["kommun"] for row in found]
    assert places == ["Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka"] * 13


@pytest.mark.parametrize("stem", ["kungsbacka", "region"])
def test_the_same_figures_give_the_same_bytes(subjects, folder, stem, tmp_path):
    again = write_workbook(subjects[stem], tmp_path / "again.xlsx")
    assert again.read_bytes() == (folder / f"{stem}.xlsx").read_bytes()


def test_no_clock_is_in_the_file(folder):
    with zipfile.ZipFile(folder / "region.xlsx") as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_word_of_a_judgement_is_in_the_codebook(book):
    known = {row[0].value for row in book["Kodbok ord"].iter_rows(min_row=2)}
    found = {word for row in rows(book["Bedömningar"]) for word in row["bedömning"].split(" · ")}
    assert "att följa" in found
    assert found <= known


def test_a_judgement_says_whose_pupils_and_that_it_is_computed_here(folder):
    found = rows(openpyxl.load_workbook(folder / "region.xlsx")["Bedömningar"])
    graduates = {row["kommun"]: row for row in found if row["indikator"].startswith("Gymnasieex")}
    assert graduates["Hylte"]["vilka elever"] == "elever som bor i kommunen"
    assert graduates["Varberg"]["vilka elever"] == "kommunala skolor"
    sources = {row["källa"] for row in found if row["utveckling per år"] is not None}
    own = "Egen beräkning på underlag från Kolada"
    assert sources == {own, f"{own} och Skolverket"}


def test_a_printed_sheet_says_what_it_belongs_to_and_its_number(book):
    for sheet in book:
        assert sheet.oddFooter.left.text.startswith("From Great to Excellent · ")
        assert sheet.oddFooter.right.text == "&A · &P / &N"
