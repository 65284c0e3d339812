"""How far a research question has come: from what was written and what its studies claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from fgte.journal.documents import ResearchQuestion
from fgte.research.register import Registered
from fgte.research.studying import Claim


class QuestionStatus(StrEnum):
    """How far a question has come; nobody types it."""

    FORMED = "formed"
    UNREADABLE = "unreadable"
    STUDIED = "studied"
    HAS_RESULT = "has_result"
    CANNOT = "cannot"
    ANSWERED = "answered"
    LAID_ASIDE = "laid_aside"


ANSWERING = frozenset({Claim.DIFFERS, Claim.RULED_OUT})
"""Claims that an answer can rest on; the others say that the study gave none."""


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
    if body.known is not None and borne(body, studies):
        return QuestionStatus.ANSWERED
    claims = {each.claim for each in studies}
    if claims & ANSWERING:
        return QuestionStatus.HAS_RESULT
    if Claim.WAITING in claims:
        return QuestionStatus.STUDIED
    if None in claims:
        return QuestionStatus.UNREADABLE
    return QuestionStatus.CANNOT if claims else QuestionStatus.FORMED


def borne(body: ResearchQuestion, studies: Iterable[Registered]) -> bool:
    """Whether what an answer is said to rest on can bear it."""
    known = body.known
    if known is None or (known.source or "").strip():
        return known is not None
    return any(each.name in known.studies and each.claim in ANSWERING for each in studies)


def without_result(body: ResearchQuestion, studies: Iterable[Registered]) -> tuple[str, ...]:
    """The studies that an answer names beside what bears it, and that gave none."""
    if body.known is None or not borne(body, studies):
        return ()
    gave_none = {each.name for each in studies if each.claim not in {None, *ANSWERING}}
    return tuple(each for each in body.known.studies if each in gave_none)
