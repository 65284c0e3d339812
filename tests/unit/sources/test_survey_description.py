"""The description of a survey: read whole, or refused with the field named."""

from datetime import date

import pytest

from fgte.errors import DataError, RequestError
from fgte.model import Direction
from fgte.sources.surveys import read_description
from fgte.sources.surveys.description import Layout, Level, Measure, Protects
from tests.unit.sources.survey_files import LONG, describe, description, people, read

OWN = {"min": 1, "max": 10, "positive": [8, 9, 10]}


def test_the_template_that_ships_can_be_read(repo):
    template = read_description(repo / "data" / "forms" / "enkatbeskrivning.toml")
    assert template.protects is Protects.ANSWERS
    assert template.level is Level.SCHOOL
    assert [each.id for each in template.questions] == ["trygg", "studiero"]


def test_what_is_not_said_is_the_usual(tmp_path):
    given = description(tmp_path)
    assert given.indicator == given.id == "trygghet"
    assert given.protects is Protects.ANSWERS
    assert given.better is Direction.HIGHER
    assert given.language == "sv"


def test_who_when_and_how_many(tmp_path):
    given = description(tmp_path)
    assert given.population.who.sv == "elever i årskurs 5"
    assert given.round.date == date(2025, 3, 14)
    assert given.year == 2025
    assert given.round.response_rate == pytest.approx(0.95)


def test_a_response_rate_needs_both_numbers(tmp_path):
    assert description(tmp_path, {"round.invited": None}).round.response_rate is None
    assert description(tmp_path, {"round.answered": None}).round.response_rate is None


def test_a_question_has_the_common_scale_unless_it_has_its_own(tmp_path):
    given = description(tmp_path, {"question.1.scale": OWN})
    first, second = given.questions
    assert first.scale.labels[3] == "Stämmer helt"
    assert list(second.scale.steps) == list(range(1, 11))
    assert second.scale.missing == ("99",)


def test_texts_may_stand_in_both_languages(tmp_path):
    path = describe(tmp_path)
    both = 'label = { sv = "Trygghet", en = "Safety" }'
    path.write_text(
        path.read_text("utf-8").replace('"label" = "Trygghet i årskurs 5"', both), encoding="utf-8"
    )
    assert read_description(path).label.en == "Safety"


def test_a_long_file_names_its_columns(tmp_path):
    columns = description(tmp_path, LONG).columns
    assert columns.layout is Layout.LONG
    assert (columns.respondent, columns.question, columns.answer) == ("Nr", "Fråga", "Svar")


def test_a_mean_needs_no_positive_answers(tmp_path):
    given = description(tmp_path, {"measure": "mean", "scale.positive": None})
    assert given.measure is Measure.MEAN


@pytest.mark.parametrize(
    ("field", "value", "named", "expected"),
    [
        ("id", "Trygghet åk 5", "id", "trygghet_ak5"),
        ("instrument", "", "instrument", "version"),
        ("measure", "andel", "measure", "share, mean"),
        ("measure", None, "measure", "share, mean"),
        ("level", "klass", "level", "municipality, school"),
        ("level", "school", "level", "school ="),
        ("protects", "ingen", "protects", "answers, groups"),
        ("better", "upp", "better", "higher, lower, neither"),
        ("municipality", "Varberg", "municipality", "1384"),
        ("municipality", "1348", "municipality", "1384"),
        ("label", 5, "label", "sv ="),
        ("population.who", None, r"\[population\] who", "årskurs"),
        ("population.grades", "5", r"\[population\] grades", r"\["),
        ("round.date", "i våras", r"\[round\] date", "2025-03-14"),
        ("round.invited", -4, r"\[round\] invited", "412"),
        ("round.answered", 500, r"\[round\] answered", "0–400"),
        ("scale.max", 1, r"\[scale\] max", "4"),
        ("scale.max", "4", r"\[scale\] max", "4"),
        ("scale.max", 1000, r"\[scale\] max", "4"),
        ("scale.labels", ["ja", "nej"], r"\[scale\] labels", "4"),
        ("scale.positive", [5], r"\[scale\] positive", "4"),
        ("scale.positive", [1, 2, 3, 4], r"\[scale\] positive", "4"),
        ("scale.positive", None, "measure", "positive"),
        ("file.layout", "brett", r"\[file\] layout", "wide, long"),
        ("file.layout", "long", r"\[file\] respondent", "respondent"),
        ("file.answer", "Svar", r"\[file\] layout", "long"),
        ("schools", {"Ängsskolan": "1234"}, r"\[schools\] Ängsskolan", "12345678"),
        ("question", [], "question", "question"),
        ("question.0.id", "Trygg?", r"\[\[question\]\] 1 id", "trygg"),
        ("question.1.id", "trygg", "question", "id, column"),
        ("question.1.column", "f1", "question", "id, column"),
        ("question.0.open", "ja", r"\[\[question\]\] 1 open", "true, false"),
    ],
)
def test_a_faulty_field_is_named_with_what_was_expected(tmp_path, field, value, named, expected):
    match = rf"enkat\.toml, fältet ”{named}”: hittade .*, väntade något i stil med .*{expected}"
    with pytest.raises(DataError, match=match):
        description(tmp_path, {field: value})


@pytest.mark.parametrize(
    ("field", "found", "closest"),
    [("mesure", "mesure", "measure"), ("scale.maks", r"\[scale\] maks", "max")],
)
def test_a_misspelt_field_is_named_with_the_closest(tmp_path, field, found, closest):
    with pytest.raises(DataError, match=rf"”{found}”. Närmast: .*{closest}"):
        description(tmp_path, {field: 4})


@pytest.mark.parametrize("content", [b"id = ", b"\xff\xfe\x00", b"a = 1\na = 2", b"[" * 5000])
def test_what_is_no_description_is_refused(tmp_path, content):
    path = tmp_path / "enkat.toml"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"enkat\.toml gick inte att läsa .*mallen"):
        read_description(path)


def test_an_answers_file_given_as_the_description_is_not_repeated(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_text("Namn;Svar\nAnna Ek;4\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_description(path)
    assert "Anna" not in caught.value.message()
    assert caught.value.__cause__ is None


def test_a_description_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"borta\.toml gick inte att läsa"):
        read_description(tmp_path / "borta.toml")


@pytest.mark.parametrize("threshold", [4, 0, "tio", 7.5])
def test_a_threshold_below_five_is_refused(tmp_path, threshold):
    with pytest.raises(RequestError, match="minst 5"):
        read(tmp_path, people(30, Kön="K", F1=3, F2=3), threshold=threshold)
