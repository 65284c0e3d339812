"""What a document may hold: every fault told by field, and what points at a person refused."""

from __future__ import annotations

import pickle

import pytest

from fgte.errors import FgteError
from fgte.journal.documents import MODELS, BodyError, Kind, kind_of, plain, read_body
from fgte.journal.documents.reading import stored_body
from fgte.journal.form_words import field_label
from fgte.texts import LANGUAGES
from tests.unit.journal.factories import EXCHANGE, FACTOR, FIRST, TRACE, inquiry

STEP = {"day": "2026-09-01", "group": "steering", "text": "Uppdrag"}
LEAST = {
    Kind.INQUIRY: FIRST,
    Kind.EXCHANGE: EXCHANGE,
    Kind.SUCCESS_FACTOR: FACTOR,
    Kind.ASSIGNMENT: {"title": "Läsning", "given": STEP},
    Kind.PROPOSAL: {"title": "Pröva mer", "day": "2026-09-01", "proposal": "Följ två år"},
    Kind.COMMUNICATION: {
        "audience": "Nämnd",
        "message": "Nu",
        "channel": "Möte",
        "day": "2026-09-01",
    },
    Kind.CALENDAR: {"title": "Analysdag", "month": 9},
    Kind.REBASING: {
        "indicator": "meritvarde",
        "from_year": 2015,
        "reason": "17 ämnen",
        "decided": "2026-09-01",
        "decided_by": "processgruppen",
    },
    Kind.LEARNING_NETWORK: {
        "title": "Matematiknätverket",
        "analysis_object": "Elevlösningar i bråk",
        "purpose": "Att lära av varandra",
    },
    Kind.COMPETENCE_JOURNEY: {
        "title": "Resan",
        "purposes": ["En gemensam bild"],
        "goals": [{"id": "trygg", "text": "Tryggare i att leda"}],
    },
    Kind.RESEARCH_QUESTION: {
        "title": "Läsningen och svaren",
        "question": "Ändras svaren när frågan återges?",
        "formed": {"day": "2026-05-27", "groups": ["process", "academia"]},
    },
}


def said(kind, content):
    with pytest.raises(BodyError) as error:
        read_body(kind, content)
    return error.value.message()


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_asks_for_little_at_first(kind):
    body = read_body(kind, LEAST[kind])
    assert read_body(kind, plain(body)) == body


def test_a_prövande_begins_with_four_things():
    required = [name for name, f in MODELS[Kind.INQUIRY].model_fields.items() if f.is_required()]
    assert required == ["title", "analysis_object", "observation", "question"]


@pytest.mark.parametrize("kind", Kind)
def test_every_field_has_a_name_in_both_languages(kind):
    for name in MODELS[kind].model_fields:
        assert all(field_label(MODELS[kind].__name__, name, lang) for lang in LANGUAGES)


PERSONS = ["20121212-1212", "anna.ek@example.org", "ring 070-123 45 67", "0701234567"]


@pytest.mark.parametrize("words", PERSONS)
@pytest.mark.parametrize("field", ["title", "lesson", "whys"])
def test_what_points_at_a_person_is_refused_and_not_repeated(field, words):
    message = said(Kind.INQUIRY, inquiry(**{field: [words] if field == "whys" else words}))
    assert "Skriv en roll i stället" in message
    assert words not in message


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"title": ""}, "title: är tomt"),
        ({"title": "a\nb"}, "title: ska stå på en rad"),
        ({"title": "x" * 201}, "title: har 201 tecken; högst 200"),
        ({"lesson": "x" * 8001}, "lesson: har 8001 tecken"),
        ({"lesson": "a\x07b"}, "tecken nummer 2 är ett osynligt styrtecken (U+0007)"),
        ({"lesson": "\u202e"}, "U+202E"),
        ({"lesson": 5}, "lesson: är av fel slag"),
        ({"leson": "x"}, "leson: finns inte. Närmast: lesson"),
        ({"whys": ["a"] * 6}, "whys: har 6 delar; högst 5"),
        ({"whys": "a"}, "whys: ska vara en lista"),
        ({"next_follow_up": "snart"}, "next_follow_up: ska vara en dag"),
        ({"next_follow_up": 20260901}, "ska vara en dag"),
        ({"next_follow_up": "2026-13-45"}, "next_follow_up: ska vara en dag"),
        ({"links": ["nej"]}, "links[1]: är inte skrivet"),
        ({"activities": [{"id": "a"}]}, "activities[1].what: saknas"),
        ({"activities": [{"id": "a", "what": "b", "arena": "x"}]}, "arena: är inget av valen"),
        ({"activities": [{"id": "a", "what": "b", "dos": "x"}]}, "Närmast: dose"),
        ({"expected": [TRACE, TRACE]}, "expected: las-ak6 står två gånger"),
        ({"expected": [TRACE | {"first_year": "i höst"}]}, "first_year: ska vara ett helt tal"),
        ({"expected": [TRACE | {"first_year": 1901}]}, "first_year: är för litet. Minst 1990"),
        ({"expected": [TRACE | {"soft_value": "Trygghet"}]}, "ett av indicator, soft_value"),
    ],
)
def test_every_fault_is_told_by_field(more, words):
    assert words in said(Kind.INQUIRY, inquiry(**more))


def test_all_faults_are_told_at_once():
    message = said(Kind.INQUIRY, {"title": "", "leson": "x"})
    assert message.count("\n  - ") == 5


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        (Kind.EXCHANGE, {"municipalities": ["1384"]}, "municipalities: har för få. Ange minst 2"),
        (Kind.CALENDAR, {"day": "2026-09-01"}, "ett av day, month"),
        (Kind.ASSIGNMENT, {"decided": STEP}, "ett beslut behöver en beredning"),
        (Kind.ASSIGNMENT, {"prepared": STEP | {"day": "2026-08-01"}}, "fel ordning"),
        (Kind.PROPOSAL, {"answer": STEP | {"day": "2026-08-01"}}, "fel ordning"),
        (Kind.SUCCESS_FACTOR, {"criteria": {"system": {"met": True}}}, "behöver säga hur"),
        (Kind.SUCCESS_FACTOR, {"standing": "evidence"}, "evidens kräver att kriterierna"),
    ],
)
def test_what_does_not_hold_together_is_told(kind, more, words):
    assert words in said(kind, LEAST[kind] | more)


def test_experience_becomes_evidence_by_all_four_criteria_and_something_to_rest_on():
    met = {"met": True, "how": "Protokoll från varje träff"}
    three = {"collegiality": met, "documentation": met, "system": met}
    whole = FACTOR | {"criteria": three, "support": [{"what": "Fyra prövanden"}]}
    assert read_body(Kind.SUCCESS_FACTOR, whole | {"standing": "proven_experience"})
    assert "genomskinlighet" in said(Kind.SUCCESS_FACTOR, whole | {"standing": "evidence"})
    four = whole | {"criteria": three | {"transparency": met}, "standing": "evidence"}
    assert read_body(Kind.SUCCESS_FACTOR, four)
    assert "vilar på" in said(Kind.SUCCESS_FACTOR, four | {"support": []})


def test_text_is_kept_as_typed_but_for_the_ends_of_lines():
    typed = " <b>=1+1</b>\r\nrad två\t "
    assert read_body(Kind.INQUIRY, inquiry(lesson=typed)).lesson == typed.replace("\r\n", "\n")


def test_what_is_empty_is_not_what_is_missing():
    assert plain(read_body(Kind.INQUIRY, inquiry(lesson="")))["lesson"] == ""
    assert "lesson" not in plain(read_body(Kind.INQUIRY, inquiry()))


def test_a_stricter_door_keeps_nobody_from_reading_what_is_there():
    held = inquiry(lesson="x" * 9000 + " 20121212-1212")
    assert len(stored_body(Kind.INQUIRY, held).lesson) > 9000


@pytest.mark.parametrize("word", ["prövande", "provande", "Inquiry"])
def test_a_kind_is_named_in_either_language(word):
    assert kind_of(word) is Kind.INQUIRY


def test_an_unknown_kind_names_the_closest():
    with pytest.raises(FgteError, match="Närmast: provande"):
        kind_of("prövning")


def test_the_error_travels_between_processes():
    with pytest.raises(BodyError) as error:
        read_body(Kind.INQUIRY, {})
    again = pickle.loads(pickle.dumps(error.value))
    assert again.message("en") == error.value.message("en")
