"""When an entry is next followed up: asked of one that carries such a day, whatever its kind."""

from __future__ import annotations

from datetime import date

from fgte.journal.documents.exchange import Exchange
from fgte.journal.documents.fields import Body
from fgte.journal.documents.inquiry import Inquiry
from fgte.journal.documents.learning import CompetenceJourney, LearningNetwork
from fgte.journal.documents.research import ResearchQuestion

FOLLOWED_UP = (Inquiry, Exchange, LearningNetwork, CompetenceJourney, ResearchQuestion)


def follow_up_of(body: Body) -> date | None:
    """The day on which an entry is next followed up; None where none is written, or can be."""
    return body.next_follow_up if isinstance(body, FOLLOWED_UP) else None
