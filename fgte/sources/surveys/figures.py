"""A survey's figures: what the store gets, and how the answers are spread over the scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from fgte.model import Status
from fgte.sources.raw import raw_figures
from fgte.sources.surveys.description import Description, Measure, Question
from fgte.sources.surveys.hiding import Shown
from fgte.sources.surveys.tally import Tally

DISTRIBUTION = ("kpi", "municipality_id", "year", "sex", "step", "label", "answers", "share")
_DECIMALS = {Measure.SHARE: 1, Measure.MEAN: 2}
Row = dict[str, Any]


def figures(
    description: Description, tally: Tally, shown: Mapping[str, Shown], *, snapshot_id: str
) -> pd.DataFrame:
    """Raw figures (``fgte.sources.raw``) of every question, school and sex.

    ``value`` is percent or a mean on the scale, ``pupils`` the number of answers it rests on. A
    figure that is hidden has status suppressed and no value; its number is given only when that
    may be known. A group in which nobody answered has no figure.
    """
    rows = [
        row
        for question in description.questions
        for row in _of_question(description, question, tally, shown[question.id])
    ]
    about = {
        "source": description.source,
        "municipality_id": description.municipality,
        "year": description.year,
        "snapshot_id": snapshot_id,
    }
    return with_no_school(raw_figures([about | row for row in rows]))


def with_no_school(table: pd.DataFrame) -> pd.DataFrame:
    """The figures with None, as the store has it, where no school is meant."""
    schools = [None if pd.isna(unit) else str(unit) for unit in table["school_unit"]]
    return table.assign(school_unit=pd.Series(schools, index=table.index, dtype="object"))


def _of_question(
    description: Description, question: Question, tally: Tally, shown: Shown
) -> Iterator[Row]:
    for place, school in enumerate(tally.places):
        for column, sex in enumerate(tally.sexes):
            group = (place, column)
            total, known = int(shown.total[group]), bool(shown.number_shown[group])
            if not tally.published[group] or (known and not total):
                continue
            value, status = None, Status.SUPPRESSED
            if shown.value_shown[group]:
                value = _value(description, question, int(shown.amount[group]), total)
                status = Status.OK
            yield {
                "kpi": description.kpi(question),
                "school_unit": school,
                "sex": sex,
                "value": value,
                "pupils": total if known else None,
                "status": status.value,
            }


def _value(description: Description, question: Question, amount: int, total: int) -> float:
    share = description.measure is Measure.SHARE
    value = 100 * amount / total if share else question.scale.low + amount / total
    return round(value, _DECIMALS[description.measure])


def distributions(
    description: Description, tally: Tally, shown: Mapping[str, Shown]
) -> pd.DataFrame:
    """How the answers of the whole municipality are spread over the steps, by question and sex.

    ``answers`` (Int64) and ``share`` (percent of those who answered, Float64) are NA where they
    are hidden. After the last step comes the answer without opinion, if the survey has one.
    """
    rows = [
        (*about, *step)
        for question in description.questions
        for about, step in _steps(description, question, tally, shown[question.id])
    ]
    table = pd.DataFrame(rows, columns=list(DISTRIBUTION))
    return table.astype({"step": "Int64", "answers": "Int64", "share": "Float64"})


def _steps(
    description: Description, question: Question, tally: Tally, shown: Shown
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    for row, sex in enumerate(tally.sexes):
        total, known = int(shown.total[-1, row]), bool(shown.number_shown[-1, row])
        if not tally.published[-1, row] or (known and not total):
            continue
        about = (description.kpi(question), description.municipality, description.year, sex)
        for place, label in enumerate(_labels(question, shown.steps.shape[-1])):
            answers = int(shown.steps[row, place])
            step = question.scale.low + place if place < len(question.scale.steps) else pd.NA
            if shown.steps_shown[row, place]:
                yield about, (step, label, answers, round(100 * answers / total, 1))
            else:
                yield about, (step, label, pd.NA, pd.NA)


def _labels(question: Question, steps: int) -> tuple[str, ...]:
    """A label for each step, and for the answer without opinion when it is counted."""
    scale = question.scale
    labels = scale.labels or tuple(map(str, scale.steps))
    return (*labels, *scale.no_opinion[:1])[:steps]
