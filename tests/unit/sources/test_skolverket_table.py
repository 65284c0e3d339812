"""A table is found by its headings, wherever it stands and however the file was saved."""

import pytest

from fgte.errors import DataError
from fgte.model import Sex
from fgte.sources.skolverket import read_skolverket
from fgte.sources.skolverket.grid import Grid, Row
from fgte.sources.skolverket.measures import definitions
from fgte.sources.skolverket.table import find_table, normal
from tests.unit.sources.skolverket_files import (
    AK9,
    MUNICIPALITY,
    SCHOOL,
    csv_file,
    lines,
    municipality,
    school,
)

ROW = school("73", "84,5", "~100", "241,3")
VALUES = [84.5, 241.3]


def values(path):
    return sorted(read_skolverket(path, snapshot_id="x").figures["value"].dropna())


def columns(*heads):
    rows = tuple(Row(n, tuple(cells)) for n, cells in enumerate(heads, start=1))
    return find_table(Grid("x", "", rows), definitions()).values


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_the_encoding_does_not_matter(tmp_path, encoding):
    assert values(csv_file(tmp_path, ROW, encoding=encoding)) == VALUES


@pytest.mark.parametrize("separator", [";", "\t"])
def test_another_separator_does_not_matter(tmp_path, separator):
    assert values(csv_file(tmp_path, ROW, separator=separator)) == VALUES


def test_saved_anew_with_commas_and_quotes(tmp_path):
    quoted = [f'"{cell}"' for cell in ROW]
    heads = ([f'"{cell}"' for cell in SCHOOL + AK9],)
    assert values(csv_file(tmp_path, quoted, heads=heads, separator=",")) == VALUES


@pytest.mark.parametrize("more", [0, 1, 30])
def test_the_text_above_may_be_of_any_length(tmp_path, more):
    path = tmp_path / "export.csv"
    path.write_text("\n".join([*["Om statistiken"] * more, *lines(ROW)]), encoding="utf-8")
    assert values(path) == VALUES


def test_empty_columns_at_the_end_are_nothing(tmp_path):
    heads = ((*SCHOOL, *AK9, "", ""),)
    assert values(csv_file(tmp_path, (*ROW, "", ""), heads=heads)) == VALUES


def test_columns_are_found_by_name_and_not_by_place(tmp_path):
    heads = (tuple(reversed(SCHOOL + AK9)),)
    assert values(csv_file(tmp_path, tuple(reversed(ROW)), heads=heads)) == VALUES


def test_a_renamed_heading_is_the_same_measure(tmp_path):
    old = ("Antal elever", "Andel som uppnått kunskapskraven i alla ämnen")
    found = read_skolverket(
        csv_file(tmp_path, school("73", "84,5"), heads=(SCHOOL + old,)), snapshot_id="x"
    )
    assert list(found.figures["kpi"]) == ["N15419"]


@pytest.mark.parametrize(
    "written",
    [
        "Skol-enhetskod",
        "Skol-\nenhetskod",
        "skolenhetskod",
        " Skol- enhetskod ",
        "Skol\u00adenhetskod",
    ],
)
def test_a_heading_cut_by_a_line_break_is_healed(written):
    assert normal(written) == "skolenhetskod"


def test_years_and_titles_keep_their_hyphens():
    assert normal("Elever, årskurs 1-9") == "elever, årskurs 1-9"
    assert normal("Grundskola - Slutbetyg") == "grundskola - slutbetyg"


def test_two_header_rows_with_repeated_groups():
    group, sexes = ["Andel (%)"] * 3, ["Totalt", "Flickor", "Pojkar"]
    found = columns([""] * 5 + group, [*MUNICIPALITY, *sexes])
    assert [(each.heading, each.sex) for each in found] == [
        ("andel (%)", Sex.ALL),
        ("andel (%)", Sex.GIRLS),
        ("andel (%)", Sex.BOYS),
    ]


def test_merged_groups_are_filled_forward():
    sexes = ["Totalt", "Flickor", "Pojkar"] * 2
    found = columns([""] * 5 + ["A", "", "", "B", "", "", ""], [*MUNICIPALITY, *sexes, ""])
    assert [each.heading for each in found] == ["a", "a", "a", "b", "b", "b"]


def test_the_sexes_may_stand_below_the_header_row():
    found = columns([*MUNICIPALITY, "A", "", ""], [""] * 5 + ["Totalt", "Flickor", "Pojkar"])
    assert [(each.heading, each.sex.value) for each in found] == [
        ("a", "T"),
        ("a", "K"),
        ("a", "M"),
    ]


def test_a_group_of_pupils_is_taken_off_the_heading():
    group = "Samtl. elever, exklusive nyinvandrade och med okänd bakgr."
    (found,) = columns([""] * 5 + [group], [*MUNICIPALITY, "Antal elever"])
    assert (found.heading, found.population) == ("antal elever", "without_newcomers")


def test_a_share_of_girls_is_no_split_by_sex():
    (found,) = columns([*MUNICIPALITY, "Andel (%) flickor, årskurs 1-9"])
    assert found.sex is None


def test_a_file_without_a_header_row_says_what_was_looked_for(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text("<!DOCTYPE html>\n<p>Sidan finns inte</p>", encoding="utf-8")
    with pytest.raises(DataError, match=r"export\.csv.*Kommun-kod.*börjar: ”<!DOCTYPE html>”"):
        read_skolverket(path, snapshot_id="x")


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([school("73", "84,5")], r"rad 7, kolumn ”Genomsnittligt meritvärde"),
        ([school("73", "84,5", "90,0")], r"rad 7, kolumn ”Genomsnittligt meritvärde"),
        ([school("73", "84", "5", "90", "241,3")], r"rad 7, kolumn ”–”: hittade ”241,3”"),
        ([school(*ROW[6:], code="1999")], r"rad 7, kolumn ”Kommun-kod”: hittade ”1999”"),
        ([school(*ROW[6:], unit="1234")], r"rad 7, kolumn ”Skol-enhetskod”: hittade ”1234”"),
        ([ROW, ("Summa", "", "", "", "", "", "1", "2", "3", "4")], r"rad 8, kolumn ”Kommun-kod”"),
        ([ROW, ("",), SCHOOL + AK9], r"rad 9, kolumn ”Kommun-kod”: hittade ”Kommun-kod”"),
    ],
)
def test_a_row_that_is_not_whole_is_named_by_file_row_and_column(tmp_path, rows, fault):
    with pytest.raises(DataError, match=r"export\.csv, " + fault):
        read_skolverket(csv_file(tmp_path, *rows), snapshot_id="x")


def test_the_line_is_right_also_below_a_heading_of_two_lines(tmp_path):
    heads = ([f'"{each.replace("-", "-" + chr(10))}"' for each in SCHOOL + AK9],)
    with pytest.raises(DataError, match="rad 9, kolumn ”Genomsnittligt"):
        read_skolverket(
            csv_file(tmp_path, school("1", "2,0", "3,0", "många"), heads=heads), snapshot_id="x"
        )


def test_a_code_that_lost_its_zero_is_healed(tmp_path):
    rows = [municipality("10", "84,5", "90,0", "200,0", code="604")]
    found = read_skolverket(csv_file(tmp_path, *rows, heads=(MUNICIPALITY + AK9,)), snapshot_id="x")
    assert set(found.figures["municipality_id"]) == {"0604"}


def test_an_empty_row_within_the_table_loses_nothing(tmp_path):
    other = school("40", "50,0", "60,0", "200,0", unit="87654321")
    assert len(values(csv_file(tmp_path, ROW, ("",), other))) == 5


def test_data_after_the_description_is_refused(tmp_path):
    ending = ("", "Rapportbeskrivning", ";".join(ROW))
    with pytest.raises(DataError, match="rad 9"):
        read_skolverket(csv_file(tmp_path, ending=ending), snapshot_id="x")
