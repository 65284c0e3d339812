"""A research question in the journal: what it asks for, and what it will not take."""

from __future__ import annotations

import pytest

from fgte.errors import FgteError
from fgte.journal.access import Person, Role, may_read
from fgte.journal.documents import BodyError, Kind, plain, read_body
from fgte.journal.due import Sort, due
from fgte.journal.entries import Visibility
from fgte.journal.examples import add_examples
from fgte.journal.purging import purge
from tests.unit.journal.test_journal_documents import LEAST

QUESTION = LEAST[Kind.RESEARCH_QUESTION]
FORMED = QUESTION["formed"]
KNOWN = {"day": "2027-10-05", "group": "process", "answer": "Det syns inte.", "studies": ["las"]}
ASIDE = {"day": "2027-10-05", "group": "steering", "because": "Arbetet har slutat."}


def question(**more):
    return {**QUESTION, **more}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"question": " "}, "question: är tomt"),
        ({"formed": {**FORMED, "groups": []}}, "formed.groups: har för få. Ange minst 1"),
        ({"formed": {**FORMED, "groups": ["academia"] * 2}}, "formed: academia står två gånger"),
        ({"formed": {**FORMED, "groups": ["rektorer"]}}, "är inget av valen"),
        ({"known": {**KNOWN, "studies": []}}, "known: säg vad svaret vilar på"),
        ({"known": {**KNOWN, "studies": [], "source": " "}}, "known: säg vad svaret vilar på"),
        ({"known": {**KNOWN, "day": "2026-05-26"}}, "fel ordning. formed.day, known.day"),
        ({"laid_aside": {**ASIDE, "because": ""}}, "laid_aside.because: är tomt"),
        ({"laid_aside": {"day": "2027-10-05"}}, "laid_aside.because: saknas"),
        ({"known": KNOWN, "laid_aside": ASIDE}, "ange bara ett av known, laid_aside"),
        ({"studies": ["Läsning.toml"]}, "studies[1]: är inte skrivet"),
        ({"studies": ["las", "las"]}, "studies: las står två gånger"),
        ({"status": "answered"}, "status: finns inte"),
    ],
)
def test_every_fault_is_told_by_field(more, words):
    with pytest.raises(BodyError) as error:
        read_body(Kind.RESEARCH_QUESTION, question(**more))
    assert words in error.value.message()


@pytest.mark.parametrize("end", [{"known": KNOWN}, {"laid_aside": ASIDE}, {}])
def test_it_ends_in_an_answer_or_a_reason_or_not_yet(end):
    body = read_body(Kind.RESEARCH_QUESTION, question(**end))
    assert read_body(Kind.RESEARCH_QUESTION, plain(body)) == body


def test_an_answer_may_rest_on_another_source_than_a_study():
    known = {**KNOWN, "studies": [], "source": "Översikt, 2026"}
    assert read_body(Kind.RESEARCH_QUESTION, question(known=known))


def test_an_indicator_that_is_none_is_refused(journal):
    with pytest.raises(FgteError, match="meritvarde"):
        journal.create(
            Kind.RESEARCH_QUESTION, question(indicators=["meritvardet"]), owner="region", who="x"
        )


def test_it_is_kept_with_an_id_of_its_own_and_can_be_local(journal):
    asked = journal.create(Kind.RESEARCH_QUESTION, question(), owner="1384", who="x")
    assert asked.id.startswith("ff-")
    assert asked.visibility is Visibility.LOCAL
    assert not may_read(None, asked)
    assert may_read(Person("anna", Role.READER, frozenset({"1384"})), asked)


def test_its_follow_up_waits_with_the_others(journal, clock):
    content = question(next_follow_up="2026-09-01")
    asked = journal.create(Kind.RESEARCH_QUESTION, content, owner="region", who="x")
    assert [(each.sort, each.entry_id) for each in due(journal)] == [(Sort.FOLLOW_UP, asked.id)]


def test_a_purged_question_is_told_where_it_was_named(journal):
    asked = journal.create(Kind.RESEARCH_QUESTION, question(), owner="region", who="x")
    proposal = {**LEAST[Kind.PROPOSAL], "links": [asked.id]}
    linking = journal.create(Kind.PROPOSAL, proposal, owner="region", who="x")
    done = purge(journal, [asked.id], who="x", why="Prov")
    assert done.linking == (linking.id,)
    assert journal.entries(kind=Kind.RESEARCH_QUESTION, deleted=True) == ()


def test_the_example_leads_to_an_inquiry_an_exchange_and_a_proposal(journal):
    made = {each.kind: each for each in add_examples(journal, who="anna")}
    links = made[Kind.RESEARCH_QUESTION].body.links
    assert [id.split("-")[0] for id in links] == ["p", "u", "af"]
