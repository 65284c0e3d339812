"""Answers counted: by school, sex, question and step. Here the persons end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from fgte.analysis.cell_suppression import Counts, Mask
from fgte.analysis.margins import with_margin
from fgte.model import Sex
from fgte.sources.surveys.answers import BOYS, GIRLS, NO_SEX, NOWHERE, Answers
from fgte.sources.surveys.description import Description


@dataclass(frozen=True)
class Tally:
    """How many answered what.

    Attributes
    ----------
    places : tuple
        The schools, those of no known school if there are any, and last the municipality (None).
    sexes : tuple of str
        Girls and boys if it was asked, those who are neither or did not say if there are any,
        and last all.
    respondents : ndarray of int
        Places and sexes, sums included.
    answers : mapping of str to ndarray of int
        For each question places, sexes and the steps of its scale, after which comes no opinion.
    """

    places: tuple[str | None, ...]
    sexes: tuple[str, ...]
    respondents: Counts
    answers: Mapping[str, Counts]

    @property
    def published(self) -> Mask:
        """Places and sexes that figures are made for: not those of no known school or sex."""
        places = np.array([place != NOWHERE for place in self.places])
        sexes = np.array([sex != NO_SEX for sex in self.sexes])
        published: Mask = places[:, np.newaxis] & sexes
        return published


def tally(given: Answers, description: Description) -> Tally:
    """Count the answers. A group that nobody is in, and that is never shown, is left out."""
    people = {each.person: (each.place, each.sex) for each in given.answers}
    places = sorted({place for place, _ in people.values()}, key=lambda place: (not place, place))
    found = {sex for _, sex in people.values()}
    asked = (GIRLS, BOYS) if description.columns.sex else ()
    sexes = [sex for sex in (GIRLS, BOYS, NO_SEX) if sex in found or sex in asked]
    respondents = np.zeros((len(places), len(sexes)), dtype=np.int64)
    for place, sex in people.values():
        respondents[places.index(place), sexes.index(sex)] += 1
    counted = {
        each.id: np.zeros((*respondents.shape, len(each.scale.steps) + 1), dtype=np.int64)
        for each in description.questions
    }
    for each in given.answers:
        counted[each.question][places.index(each.place), sexes.index(each.sex), each.step] += 1
    return Tally(
        places=(*places, None),
        sexes=(*sexes, Sex.ALL.value),
        respondents=_with_sums(respondents),
        answers={id: _with_sums(counts) for id, counts in counted.items()},
    )


def _with_sums(counts: Counts) -> Counts:
    return with_margin(with_margin(counts, 0), 1)
