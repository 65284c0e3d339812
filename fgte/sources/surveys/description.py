"""The small file that says what a survey is: who was asked what, when, on which scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from fgte.model import Direction, Localised


class Measure(StrEnum):
    """What is made of the answers to a question: a share of positive answers, or a mean."""

    SHARE = "share"
    MEAN = "mean"


class Level(StrEnum):
    """Whether figures are made for schools too, or for the municipality alone."""

    MUNICIPALITY = "municipality"
    SCHOOL = "school"


class Protects(StrEnum):
    """What may not be small: both groups and those who gave one answer, or groups alone."""

    ANSWERS = "answers"
    GROUPS = "groups"


class Layout(StrEnum):
    """Whether each question has a column, or each answer a row."""

    WIDE = "wide"
    LONG = "long"


@dataclass(frozen=True)
class Scale:
    """The steps that can be answered, which are positive, and codes that stand beside them.

    ``no_opinion`` are answers such as "vet ej": they count among those who answered when a
    share is made, but are no step. ``missing`` stands for no answer at all. ``labels`` are in the
    language that was asked in, ``labels_en`` the same in English where they are known.
    """

    low: int
    high: int
    labels: tuple[str, ...]
    positive: tuple[int, ...]
    no_opinion: tuple[str, ...]
    missing: tuple[str, ...]
    labels_en: tuple[str, ...] = ()

    @property
    def steps(self) -> range:
        return range(self.low, self.high + 1)


@dataclass(frozen=True)
class Question:
    """One question as it was asked, and the column (or the code in a long file) it stands in.

    ``of_many`` is no question of its own but the mean of several.
    """

    id: str
    wording: Localised
    column: str
    scale: Scale
    is_open: bool
    of_many: bool = False


@dataclass(frozen=True)
class Population:
    """Who were asked; ``grades`` are the pupils', none for teachers, parents and others."""

    who: Localised
    school_form: str
    grades: tuple[str, ...]
    pupils: bool = False


@dataclass(frozen=True)
class Round:
    """When they were asked, how many, and how many answered (None when not stated)."""

    date: date
    invited: int | None
    answered: int | None

    @property
    def response_rate(self) -> float | None:
        """Answered of invited, 0-1."""
        return self.answered / self.invited if self.invited and self.answered is not None else None


@dataclass(frozen=True)
class Columns:
    """Where in the answers' file things stand, and how the sexes are written there."""

    layout: Layout
    sheet: str | None
    respondent: str | None
    question: str | None
    answer: str | None
    sex: str | None
    school: str | None
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True)
class Description:
    """What a survey is. Rounds of the same survey share its id."""

    file: Path
    id: str
    instrument: str
    language: str
    label: Localised
    explanation: Localised
    indicator: str
    measure: Measure
    better: Direction
    level: Level
    protects: Protects
    municipality: str
    source: str
    licence: str
    population: Population
    round: Round
    columns: Columns
    schools: Mapping[str, str]
    questions: tuple[Question, ...]

    @property
    def year(self) -> int:
        """The calendar year the answers belong to."""
        return self.round.date.year

    @property
    def shows_steps(self) -> bool:
        """Whether the answers are also shown by step.

        Not beside means by school: the steps of the whole and the means of the parts together
        can leave a single way for the answers of a small school to be spread.
        """
        return self.measure is Measure.SHARE or self.level is Level.MUNICIPALITY

    def kpi(self, question: Question) -> str:
        """The name a question's figures go by, the same in every round."""
        return f"{self.id}:{question.id}"
