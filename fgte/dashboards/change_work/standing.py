"""How far an entry has come, in a word that a list can be narrowed by."""

from __future__ import annotations

from enum import StrEnum

from fgte.journal import Entry
from fgte.journal.documents import (
    Assignment,
    Communication,
    Exchange,
    Inquiry,
    Proposal,
    ResearchQuestion,
    SuccessFactor,
)


class Step(StrEnum):
    """How far an entry has come; the values stand in addresses."""

    BEGUN = "borjat"
    ONGOING = "pagar"
    LEARNT = "lardom"
    TRIED = "provas"
    PROVEN = "beprovad"
    EVIDENCE = "evidens"
    OPEN = "oppet"
    PREPARED = "berett"
    DECIDED = "beslutat"
    PLANNED = "planerat"
    SENT = "skickat"
    ANSWERED = "svar"
    LAID_ASIDE = "sida"


_FACTOR = {"tried": Step.TRIED, "proven_experience": Step.PROVEN, "evidence": Step.EVIDENCE}


def step_of(entry: Entry) -> Step | None:
    """How far an entry has come; None for what has no steps, such as a day in the calendar."""
    body = entry.body
    if isinstance(body, Inquiry):
        begun = not (body.activities or body.expected or body.traces)
        return _work(bool(body.lesson), begun)
    if isinstance(body, Exchange):
        return _work(bool(body.lesson), not (body.visits or body.analysis))
    if isinstance(body, SuccessFactor):
        return _FACTOR[body.standing]
    if isinstance(body, Assignment | Proposal):
        decided = body.decided if isinstance(body, Assignment) else body.decision
        prepared = body.prepared if isinstance(body, Assignment) else body.answer
        return Step.DECIDED if decided else Step.PREPARED if prepared else Step.OPEN
    if isinstance(body, Communication):
        return Step.SENT if body.sent else Step.PLANNED
    if isinstance(body, ResearchQuestion):
        return Step.ANSWERED if body.known else Step.LAID_ASIDE if body.laid_aside else Step.OPEN
    return None


def _work(learnt: bool, begun: bool) -> Step:
    return Step.LEARNT if learnt else Step.BEGUN if begun else Step.ONGOING
