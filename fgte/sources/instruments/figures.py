"""The figures of a round, and which of them may be known."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from fgte.analysis.agreement import cronbach_alpha, within_group_agreement
from fgte.catalogue.instruments import Instrument
from fgte.sources.instruments.answers import Answered
from fgte.sources.instruments.hiding import Known, known_cells
from fgte.sources.instruments.profile import GroupFigures, Spread

_DECIMALS = 2


def figures_of(
    asked: Instrument, answered: Answered, groups: Sequence[str], *, threshold: int
) -> tuple[tuple[GroupFigures, ...], Spread | None]:
    """The means of everyone and of each group, and how everyone's own means spread.

    Parameters
    ----------
    asked : Instrument
        What was asked; it has a scale.
    answered : Answered
        The answers.
    groups : sequence of str
        The groups that figures are wanted for, in the order they are shown.
    threshold : int
        How many it takes not to be few.
    """
    members = [np.array([each == name for each in answered.groups], bool) for name in groups]
    rest = ~np.any([*members, np.zeros(len(answered.groups), bool)], axis=0)
    cells = known_cells(asked, answered.steps, [*members, rest], threshold=threshold)
    named = zip((None, *groups), (-1, *range(len(groups))), strict=True)
    figures = tuple(_group(asked, cells, name, place) for name, place in named)
    return figures, _spread(asked, answered.steps, figures[0])


def _group(asked: Instrument, cells: Known, name: str | None, place: int) -> GroupFigures:
    people = int(cells.people[place]) if cells.people_known[place] else None
    low = asked.scale.low if asked.scale else 0

    def mean(column: int) -> float | None:
        if people is None or not people or not cells.known[place, column]:
            return None
        size = cells.sizes[column] * people
        return round(low + int(cells.amounts[place, column]) / size, _DECIMALS)

    ids = [*(each.id for each in asked.scaled), *(each.id for each in asked.parts)]
    means: Mapping[str, float | None] = {id: mean(column) for column, id in enumerate(ids)}
    return GroupFigures(
        group=name,
        people=people,
        mean=mean(len(ids)),
        parts={each.id: means[each.id] for each in asked.parts},
        items={each.id: means[each.id] for each in asked.scaled},
    )


def _spread(asked: Instrument, steps: NDArray[np.int64], all_: GroupFigures) -> Spread | None:
    """The spread, unless all but one may have had the same mean: then it would tell of each."""
    sums = steps.sum(axis=1)
    commonest = int(np.unique(sums, return_counts=True)[1].max())
    if all_.mean is None or commonest >= sums.size - 1 or asked.scale is None:
        return None
    columns = {each.id: n for n, each in enumerate(asked.scaled)}
    of_parts = {
        each.id: steps[:, [columns[id] for id in each.items]].mean(axis=1) for each in asked.parts
    }
    apart = list(of_parts.values())
    both = len(apart) == 2 and None not in all_.parts.values()
    every_item = None not in all_.items.values()
    alpha = cronbach_alpha(steps) if every_item else None
    alike = within_group_agreement(steps, steps=len(asked.scale.steps)) if every_item else None
    return Spread(
        whole=_sd(steps.mean(axis=1)),
        parts={id: _sd(values) for id, values in of_parts.items() if all_.parts[id] is not None},
        difference=_sd(apart[0] - apart[1]) if both else None,
        alpha=_figure(alpha.alpha) if alpha else None,
        alpha_low=_figure(alpha.low) if alpha else None,
        alpha_high=_figure(alpha.high) if alpha else None,
        average_deviation=_figure(alike.average_deviation) if alike else None,
        r_wg=_figure(alike.r_wg) if alike else None,
    )


def _sd(values: NDArray[np.float64]) -> float:
    return round(float(np.std(values, ddof=1)), _DECIMALS)


def _figure(value: float) -> float | None:
    return None if math.isnan(value) else round(value, _DECIMALS)
