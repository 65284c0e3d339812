"""Rounds are one series only if instrument, scale and population are the same, or it says why."""

from datetime import date

import pytest

from fgte.errors import DataError
from fgte.model import RecordKind, Scope
from fgte.sources.surveys import comparable, survey_indicators
from tests.unit.sources.survey_files import description

LABELS = ["Aldrig", "Sällan", "Ofta", "Alltid"]
NEXT_YEAR = {"round.date": date(2026, 3, 13)}
NEW_QUESTION = {"id": "mat", "wording": "Skolmaten är god.", "column": "F3"}


@pytest.fixture
def rounds(tmp_path):
    """The round of 2025 and the next one, changed at the fields named."""

    def made(changes=None):
        later = description(tmp_path, {**NEXT_YEAR, **(changes or {})}, name="nasta.toml")
        return description(tmp_path), later

    return made


def reasons(rounds):
    return [each.sv for each in comparable(*rounds).reasons]


def caveats(rounds):
    return [each.sv for each in comparable(*rounds).caveats]


def test_the_same_survey_a_year_later_is_comparable_without_caveats(rounds):
    found = comparable(*rounds())
    assert found.comparable
    assert (found.reasons, found.caveats) == ((), ())


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        (
            "instrument",
            "Trygghetsenkäten, version 3",
            "Instrumentet har bytts: ”Trygghetsenkäten, version 2”, sedan ”Trygghetsenkäten, "
            "version 3”.",
        ),
        ("language", "en", "Frågorna ställdes på olika språk: sv, sedan en."),
        ("measure", "mean", "Måttet har bytts mellan andel och medelvärde."),
        ("question.0.wording", "Är du trygg?", "Frågan ”trygg” har fått en annan lydelse."),
        ("scale.labels", LABELS, "Frågan ”trygg” har fått en annan skala."),
        ("scale.positive", [4], "Frågan ”trygg” har fått en annan skala."),
        ("scale.no_opinion", ["vet ej"], "Frågan ”trygg” har fått en annan skala."),
        (
            "population.who",
            "elever i årskurs 8",
            "Olika grupper svarade: elever i årskurs 5, sedan elever i årskurs 8.",
        ),
        ("population.grades", ["5", "6"], "Årskurserna är andra: 5, sedan 5, 6."),
        (
            "population.school_form",
            "gymnasieskola",
            "Skolformen är en annan: grundskola, sedan gymnasieskola.",
        ),
        ("municipality", "1383", "Omgångarna gäller olika kommuner: 1384 och 1383."),
        ("question", [NEW_QUESTION], "Omgångarna har ingen fråga gemensam."),
    ],
)
def test_another_instrument_scale_or_population_is_not_comparable_and_says_why(
    rounds, field, value, reason
):
    both = rounds({field: value})
    assert not comparable(*both).comparable
    assert reason in reasons(both)


def test_a_scale_with_more_steps_is_another_scale(rounds):
    changes = {"scale.max": 5, "scale.labels": [], "scale.positive": [4, 5]}
    assert reasons(rounds(changes))[0] == "Frågan ”trygg” har fått en annan skala."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("instrument", "trygghetsenkäten,  VERSION 2."),
        ("question.0.wording", "Jag känner mig trygg i skolan"),
        ("scale.missing", ["99", "98"]),
        ("label", "Trygghet"),
        ("source", "Kungsbacka"),
        ("question.0.column", "Fråga 1"),
    ],
)
def test_what_does_not_change_the_question_does_not_break_the_series(rounds, field, value):
    assert comparable(*rounds({field: value})).comparable


@pytest.mark.parametrize(
    ("changes", "caveat"),
    [
        ({"round.answered": 340}, "Svarsfrekvensen har gått från 95 till 85 procent."),
        ({"round.answered": 200}, "Svarsfrekvensen 2026 var 50 procent."),
        ({"round.answered": None}, "Svarsfrekvensen 2026 är inte angiven."),
        ({"round.date": date(2026, 10, 2)}, "på våren, den andra på hösten"),
    ],
)
def test_how_many_answered_and_when_are_caveats_and_no_break(rounds, changes, caveat):
    both = rounds(changes)
    assert comparable(*both).comparable
    assert any(caveat in each for each in caveats(both))


def test_questions_that_came_are_a_caveat_for_the_survey_and_nothing_for_one_question(tmp_path):
    first = description(tmp_path)
    more = [{"id": e.id, "wording": e.wording.sv, "column": e.column} for e in first.questions]
    later = description(tmp_path, {**NEXT_YEAR, "question": [*more, NEW_QUESTION]}, "nasta.toml")
    assert "bara finns i den ena omgången: 1" in caveats((first, later))[0]
    assert comparable(first, later, question="trygg").caveats == ()


def test_one_question_is_not_broken_by_another(rounds):
    both = rounds({"question.0.wording": "Är du trygg?"})
    assert comparable(*both, question="studiero").comparable
    assert not comparable(*both, question="trygg").comparable


def test_a_round_that_is_not_comparable_is_a_break_that_gives_the_reason(rounds):
    [indicator] = survey_indicators(rounds({"population.who": "elever i årskurs 8"}))
    [record] = indicator.records
    assert (record.kind, record.year, indicator.scope) == (RecordKind.BREAK, 2026, Scope.LOCAL)
    assert record.text.sv == (
        "Från 2026 är svaren inte jämförbara med tidigare. "
        "Olika grupper svarade: elever i årskurs 5, sedan elever i årskurs 8."
    )
    assert "year 8" in record.text.en or "årskurs 8" in record.text.en


def test_comparable_rounds_are_one_series_without_a_break(rounds):
    [indicator] = survey_indicators(rounds())
    assert indicator.records == ()
    assert [series.id for series in indicator.series] == ["trygg", "studiero"]


def test_two_surveys_cannot_feed_one_indicator(tmp_path):
    one = description(tmp_path, {"indicator": "gemensam"})
    other = description(tmp_path, {"indicator": "gemensam", "id": "annan"}, "annan.toml")
    with pytest.raises(DataError, match="matas av två enkäter"):
        survey_indicators([one, other])
