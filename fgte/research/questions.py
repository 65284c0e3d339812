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
from fgte.research.question_status import QuestionStatus, borne, status_of, without_result
from fgte.research.register import Registered, named_studies
from fgte.research.studying import Claim


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
    GROUND_WITHOUT_RESULT = "ground_without_result"
    NO_PROPOSAL = "no_proposal"
    UNREADABLE_LINK = "unreadable_link"


class NextStep(StrEnum):
    """What comes next for a question."""

    WRITE_STUDY = "write_study"
    MAKE_STUDY = "make_study"
    REMAKE_STUDY = "remake_study"
    FREEZE = "freeze"
    WAIT = "wait"
    WRITE_ANSWER = "write_answer"
    CHOOSE = "choose"
    PROPOSE = "propose"
    ANSWER_PROPOSAL = "answer_proposal"
    DECIDE = "decide"
    FOLLOW_UP = "follow_up"
    NOTHING = "nothing"


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
        return self.entry.body_as(ResearchQuestion)

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


def _formed(entry: Entry) -> tuple[object, ...]:
    return entry.body_as(ResearchQuestion).formed.day, entry.created, entry.id


def _standing(
    entry: Entry, entries: Sequence[Entry], every: Sequence[Registered]
) -> StandingQuestion:
    studies = tuple(each for each in every if each.belongs_to(entry))
    near = {*linked(entry.body), *(each.inquiry for each in studies)}
    beside = [e for e in entries if e.id != entry.id and (e.id in near or _leads(e, {entry.id}))]
    inquiries = tuple(each for each in beside if each.kind is Kind.INQUIRY)
    ends = {entry.id, *(each.id for each in inquiries)}
    steps = [e for e in entries if e in beside or _leads(e, ends)]
    proposals = tuple(each for each in steps if each.kind is Kind.PROPOSAL)
    status = status_of(entry.body_as(ResearchQuestion), studies)
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


ALWAYS = {
    QuestionStatus.UNREADABLE: NextStep.REMAKE_STUDY,
    QuestionStatus.HAS_RESULT: NextStep.WRITE_ANSWER,
    QuestionStatus.CANNOT: NextStep.CHOOSE,
    QuestionStatus.LAID_ASIDE: NextStep.NOTHING,
}
"""What comes next wherever a question has come so far; of the others it depends."""


def _next(
    status: QuestionStatus,
    entry: Entry,
    studies: Sequence[Registered],
    proposals: Sequence[Entry],
) -> NextStep:
    if status is QuestionStatus.FORMED:
        return NextStep.MAKE_STUDY if named_studies(entry) else NextStep.WRITE_STUDY
    if status is QuestionStatus.STUDIED:
        open_ones = [each for each in studies if each.claim is Claim.WAITING]
        return NextStep.WAIT if all(each.frozen for each in open_ones) else NextStep.FREEZE
    return _after(proposals) if status is QuestionStatus.ANSWERED else ALWAYS[status]


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
    body = entry.body_as(ResearchQuestion)
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
        Lack.ANSWER_NOT_BORNE: body.known is not None and not borne(body, studies),
        Lack.GROUND_WITHOUT_RESULT: without_result(body, studies),
        Lack.NO_PROPOSAL: not proposals,
        Lack.UNREADABLE_LINK: set(linked(body)) - {each.id for each in entries},
    }
    for lack, held in found.items():
        if held:
            yield Missing(lack, held if isinstance(held, tuple) else ())
