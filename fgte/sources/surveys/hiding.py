"""Which figures of a survey may be shown: small groups, and few who answered one way, are not.

For one question the figures of all schools, the municipality, both sexes and the steps of the
scale hang together. They are put as one system of counts and sums, so that nothing hidden can be
worked out by comparing any of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fgte.analysis.cell_suppression import (
    Counts,
    Mask,
    Sum,
    System,
    cells_to_hide,
)
from fgte.analysis.margins import margin_sums, sums_along
from fgte.sources.surveys.description import Measure, Protects, Question
from fgte.sources.surveys.tally import Tally

_ALMOST_NOTHING = 1e-3
_OF_A_COUNT = 3
"""Without the number of answers nothing can be shown, so it costs more to hide."""


@dataclass(frozen=True)
class Shown:
    """The figures of one question, and which of them may be shown.

    First two directions: places and sexes. ``amount`` is the number of positive answers, or the
    steps above the lowest added up (for a mean); ``total`` the number of answers it is out of;
    ``steps`` the answers by step, of the whole municipality.
    """

    amount: Counts
    total: Counts
    steps: Counts
    number_shown: Mask
    value_shown: Mask
    steps_shown: Mask


def hidden_groups(tally: Tally, *, threshold: int) -> Mask:
    """The places and sexes that too few answered for, and those that would give them away.

    Chosen once for all questions: a group hidden in one and shown in the next would be known.
    """
    counts = tally.respondents
    costs = _costs(tally.published)
    system = System(counts.ravel(), margin_sums(counts.shape), costs.ravel())
    small = (system.counts > 0) & (system.counts < threshold)
    hidden = cells_to_hide(system, small, threshold=threshold)
    return hidden.reshape(counts.shape) & tally.published


def shown(
    tally: Tally,
    question: Question,
    measure: Measure,
    *,
    protects: Protects,
    spread: bool,
    hidden: Mask,
    threshold: int,
) -> Shown:
    """The figures of a question and which of them may be shown.

    Parameters
    ----------
    tally : Tally
        Everybody's answers, counted.
    question, measure : Question, Measure
        Which of them, and what is made of them.
    protects : Protects
        Whether few who answered one way are hidden, or only groups of few.
    spread : bool
        Whether the answers by step are shown too.
    hidden : ndarray of bool
        Places and sexes that are hidden in every question (`hidden_groups`).
    threshold : int
        How many it takes not to be few.
    """
    form = _Form(tally.answers[question.id], question, measure, spread=spread)
    system, figures, steps = form.system(_costs(tally.published))
    counts = system.counts
    small = (counts > 0) & (counts < threshold)
    if protects is Protects.GROUPS:
        small &= np.isin(np.arange(counts.size), figures[..., 2])
    chosen = np.zeros_like(small)
    chosen[figures[hidden]] = True
    chosen[steps[hidden[-1]]] = True
    left = ~cells_to_hide(system, small, threshold=threshold, chosen=chosen)
    number_shown = left[figures[..., 2]]
    return Shown(
        amount=form.figures[..., 0],
        total=form.figures[..., 2],
        steps=form.steps,
        number_shown=number_shown,
        value_shown=np.all(left[figures], axis=-1),
        steps_shown=left[steps] & number_shown[-1][:, np.newaxis],
    )


class _Form:
    """One question's figures: amount, rest and total of each group, and steps of the whole."""

    def __init__(
        self, answers: Counts, question: Question, measure: Measure, *, spread: bool
    ) -> None:
        steps = len(question.scale.steps)
        if measure is Measure.MEAN or not question.scale.no_opinion:
            answers = answers[..., :steps]
        ends = measure is Measure.MEAN
        places = np.arange(answers.shape[-1])
        positive = [step - question.scale.low for step in question.scale.positive]
        self.weights = places if ends else np.isin(places, positive).astype(np.int64)
        self.times = steps - 1 if ends else 1
        total = answers.sum(axis=-1)
        amount = answers @ self.weights
        self.figures = np.stack([amount, self.times * total - amount, total], axis=-1)
        self.steps = answers[-1] if spread else answers[-1, :, :0]

    def system(self, groups: NDArray[np.float64]) -> tuple[System, Counts, Counts]:
        """Counts and sums, and the numbers of the cells that hold figures and steps."""
        figures = np.arange(self.figures.size).reshape(self.figures.shape)
        steps = self.figures.size + np.arange(self.steps.size).reshape(self.steps.shape)
        sums = [
            *sums_along(figures, 0),
            *sums_along(figures, 1),
            *sums_along(steps, 0),
            *(
                Sum(int(total), {int(amount): 1, int(rest): 1}, times=self.times)
                for amount, rest, total in figures.reshape(-1, 3)
            ),
            *(self._sums_of_steps(figures[-1], steps) if steps.size else ()),
        ]
        counts = np.r_[self.figures.ravel(), self.steps.ravel()]
        return System(counts, sums, self._costs(groups)), figures, steps

    def _sums_of_steps(self, whole: Counts, steps: Counts) -> list[Sum]:
        """The steps of the municipality add up to its answers and, weighed, to its amounts."""
        sums = []
        for figure, of in zip(whole.tolist(), steps.tolist(), strict=True):
            amount, _, total = figure
            weighed = zip(of, self.weights.tolist(), strict=True)
            sums.append(Sum(amount, {cell: weight for cell, weight in weighed if weight}))
            sums.append(Sum(total, dict.fromkeys(of, 1)))
        return sums

    def _costs(self, groups: NDArray[np.float64]) -> NDArray[np.float64]:
        figures = groups[..., None] * np.array([1.0, 1.0, _OF_A_COUNT])
        steps = np.repeat(groups[-1:].T / self.figures.shape[0] / 2, self.steps.shape[-1], axis=1)
        return np.concatenate([figures.ravel(), steps.ravel()])


def _costs(published: Mask) -> NDArray[np.float64]:
    """What is lost with each group: most with the municipality as a whole."""
    costs = np.ones(published.shape)
    costs[-1] *= published.shape[0]
    costs[:, -1] *= 2
    costs[~published] = _ALMOST_NOTHING
    return costs
