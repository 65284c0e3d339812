"""What holds the work together: assignments, proposals, communication, the calendar, re-basing."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fgte.journal.documents.fields import (
    MANY,
    Body,
    Day,
    EntryId,
    Prose,
    Said,
    Slug,
    Title,
    Year,
)
from fgte.model import Sex, Variant

Links = Annotated[tuple[EntryId, ...], Field(max_length=MANY)]


class Group(StrEnum):
    """The groups of the collaboration."""

    STEERING = "steering"
    PROCESS = "process"
    WORKING = "working"
    REFERENCE = "reference"
    RUC = "ruc"
    MUNICIPALITY = "municipality"
    ACADEMIA = "academia"


class Step(Body):
    """One step of an assignment: what was said, when, by which group."""

    day: Day
    group: Group
    text: Said


class Assignment(Body):
    """Uppdrag → beredning → beslut: styrgruppen asks, processgruppen prepares, it decides."""

    title: Title
    given: Step
    prepared: Step | None = None
    decided: Step | None = None
    links: Links = ()

    @model_validator(mode="after")
    def _in_order(self) -> Assignment:
        days = [each.day for each in (self.given, self.prepared, self.decided) if each is not None]
        if days != sorted(days):
            fields = "given.day, prepared.day, decided.day"
            raise PydanticCustomError("order", "order", {"fields": fields})
        if self.decided is not None and self.prepared is None:
            raise PydanticCustomError("unprepared", "prepared", {"fields": "prepared"})
        return self


class Proposal(Body):
    """What academia problematises and proposes, the answer to it, and the decision."""

    title: Title
    day: Day
    problematisation: Prose | None = None
    proposal: Said
    research: Prose | None = None
    answer: Step | None = None
    decision: Step | None = None
    links: Links = ()

    @model_validator(mode="after")
    def _answered_first(self) -> Proposal:
        days = [self.day, *(each.day for each in (self.answer, self.decision) if each is not None)]
        if days != sorted(days):
            fields = "day, answer.day, decision.day"
            raise PydanticCustomError("order", "order", {"fields": fields})
        return self


class Communication(Body):
    """One line of the communication plan: to whom, what, by which channel, when."""

    audience: Title
    message: Said
    channel: Title
    day: Day
    sent: Day | None = None
    indicators: Annotated[tuple[Slug, ...], Field(max_length=20)] = ()
    links: Links = ()


class CalendarEntry(Body):
    """Something in the year's cycle: on a day, or in a month of every year."""

    title: Title
    day: Day | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    group: Group | None = None
    about: Prose | None = None
    links: Links = ()

    @model_validator(mode="after")
    def _one_of_them(self) -> CalendarEntry:
        if (self.day is None) == (self.month is None):
            raise PydanticCustomError("one_of", "one", {"fields": "day, month"})
        return self


class Rebasing(Body):
    """A person's dated decision to read a series from a new start, with the reason."""

    indicator: Slug
    series: Slug | None = None
    variant: Variant | None = None
    sex: Sex | None = None
    from_year: Year
    reason: Said
    decided: Day
    decided_by: Title
    links: Links = ()
