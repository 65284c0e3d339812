"""Reading the small file that describes a survey."""

from __future__ import annotations

import re
from pathlib import Path

from fgte.errors import DataError
from fgte.model import Direction
from fgte.privacy import identifier_in
from fgte.sources.skolverket.measures import municipality_codes
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
from fgte.sources.surveys.fields import Fields, parsed, texts_in

_MOST_STEPS = 20


def read_description(path: Path) -> Description:
    """Read and check a description (TOML; data/forms/enkatbeskrivning.toml is a template).

    Raises
    ------
    DataError
        Names the file, the table and field, what stood there and what was expected.
    """
    given = Fields(path, "", parsed(path))
    if any(identifier_in(text) for text in texts_in(given.table)):
        raise DataError("survey_identifier_in_description", file=path)
    survey = given.id("id", "trygghet_ak5")
    label = given.localised("label", '{ sv = "Trygghet åk 5", en = "Safety year 5" }')
    scale = _scale(given.inner("scale"), missing=(), no_opinion=())
    made = Description(
        file=path,
        id=survey,
        instrument=given.text("instrument", "Trygghetsenkäten, version 2"),
        language=given.text("language", "sv", "sv"),
        label=label,
        explanation=given.localised("explanation", "...", label),
        indicator=given.id("indicator", "trygghet", survey),
        measure=given.word("measure", Measure),
        better=given.word("better", Direction, Direction.HIGHER),
        level=given.word("level", Level),
        protects=given.word("protects", Protects, Protects.ANSWERS),
        municipality=given.text("municipality", "1384"),
        source=given.text("source", "Kungsbacka kommun"),
        licence=given.text("licence", "Fri användning inom FGTE"),
        population=_population(given.inner("population")),
        round=_round(given.inner("round")),
        columns=_columns(given.inner("file")),
        schools=_schools(given.inner("schools", required=False)),
        questions=tuple(_question(each, scale) for each in given.each("question")),
    )
    given.finish()
    _check(made, given)
    return made


def _scale(given: Fields, *, missing: tuple[str, ...], no_opinion: tuple[str, ...]) -> Scale:
    low, high = given.whole("min", "1"), given.whole("max", "4")
    if not low < high <= low + _MOST_STEPS:
        given.fault("max", str(low + 3))
    steps = [str(step) for step in range(low, high + 1)]
    labels, positive = given.words("labels"), given.words("positive")
    if labels and len(labels) != len(steps):
        given.fault("labels", f"{len(steps)}")
    if not set(positive) < set(steps):
        given.fault("positive", f"[{steps[-1]}]")
    made = Scale(
        low=low,
        high=high,
        labels=labels,
        positive=tuple(sorted(map(int, positive))),
        missing=given.words("missing", missing),
        no_opinion=given.words("no_opinion", no_opinion),
    )
    given.finish()
    return made


def _question(given: Fields, scale: Scale) -> Question:
    own = given.inner("scale", required=False)
    inherited = {"missing": scale.missing, "no_opinion": scale.no_opinion}
    made = Question(
        id=given.id("id", "trygg"),
        wording=given.localised("wording", "Jag känner mig trygg i skolan."),
        column=given.text("column", "F1", str(given.table.get("id"))),
        scale=_scale(own, **inherited) if own.table else scale,
        is_open=given.flag("open"),
    )
    given.finish()
    return made


def _population(given: Fields) -> Population:
    made = Population(
        who=given.localised("who", "elever i årskurs 5"),
        school_form=given.text("school_form", "grundskola"),
        grades=given.words("grades"),
        pupils=given.flag("pupils") or bool(given.words("grades")),
    )
    given.finish()
    return made


def _round(given: Fields) -> Round:
    invited, answered = given.people("invited"), given.people("answered")
    if invited is not None and answered is not None and answered > invited:
        given.fault("answered", f"0–{invited}")
    made = Round(given.day("date", "2025-03-14"), invited, answered)
    given.finish()
    return made


def _columns(given: Fields) -> Columns:
    layout = given.word("layout", Layout)
    for name in ("respondent", "question", "answer") if layout is Layout.LONG else ():
        given.text(name, name)
    if layout is Layout.WIDE and ("question" in given or "answer" in given):
        given.fault("layout", Layout.LONG)
    made = Columns(
        layout=layout,
        sheet=given.optional("sheet"),
        respondent=given.optional("respondent"),
        question=given.optional("question"),
        answer=given.optional("answer"),
        sex=given.optional("sex"),
        school=given.optional("school"),
        girls=given.words("girls"),
        boys=given.words("boys"),
        other=given.words("other"),
    )
    given.finish()
    return made


def _schools(given: Fields) -> dict[str, str]:
    for name in given.table:
        if not re.fullmatch(r"\d{8}", given.text(name, "12345678")):
            given.fault(name, "12345678")
    return {name.strip(): given.text(name, "12345678") for name in given.table}


def _check(made: Description, given: Fields) -> None:
    """What one field alone cannot tell."""
    if made.municipality not in municipality_codes():
        given.fault("municipality", "1384")
    if made.level is Level.SCHOOL and made.columns.school is None:
        given.fault("level", '[file] school = "Skola"')
    ids = [each.id for each in made.questions]
    columns = [each.column.casefold() for each in made.questions]
    if len(set(ids)) < len(ids) or len(set(columns)) < len(columns):
        given.fault("question", "id, column")
    if made.measure is Measure.SHARE and not all(
        each.scale.positive for each in made.questions if not each.is_open
    ):
        given.fault("measure", "[scale] positive = [3, 4]")
