"""Learning networks and competence journeys: what was meant, who took part, what came home."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fgte.journal.documents.exchange import MunicipalityCode, Participants
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
)
from fgte.journal.documents.traces import distinct

Few = Annotated[int, Field(ge=0, le=1000)]


class Segregation(StrEnum):
    """Which of the word's two meanings a network on school segregation is about."""

    PUPILS_IN_SCHOOLS = "pupils_in_schools"
    RESULTS_BY_BACKGROUND = "results_by_background"


class Prepared(Body):
    """An answer to one of the questions before a network starts: by whom, and what shows it."""

    question: Slug
    answer: Said
    responsible: Line | None = None
    evidence: Prose | None = None


class Member(Participants):
    """Who takes part, by role, and with which assignment from home."""

    assignment: Prose | None = None


class Meeting(Body):
    """A meeting: when, about what, how many were there, what was learnt."""

    day: Day
    what: Title
    present: Few | None = None
    lesson: Prose | None = None


class CarriedHome(Body):
    """What was carried home: to whom, by which role, what came of it, when it is followed up."""

    what: Title
    municipality: MunicipalityCode | None = None
    day: Day | None = None
    to_whom: Line | None = None
    by_whom: Line | None = None
    came_of_it: Prose | None = None
    follow_up: Day | None = None


class LearningNetwork(Body):
    """A learning network from the questions before it starts to what it left behind.

    The jointly chosen analysis object is asked for at once. With ``anonymous`` the organisers
    are never named where the network is shown.
    """

    title: Title
    analysis_object: Title
    purpose: Said
    prepared_answers: Annotated[tuple[Prepared, ...], Field(max_length=MANY)] = ()
    members: Annotated[tuple[Member, ...], Field(max_length=MANY)] = ()
    meetings: Annotated[tuple[Meeting, ...], Field(max_length=MANY)] = ()
    carried_home: Annotated[tuple[CarriedHome, ...], Field(max_length=MANY)] = ()
    segregation: Segregation | None = None
    anonymous: bool = False
    analysis: Prose | None = None
    lesson: Prose | None = None
    next_follow_up: Day | None = None
    links: Annotated[tuple[EntryId, ...], Field(max_length=MANY)] = ()

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Those that take part, in code order."""
        named = [each.municipality for each in self.members]
        named += [each.municipality for each in self.carried_home]
        return tuple(sorted({each for each in named if each is not None}))

    @model_validator(mode="after")
    def _answered_once(self) -> LearningNetwork:
        distinct([each.question for each in self.prepared_answers], "prepared_answers")
        return self


class Goal(Body):
    """One goal of a journey, with a short name that evaluations refer to."""

    id: Slug
    text: Title


class Voice(Body):
    """What a participant wrote, with the day that person agreed to be quoted.

    Without that day it cannot be written here: its gist goes into the evaluation's own words.
    """

    quote: Said
    consent: Day
    role: Line | None = None


class Evaluation(Body):
    """How the participants evaluated one goal: how many answered, the gist, and voices."""

    goal: Slug
    answered: Few | None = None
    gist: Prose | None = None
    voices: Annotated[tuple[Voice, ...], Field(max_length=MANY)] = ()


class CompetenceJourney(Body):
    """A competence journey: purposes, goals, each participant's evaluation, and the follow-up."""

    title: Title
    purposes: Annotated[tuple[Title, ...], Field(min_length=1, max_length=10)]
    goals: Annotated[tuple[Goal, ...], Field(min_length=1, max_length=10)]
    begins: Day | None = None
    ends: Day | None = None
    participants: Annotated[tuple[Participants, ...], Field(max_length=MANY)] = ()
    evaluations: Annotated[tuple[Evaluation, ...], Field(max_length=10)] = ()
    lessons_day: Day | None = None
    lessons_who: Line | None = None
    lesson: Prose | None = None
    next_follow_up: Day | None = None
    followed_up: Prose | None = None
    links: Annotated[tuple[EntryId, ...], Field(max_length=MANY)] = ()

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Those whose people took part, in code order."""
        codes = {e.municipality for e in self.participants if e.municipality is not None}
        return tuple(sorted(codes))

    @model_validator(mode="after")
    def _whole(self) -> CompetenceJourney:
        goals = [each.id for each in self.goals]
        distinct(goals, "goals")
        distinct([each.goal for each in self.evaluations], "evaluations")
        unknown = [each.goal for each in self.evaluations if each.goal not in goals]
        if unknown:
            found = {"field": "evaluations", "found": unknown[0], "known": ", ".join(goals)}
            raise PydanticCustomError("no_goal", "{found} {known}", found)
        if self.begins is not None and self.ends is not None and self.ends < self.begins:
            raise PydanticCustomError("order", "order", {"fields": "begins, ends"})
        return self
