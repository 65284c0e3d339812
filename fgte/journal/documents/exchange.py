"""An utbyte: municipalities that visit one another as critical friends, through a year."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from fgte.journal.documents.fields import (
    MANY,
    Body,
    Day,
    EntryId,
    Line,
    Prose,
    Said,
    Slug,
    Title,
    Year,
)
from fgte.journal.documents.traces import ExpectedTrace, distinct

MunicipalityCode = Annotated[str, Field(pattern=r"^\d{4}$")]


class Participants(Body):
    """Who takes part, by role and never by name."""

    role: Title
    municipality: MunicipalityCode | None = None
    number: Annotated[int, Field(ge=1, le=1000)] | None = None


class SoftValue(Body):
    """A soft value chosen for the exchange, its instrument, and the hard trace it should leave."""

    id: Slug
    name: Title
    instrument: Line | None = None
    expected: ExpectedTrace | None = None


class Seen(Body):
    """What a critical friend observed, and what was asked in return."""

    what: Said
    role: Line | None = None
    question: Prose | None = None


class Visit(Body):
    """A visit: when, at whom, by whom, and what was observed."""

    day: Day
    host: MunicipalityCode
    guests: Annotated[tuple[MunicipalityCode, ...], Field(max_length=10)] = ()
    observations: Annotated[tuple[Seen, ...], Field(max_length=MANY)] = ()


class Effort(Body):
    """A joint effort that was agreed on."""

    what: Title
    who: Line | None = None
    start: Day | None = None


class Exchange(Body):
    """One utbyte through a year. ``year`` is the year in which its school year ends."""

    title: Title
    municipalities: Annotated[tuple[MunicipalityCode, ...], Field(min_length=2, max_length=10)]
    year: Year
    development_area: Title
    indicators: Annotated[tuple[Slug, ...], Field(max_length=20)] = ()
    participants: Annotated[tuple[Participants, ...], Field(max_length=MANY)] = ()
    soft_values: Annotated[tuple[SoftValue, ...], Field(max_length=20)] = ()
    preparation: Prose | None = None
    joint_training: Prose | None = None
    visits: Annotated[tuple[Visit, ...], Field(max_length=MANY)] = ()
    analysis: Prose | None = None
    efforts: Annotated[tuple[Effort, ...], Field(max_length=MANY)] = ()
    lesson: Prose | None = None
    next_follow_up: Day | None = None
    links: Annotated[tuple[EntryId, ...], Field(max_length=MANY)] = ()

    @model_validator(mode="after")
    def _named_once(self) -> Exchange:
        distinct(list(self.municipalities), "municipalities")
        distinct([each.id for each in self.soft_values], "soft_values")
        distinct([e.expected.id for e in self.soft_values if e.expected is not None], "expected")
        return self
