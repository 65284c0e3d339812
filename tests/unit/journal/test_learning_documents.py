"""Networks and journeys in the journal: voices only with consent, questions that exist, roles."""

import pytest

from fgte.errors import FgteError, RequestError
from fgte.journal.documents import BodyError, Kind, read_body
from fgte.journal.due import due
from tests.unit.journal.test_journal_documents import LEAST

NETWORK, JOURNEY = LEAST[Kind.LEARNING_NETWORK], LEAST[Kind.COMPETENCE_JOURNEY]


def said(kind, content):
    with pytest.raises(BodyError) as error:
        read_body(kind, content)
    return error.value.message()


def voices(**voice):
    return JOURNEY | {
        "evaluations": [{"goal": "trygg", "voices": [{"quote": "Jag vågar."} | voice]}]
    }


def test_a_network_asks_for_a_joint_analysis_object_at_once():
    assert "analysis_object" in said(Kind.LEARNING_NETWORK, NETWORK | {"analysis_object": ""})


def test_a_voice_cannot_be_written_without_consent():
    assert "consent: saknas" in said(Kind.COMPETENCE_JOURNEY, voices())
    assert read_body(Kind.COMPETENCE_JOURNEY, voices(consent="2026-05-02"))


def test_a_voice_that_names_a_person_is_refused():
    words = said(Kind.COMPETENCE_JOURNEY, voices(consent="2026-05-02", quote="Ring 070-123 45 67"))
    assert "070" not in words


def test_an_evaluation_is_of_one_of_the_goals():
    wrong = JOURNEY | {"evaluations": [{"goal": "annat"}]}
    assert "trygg" in said(Kind.COMPETENCE_JOURNEY, wrong)


def test_each_question_before_the_start_is_answered_once():
    twice = [{"question": "behov", "answer": "Ja"}, {"question": "behov", "answer": "Nej"}]
    assert "behov står två gånger" in said(
        Kind.LEARNING_NETWORK, NETWORK | {"prepared_answers": twice}
    )


def test_a_question_that_is_none_of_the_thirteen_is_refused(journal):
    wrong = NETWORK | {"prepared_answers": [{"question": "behovet", "answer": "Ja"}]}
    with pytest.raises(RequestError, match="behov"):
        journal.create(Kind.LEARNING_NETWORK, wrong, owner="region", who="anna")


def test_an_unknown_municipality_is_refused(journal):
    wrong = NETWORK | {"members": [{"role": "rektor", "municipality": "9999"}]}
    with pytest.raises(FgteError):
        journal.create(Kind.LEARNING_NETWORK, wrong, owner="region", who="anna")


def test_those_who_take_part_are_known_in_code_order():
    members = [{"role": "rektor", "municipality": code} for code in ("1384", "1315", "1384")]
    home = [{"what": "En mall", "municipality": "1380"}]
    body = read_body(Kind.LEARNING_NETWORK, NETWORK | {"members": members, "carried_home": home})
    assert body.municipalities == ("1315", "1380", "1384")


def test_a_follow_up_waits_in_the_calendar(journal):
    day = {"next_follow_up": journal.clock().date().isoformat()}
    for kind, content in ((Kind.LEARNING_NETWORK, NETWORK), (Kind.COMPETENCE_JOURNEY, JOURNEY)):
        journal.create(kind, content | day, owner="region", who="anna")
    assert {each.title for each in due(journal)} == {"Matematiknätverket", "Resan"}
