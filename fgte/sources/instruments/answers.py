"""The answers of a round as numbers without persons: codes are checked and dropped here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fgte.catalogue.instruments import Instrument, Item
from fgte.errors import DataError
from fgte.model import Direction
from fgte.sources.instruments.codes import read_codes
from fgte.sources.instruments.round_file import CODE, GROUP, RoundFile
from fgte.sources.surveys.answers import place_on_scale
from fgte.sources.surveys.description import (
    Columns,
    Description,
    Layout,
    Level,
    Measure,
    Population,
    Protects,
    Question,
    Round,
    Scale,
)
from fgte.sources.surveys.door import refuse_identifiers
from fgte.sources.surveys.grid import Row, read_grids
from fgte.sources.surveys.layout import Placed, answers_grid, place_columns


@dataclass(frozen=True)
class Answered:
    """Everybody who answered every question, in an order that says nothing.

    Attributes
    ----------
    steps : ndarray of int
        One row a person, one column a question: how many steps above the lowest.
    groups : tuple of str
        The group of each row; empty where none was given.
    incomplete : int
        How many left a question out.
    """

    steps: NDArray[np.int64]
    groups: tuple[str, ...]
    incomplete: int


def heading(number: int, item: Item, lang: str = "sv") -> str:
    """What stands above a question's column: its number and its words."""
    return f"{number}. {item.text[lang]}"


def read_answers(about: RoundFile, asked: Instrument, path: Path) -> Answered:
    """Read the answers of a round, each with a code of its own.

    Raises
    ------
    DataError
        Names row and column of an answer off its scale, a code that is missing, there twice or
        not among those handed out, or an unknown group. What stood there is never repeated.
    """
    description = as_description(about, asked)
    grids = read_grids(path)
    grid = answers_grid(grids, description)
    refuse_identifiers(grids, grid, description)
    placed = place_columns(grid, description)
    rows = [row for row in placed.grid.rows if any(placed.cell(row, c) for c in _asked(placed))]
    _check_codes(placed, rows, about)
    groups = [_group(placed, row, about) for row in rows]
    answers = [[_step(placed, row, each) for each in description.questions] for row in rows]
    whole = [
        (steps, group) for steps, group in zip(answers, groups, strict=True) if None not in steps
    ]
    ordered = sorted((tuple(int(step or 0) for step in steps), group) for steps, group in whole)
    if not ordered:
        raise DataError("survey_no_answers", file=path)
    table = np.array([steps for steps, _ in ordered], dtype=np.int64)
    return Answered(table, tuple(group for _, group in ordered), len(rows) - len(ordered))


def as_description(about: RoundFile, asked: Instrument) -> Description:
    """The round as the description of a survey, so that one door and one reader serve both."""
    if asked.scale is None:
        raise ValueError(f"{asked.id} has no scale")
    scale = Scale(
        low=asked.scale.low,
        high=asked.scale.high,
        labels=tuple(each[asked.language] for each in asked.scale.labels),
        positive=(),
        no_opinion=(),
        missing=(),
    )
    return Description(
        file=about.file,
        id=asked.id,
        instrument=f"{asked.label.sv}, {asked.version}",
        language=asked.language,
        label=asked.label,
        explanation=asked.explanation,
        indicator=asked.id,
        measure=Measure.MEAN,
        better=Direction.HIGHER,
        level=Level.MUNICIPALITY,
        protects=Protects.GROUPS,
        municipality=about.rated.municipality or "",
        source=about.source,
        licence=about.terms,
        population=Population(about.who, "", ()),
        round=Round(about.date, about.invited, None),
        columns=_columns(about),
        schools={},
        questions=tuple(
            Question(each.id, each.text, heading(n, each, asked.language), scale, is_open=False)
            for n, each in enumerate(asked.scaled, start=1)
        ),
    )


def _columns(about: RoundFile) -> Columns:
    return Columns(
        layout=Layout.WIDE,
        sheet=None,
        respondent=CODE,
        question=None,
        answer=None,
        sex=None,
        school=GROUP if about.groups else None,
        girls=(),
        boys=(),
        other=(),
    )


def _asked(placed: Placed) -> list[str]:
    return [each.column for each in placed.description.questions]


def _check_codes(placed: Placed, rows: list[Row], about: RoundFile) -> None:
    """One answer a code; with a sealed list only codes that were handed out."""
    handed_out = read_codes(about.codes) if about.codes is not None else None
    seen: set[str] = set()
    for row in rows:
        code = placed.cell(row, CODE).casefold()
        if not code:
            raise DataError("instrument_no_code", **placed.where(row, CODE))
        if code in seen:
            raise DataError("instrument_code_twice", **placed.where(row, CODE))
        if handed_out is not None and not handed_out.knows(code):
            raise DataError("instrument_unknown_code", **placed.where(row, CODE))
        seen.add(code)


def _group(placed: Placed, row: Row, about: RoundFile) -> str:
    if not about.groups:
        return ""
    known = {each.casefold(): each for each in about.groups}
    written = placed.cell(row, GROUP).casefold()
    if written and written not in known:
        where, expected = placed.where(row, GROUP), ", ".join(about.groups)
        raise DataError("instrument_unknown_group", **where, expected=expected)
    return known.get(written, "")


def _step(placed: Placed, row: Row, question: Question) -> int | None:
    try:
        return place_on_scale(question.scale, placed.cell(row, question.column))
    except ValueError:
        where = placed.where(row, question.column)
        expected = f"{question.scale.low}–{question.scale.high}"
        raise DataError(
            "survey_off_scale", **where, question=question.id, expected=expected
        ) from None
