"""Synthetic control: a unit beside the mixture of other units that resembled it before the start.

Only the outcome itself decides the mixture. How far chance reaches is seen by pretending, one by
one, that each of the other units had been the one that tried something.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fgte.analysis.kendall import FloatArray
from fgte.analysis.simplex import closest_mixture, each_by_the_others
from fgte.analysis.unit_panel import UnitPanel, unit_panel

CLOSE_ENOUGH = 0.1
"""A fit closer than this share of how units usually vary counts as that close, not as closer:
with more donors than years many fits are perfect, and a ratio to nothing says nothing."""


@dataclass(frozen=True)
class Synthetic:
    """A unit and its mixture, and the same for every donor.

    ``weights`` holds the donors that weigh anything, ``gaps`` the unit less its mixture year by
    year and ``effect`` their mean from the start on. ``low`` and ``high`` are the effects, alike
    in every year, that the donors' own gaps do not rule out; infinite with too few donors.
    ``pre_rmse`` and ``post_rmse`` are the typical sizes of the gaps before and from the start.
    ``placebo_p`` is how often a unit's ratio between the two is as large as this unit's, itself
    among them, ``effect_p`` the same for the size of the effect, and ``smallest_p`` the least
    that so many donors can give. ``gap_to_best`` says how exactly the mixture was found.
    """

    unit: Hashable
    years: tuple[int, ...]
    weights: Mapping[Hashable, float]
    observed: FloatArray
    mixed: FloatArray
    gaps: FloatArray
    effect: float
    low: float
    high: float
    pre_rmse: float
    post_rmse: float
    ratio: float
    placebo_p: float
    effect_p: float
    smallest_p: float
    placebo_ratios: Mapping[Hashable, float]
    placebo_effects: Mapping[Hashable, float]
    gap_to_best: float


def synthetic_control(
    frame: pd.DataFrame,
    *,
    unit: str,
    year: str,
    outcome: str,
    treated: Hashable | Sequence[Hashable],
    start: int,
) -> Synthetic:
    """Compare one unit with the mixture of others that it resembled before the start.

    Parameters
    ----------
    frame, unit, year, outcome, treated, start
        As `unit_panel` takes them; of several treated the mean is compared, and none is a donor.

    Returns
    -------
    Synthetic
        In the unit of the outcome.

    Raises
    ------
    ValueError
        As `unit_panel`, where there is nothing to compare, and with fewer than two donors.

    Notes
    -----
    Abadie, Diamond and Hainmueller (2010), JASA 105, 493-505, without covariates. The treated
    unit is no donor to the placebos.
    """
    panel = unit_panel(frame, unit=unit, year=year, outcome=outcome, treated=treated, start=start)
    return synthetic_of_panel(panel)


def synthetic_of_panel(panel: UnitPanel, *, confidence: float = 0.95) -> Synthetic:
    """The same of a panel that is laid out already, with an interval as sure as ``confidence``.

    Raises
    ------
    ValueError
        With fewer than two donors.
    """
    donors = panel.values[~panel.treated].T
    if donors.shape[1] < 2:
        raise ValueError("a mixture needs two donors at least")
    observed = panel.values[panel.treated].mean(axis=0)
    found = closest_mixture(donors[panel.before], observed[panel.before])
    gaps = observed - donors @ found.weights
    placebo_gaps = _placebo_gaps(donors, panel.before)
    floor = CLOSE_ENOUGH * usual_variation(donors[panel.before])
    ratio, placebo_ratios = (_ratios(each, panel.before, floor) for each in (gaps, placebo_gaps))
    effect, effects = (each[~panel.before].mean(axis=0) for each in (gaps, placebo_gaps))
    reach = _reach(np.abs(effects), 1 - confidence)
    names = [each for each, mark in zip(panel.units, panel.treated, strict=True) if not mark]
    n = len(names) + 1
    weights = {name: float(w) for name, w in zip(names, found.weights, strict=True) if w > 0}
    return Synthetic(
        unit=panel.units[0] if panel.treated.sum() == 1 else panel.units[: panel.treated.sum()],
        years=panel.years,
        weights=weights,
        observed=observed,
        mixed=donors @ found.weights,
        gaps=gaps,
        effect=float(effect),
        low=float(effect) - reach,
        high=float(effect) + reach,
        pre_rmse=float(_rms(gaps[panel.before])),
        post_rmse=float(_rms(gaps[~panel.before])),
        ratio=float(ratio),
        placebo_p=_as_large(placebo_ratios, float(ratio)) / n,
        effect_p=_as_large(np.abs(effects), abs(float(effect))) / n,
        smallest_p=1 / n,
        placebo_ratios=dict(zip(names, placebo_ratios.tolist(), strict=True)),
        placebo_effects=dict(zip(names, effects.tolist(), strict=True)),
        gap_to_best=found.gap,
    )


def _placebo_gaps(donors: FloatArray, before: np.ndarray) -> FloatArray:
    """Each donor less the mixture of the others: years x donors."""
    weights = np.column_stack([each.weights for each in each_by_the_others(donors[before])])
    gaps: FloatArray = donors - donors @ weights
    return gaps


def usual_variation(outcomes: FloatArray) -> float:
    """How far figures lie from what their unit and their year usually have: a root mean square.

    Parameters
    ----------
    outcomes : ndarray, years x units
        Without NaN; the answer is in their unit.
    """
    by_year = outcomes - outcomes.mean(axis=1, keepdims=True)
    return float(_rms((by_year - by_year.mean(axis=0)).ravel()))


def _rms(values: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt((values**2).mean(axis=0)))


def _ratios(gaps: FloatArray, before: np.ndarray, floor: float) -> FloatArray:
    return np.asarray(_rms(gaps[~before]) / np.maximum(_rms(gaps[before]), max(floor, 1e-300)))


def _as_large(placebos: FloatArray, own: float) -> int:
    """How many are as large as the unit's own, itself counted."""
    return 1 + int((placebos >= own * (1 - 1e-9)).sum())


def _reach(sizes: FloatArray, alpha: float) -> float:
    """How far from the effect the test would not reject: the unit itself counts as farthest."""
    ordered = np.concatenate([[np.inf], np.sort(sizes)[::-1]])
    return float(ordered[math.floor(alpha * ordered.size + 1e-9)])
