"""Research questions, the entries around them and studies, as the register is given them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from fgte.journal import Entry, Kind, Visibility
from fgte.journal.documents import read_body
from fgte.journal.state import Found, State
from fgte.research.questions import QuestionRegister, StandingQuestion, question_register
from fgte.research.register import Registered
from fgte.research.studying import Claim

TOGETHER = {"day": "2026-05-27", "groups": ["process", "academia"]}
ASKED = {"title": "Läsningen", "question": "Ändras svaren när frågan återges?", "formed": TOGETHER}
STEP = {"day": "2027-11-01", "group": "process", "text": "Vi prövar det."}
LEAST: dict[Kind, dict[str, Any]] = {
    Kind.RESEARCH_QUESTION: ASKED,
    Kind.INQUIRY: {
        "title": "Prövandet",
        "analysis_object": "Elevsvar",
        "observation": "Vi såg.",
        "question": "Vad händer?",
    },
    Kind.PROPOSAL: {"title": "Förslaget", "day": "2027-10-20", "proposal": "Följ två år."},
    Kind.ASSIGNMENT: {"title": "Uppdraget", "given": {**STEP, "day": "2026-01-01"}},
    Kind.EXCHANGE: {
        "title": "Utbytet",
        "municipalities": ["1383", "1384"],
        "year": 2027,
        "development_area": "Läsning",
    },
}


def entry(kind: Kind = Kind.RESEARCH_QUESTION, number: int = 1, **more: Any) -> Entry:
    """An entry of the region that is read in the whole collaboration."""
    at = datetime(2026, 9, 1, 9, number % 60, tzinfo=UTC)
    return Entry(
        id=f"{kind.prefix}-{number:08x}",
        kind=kind,
        owner="region",
        visibility=Visibility.REGIONAL,
        deleted=False,
        example=False,
        current=1,
        created=at,
        updated=at,
        body=read_body(kind, {**LEAST[kind], **more}),
    )


def study(name: str = "las", claim: Claim | None = Claim.WAITING, **more: Any) -> Registered:
    """A study that was frozen before its outcome was there."""
    said: dict[str, Any] = {
        "question": "Steg andelen?",
        "inquiry": None,
        "frozen": date(2026, 8, 20),
        "beforehand": True,
        "title": "Läsarbetet",
    }
    return Registered(name=name, claim=claim, **(said | more))


def register(*entries: Entry, studies: tuple[Registered, ...] = ()) -> QuestionRegister:
    return question_register(State(Found.READ, entries), studies)


def standing(*entries: Entry, studies: tuple[Registered, ...] = ()) -> StandingQuestion:
    """The one question among the entries."""
    (found,) = register(*entries, studies=studies).questions
    return found
