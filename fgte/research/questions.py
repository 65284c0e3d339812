"""The register of research questions: how far each has come, derived from what is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fgte.journal import Entry, Kind
from fgte.journal.checks import linked
from fgte.journal.documents import Group, Proposal, ResearchQuestion
from fgte.journal.state import Found, State
from fgte.research.register import Registered, named_studies
from fgte.research.studying import Claim


class QuestionStatus(StrEnum):
    """How far a question has come; nobody types it."""

    FORMED = "formed"
    STUDIED = "studied"
    HAS_RESULT = "has_result"
    CANNOT = "cannot"
    ANSWERED = "answered"
    LAID_ASIDE = "laid_aside"


class Lack(StrEnum):
    """What is missing, or does not hold together, in the chain from question to decision."""

    ONE_PARTY = "one_party"
    NO_ACADEMIA = "no_academia"
    NO_PRACTICE = "no_practice"
    NO_INQUIRY = "no_inquiry"
    NO_STUDY = "no_study"
    STUDY_ABSENT = "study_absent"
    STUDY_UNREADABLE = "study_unreadable"
    NOT_BEFOREHAND = "not_beforehand"
    ANSWER_NOT_BORNE = "answer_not_borne"
    NO_PROPOSAL = "no_proposal"
    UNREADABLE_LINK = "unreadable_link"


class NextStep(StrEnum):
    """What comes next for a question."""

    WRITE_STUDY = "write_study"
    MAKE_STUDY = "make_study"
    FREEZE = "freeze"
    WAIT = "wait"
    WRITE_ANSWER = "write_answer"
    CHOOSE = "choose"
    PROPOSE = "propose"
    ANSWER_PROPOSAL = "answer_proposal"
    DECIDE = "decide"
    FOLLOW_UP = "follow_up"
    NOTHING = "nothing"


ANSWERING = frozenset({Claim.DIFFERS, Claim.RULED_OUT})
"""Claims that an answer can rest on; the others say that the study gave none."""

PRACTICE = frozenset(
    {Group.STEERING, Group.PROCESS, Group.WORKING, Group.REFERENCE, Group.MUNICIPALITY}
)
"""The groups of those whose work the question is about."""


@dataclass(frozen=True)
class Missing:
    """One thing that is lacking, with the names of the studies it is about."""

    lack: Lack
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class StandingQuestion:
    """A research question with everything that leads to it or from it, each once.

    ``studies`` are those that are here, by name. Entries stand as they were written, oldest
    first; what the reader may not read is in none of them.
    """

    entry: Entry
    status: QuestionStatus
    next_step: NextStep
    inquiries: tuple[Entry, ...]
    studies: tuple[Registered, ...]
    proposals: tuple[Entry, ...]
    assignments: tuple[Entry, ...]
    others: tuple[Entry, ...]
    lacking: tuple[Missing, ...]

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def body(self) -> ResearchQuestion:
        """What was written of it."""
        assert isinstance(self.entry.body, ResearchQuestion)
        return self.entry.body

    def to_dict(self) -> dict[str, Any]:
        """The question as plain values."""
        return {
            "id": self.id,
            "title": self.entry.title,
            "formed": self.body.formed.day.isoformat(),
            "formed_by": [str(each) for each in self.body.formed.groups],
            "status": str(self.status),
            "next": str(self.next_step),
            "inquiries": [each.id for each in self.inquiries],
            "studies": {each.name: each.claim and str(each.claim) for each in self.studies},
            "proposals": [each.id for each in self.proposals],
            "assignments": [each.id for each in self.assignments],
            "others": [each.id for each in self.others],
            "lacking": [str(each.lack) for each in self.lacking],
        }


@dataclass(frozen=True)
class QuestionRegister:
    """Every research question that may be read, in the order in which they were formed.

    ``loose`` are the studies that belong to none of them; ``found`` whether there was a journal.
    """

    found: Found
    questions: tuple[StandingQuestion, ...] = ()
    loose: tuple[Registered, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The register as plain values."""
        return {
            "questions": [each.to_dict() for each in self.questions],
            "studies_without_question": [each.name for each in self.loose],
        }


def question_register(state: State, studies: Iterable[Registered]) -> QuestionRegister:
    """Bring together what was asked, what was studied and what was decided.

    Parameters
    ----------
    state
        The journal as its reader may read it.
    studies
        The studies of the home, with what each claims.
    """
    every = tuple(studies)
    asked = [each for each in state.entries if each.kind is Kind.RESEARCH_QUESTION]
    found = tuple(_standing(each, state.entries, every) for each in sorted(asked, key=_formed))
    taken = {study.name for each in found for study in each.studies}
    return QuestionRegister(state.found, found, tuple(e for e in every if e.name not in taken))


def status_of(body: ResearchQuestion, studies: Sequence[Registered]) -> QuestionStatus:
    """How far a question has come.

    What a person decides, that it is laid aside or what its answer is, stands first; an answer
    counts only where what it rests on can bear it. The rest follows from what the studies claim.

    Parameters
    ----------
    body
        What was written of it.
    studies
        The studies that belong to it and are here.
    """
    if body.laid_aside is not None:
        return QuestionStatus.LAID_ASIDE
    if body.known is not None and _borne(body, studies):
        return QuestionStatus.ANSWERED
    claims = {each.claim for each in studies if each.claim is not None}
    if claims & ANSWERING:
        return QuestionStatus.HAS_RESULT
    if Claim.WAITING in claims:
        return QuestionStatus.STUDIED
    return QuestionStatus.CANNOT if claims else QuestionStatus.FORMED


def _formed(entry: Entry) -> tuple[object, ...]:
    assert isinstance(entry.body, ResearchQuestion)
    return entry.body.formed.day, entry.created, entry.id


def _standing(
    entry: Entry, entries: Sequence[Entry], every: Sequence[Registered]
) -> StandingQuestion:
    assert isinstance(entry.body, ResearchQuestion)
    studies = tuple(each for each in every if each.belongs_to(entry))
    near = {*linked(entry.body), *(each.inquiry for each in studies)}
    beside = [e for e in entries if e.id != entry.id and (e.id in near or _leads(e, {entry.id}))]
    inquiries = tuple(each for each in beside if each.kind is Kind.INQUIRY)
    ends = {entry.id, *(each.id for each in inquiries)}
    steps = [e for e in entries if e in beside or _leads(e, ends)]
    proposals = tuple(each for each in steps if each.kind is Kind.PROPOSAL)
    status = status_of(entry.body, studies)
    return StandingQuestion(
        entry=entry,
        status=status,
        next_step=_next(status, entry, studies, proposals),
        inquiries=inquiries,
        studies=studies,
        proposals=proposals,
        assignments=tuple(each for each in steps if each.kind is Kind.ASSIGNMENT),
        others=tuple(each for each in beside if each.kind not in CHAIN),
        lacking=tuple(_lacking(entry, studies, inquiries, proposals, entries)),
    )


CHAIN = frozenset({Kind.INQUIRY, Kind.PROPOSAL, Kind.ASSIGNMENT})
"""The kinds that have a place of their own in the chain."""


def _leads(entry: Entry, ids: set[str]) -> bool:
    return not ids.isdisjoint(linked(entry.body))


def _borne(body: ResearchQuestion, studies: Iterable[Registered]) -> bool:
    """Whether what an answer is said to rest on can bear it."""
    known = body.known
    if known is None or (known.source or "").strip():
        return known is not None
    return any(each.name in known.studies and each.claim in ANSWERING for each in studies)


def _next(
    status: QuestionStatus,
    entry: Entry,
    studies: Sequence[Registered],
    proposals: Sequence[Entry],
) -> NextStep:
    if status is QuestionStatus.FORMED:
        return NextStep.MAKE_STUDY if studies or named_studies(entry) else NextStep.WRITE_STUDY
    if status is QuestionStatus.STUDIED:
        open_ones = [each for each in studies if each.claim is Claim.WAITING]
        return NextStep.WAIT if all(each.frozen for each in open_ones) else NextStep.FREEZE
    if status is QuestionStatus.HAS_RESULT:
        return NextStep.WRITE_ANSWER
    if status is QuestionStatus.CANNOT:
        return NextStep.CHOOSE
    return _after(proposals) if status is QuestionStatus.ANSWERED else NextStep.NOTHING


def _after(proposals: Sequence[Entry]) -> NextStep:
    """What comes after an answer: a proposal, what is said of it, what is decided."""
    bodies = [each.body for each in proposals if isinstance(each.body, Proposal)]
    if not bodies:
        return NextStep.PROPOSE
    if any(each.answer is None for each in bodies):
        return NextStep.ANSWER_PROPOSAL
    decided = all(each.decision is not None for each in bodies)
    return NextStep.FOLLOW_UP if decided else NextStep.DECIDE


def _lacking(
    entry: Entry,
    studies: Sequence[Registered],
    inquiries: Sequence[Entry],
    proposals: Sequence[Entry],
    entries: Sequence[Entry],
) -> Iterable[Missing]:
    body = entry.body
    assert isinstance(body, ResearchQuestion)
    groups = set(body.formed.groups)
    here = {each.name for each in studies}
    absent = tuple(each for each in named_studies(entry) if each not in here)
    unread = tuple(each.name for each in studies if each.claim is None)
    late = (e for e in studies if e.claim not in (None, Claim.CANNOT, Claim.WAITING))
    after = tuple(each.name for each in late if not each.beforehand)
    found = {
        Lack.ONE_PARTY: len(groups) == 1,
        Lack.NO_ACADEMIA: len(groups) > 1 and Group.ACADEMIA not in groups,
        Lack.NO_PRACTICE: len(groups) > 1 and not groups & PRACTICE,
        Lack.NO_INQUIRY: not inquiries,
        Lack.NO_STUDY: not studies and not absent,
        Lack.STUDY_ABSENT: absent,
        Lack.STUDY_UNREADABLE: unread,
        Lack.NOT_BEFOREHAND: after,
        Lack.ANSWER_NOT_BORNE: body.known is not None and not _borne(body, studies),
        Lack.NO_PROPOSAL: not proposals,
        Lack.UNREADABLE_LINK: set(linked(body)) - {each.id for each in entries},
    }
    for lack, held in found.items():
        if held:
            yield Missing(lack, held if isinstance(held, tuple) else ())
