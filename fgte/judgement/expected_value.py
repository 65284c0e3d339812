"""An own expected value: what usually goes with this background, and how far the result is from it.

A starting point for questions. The expected value is the average of municipalities with the same
background: no target, and no capacity.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fgte.analysis.expected import expected_interval
from fgte.catalogue.national import RECIPES, National, NationalModel
from fgte.judgement.lacks import Lack, lack_of_figure, status_of
from fgte.judgement.results import Figure
from fgte.model import (
    COUNTRY,
    Indicator,
    Interval,
    Localised,
    Municipality,
    Sex,
    Stage,
    Status,
    Unit,
    Variant,
)
from fgte.store.tables import Store

NORMAL_95 = 1.959964
"""Standard errors to each side of a normal 95 % interval."""


@dataclass(frozen=True)
class ExpectedYear:
    """One year: the result, what usually goes with the background, and what is left over.

    All in the indicator's unit. ``usual`` is where 95 % of municipalities with this background
    and as many pupils lie. ``deviation`` is result less expected, with the ``room`` chance leaves;
    for a result known only as a range it is None and the room holds the range. ``shrunken`` is the
    deviation drawn in by as much as chance may have made it. ``own_background`` says whether the
    background was in the store or the expected value came with the national table.
    """

    year: int
    status: Status
    lack: Lack | None = None
    figure: Figure | None = None
    expected: float | None = None
    usual: Interval | None = None
    deviation: float | None = None
    room: Interval | None = None
    shrunken: float | None = None
    shrunken_se: float | None = None
    own_background: bool = False
    municipalities: int | None = None
    r2: float | None = None
    out_of_sample_r2: float | None = None


@dataclass(frozen=True)
class ExpectedValue:
    """Every year of the window, oldest first, and the latest that has an expected value.

    ``background`` names the context figures it rests on; ``mark`` says that it is an own
    calculation. Where no year has any, ``lack`` says why.
    """

    status: Status
    lack: Lack | None = None
    years: tuple[ExpectedYear, ...] = ()
    latest: ExpectedYear | None = None
    background: tuple[str, ...] = ()
    mark: Localised | None = None


def expected_values(
    store: Store,
    national: National,
    indicator: Indicator,
    municipality: Municipality,
    figures: Sequence[Figure],
    *,
    sex: Sex = Sex.ALL,
    variant: Variant = Variant.KOMMUNAL,
) -> ExpectedValue:
    """What usually goes with the municipality's background, year by year.

    Parameters
    ----------
    figures
        The municipality's own figures of the indicator's default series, oldest first.
    """
    lack = _structural_lack(indicator, municipality, sex, variant)
    if lack is not None:
        return ExpectedValue(status_of(lack), lack)
    years = tuple(_year(store, national, indicator, municipality, each) for each in figures)
    told = [each for each in years if each.expected is not None]
    lack = None if told else (years[-1].lack if years else Lack.NOT_FETCHED)
    return ExpectedValue(
        status=status_of(lack),
        lack=lack,
        years=years,
        latest=told[-1] if told else None,
        background=tuple(each.indicator for each in RECIPES[indicator.id]),
        mark=national.mark,
    )


def _structural_lack(
    indicator: Indicator, municipality: Municipality, sex: Sex, variant: Variant
) -> Lack | None:
    if indicator.id not in RECIPES:
        gymnasium = indicator.stage is Stage.GY
        return Lack.NO_PUPIL_BACKGROUND if gymnasium else Lack.NOT_MADE_FOR_INDICATOR
    if municipality.id == COUNTRY:
        return Lack.NOT_FOR_COUNTRY
    if sex is not Sex.ALL:
        return Lack.ONLY_WHOLE_GROUP
    return None if variant is Variant.KOMMUNAL else Lack.ONLY_MUNICIPAL_SCHOOLS


def _year(
    store: Store,
    national: National,
    indicator: Indicator,
    municipality: Municipality,
    figure: Figure,
) -> ExpectedYear:
    lack = lack_of_figure(figure)
    model = national.models.get((indicator.id, figure.year))
    if lack is None and model is None:
        lack = Lack.NO_MODEL_YEAR
    if lack is not None or model is None:
        return ExpectedYear(figure.year, status_of(lack), lack, figure)
    background = _background(store, indicator, municipality.id, figure.year)
    if background is not None:
        row = np.array([1.0, *background])
        expected = float(row @ np.array(model.coefficients))
        error = math.sqrt(float(row @ np.array(model.covariance) @ row))
        return _told(indicator, figure, model, expected, error, own=True)
    ready = national.expected.get((indicator.id, municipality.id, figure.year))
    if ready is None:
        lack = Lack.NO_BACKGROUND
        return ExpectedYear(figure.year, status_of(lack), lack, figure)
    return _told(indicator, figure, model, ready.expected, ready.standard_error, own=False)


def _background(
    store: Store, indicator: Indicator, municipality_id: str, year: int
) -> tuple[float, ...] | None:
    """The background figures of a year's pupils, where the store has every one of them."""
    lines, found = store.lines_of(municipality_id), []
    for part in RECIPES[indicator.id]:
        key = (part.indicator, "huvud", Variant.KOMMUNAL.value, Sex.ALL.value, None)
        values = {each.year: each.value for each in lines.get(key, ())}
        found.append(values.get(year - part.lag))
    known = tuple(each for each in found if each is not None)
    return known if len(known) == len(found) else None


def _told(
    indicator: Indicator,
    figure: Figure,
    model: NationalModel,
    expected: float,
    error: float,
    *,
    own: bool,
) -> ExpectedYear:
    chance = chance_variance(indicator, figure, expected)
    deviation = None if figure.value is None else figure.value - expected
    shrunken, shrunken_se = _drawn_in(deviation, chance, model.sd_between**2, error)
    return ExpectedYear(
        year=figure.year,
        status=Status.OK,
        figure=figure,
        expected=expected,
        usual=_usual(model, expected, error, chance),
        deviation=deviation,
        room=_room(figure, expected, error, chance),
        shrunken=shrunken,
        shrunken_se=shrunken_se,
        own_background=own,
        municipalities=model.n,
        r2=model.r2,
        out_of_sample_r2=model.out_of_sample_r2,
    )


def _drawn_in(
    deviation: float | None, chance: float | None, between: float, error: float
) -> tuple[float | None, float | None]:
    """The deviation less what chance may have made of it, and how sure that is."""
    if deviation is None or chance is None:
        return None, None
    trust = between / (between + chance)
    return trust * deviation, math.sqrt(trust * chance + (1 - trust) ** 2 * error**2)


def chance_variance(indicator: Indicator, figure: Figure, expected: float) -> float | None:
    """The variance of chance in a figure of so many pupils around the expected value."""
    if not figure.pupils:
        return None
    if indicator.unit is Unit.PERCENT:
        share = min(max(expected / 100, 0.01), 0.99)
        return 1e4 * share * (1 - share) / figure.pupils
    return None if indicator.pupil_sd is None else indicator.pupil_sd**2 / figure.pupils


def _usual(
    model: NationalModel, expected: float, error: float, chance: float | None
) -> Interval | None:
    """Where municipalities with this background and as many pupils usually lie."""
    if chance is None:
        return None
    return expected_interval(
        expected,
        [1.0],
        covariance=[[error**2]],
        variance=model.sd_between**2 + chance,
        degrees_of_freedom=model.n - len(model.names),
    )


def _room(figure: Figure, expected: float, error: float, chance: float | None) -> Interval | None:
    """The room chance leaves the deviation, or the range a replaced figure leaves it."""
    if figure.value is None:
        known = figure.interval
        return None if known is None else Interval(known.low - expected, known.high - expected)
    if chance is None:
        return None
    margin = NORMAL_95 * math.sqrt(chance + error**2)
    deviation = figure.value - expected
    return Interval(deviation - margin, deviation + margin)
