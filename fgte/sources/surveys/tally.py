"""Answers counted: by school, sex, question and step. Here the persons end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from fgte.analysis.cell_suppression import Counts
from fgte.analysis.margins import with_margin
from fgte.model import Sex
from fgte.sources.surveys.answers import BOYS, GIRLS, NO_SEX, NOWHERE, Answers
from fgte.sources.surveys.description import Description

SEXES = (GIRLS, BOYS, NO_SEX, Sex.ALL.value)
"""Girls, boys, those who are neither or did not say (never shown), and all."""


@dataclass(frozen=True)
class Tally:
    """How many answered what.

    ``places`` are the schools, those of no known school (never shown), and last the whole
    municipality (None). The first two directions of the arrays are places and sexes, margins
    included; the third of ``answers`` is the steps of the scale, and last no opinion.
    """

    places: tuple[str | None, ...]
    respondents: Counts
    answers: Mapping[str, Counts]


def tally(given: Answers, description: Description) -> Tally:
    """Count the answers."""
    schools = sorted({each.place for each in given.answers} - {NOWHERE})
    places = [*schools, NOWHERE]
    people = {each.person: (each.place, each.sex) for each in given.answers}
    respondents = np.zeros((len(places), len(SEXES) - 1), dtype=np.int64)
    for place, sex in people.values():
        respondents[places.index(place), SEXES.index(sex)] += 1
    counted = {
        each.id: np.zeros((*respondents.shape, len(each.scale.steps) + 1), dtype=np.int64)
        for each in description.questions
    }
    for each in given.answers:
        counted[each.question][places.index(each.place), SEXES.index(each.sex), each.step] += 1
    return Tally(
        places=(*places, None),
        respondents=_with_margins(respondents),
        answers={id: _with_margins(counts) for id, counts in counted.items()},
    )


def _with_margins(counts: Counts) -> Counts:
    return with_margin(with_margin(counts, 0), 1)
