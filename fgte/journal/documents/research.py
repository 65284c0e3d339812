"""A research question (forskningsfråga): who formed it together, and what is known of it now."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fgte.journal.documents.fields import Body, Day, Line, Prose, Said, Slug, Title
from fgte.journal.documents.organising import Group, Links
from fgte.journal.documents.traces import distinct

StudyName = Annotated[Line, Field(pattern=r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$")]
"""The name of a study: that of its file, without the ending."""

Studies = Annotated[tuple[StudyName, ...], Field(max_length=20)]


class Formed(Body):
    """Who formed the question together, and on which day: one group is enough to begin with."""

    day: Day
    groups: Annotated[tuple[Group, ...], Field(min_length=1, max_length=len(Group))]
    who: Line | None = None

    @model_validator(mode="after")
    def _each_once(self) -> Formed:
        distinct([str(each) for each in self.groups], "groups")
        return self


class Known(Body):
    """What is known now: the answer, the day, who says so, and what it rests on."""

    day: Day
    group: Group
    answer: Said
    studies: Studies = ()
    source: Prose | None = None

    @model_validator(mode="after")
    def _rests_on_something(self) -> Known:
        if not self.studies and not (self.source or "").strip():
            raise PydanticCustomError("no_ground", "ground", {"fields": "studies, source"})
        return self


class LaidAside(Body):
    """That the question is no longer pursued: the day, who decided it, and why."""

    day: Day
    group: Group
    because: Said


class ResearchQuestion(Body):
    """One research question. How far it has come is no field: the register derives it."""

    title: Title
    question: Said
    formed: Formed
    observation: Prose | None = None
    matters: Prose | None = None
    indicators: Annotated[tuple[Slug, ...], Field(max_length=20)] = ()
    soft_values: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    studies: Studies = ()
    known: Known | None = None
    laid_aside: LaidAside | None = None
    next_follow_up: Day | None = None
    links: Links = ()

    @model_validator(mode="after")
    def _one_end(self) -> ResearchQuestion:
        if self.known is not None and self.laid_aside is not None:
            raise PydanticCustomError("not_both", "both", {"fields": "known, laid_aside"})
        for name, end in (("known", self.known), ("laid_aside", self.laid_aside)):
            if end is not None and end.day < self.formed.day:
                raise PydanticCustomError("order", "order", {"fields": f"formed.day, {name}.day"})
        distinct(list(self.studies), "studies")
        return self
