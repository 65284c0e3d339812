"""Answers, wide or long, as one tidy table that names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fgte.errors import DataError
from fgte.sources.surveys.description import Layout, Level, Question, Scale
from fgte.sources.surveys.grid import Row
from fgte.sources.surveys.layout import Placed

NOWHERE = ""
"""The place of those whose school is not known, or when no figures are made for schools."""

GIRLS, BOYS, NO_SEX = "K", "M", "-"
_WRITTEN = {
    GIRLS: ("k", "f", "kvinna", "kvinnor", "flicka", "flickor", "tjej", "girl", "female", "woman"),
    BOYS: ("m", "p", "man", "män", "pojke", "pojkar", "kille", "boy", "male"),
    NO_SEX: ("annat", "annan", "vill ej svara", "vill inte svara", "vet ej", "other", "-"),
}


class Answer(NamedTuple):
    """One answer: whose school and sex, to which question, and the place of the step."""

    person: int
    place: str
    sex: str
    question: str
    step: int


@dataclass(frozen=True)
class Answers:
    """All answers, in an order that says nothing, and what of the file was not read."""

    answers: tuple[Answer, ...]
    columns_left_out: tuple[str, ...]
    questions_left_out: int


class _Given(NamedTuple):
    row: Row
    respondent: str
    column: str
    question: Question
    written: str


def read_answers(placed: Placed) -> Answers:
    """The answers of a file whose columns have been found.

    Raises
    ------
    DataError
        Names row and column of an answer off its scale, an unknown sex or school, or a
        respondent who answered twice. What stood there is never repeated.
    """
    wide = placed.description.columns.layout is Layout.WIDE
    groups = _Groups(placed)
    seen: set[tuple[str, str]] = set()
    found = []
    for given in _wide(placed) if wide else _long(placed):
        about = groups.of(given.row, given.respondent)
        if (given.respondent, given.question.id) in seen:
            raise DataError("survey_answered_twice", **placed.where(given.row, given.column))
        seen.add((given.respondent, given.question.id))
        step = _step(placed, given)
        if step is not None:
            found.append(Answer(*about, given.question.id, step))
    others = tuple(placed.name(place) for place in placed.others)
    return Answers(tuple(sorted(found)), others, 0 if wide else _unknown_questions(placed))


def _wide(placed: Placed) -> Iterator[_Given]:
    of = placed.description.columns
    for row in placed.grid.rows:
        respondent = placed.cell(row, of.respondent) or f"row {row.number}"
        for question in placed.description.questions:
            written = placed.cell(row, question.column)
            yield _Given(row, respondent, question.column, question, written)


def _long(placed: Placed) -> Iterator[_Given]:
    of = placed.description.columns
    known = {each.column.casefold(): each for each in placed.description.questions}
    for row in placed.grid.rows:
        question = known.get(placed.cell(row, of.question).casefold())
        respondent = placed.cell(row, of.respondent)
        if question is None:
            continue
        if not respondent:
            raise DataError("survey_no_respondent", **placed.where(row, of.respondent))
        yield _Given(row, respondent, of.answer or "", question, placed.cell(row, of.answer))


class _Groups:
    """Who belongs where: a number for each respondent, with the school and sex of the first row."""

    def __init__(self, placed: Placed) -> None:
        self.placed = placed
        self.columns = placed.description.columns
        self.by_school = placed.description.level is Level.SCHOOL
        self.schools = {name.casefold(): c for name, c in placed.description.schools.items()}
        told = {GIRLS: self.columns.girls, BOYS: self.columns.boys, NO_SEX: self.columns.other}
        words = {sex: told[sex] or usual for sex, usual in _WRITTEN.items()}
        self.sexes = {word.casefold(): sex for sex in words for word in ("", *words[sex])}
        self.people: dict[str, tuple[int, str, str]] = {}

    def of(self, row: Row, respondent: str) -> tuple[int, str, str]:
        group = (self._school(row), self._sex(row))
        number, *first = self.people.setdefault(respondent, (len(self.people), *group))
        if tuple(first) != group:
            where = self.placed.where(row, self.columns.respondent)
            raise DataError("survey_two_groups", **where)
        return number, *group

    def _school(self, row: Row) -> str:
        written = self.placed.cell(row, self.columns.school)
        if not self.by_school or not written:
            return NOWHERE
        code = self.schools.get(written.casefold(), written)
        if not re.fullmatch(r"[0-9]{8}", code):
            raise DataError("survey_unknown_school", **self.placed.where(row, self.columns.school))
        return code

    def _sex(self, row: Row) -> str:
        written = self.placed.cell(row, self.columns.sex).casefold()
        if written not in self.sexes:
            raise DataError("survey_unknown_sex", **self.placed.where(row, self.columns.sex))
        return self.sexes[written]


def _step(placed: Placed, given: _Given) -> int | None:
    """The place of the answered step; an answer off the scale is refused by its row and column."""
    scale = given.question.scale
    try:
        return place_on_scale(scale, given.written)
    except ValueError:
        where = placed.where(given.row, given.column)
        expected = f"{scale.low}–{scale.high}"
        raise DataError(
            "survey_off_scale", **where, question=given.question.id, expected=expected
        ) from None


def place_on_scale(scale: Scale, answer: str) -> int | None:
    """The place of an answered step, from 0; after the last comes no opinion. None is no answer.

    Raises
    ------
    ValueError
        The answer is off the scale. It does not repeat the answer.
    """
    written = answer.casefold()
    if written in ("", *_folded(scale.missing)):
        return None
    if written in _folded(scale.no_opinion):
        return len(scale.steps)
    step = _number(written) if _number(written) in scale.steps else _labelled(scale, written)
    if step is None:
        raise ValueError("off the scale")
    return step - scale.low


def _labelled(scale: Scale, written: str) -> int | None:
    """The step of a label, alone or behind its number ("4 – Stämmer helt")."""
    labels = dict(zip(_folded(scale.labels), scale.steps, strict=False))
    numbered = re.fullmatch(r"(\d+)\s*[-–.:=)]?\s*(\D.*)", written)
    if written in labels:
        return labels[written]
    if numbered and labels.get(numbered[2]) == int(numbered[1]):
        return int(numbered[1])
    return None


def _number(written: str) -> int | None:
    """A whole number, whatever decimals it was saved with ("4", "4,0")."""
    whole = re.fullmatch(r"(-?\d{1,3})(?:[.,]0+)?", written)
    return int(whole[1]) if whole else None


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)


def _unknown_questions(placed: Placed) -> int:
    known = {each.column.casefold() for each in placed.description.questions}
    of = placed.description.columns
    found = {placed.cell(row, of.question).casefold() for row in placed.grid.rows}
    return len(found - known)
