"""A survey read whole: description and answers in, figures out, nobody's answers kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from fgte.analysis.disclosure import DEFAULT_THRESHOLD, SMALLEST_THRESHOLD, checked_threshold
from fgte.errors import DataError, RequestError
from fgte.model import Indicator, Localised, Status
from fgte.sources.surveys.answers import Answers, read_answers
from fgte.sources.surveys.description import Description
from fgte.sources.surveys.description_file import read_description
from fgte.sources.surveys.door import refuse_identifiers
from fgte.sources.surveys.figures import distributions, figures
from fgte.sources.surveys.grid import read_grids
from fgte.sources.surveys.hiding import hidden_groups, shown
from fgte.sources.surveys.indicators import survey_indicators
from fgte.sources.surveys.layout import answers_grid, place_columns
from fgte.sources.surveys.tally import Tally, tally
from fgte.sources.surveys.wording import said


@dataclass(frozen=True)
class ReadSurvey:
    """What came of a survey.

    Attributes
    ----------
    figures : DataFrame
        Raw figures (``fgte.sources.raw``): percent or mean, status ok or suppressed.
    distributions : DataFrame
        Answers by step for the municipality (``figures.DISTRIBUTION``), hidden ones NA.
    indicators : tuple of Indicator
        What the figures belong to, as this round alone describes it.
    description : Description
        The description, for `survey_indicators` and `comparable` over several rounds.
    recognised, left_out : tuple of Localised
        What the files were taken for, and what of them gave no figure and why.
    """

    figures: pd.DataFrame
    distributions: pd.DataFrame
    indicators: tuple[Indicator, ...]
    description: Description
    recognised: tuple[Localised, ...]
    left_out: tuple[Localised, ...]


def read_survey(
    description_path: Path,
    answers_path: Path,
    *,
    snapshot_id: str,
    threshold: int = DEFAULT_THRESHOLD,
) -> ReadSurvey:
    """Read a survey's answers and make figures of them; what would point at few is hidden.

    Parameters
    ----------
    description_path : Path
        What the survey is (TOML; data/forms/enkatbeskrivning.toml is a template).
    answers_path : Path
        The answers: CSV or Excel, a column a question or a row an answer.
    snapshot_id : str
        Under which the figures can be traced.
    threshold : int
        How many people it takes not to be few; 5 or more.

    Raises
    ------
    DataError
        The files cannot be read, do not fit each other, or point at persons. Names file, row
        and column; nothing of what stands in the answers is repeated.
    RequestError
        The threshold is below 5.
    """
    few = _threshold(threshold)
    description = read_description(description_path)
    grids = read_grids(answers_path)
    grid = answers_grid(grids, description)
    refuse_identifiers(grids, grid, description)
    answers = read_answers(place_columns(grid, description))
    counted = tally(answers, description)
    _check_numbers(description, counted, answers_path)
    hidden = hidden_groups(counted, threshold=few)
    visible = {
        question.id: shown(
            counted,
            question,
            description.measure,
            protects=description.protects,
            spread=description.shows_steps,
            hidden=hidden,
            threshold=few,
        )
        for question in description.questions
    }
    made = figures(description, counted, visible, snapshot_id=snapshot_id)
    return ReadSurvey(
        figures=made,
        distributions=distributions(description, counted, visible),
        indicators=survey_indicators([description]),
        description=description,
        recognised=_recognised(description, made),
        left_out=tuple(_left_out(answers, made, few)),
    )


def _threshold(threshold: int) -> int:
    try:
        return checked_threshold(threshold)
    except (TypeError, ValueError):
        raise RequestError("survey_threshold", found=threshold, least=SMALLEST_THRESHOLD) from None


def _check_numbers(description: Description, counted: Tally, file: Path) -> None:
    """Somebody answered, and not more than the description says."""
    found, stated = int(counted.respondents[-1, -1]), description.round.answered
    if not found:
        raise DataError("survey_no_answers", file=file)
    if stated is not None and found > stated:
        raise DataError("survey_more_than_answered", file=file, found=found, stated=stated)


def _recognised(description: Description, made: pd.DataFrame) -> tuple[Localised, ...]:
    return (
        said(
            "recognised",
            instrument=description.instrument,
            who=description.population.who,
            date=description.round.date,
            questions=len(description.questions),
            schools=made["school_unit"].nunique(),
        ),
    )


def _left_out(answers: Answers, made: pd.DataFrame, few: int) -> Iterator[Localised]:
    hidden = int(made["status"].eq(Status.SUPPRESSED).sum())
    if hidden:
        yield said("hidden", n=hidden, of=len(made), few=few)
    if answers.columns_left_out:
        yield said("columns_left_out", columns=", ".join(answers.columns_left_out))
    if answers.questions_left_out:
        yield said("questions_left_out", n=answers.questions_left_out)
