"""A prövande: from what was noticed to what was learnt."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fgte.journal.documents.fields import MANY, Body, Day, EntryId, Line, Prose, Said, Slug, Title
from fgte.journal.documents.traces import ExpectedTrace, Trace, distinct


class Arena(StrEnum):
    """Where leadership acts, as the network of school heads sorted it (see DOMAIN)."""

    WHOLE_CHAIN = "whole_chain"
    LEADERS_AND_TEACHERS = "leaders_and_teachers"
    MANAGEMENT_TEAM = "management_team"
    OTHER_SCHOOL_HEADS = "other_school_heads"
    OTHER = "other"


class Illeris(StrEnum):
    """Illeris' three dimensions of learning: an optional tag."""

    CONTENT = "content"
    INCENTIVE = "incentive"
    INTERACTION = "interaction"


class Activity(Body):
    """Something that is done and tried: what, when, how much, by which role, where."""

    id: Slug
    what: Title
    start: Day | None = None
    end: Day | None = None
    dose: Line | None = None
    who: Line | None = None
    arena: Arena | None = None
    illeris: tuple[Illeris, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Activity:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise PydanticCustomError("order", "order", {"fields": "start, end"})
        return self


class Inquiry(Body):
    """One prövande. Four things are asked for at once; the rest can come later."""

    title: Title
    analysis_object: Title
    observation: Said
    question: Said
    hypothesis: Prose | None = None
    whys: Annotated[tuple[Prose, ...], Field(max_length=5)] = ()
    current_state: Prose | None = None
    desired_state: Prose | None = None
    activities: Annotated[tuple[Activity, ...], Field(max_length=MANY)] = ()
    expected: Annotated[tuple[ExpectedTrace, ...], Field(max_length=20)] = ()
    traces: Annotated[tuple[Trace, ...], Field(max_length=MANY)] = ()
    analysis: Prose | None = None
    lesson: Prose | None = None
    spreading: Prose | None = None
    who_can_act: Line | None = None
    next_follow_up: Day | None = None
    links: Annotated[tuple[EntryId, ...], Field(max_length=MANY)] = ()

    @model_validator(mode="after")
    def _named_once(self) -> Inquiry:
        distinct([each.id for each in self.activities], "activities")
        distinct([each.id for each in self.expected], "expected")
        return self
