"""Answers of planned-educations: read by their structure, the value type decides."""

import json

import pandas as pd
import pytest

from fgte.errors import DataError
from fgte.sources.skolverket import LeftOut, SchoolUnit, read_skolverket, read_units
from tests.unit.sources.skolverket_files import answer, value

MERIT = "averageGradesMeritRating9thGrade"
SHARE = "ratioOfPupils9thGradeEligibleForNationalProgramES"
UNITS = {"60904587": SchoolUnit("60904587", "1384", municipal=True)}


@pytest.fixture
def read(tmp_path):
    def answered(units=UNITS, wrapped=True, **fields):
        path = answer(tmp_path, wrapped=wrapped, **fields)
        return read_skolverket(path, snapshot_id="x", units=units)

    return answered


@pytest.mark.parametrize("wrapped", [True, False])
def test_an_answer_is_known_by_its_structure_bare_or_recorded(read, wrapped):
    (figure,) = read(wrapped=wrapped, **{MERIT: [value("258,5")]}).figures.to_dict("records")
    assert (figure["kpi"], figure["year"], figure["value"]) == ("N15505", 2025, 258.5)
    assert (figure["school_unit"], figure["municipality_id"]) == ("60904587", "1384")
    assert pd.isna(figure["pupils"])


def test_a_byte_order_mark_and_blank_lines_do_not_hide_an_answer(tmp_path):
    path = answer(tmp_path, **{MERIT: [value("258,5")]})
    path.write_bytes(b"\xef\xbb\xbf\n " + path.read_bytes())
    assert len(read_skolverket(path, snapshot_id="x", units=UNITS).figures) == 1


def test_another_organisers_school_is_part_of_all_schools_there(read):
    units = {"60904587": SchoolUnit("60904587", "1384", municipal=False)}
    assert list(read(units=units, **{MERIT: [value("258,5")]}).figures["kpi"]) == ["N15504"]


@pytest.mark.parametrize(
    ("written", "value_type", "status"),
    [
        ("87,9", "EXISTS", "ok"),
        (".", "MISSING", "missing"),
        (None, "MISSING", "missing"),
        ("..", "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS", "suppressed"),
        ("87,9", "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS", "suppressed"),
        ("~100", "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE", "censored"),
        ("*", "TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION", "not_applicable"),
    ],
)
def test_the_value_type_decides_the_status(read, written, value_type, status):
    (figure,) = read(**{SHARE: [value(written, value_type)]}).figures.to_dict("records")
    assert figure["status"] == status
    assert pd.isna(figure["value"]) == (status != "ok")


def test_nearly_all_of_an_unknown_number_may_be_six_of_ten(read):
    cell = value("~100", "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE")
    (figure,) = read(**{SHARE: [cell]}).figures.to_dict("records")
    assert (figure["low"], figure["high"]) == pytest.approx((60.0, 100.0))


@pytest.mark.parametrize(
    "cell",
    [
        value("..", "EXISTS"),
        value("~100", "EXISTS"),
        value("87,9", "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE"),
        value("101,0"),
        value("87,9", "SOMETHING_NEW"),
        value("87,9", period="VT24"),
        value("87,9", period="2024/26"),
        {"value": 87.9, "valueType": "EXISTS", "timePeriod": "2024/25"},
        {"value": "87,9", "timePeriod": "2024/25"},
        "87,9",
    ],
)
def test_a_value_that_does_not_fit_is_named_by_its_field(read, cell):
    with pytest.raises(DataError, match=f"svar, rad 2, kolumn ”{SHARE}”"):
        read(**{SHARE: [value("50,0", period="2020/21"), cell]})


def test_the_same_year_twice_is_refused(read):
    with pytest.raises(DataError, match=f"rad 2, kolumn ”{MERIT}”: hittade ”2024/25”"):
        read(**{MERIT: [value("258,5"), value("259,5")]})


def test_approximate_counts_are_left_out_and_said(read):
    fields = {"totalNumberOfPupils": [value("cirka 70")], MERIT: [value("258,5")]}
    found = read(**fields)
    assert found.left_out == (LeftOut("totalNumberOfPupils", 1, "approximate"),)
    assert "cirka" in found.left_out[0].text()
    assert found.notes[0].key == "no_pupils"


def test_what_no_indicator_follows_is_left_out_and_counted(read):
    fields = {"studentsPerTeacherQuota": [value("14,4"), value("13,6", period="2023/24")]}
    found = read(**fields)
    assert found.figures.empty
    assert found.left_out == (LeftOut("studentsPerTeacherQuota", 2, "no_indicator"),)


def test_a_value_without_a_year_is_left_out(read):
    cell = {"value": None, "valueType": "MISSING", "timePeriod": None}
    found = read(**{MERIT: [cell], SHARE: [value("50,0")]})
    assert found.left_out == (LeftOut(MERIT, 1, "no_year"),)


def test_upper_secondary_answers_are_by_programme_and_are_not_followed(read):
    part = {"programCode": "EK", "schoolUnit": "60904587", "admissionPointsMin": [value("230,0")]}
    found = read(programMetrics=[part])
    assert found.recognised.export == "planned_educations_gy"
    assert found.left_out == (LeftOut("admissionPointsMin", 1, "no_indicator"),)


def test_a_unit_without_a_place_says_what_to_fetch(read):
    with pytest.raises(DataError, match="/v4/school-units/60904587"):
        read(units={}, **{MERIT: [value("258,5")]})


def test_a_unit_in_no_municipality_is_refused(read):
    units = {"60904587": SchoolUnit("60904587", "9999", municipal=True)}
    with pytest.raises(DataError, match="”9999”"):
        read(units=units, **{MERIT: [value("258,5")]})


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"body": null}', '{"schools": []}', "[" * 9999])
def test_another_json_file_is_refused(tmp_path, text):
    path = tmp_path / "svar.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"svar\.json"):
        read_skolverket(path, snapshot_id="x")


def test_school_units_say_where_they_lie(tmp_path):
    unit = {"code": "1", "geographicalAreaCode": "1384", "principalOrganizerType": "Enskild"}
    path = tmp_path / "enheter.json"
    path.write_text(json.dumps({"body": {"_embedded": {"listedSchoolUnits": [unit]}}}))
    assert read_units(path) == {"1": SchoolUnit("1", "1384", municipal=False)}


def test_school_units_say_what_they_are_called(tmp_path):
    unit = {"code": "1", "geographicalAreaCode": "1384", "principalOrganizerType": "Kommunal"}
    path = tmp_path / "enheter.json"
    path.write_text(json.dumps({"body": unit | {"name": "Ekskolan "}}))
    assert read_units(path)["1"].name == "Ekskolan"


def test_the_name_comes_with_the_figures(read):
    units = {"60904587": SchoolUnit("60904587", "1384", municipal=True, name="Ekskolan")}
    assert read(units=units, **{MERIT: [value("258,5")]}).school_names == {"60904587": "Ekskolan"}


@pytest.mark.parametrize("body", [{}, {"_embedded": []}, {"code": "1"}])
def test_an_answer_without_places_says_what_was_looked_for(tmp_path, body):
    path = tmp_path / "enheter.json"
    path.write_text(json.dumps({"body": {"x": 1, **body}}))
    with pytest.raises(DataError, match="geographicalAreaCode"):
        read_units(path)
