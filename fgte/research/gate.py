"""The gate: what the design could show, asked of the years before the start alone.

It comes before any estimate. Where it stays shut the answer is *Designen kan inte besvara
frågan*, and no estimate is made: a design that could not have found the effect cannot miss it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from fgte.analysis.design_power import (
    ALPHA,
    detectable_difference,
    detectable_level_change,
    smallest_p,
)
from fgte.analysis.differences import changes_of
from fgte.analysis.segmented import FEWEST_ON_A_SIDE
from fgte.analysis.simplex import closest_mixture
from fgte.analysis.synthetic import usual_variation
from fgte.analysis.synthetic_checks import detectable_beside_mixture
from fgte.analysis.unit_panel import UnitPanel
from fgte.judgement.figures import break_years
from fgte.model import Indicator, Unit
from fgte.research.material import Material
from fgte.research.study_file import Design

FEWEST_BEFORE = {Design.SERIES: FEWEST_ON_A_SIDE, Design.DIFFERENCES: 3, Design.SYNTHETIC: 4}
FEWEST_AFTER = {Design.SERIES: FEWEST_ON_A_SIDE, Design.DIFFERENCES: 1, Design.SYNTHETIC: 1}
FEWEST_FOR_A_SPREAD = 5
HANG_TOGETHER = (0.3, 0.5)
"""How much neighbouring years of a series are taken to hang together: a claim must bear both."""


class Answer(StrEnum):
    """Whether the design can answer: it can, it cannot, or the outcome is not here yet."""

    CAN = "can"
    CANNOT = "cannot"
    WAITING = "waiting"


class Shut(StrEnum):
    """Why a design cannot answer."""

    NO_FIGURES = "no_figures"
    BREAK_AT_START = "break_at_start"
    TOO_FEW_BEFORE = "too_few_before"
    TOO_FEW_AFTER = "too_few_after"
    NO_DONORS = "no_donors"
    TOO_FEW_DONORS = "too_few_donors"
    NO_SPREAD = "no_spread"
    POOR_FIT = "poor_fit"
    TOO_WEAK = "too_weak"


@dataclass(frozen=True)
class Gate:
    """What the gate found.

    ``detectable`` is the effect that the design would find four times in five, None where it
    cannot be said or is without bound, and ``effect`` the one that the study asks for, both in
    the indicator's unit. ``smallest_p`` is the least p-value the design can give; None for one
    that rests on a t-distribution.
    """

    answer: Answer
    reasons: tuple[Shut, ...]
    effect: float
    detectable: float | None
    smallest_p: float | None
    before: int
    after: int
    donors: int


def gate_of(material: Material) -> Gate:
    """Ask whether the design could answer, before it is asked.

    Parameters
    ----------
    material
        The figures; those from the start on are only counted.
    """
    study = material.study
    before = tuple(year for year in material.years if year < study.start)
    after = tuple(year for year in material.years if year >= study.start)
    waiting = bool(material.years) and not after
    planned = after or _planned(material, before)
    reasons = _of_years(material, before, planned)
    least, donors, power = None, 0, math.nan
    if not reasons and study.file.design is Design.SERIES:
        power = _of_series(material, before, planned)
        reasons = [Shut.NO_SPREAD] if math.isnan(power) else []
    elif not reasons:
        panel = _earlier(material, before, len(planned))
        donors = 0 if panel is None else int((~panel.treated).sum())
        least = _least(donors, material) if donors else None
        reasons = _of_donors(donors, least)
        if panel is not None and not reasons:
            power = _of_donors_and_alike(material, panel, before, len(planned))
            reasons = _of_fit(material, panel)
    if not reasons and power > study.file.effect:
        reasons = [Shut.TOO_WEAK]
    answer = Answer.CANNOT if reasons else Answer.WAITING if waiting else Answer.CAN
    return Gate(
        answer,
        tuple(reasons),
        study.file.effect,
        power if math.isfinite(power) else None,
        least,
        len(before),
        len(after),
        donors,
    )


def _planned(material: Material, before: tuple[int, ...]) -> tuple[int, ...]:
    """The years that the outcome is to be seen in, where none is here yet."""
    start, last = material.study.start, material.study.file.last_year
    return tuple(range(start, (last or start) + 1)) if before else ()


def _of_years(material: Material, before: tuple[int, ...], after: tuple[int, ...]) -> list[Shut]:
    design = material.study.file.design
    if not before and not after:
        return [Shut.NO_FIGURES]
    if material.study.start in break_years(material.indicator, material.variant):
        return [Shut.BREAK_AT_START]
    few = [Shut.TOO_FEW_BEFORE] if len(before) < FEWEST_BEFORE[design] else []
    return few + ([Shut.TOO_FEW_AFTER] if len(after) < FEWEST_AFTER[design] else [])


def _of_donors(donors: int, least: float | None) -> list[Shut]:
    if least is None:
        return [Shut.NO_DONORS]
    return [Shut.TOO_FEW_DONORS] if least > ALPHA or donors < 2 else []


def _least(donors: int, material: Material) -> float:
    """The least p-value: of all choices of units, or of one placebo a donor beside the own."""
    mixed = material.study.file.design is Design.SYNTHETIC
    return smallest_p(donors, 1 if mixed else len(material.study.treated))


def _of_donors_and_alike(
    material: Material, panel: UnitPanel, before: tuple[int, ...], after: int
) -> float:
    """What is seen beside all the donors and beside those alike in size: the claim asks both."""
    power = _of_panel(panel, material.study.file.design)
    alike = _earlier(material, before, after, only=material.alike_in_size)
    if alike is None or _least(int((~alike.treated).sum()), material) > ALPHA:
        return power
    return max(power, _of_panel(alike, material.study.file.design))


def _of_fit(material: Material, panel: UnitPanel) -> list[Shut]:
    """Whether any mixture comes nearer than a unit's own mean and the year's would."""
    if material.study.file.design is not Design.SYNTHETIC:
        return []
    donors = panel.values[~panel.treated].T
    own = panel.values[panel.treated].mean(axis=0)
    gaps = own - donors @ closest_mixture(donors, own).weights
    poor = float(np.sqrt((gaps**2).mean())) > usual_variation(donors)
    return [Shut.POOR_FIT] if poor else []


def _earlier(
    material: Material, before: tuple[int, ...], after: int, only: Sequence[str] | None = None
) -> UnitPanel | None:
    """The years before the start, cut as if it had come as long before as there are years after.

    With the donors that the estimate will have: those with a figure in the later years too.
    """
    back = max(1, min(after, len(before) // 2))
    later = [year for year in material.years if year >= material.study.start]
    asked = material.donors if only is None else only
    donors = [unit for unit in asked if unit in material.whole]
    try:
        return material.panel(start=before[-back], without_years=later, only=donors)
    except ValueError:
        return None


def _of_panel(panel: UnitPanel, design: Design) -> float:
    treated = int(panel.treated.sum())
    if design is Design.DIFFERENCES:
        return detectable_difference(changes_of(panel)[~panel.treated], treated)
    return detectable_beside_mixture(panel)


def _of_series(material: Material, before: tuple[int, ...], after: tuple[int, ...]) -> float:
    """By how far figures lay from a line before the start, or by the usual, whichever is more."""
    values = own_values(material)
    spreads = [_around_a_line(before, values), _usual(material, values)]
    known = [each for each in spreads if each is not None]
    if not known:
        return math.nan
    years, start = [*before, *after], material.study.start
    return max(
        detectable_level_change(years, start, max(known), autocorrelation=alike)
        for alike in (0.0, *HANG_TOGETHER)
    )


def own_values(material: Material) -> dict[int, float]:
    """The treated units' mean by year, in the years that all of them have."""
    chosen = material.frame[material.frame["unit"].isin(list(material.study.treated))]
    table = chosen.pivot_table(index="year", columns="unit", values="outcome").dropna()
    means = table.mean(axis=1)
    return dict(zip(means.index.astype(int).tolist(), means.tolist(), strict=True))


def _around_a_line(before: tuple[int, ...], values: dict[int, float]) -> float | None:
    years = np.array([year for year in before if year in values], dtype=float)
    if years.size < FEWEST_FOR_A_SPREAD:
        return None
    figures = np.array([values[int(year)] for year in years])
    residual = figures - np.polyval(np.polyfit(years - years[0], figures, 1), years - years[0])
    return float(np.sqrt((residual**2).sum() / (years.size - 2)))


def _usual(material: Material, values: dict[int, float]) -> float | None:
    """Chance among pupils and the usual difference between years, where both are known."""
    indicator, pupils = material.indicator, material.frame["pupils"]
    own = material.frame["unit"].isin(list(material.study.treated))
    cohort = pupils[own & pupils.gt(0)].median()
    if indicator.between_year_sd is None or not cohort > 0 or not values:
        return None
    chance = _among_pupils(indicator, float(np.median(list(values.values()))))
    if chance is None:
        return None
    single = indicator.between_year_sd**2 + chance / float(cohort)
    return math.sqrt(single / len(material.study.treated))


def _among_pupils(indicator: Indicator, level: float) -> float | None:
    """The variance between pupils, in the indicator's unit."""
    if indicator.unit is Unit.PERCENT:
        share = min(max(level / 100, 0.01), 0.99)
        return 1e4 * share * (1 - share)
    return None if indicator.pupil_sd is None else indicator.pupil_sd**2
