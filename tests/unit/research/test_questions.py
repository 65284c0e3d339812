"""The register of research questions: what is derived, how links are found, what is lacking."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from fgte.journal import Kind, open_journal
from fgte.journal.purging import purge
from fgte.journal.state import state_of
from fgte.research.question_status import QuestionStatus
from fgte.research.questions import Lack, NextStep, question_register
from fgte.research.studying import Claim
from fgte.settings import read_settings
from tests.unit.research.asked import ASKED, LEAST, STEP, TOGETHER, entry, register, standing, study

KNOWN = {"day": "2027-10-05", "group": "process", "answer": "Det syns inte.", "studies": ["las"]}
ASIDE = {"day": "2027-10-05", "group": "steering", "because": "Arbetet har slutat."}
SOURCE = {**KNOWN, "studies": [], "source": "Översikt, 2026"}
FORMED, STUDIED, RESULT = QuestionStatus.FORMED, QuestionStatus.STUDIED, QuestionStatus.HAS_RESULT
UNREADABLE = QuestionStatus.UNREADABLE
CANNOT, ANSWERED, LEFT = QuestionStatus.CANNOT, QuestionStatus.ANSWERED, QuestionStatus.LAID_ASIDE


def studied(*claims):
    """Studies of the one question, named las, las-2, …"""
    names = ["las", *(f"las-{n}" for n in range(2, len(claims) + 1))]
    link = {"research_question": entry().id}
    return tuple(study(name, claim, **link) for name, claim in zip(names, claims, strict=False))


@pytest.mark.parametrize(
    ("written", "claims", "status"),
    [
        ({}, [], FORMED),
        ({}, [None], UNREADABLE),
        ({}, [None, Claim.CANNOT], UNREADABLE),
        ({}, [None, Claim.WAITING], STUDIED),
        ({}, [None, Claim.RULED_OUT], RESULT),
        ({"studies": ["annan"]}, [], FORMED),
        ({}, [Claim.WAITING], STUDIED),
        ({}, [Claim.CANNOT, Claim.WAITING], STUDIED),
        ({}, [Claim.CANNOT], CANNOT),
        ({}, [Claim.UNDECIDED], CANNOT),
        ({}, [Claim.ASSUMPTION_FAILS, Claim.CANNOT], CANNOT),
        ({}, [Claim.FRAGILE], CANNOT),
        ({"known": KNOWN}, [Claim.FRAGILE], CANNOT),
        ({}, [Claim.DIFFERS], RESULT),
        ({}, [Claim.RULED_OUT, Claim.WAITING], RESULT),
        ({"known": KNOWN}, [Claim.DIFFERS], ANSWERED),
        ({"known": KNOWN}, [Claim.RULED_OUT, Claim.CANNOT], ANSWERED),
        ({"known": KNOWN}, [Claim.CANNOT], CANNOT),
        ({"known": KNOWN}, [Claim.WAITING], STUDIED),
        ({"known": KNOWN}, [], FORMED),
        ({"known": KNOWN}, [Claim.CANNOT, Claim.DIFFERS], RESULT),
        ({"known": SOURCE}, [], ANSWERED),
        ({"known": SOURCE}, [Claim.CANNOT], ANSWERED),
        ({"laid_aside": ASIDE}, [], LEFT),
        ({"laid_aside": ASIDE}, [Claim.DIFFERS], LEFT),
    ],
)
def test_how_far_it_has_come_follows_from_what_is_there(written, claims, status):
    found = standing(entry(**written), studies=studied(*claims))
    assert found.status is status


@pytest.mark.parametrize(
    ("written", "studies", "step"),
    [
        ({}, (), NextStep.WRITE_STUDY),
        ({"studies": ["annan"]}, (), NextStep.MAKE_STUDY),
        ({}, (study(claim=None, research_question="ff-00000001"),), NextStep.REMAKE_STUDY),
        ({"studies": ["las"]}, (study(frozen=None, beforehand=False),), NextStep.FREEZE),
        ({"studies": ["las"]}, (study(),), NextStep.WAIT),
        ({"studies": ["las"]}, (study(claim=Claim.DIFFERS),), NextStep.WRITE_ANSWER),
        ({"studies": ["las"]}, (study(claim=Claim.CANNOT),), NextStep.CHOOSE),
        ({"known": SOURCE}, (), NextStep.PROPOSE),
        ({"laid_aside": ASIDE}, (), NextStep.NOTHING),
    ],
)
def test_what_comes_next(written, studies, step):
    assert standing(entry(**written), studies=studies).next_step is step


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ({}, NextStep.ANSWER_PROPOSAL),
        ({"answer": STEP}, NextStep.DECIDE),
        ({"answer": STEP, "decision": STEP}, NextStep.FOLLOW_UP),
    ],
)
def test_after_an_answer_comes_what_is_done_with_it(written, step):
    asked = entry(known=SOURCE)
    proposal = entry(Kind.PROPOSAL, 2, links=[asked.id], **written)
    assert standing(asked, proposal).next_step is step


def test_one_design_that_is_not_frozen_is_frozen_before_anything_is_waited_for():
    both = (study("a"), study("b", frozen=None, beforehand=False))
    assert standing(entry(studies=["a", "b"]), studies=both).next_step is NextStep.FREEZE


@pytest.mark.parametrize(
    ("one", "other", "step"),
    [
        ({"answer": STEP, "decision": STEP}, {}, NextStep.ANSWER_PROPOSAL),
        ({"answer": STEP, "decision": STEP}, {"answer": STEP}, NextStep.DECIDE),
    ],
)
def test_of_several_proposals_the_one_that_has_come_least_far_comes_next(one, other, step):
    asked = entry(known=SOURCE)
    proposals = [
        entry(Kind.PROPOSAL, n, links=[asked.id], **written)
        for n, written in enumerate((one, other), 2)
    ]
    assert standing(asked, *proposals).next_step is step


def test_a_study_is_there_once_from_whichever_side_it_was_linked():
    by_both = study(research_question=entry().id)
    for written, one in [
        ({"studies": ["las"]}, study()),
        ({}, by_both),
        ({"known": KNOWN}, study()),
    ]:
        assert [e.name for e in standing(entry(**written), studies=(one,)).studies] == ["las"]
    found = register(entry(studies=["las"]), studies=(by_both, study("annan")))
    assert [each.name for each in found.questions[0].studies] == ["las"]
    assert [each.name for each in found.loose] == ["annan"]


def test_entries_are_there_once_from_whichever_side_they_were_linked():
    tried, other = entry(Kind.INQUIRY, 2), entry(Kind.INQUIRY, 3, links=[entry().id])
    asked = entry(links=[tried.id, entry(Kind.EXCHANGE, 4).id])
    near = (tried, other, entry(Kind.EXCHANGE, 4), entry(Kind.INQUIRY, 9))
    found = standing(asked, *near)
    assert [each.id for each in found.inquiries] == [tried.id, other.id]
    assert [each.kind for each in found.others] == [Kind.EXCHANGE]


def test_a_proposal_belongs_by_the_question_by_its_inquiry_or_by_the_study_s_inquiry():
    tried = entry(Kind.INQUIRY, 2)
    to_question = entry(Kind.PROPOSAL, 3, links=[entry().id])
    to_inquiry = entry(Kind.PROPOSAL, 4, links=[tried.id])
    to_nothing = entry(Kind.PROPOSAL, 5)
    decided = entry(Kind.ASSIGNMENT, 6, links=[tried.id])
    every = (tried, to_question, to_inquiry, to_nothing, decided)
    by_study = study(inquiry=tried.id, research_question=entry().id)
    for asked, studies in [(entry(links=[tried.id]), ()), (entry(), (by_study,))]:
        found = standing(asked, *every, studies=studies)
        assert found.proposals == (to_question, to_inquiry)
        assert found.assignments == (decided,)


def lacks(*entries, studies=()):
    return {each.lack: each.names for each in standing(*entries, studies=studies).lacking}


@pytest.mark.parametrize(
    ("groups", "lack"),
    [
        (["academia"], Lack.ONE_PARTY),
        (["steering"], Lack.ONE_PARTY),
        (["steering", "process"], Lack.NO_ACADEMIA),
        (["academia", "ruc"], Lack.NO_PRACTICE),
        (["academia", "municipality"], None),
    ],
)
def test_it_is_said_when_the_question_was_not_formed_together(groups, lack):
    found = lacks(entry(formed={**TOGETHER, "groups": groups}))
    parties = {Lack.ONE_PARTY, Lack.NO_ACADEMIA, Lack.NO_PRACTICE}
    assert set(found) & parties == ({lack} if lack else set())


@pytest.mark.parametrize(
    ("written", "studies", "lack", "names"),
    [
        ({}, (), Lack.NO_STUDY, ()),
        ({"studies": ["annan"]}, (), Lack.STUDY_ABSENT, ("annan",)),
        ({"studies": ["las"]}, (study(claim=None),), Lack.STUDY_UNREADABLE, ("las",)),
        (
            {"studies": ["las"]},
            (study(claim=Claim.DIFFERS, beforehand=False),),
            Lack.NOT_BEFOREHAND,
            ("las",),
        ),
        ({"known": KNOWN}, (study(claim=Claim.CANNOT),), Lack.ANSWER_NOT_BORNE, ()),
        (
            {"known": {**KNOWN, "source": "Översikt, 2026"}},
            (study(claim=Claim.UNDECIDED),),
            Lack.GROUND_WITHOUT_RESULT,
            ("las",),
        ),
        ({"links": ["p-000000ff"]}, (), Lack.UNREADABLE_LINK, ()),
        ({}, (), Lack.NO_INQUIRY, ()),
        ({}, (), Lack.NO_PROPOSAL, ()),
    ],
)
def test_what_is_lacking_is_told(written, studies, lack, names):
    assert lacks(entry(**written), studies=studies)[lack] == names


@pytest.mark.parametrize("claim", [Claim.CANNOT, Claim.WAITING, None])
def test_only_of_a_result_is_it_said_that_it_was_not_settled_beforehand(claim):
    late = study(claim=claim, frozen=None, beforehand=False)
    assert Lack.NOT_BEFOREHAND not in lacks(entry(studies=["las"]), studies=(late,))


def test_a_study_that_is_named_but_not_here_is_absent_and_not_unwritten():
    assert Lack.NO_STUDY not in lacks(entry(studies=["annan"]))


@pytest.mark.parametrize("source", ["", "  "])
def test_an_empty_source_bears_no_answer(source):
    asked = entry(known={**KNOWN, "source": source})
    assert standing(asked, studies=(study(claim=Claim.CANNOT),)).status is CANNOT


def test_a_chain_that_is_whole_lacks_nothing():
    tried = entry(Kind.INQUIRY, 2)
    proposal = entry(Kind.PROPOSAL, 3, links=[tried.id])
    asked = entry(known=KNOWN, links=[tried.id])
    assert lacks(asked, tried, proposal, studies=(study(claim=Claim.DIFFERS),)) == {}


def test_questions_stand_in_the_order_they_were_formed_whatever_came_of_them():
    days = {"b": "2025-01-10", "c": "2026-01-10", "a": "2027-01-10"}
    for claims in permutations([Claim.DIFFERS, Claim.CANNOT, Claim.WAITING]):
        asked = [
            entry(number=n, title=name, formed={**TOGETHER, "day": day}, studies=[name])
            for n, (name, day) in enumerate(reversed(days.items()), 1)
        ]
        made = tuple(study(name, claim) for name, claim in zip(days, claims, strict=True))
        found = register(*asked, studies=made).questions
        assert [each.entry.title for each in found] == list(days)
        assert [each.studies[0].claim for each in found] == list(claims)


def test_of_one_day_the_question_that_was_written_first_stands_first():
    first, second = entry(number=2), entry(number=1)
    later = replace(second, created=first.created + timedelta(hours=1))
    assert [each.id for each in register(later, first).questions] == [first.id, later.id]


@pytest.fixture
def journal(tmp_path):
    with open_journal(read_settings({}, home=tmp_path)) as opened:
        yield opened


def write(journal, kind=Kind.RESEARCH_QUESTION, owner="region", **more):
    visibility = "local" if owner != "region" else None
    content = {**LEAST[kind], **more}
    return journal.create(kind, content, owner=owner, who="x", visibility=visibility)


def test_what_is_local_is_never_in_it(journal):
    local = write(journal, owner="1384", title="Bara vår")
    tried = write(journal, Kind.INQUIRY, owner="1384", title="Vårt prövande")
    write(journal, links=[tried.id, local.id])
    studies = (study(research_question=local.id), study("las-2", inquiry=tried.id))
    found = question_register(state_of(journal), studies)
    (one,) = found.questions
    assert (one.inquiries, one.others, one.studies) == ((), (), ())
    assert [each.name for each in found.loose] == ["las", "las-2"]
    assert Lack.UNREADABLE_LINK in {each.lack for each in one.lacking}
    assert not [each.id for each in (local, tried) if each.id in str(found.to_dict())]


def test_a_purged_question_leaves_no_trace(journal):
    gone = write(journal, title="Ska bort")
    write(journal, links=[gone.id])
    studies = (study(research_question=gone.id),)
    purge(journal, [gone.id], who="x", why="Prov")
    found = question_register(state_of(journal), studies)
    assert [each.entry.title for each in found.questions] == [ASKED["title"]]
    assert gone.id not in str(found.to_dict())
    assert [each.name for each in found.loose] == ["las"]


def test_a_deleted_question_stands_in_it_no_more(journal):
    journal.delete(write(journal).id, who="x")
    assert question_register(state_of(journal), ()).questions == ()
