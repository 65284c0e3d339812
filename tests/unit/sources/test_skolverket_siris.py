"""Siris exports: which figure each cell is, of which year, whose schools, what is refused."""

import pandas as pd
import pytest

from fgte.errors import DataError
from fgte.sources.raw import COLUMNS
from fgte.sources.skolverket import LeftOut, read_skolverket
from tests.unit.sources.skolverket_files import (
    AK9,
    AVGANG,
    BEHORIGHET,
    BETYG_6_SEX,
    GENOMSTROMNING,
    MUNICIPALITY,
    NATIONAL_TESTS,
    NYINVANDRADE,
    SCHOOL,
    SLUTBETYG,
    csv_file,
    municipality,
    school,
)

PROGRAM = (*MUNICIPALITY, "Program", "Totalt antal")
TOTAL = "Gymnasieskolan totalt (nationella program samt introduktionsprogram)"
STARTED = "Valt startläsår: 2021/22"
DONE = "Andel (%) som slutfört med examen"
WITHOUT = "Samtl. elever, exklusive nyinvandrade och med okänd bakgr."


@pytest.fixture
def read(tmp_path):
    return lambda *rows, **parts: read_skolverket(
        csv_file(tmp_path, *rows, **parts), snapshot_id="2026-01-01-abc"
    )


@pytest.fixture
def read_municipality(read):
    return lambda *rows, **parts: read(*rows, heads=(MUNICIPALITY + AK9,), **parts)


def by_kpi(found):
    return found.figures.set_index("kpi")["value"].to_dict()


def completed(read, *rows, group=(DONE, DONE, DONE), **parts):
    heads = ([""] * 7 + list(group), [*PROGRAM, "Inom 3 år", "Inom 4 år", "Inom 5 år"])
    return read(*rows, heads=heads, title=GENOMSTROMNING, **{"period": STARTED, **parts})


def test_figures_have_the_form_that_every_reader_gives(read):
    found = read(school("73", "84,5", "~100", "241,3")).figures
    assert list(found.columns) == list(COLUMNS)
    assert found.dtypes.astype(str).to_dict() == dict(COLUMNS)
    assert set(found["source"]) == {"Skolverket"}
    assert set(found["snapshot_id"]) == {"2026-01-01-abc"}


def test_a_row_gives_each_measure_with_its_number_of_pupils(read):
    found = read(school("73", "84,5", "~100", "241,3")).figures
    assert list(found["kpi"]) == ["N15419", "N15436", "N15505"]
    assert list(found["status"]) == ["ok", "censored", "ok"]
    assert set(found["pupils"]) == {73.0}
    assert set(zip(found["school_unit"], found["year"], found["sex"], strict=True)) == {
        ("12345678", 2025, "T")
    }


def test_a_censored_share_has_bounds_in_percent(read):
    found = read(school("40", "84,5", "~100", "241,3")).figures.set_index("kpi").loc["N15436"]
    assert (found["low"], found["high"]) == pytest.approx((90.0, 97.5))
    assert pd.isna(found["value"])


def test_another_organisers_school_is_part_of_all_schools_there(read):
    found = read(school("40", "84,5", "90,0", "241,3", organiser="Enskild"))
    assert list(found.figures["kpi"]) == ["N15418", "N15424", "N15504"]


def test_a_municipality_has_its_own_schools_and_all_schools(read_municipality):
    rows = [municipality("40", "1,0", "2,0", "3,0", organiser=o) for o in ("Samtliga", "Kommunal")]
    found = read_municipality(*rows)
    assert by_kpi(found)["N15418"] == by_kpi(found)["N15419"] == 1.0
    assert list(found.figures["school_unit"]) == [None] * 6
    assert found.recognised.level == "municipality"


def test_private_organisers_together_are_left_out_and_counted(read_municipality):
    found = read_municipality(municipality("40", "1,0", "2,0", "3,0", organiser="Enskild"))
    assert found.left_out == (LeftOut("Enskild", 3, "other_organiser"),)


@pytest.mark.parametrize(
    ("period", "year"),
    [("2024/25", 2025), ("1999/00", 2000), ("2024/2025", 2025), ("2024–25", 2025)],
)
def test_a_result_is_dated_by_the_spring_of_the_school_year(read, period, year):
    found = read(school("40", "1,0", "2,0", "3,0"), period=f"Valt läsår: {period}")
    assert set(found.figures["year"]) == {year}


@pytest.mark.parametrize("period", ["", "Valt läsår: 2024/26", "Valt läsår: i fjol", STARTED])
def test_a_file_that_does_not_say_its_school_year_is_refused(read, period):
    with pytest.raises(DataError, match=r"läsår den gäller.*Valt läsår: 2024/25"):
        read(school("40", "1,0", "2,0", "3,0"), period=period)


def test_pupils_are_dated_by_the_october_they_were_counted(read):
    heads = ((*SCHOOL, "Elever, årskurs 1-9", "Elever, årskurs 9"),)
    found = read(school("1 120", "180"), heads=heads, title="Grundskola - Antal elever per årskurs")
    (figure,) = found.figures.to_dict("records")
    assert (figure["kpi"], figure["year"], figure["value"]) == ("N15809", 2024, 1120.0)
    assert pd.isna(figure["pupils"])
    assert found.left_out == (LeftOut("Elever, årskurs 9", 1, "no_indicator"),)


def test_groups_of_pupils_beside_one_another_are_different_measures(read):
    heads = ([""] * 5 + ["Samtliga elever"] * 4 + [WITHOUT] * 4, [*MUNICIPALITY, *AK9 * 2])
    row = municipality("40", "1,0", "2,0", "3,0", "30", "4,0", "5,0", "6,0")
    found = read(row, heads=heads, title=NYINVANDRADE)
    assert by_kpi(found) == {
        "N15419": 1.0,
        "N15436": 2.0,
        "N15505": 3.0,
        "N15561": 4.0,
        "N15564": 5.0,
        "N15567": 6.0,
    }
    assert list(found.figures["pupils"]) == [40.0] * 3 + [30.0] * 3


def test_a_column_that_does_not_say_which_pupils_is_left_out(read):
    heads = ([""] * 5 + ["", WITHOUT], [*MUNICIPALITY, AK9[1], AK9[1]])
    found = read(municipality("1,0", "2,0"), heads=heads, title=NYINVANDRADE)
    assert by_kpi(found) == {"N15561": 2.0}
    assert found.left_out == (LeftOut(AK9[1], 1, "group_not_said"),)


def test_the_merit_rating_of_sixteen_subjects_is_a_series_of_its_own(read):
    group = "Totalt exklusive nyinvandrade elever"
    heads = ([""] * 5 + [group], [*MUNICIPALITY, "Genomsnittligt meritvärde (16 ämnen)"])
    row = municipality("228,1", organiser="Samtliga")
    found = read(row, heads=heads, title=NYINVANDRADE, period="Valt läsår: 2013/14")
    assert by_kpi(found) == {"N15566-16": 228.1}


def test_the_sex_may_stand_in_a_column_of_rows(read):
    share = "Andel elever (%) behöriga till estetiskt program"
    heads = ((*MUNICIPALITY, "Kön", "Antal elever", share),)
    rows = [municipality(sex, "40", "90,0") for sex in ("Samtliga", "Flickor", "Pojkar")]
    found = read(*rows, heads=heads, title=BEHORIGHET).figures
    assert list(found["sex"]) == ["T", "K", "M"]
    assert set(found["kpi"]) == {"N15435"}


def test_eligibility_has_one_measure_for_each_kind_of_programme(read):
    to = "Andel (%) elever behöriga till "
    names = ("yrkesprog.", "Ekonomi-, humanistiska och samhällsvetenskaps- program")
    more = ("Naturvetenskapligt och tekniskt program", "estetiskt program")
    heads = ((*SCHOOL, "Kön", "Antal elever", *(to + name for name in names + more)),)
    row = school("Samtliga", "40", "1,0", "2,0", "3,0", "4,0")
    found = by_kpi(read(row, heads=heads, title=BEHORIGHET))
    assert found == {"N15436": 1.0, "N15434": 2.0, "N15433": 3.0, "N15435": 4.0}


def test_year_six_by_sex_in_two_header_rows(read):
    share, sexes = "Andel (%) som uppnått kunskapskraven (A-E) i alla ämnen", ("Flickor", "Pojkar")
    heads = ([""] * 5 + [share, ""], [*MUNICIPALITY, *sexes])
    found = read(municipality("85,0", ".."), heads=heads, title=BETYG_6_SEX)
    assert list(found.figures["kpi"]) == ["N15540"] * 2
    assert list(found.figures["sex"]) == ["K", "M"]
    assert list(found.figures["status"]) == ["ok", "suppressed"]


def test_only_all_parts_of_the_national_tests_are_the_indicator(read):
    heads = ((*MUNICIPALITY, "Ämne", "Delprov", "Antal elever", "Andel (%) som nått kravnivån"),)
    rows = [
        municipality("Matematik", "Alla delprov", "40", "70,0"),
        municipality("Matematik", "Huvudräkning", "40", "80,0"),
        municipality("Svenska/svenska som andraspråk", "Samtliga delprov", "40", "75,0"),
    ]
    found = read(*rows, heads=heads, title=NATIONAL_TESTS)
    assert by_kpi(found) == {"N15454": 70.0, "N15452": 75.0}
    assert found.left_out == (LeftOut("Andel (%) som nått kravnivån", 1, "row_not_followed"),)


def test_grade_points_by_kind_of_programme(read):
    heads = (
        (*PROGRAM, "GBP för elever med examen eller studiebevis", "GBP för elever med examen"),
    )
    programs = ("Nationella program", "Högskoleförberedande program", "Yrkesprogram")
    rows = [municipality(p, "100", "13,0", f"14,{n}") for n, p in enumerate(programs)]
    rows.append(municipality("Teknikprogrammet", "20", "13,0", "14,9"))
    found = read(*rows, heads=heads, title=AVGANG)
    assert by_kpi(found) == {"N17691": 14.0, "N17694": 14.1, "N17697": 14.2}
    assert sum(each.count for each in found.left_out) == 5


def test_completed_studies_are_dated_from_the_start(read):
    row = municipality(TOTAL, "1 115", "69,8", "72,9", ".", organiser="Samtliga")
    found = completed(read, row)
    assert by_kpi(found) == {"N17448": 69.8, "N17464": 72.9}
    assert list(found.figures["year"]) == [2024, 2025]
    assert set(found.figures["pupils"]) == {1115.0}


def test_a_year_that_has_not_come_is_not_missing(read):
    found = completed(read, municipality(TOTAL, "1 115", "69,8", ".", "."))
    assert list(found.figures["kpi"]) == ["N17451"]
    assert LeftOut(f"{DONE}: Inom 4 år", 1, "not_yet_published") in found.left_out


def test_a_result_that_is_not_available_is_missing(read):
    found = read(school("40", ".", ".", "."))
    assert list(found.figures["status"]) == ["missing"] * 3
    assert found.left_out == ()


def test_completed_studies_need_the_year_of_the_start(read):
    with pytest.raises(DataError, match="Valt startläsår: 2021/22"):
        completed(read, municipality(TOTAL, "9", "1", "2", "3"), period="Valt läsår: 2021/22")


def test_a_row_that_the_live_export_repeats_is_counted_once(read):
    row = municipality(TOTAL, "1 115", "69,8", "72,9", "75,0")
    found = completed(read, row, row)
    assert len(found.figures) == 2
    assert LeftOut("Kommunal", 2, "repeated_row") in found.left_out


def test_a_repeated_row_with_other_figures_is_refused(read):
    rows = [municipality(TOTAL, "1 115", share, "72,9", "75,0") for share in ("69,8", "70,8")]
    with pytest.raises(DataError, match=r"rad 9: samma skola eller kommun.*rad 8"):
        completed(read, *rows)


def test_a_doubled_row_is_refused_where_the_export_never_repeats(read):
    row = school("40", "1,0", "2,0", "3,0")
    with pytest.raises(DataError, match=r"rad 8: samma skola.*på rad 7"):
        read(row, row)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (school("40", "101,0", "2,0", "3,0"), r"Andel \(%\) elever som.*”101,0”.*0–100"),
        (school("40", "1,0", "2,0", "-3,0"), "meritvärde.*”-3,0”.*0–340"),
        (school("40", "1,0", "2,0", "~100"), "meritvärde.*”~100”"),
        (school("40", "1,0", "många", "3,0"), "yrkesprog.*”många”.*~100"),
        (school("cirka 40", "1,0", "2,0", "3,0"), "Antal elever.*”cirka 40”"),
        (school("0", "1,0", "~100", "3,0"), "yrkesprog.*”~100”"),
        (school("4", "1,0", "2,0", "3,0", organiser="Samtliga"), "huvudman.*Kommunal, Enskild"),
        (school("4", "1,0", "2,0", "3,0", organiser="Komunal"), "huvudman.*”Komunal”"),
    ],
)
def test_a_cell_that_cannot_be_is_named(read, row, fault):
    with pytest.raises(DataError, match=r"export\.csv, rad 7, kolumn ”.*" + fault):
        read(row)


def test_an_unknown_sex_is_named(read):
    heads = ((*SCHOOL, "Kön", "Antal elever", AK9[1]),)
    with pytest.raises(DataError, match=r"kolumn ”Kön”: hittade ”Okänt”.*Flickor"):
        read(school("Okänt", "40", "1,0"), heads=heads)


def test_a_row_and_a_column_of_different_sexes_are_refused(read):
    heads = ([""] * 8 + ["Flickor"], [*SCHOOL, "Kön", "Antal elever", AK9[1]])
    with pytest.raises(DataError, match="kolumn ”Kön”"):
        read(school("Pojkar", "40", "1,0"), heads=heads)


def test_a_row_about_one_subject_is_not_about_all(read):
    heads = ((*SCHOOL, "Ämne", *AK9),)
    found = read(school("Matematik", "40", "1,0", "2,0", "3,0"), heads=heads)
    assert found.figures.empty
    assert {each.why for each in found.left_out} == {"row_not_followed"}


def test_a_year_not_yet_published_is_an_empty_table_and_no_error(read):
    found = read(period="Valt läsår: 2025/26")
    assert found.figures.empty
    assert "2025/26 är inte publicerat" in found.notes[0].text()


def test_a_row_that_is_cut_short_is_named_with_how_far_it_came(read):
    with pytest.raises(DataError, match=r"avhuggen före den\. Den har 8 celler, rubrikraden 10"):
        read(school("40", "80,5"))


def test_a_file_that_ends_without_its_description_may_be_cut(read):
    found = read(school("40", "1,0", "2,0", "3,0"), ending=())
    assert "avklippt" in found.said()[-1]


@pytest.mark.parametrize(
    "title",
    [
        "Gymnasieskola - Personalstatistik",
        "Anpassad grundskola - Slutbetyg årskurs 9, samtliga elever",
        "Grundskola - Behörighet till gymnasieskolan, t.o.m. 2010",
        "",
    ],
)
def test_an_unknown_export_says_what_was_looked_for_and_found(read, title):
    with pytest.raises(DataError, match=r"Letade efter: Slutbetyg årskurs 9.*Hittade: Statistik"):
        read(school("40", "1,0", "2,0", "3,0"), title=title)


def test_a_known_export_without_its_columns_says_which(read):
    with pytest.raises(DataError, match=r"meritvärde \(17 ämnen\).*Hittade: Skola.*Frånvaro"):
        read(school("1"), heads=((*SCHOOL, "Frånvaro"),))


def test_an_export_by_programme_needs_its_programmes(read):
    heads = ((*MUNICIPALITY, "Totalt antal", "GBP för elever med examen"),)
    with pytest.raises(DataError, match="Letade efter: Program"):
        read(municipality("40", "14,0"), heads=heads, title=AVGANG)


def test_two_columns_for_the_same_thing_are_refused(read):
    heads = ((*SCHOOL, AK9[1], "Andel som uppnått kunskapskraven i alla ämnen"),)
    with pytest.raises(DataError, match=f"”{'Andel'}.*” och ”Andel som uppnått.*samma sak"):
        read(school("1,0", "2,0"), heads=heads)


def test_an_export_by_organiser_is_refused(read):
    heads = ((*MUNICIPALITY, "Huvudman orgnr", *AK9),)
    with pytest.raises(DataError, match="per huvudman"):
        read(municipality("2120001256", "40", "1,0", "2,0", "3,0"), heads=heads)


def test_an_export_whose_headings_were_never_seen_says_so(read):
    heads = (
        (*MUNICIPALITY, "Ämne", "Antal elever", "Andel (%) som nått kravnivån på alla delprov"),
    )
    found = read(municipality("Matematik", "40", "70,0"), heads=heads, title=NATIONAL_TESTS)
    assert not found.recognised.verified
    assert any("inte kunnat jämföras" in note.text() for note in found.notes)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_reader_says_what_it_recognised_and_left_out(read, lang):
    heads = ((*SCHOOL, *AK9, "Frånvaro"),)
    said = read(school("40", "1,0", "2,0", "3,0", "7"), heads=heads).said(lang)
    assert said[0].startswith("Slutbetyg årskurs 9, samtliga elever, 2024/25, ")
    assert any("Frånvaro" in line for line in said[1:])


def test_a_catalogue_that_follows_less_gets_less(read, tmp_path):
    from dataclasses import replace

    from fgte.catalogue import open_catalogue

    book = open_catalogue()
    fewer = {id: each for id, each in book.indicators.items() if id != "meritvarde"}
    path = csv_file(tmp_path, school("40", "1,0", "2,0", "3,0"), title=SLUTBETYG)
    found = read_skolverket(path, snapshot_id="x", book=replace(book, indicators=fewer))
    assert list(found.figures["kpi"]) == ["N15419", "N15436"]
    assert found.left_out == (LeftOut(AK9[3], 1, "no_indicator"),)


def test_a_file_of_schools_says_what_each_is_called(read):
    found = read(
        school("73", "84,5", "~100", "241,3", unit="11111111", name="Ekskolan  4-9"),
        school("73", "84,5", "~100", "241,3", unit="22222222", name=""),
    )
    assert found.school_names == {"11111111": "Ekskolan 4-9"}


def test_a_file_of_municipalities_names_no_school(read_municipality):
    assert read_municipality(municipality("73", "84,5", "~100", "241,3")).school_names == {}
