"""What is not yet filled in of an exchange, as questions in a fixed order, with who can act."""

from __future__ import annotations

from collections.abc import Iterator

from fgte.journal import Kind
from fgte.journal.documents import Proposal
from fgte.journal.documents.organising import Assignment
from fgte.judgement.exchange import ExchangeBasis
from fgte.judgement.exchange_soft import Said
from fgte.texts import text

PREPARING = ("object", "look_for", "friends", "home", "pupils")
"""What to have thought through before a visit, in the order it is needed."""


def preparing(lang: str) -> list[str]:
    """Questions to prepare by: the same for every exchange."""
    return [text(f"exchange.preparing.{key}", lang) for key in PREPARING]


def to_take_up(basis: ExchangeBasis, lang: str) -> list[str]:
    """A question for each thing that is not there yet, and one that is always asked."""
    asked = [*_before(basis), *_during(basis), *_after(basis), "always"]
    return [text(f"exchange.question.{key}", lang) for key in asked]


def _before(basis: ExchangeBasis) -> Iterator[str]:
    body = basis.body
    if not basis.concerned:
        yield "indicators"
    if not body.soft_values:
        yield "soft"
    if any(each.said is Said.NO_INSTRUMENT for each in basis.soft):
        yield "instrument"
    if any(each.said in (Said.NOTHING_TAKEN_IN, Said.SOME_ONLY) for each in basis.soft):
        yield "take_in"
    if any(each.said is Said.OTHER for each in basis.soft):
        yield "other"
    if any(each.value.expected is None for each in basis.soft):
        yield "expected"
    if not body.participants:
        yield "participants"
    if not body.preparation:
        yield "preparation"
    if not body.joint_training:
        yield "joint_training"


def _during(basis: ExchangeBasis) -> Iterator[str]:
    visits = basis.body.visits
    if not visits:
        yield "visits"
    if any(not each.observations for each in visits):
        yield "observations"
    hosts = {each.host for each in visits}
    if visits and any(place.id not in hosts for place in basis.places):
        yield "hosts"


def _after(basis: ExchangeBasis) -> Iterator[str]:
    body = basis.body
    for name in ("analysis", "efforts", "lesson", "next_follow_up"):
        if not getattr(body, name):
            yield name
    assignments = [e.body for e in basis.related if isinstance(e.body, Assignment)]
    if not assignments:
        yield "assignment"
    elif any(each.decided is None for each in assignments):
        yield "decision"
    proposals = [e.body for e in basis.related if isinstance(e.body, Proposal)]
    if not proposals:
        yield "academia"
    elif any(each.answer is None or each.decision is None for each in proposals):
        yield "answer"
    if not basis.of(Kind.SUCCESS_FACTOR):
        yield "factor"
    if not basis.of(Kind.COMMUNICATION):
        yield "communication"
