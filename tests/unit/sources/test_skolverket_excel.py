"""Excel files: cells are numbers, groups are merged, and there may be a sheet a programme."""

from datetime import datetime

import pytest
from openpyxl import Workbook

from fgte.errors import DataError
from fgte.sources.skolverket import read_skolverket
from tests.unit.sources.skolverket_files import (
    AK9,
    AVGANG,
    MUNICIPALITY,
    SCHOOL,
    SLUTBETYG,
    csv_file,
    municipality,
    school,
)

ABOVE = (("Statistik från Skolverket",), (), (SLUTBETYG,), ("Valt läsår: 2024/25",), ())


@pytest.fixture
def workbook(tmp_path):
    def write(sheets, merged=()):
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            for cells in merged:
                sheet.merge_cells(cells)
        book.save(tmp_path / "export.xlsx")
        return tmp_path / "export.xlsx"

    return write


def read(path):
    return read_skolverket(path, snapshot_id="x")


def test_an_excel_file_gives_the_same_figures_as_a_csv_file(workbook, tmp_path):
    cells = school("73", "84,5", "~100", "241,3")
    numbers = school(73, 84.5, "~100", 241.3)
    by_text = read(csv_file(tmp_path, cells)).figures
    by_number = read(workbook({"Skolenhet": [*ABOVE, SCHOOL + AK9, numbers]}))
    assert by_number.figures.equals(by_text)
    assert {each.key for each in by_number.notes} == {"pupils_ak9"}


def test_codes_that_excel_took_for_numbers_are_healed(workbook):
    row = ("Ekskolan", 12345678, "Aneby", 604, "Kommunal", "Aneby kommun", 73, 84.5, 90, 241.3)
    found = read(workbook({"A": [*ABOVE, SCHOOL + AK9, row]})).figures
    assert set(found["municipality_id"]) == {"0604"}
    assert set(found["school_unit"]) == {"12345678"}


def test_merged_groups_are_filled_forward(workbook):
    groups = (*[None] * 5, "Samtliga elever", None, "Flickor", None)
    heads = (groups, (*MUNICIPALITY, "Antal elever", AK9[1], "Antal elever", AK9[1]))
    row = municipality(73, 84.5, 40, 90.0)
    path = workbook({"A": [*ABOVE, *heads, row]}, merged=("F6:G6", "H6:I6"))
    found = read(path).figures
    assert list(zip(found["sex"], found["value"], found["pupils"], strict=True)) == [
        ("T", 84.5, 73.0),
        ("K", 90.0, 40.0),
    ]


def test_a_sheet_a_programme_is_read_by_its_name(workbook):
    above = (("Gymnasieskola",), (AVGANG,), ("Valt läsår: 2024/25",))
    heads = (*MUNICIPALITY, "Totalt antal", "GBP för elever med examen")
    sheets = {
        "Nationella program": [*above, heads, municipality(861, 14.4)],
        "Yrkesprogram": [*above, heads, municipality(275, 13.4)],
        "Rapportbeskrivning": [("Rapporten visar uppgifter om avgångsbetyg",)],
    }
    found = read(workbook(sheets)).figures
    assert found.set_index("kpi")["value"].to_dict() == {"N17691": 14.4, "N17697": 13.4}


@pytest.mark.parametrize("cell", [datetime(2024, 5, 3), True, 84.55e9])
def test_what_excel_made_of_a_cell_is_refused_by_sheet_row_and_column(workbook, cell):
    path = workbook({"Blad": [*ABOVE, SCHOOL + AK9, school(73, cell, 90.0, 241.3)]})
    with pytest.raises(DataError, match=r"export\.xlsx \(Blad\), rad 7, kolumn ”Andel"):
        read(path)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 not a workbook", b"\xd0\xcf\x11\xe0old", b"\x81\x8d"]
)
def test_a_file_that_cannot_be_read_says_so(tmp_path, data):
    path = tmp_path / "export.xlsx"
    path.write_bytes(data)
    with pytest.raises(DataError, match=r"export\.xlsx gick inte att läsa"):
        read(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"borta\.csv gick inte att läsa"):
        read(tmp_path / "borta.csv")
