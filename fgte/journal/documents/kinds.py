"""The kinds of entries and the model of each."""

from __future__ import annotations

from enum import StrEnum

from fgte.errors import RequestError, closest
from fgte.journal.documents.exchange import Exchange
from fgte.journal.documents.factor import SuccessFactor
from fgte.journal.documents.fields import Body
from fgte.journal.documents.inquiry import Inquiry
from fgte.journal.documents.learning import CompetenceJourney, LearningNetwork
from fgte.journal.documents.organising import (
    Assignment,
    CalendarEntry,
    Communication,
    Proposal,
    Rebasing,
)
from fgte.journal.documents.research import ResearchQuestion


class Kind(StrEnum):
    """What an entry is."""

    INQUIRY = "inquiry"
    EXCHANGE = "exchange"
    SUCCESS_FACTOR = "success_factor"
    ASSIGNMENT = "assignment"
    PROPOSAL = "proposal"
    COMMUNICATION = "communication"
    CALENDAR = "calendar"
    REBASING = "rebasing"
    LEARNING_NETWORK = "learning_network"
    COMPETENCE_JOURNEY = "competence_journey"
    RESEARCH_QUESTION = "research_question"

    @property
    def prefix(self) -> str:
        """The letters that the ids of this kind begin with: those of its Swedish name."""
        return _PREFIXES[self]


_PREFIXES = {
    Kind.INQUIRY: "p",
    Kind.EXCHANGE: "u",
    Kind.SUCCESS_FACTOR: "f",
    Kind.ASSIGNMENT: "upp",
    Kind.PROPOSAL: "af",
    Kind.COMMUNICATION: "k",
    Kind.CALENDAR: "h",
    Kind.REBASING: "o",
    Kind.LEARNING_NETWORK: "ln",
    Kind.COMPETENCE_JOURNEY: "kr",
    Kind.RESEARCH_QUESTION: "ff",
}

MODELS: dict[Kind, type[Body]] = {
    Kind.INQUIRY: Inquiry,
    Kind.EXCHANGE: Exchange,
    Kind.SUCCESS_FACTOR: SuccessFactor,
    Kind.ASSIGNMENT: Assignment,
    Kind.PROPOSAL: Proposal,
    Kind.COMMUNICATION: Communication,
    Kind.CALENDAR: CalendarEntry,
    Kind.REBASING: Rebasing,
    Kind.LEARNING_NETWORK: LearningNetwork,
    Kind.COMPETENCE_JOURNEY: CompetenceJourney,
    Kind.RESEARCH_QUESTION: ResearchQuestion,
}

KINDS = {
    "provande": Kind.INQUIRY,
    "utbyte": Kind.EXCHANGE,
    "framgangsfaktor": Kind.SUCCESS_FACTOR,
    "uppdrag": Kind.ASSIGNMENT,
    "forslag": Kind.PROPOSAL,
    "kommunikation": Kind.COMMUNICATION,
    "arshjul": Kind.CALENDAR,
    "ombasning": Kind.REBASING,
    "larande_natverk": Kind.LEARNING_NETWORK,
    "kompetensresa": Kind.COMPETENCE_JOURNEY,
    "forskningsfraga": Kind.RESEARCH_QUESTION,
}
"""The kinds as they are written in forms, addresses and commands, without å, ä and ö."""

WORDS = {kind: word for word, kind in KINDS.items()}


def kind_of(word: str) -> Kind:
    """The kind that a word names: *prövande*, *provande* or *inquiry*."""
    plain = word.strip().lower().translate(str.maketrans("åäö", "aao"))
    if plain in KINDS:
        return KINDS[plain]
    if plain in list(Kind):
        return Kind(plain)
    raise RequestError("journal_kind", found=word[:60], known=closest(plain, KINDS))
