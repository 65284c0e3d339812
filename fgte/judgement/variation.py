"""What is usual for a series: between which figures its years usually lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fgte.analysis.spc import outside_limits, xmr_limits
from fgte.model import Unit

if TYPE_CHECKING:
    from fgte.judgement.results import Figure

FEWEST_FIGURES = 5
"""Comparable figures needed before anything is said of what is usual."""

FEWEST_STEPS = 4
"""Steps between neighbouring years needed: the limits rest on them."""

_HIGHEST = {Unit.PERCENT: 100.0}


@dataclass(frozen=True)
class UsualVariation:
    """Between which figures the comparable years of a series usually lie.

    ``lower`` and ``upper`` are the limits around ``center``, and ``usual_step`` the
    usual step between neighbouring years, in the indicator's unit; ``points`` is how
    many figures they rest on. They are ``provisional`` while those are few. ``outside``
    are the years beyond them. No verdict rests on this.
    """

    first_year: int
    last_year: int
    center: float
    lower: float
    upper: float
    usual_step: float
    points: int
    provisional: bool
    outside: tuple[int, ...] = ()


def variation_of(stretches: Sequence[Sequence[Figure]], unit: Unit) -> UsualVariation | None:
    """The limits of the latest stretch of comparable years, or None where it is too short.

    A year between that has no comparable figure is left out, and no step is counted
    across it. Limits past what is possible end there. No verdict rests on them.
    """
    known = {each.year: each.value for each in _latest(stretches) if each.value is not None}
    steps = sum(year + 1 in known for year in known)
    if len(known) < FEWEST_FIGURES or steps < FEWEST_STEPS:
        return None
    years = range(min(known), max(known) + 1)
    limits = xmr_limits([known.get(year, np.nan) for year in years])
    beyond = outside_limits(np.array(list(known.values())), limits)
    lower, upper = max(limits.lower, 0.0), min(limits.upper, _HIGHEST.get(unit, np.inf))
    return UsualVariation(
        first_year=years[0],
        last_year=years[-1],
        center=limits.center,
        lower=lower,
        upper=upper,
        usual_step=limits.mean_moving_range,
        points=limits.points,
        provisional=limits.trial,
        outside=tuple(year for year, far in zip(known, beyond.tolist(), strict=True) if far),
    )


def _latest(stretches: Sequence[Sequence[Figure]]) -> Sequence[Figure]:
    return stretches[-1] if stretches else ()
