"""How much a municipality's schools differ in results, beyond what small groups do by chance.

One of the two meanings of segregation; the other, like pupils in the same schools, is
``analysis.equity``. No school is named and none is placed: what is told is the spread.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fgte.analysis.dispersion import (
    FEWEST_UNITS,
    SMALLEST_GROUP,
    Dispersion,
    dispersion_of_means,
    dispersion_of_shares,
)
from fgte.judgement.figures import odd_years
from fgte.judgement.lacks import Lack, status_of
from fgte.model import Indicator, Interval, Municipality, Sex, Status, Unit, Variant
from fgte.store.tables import Observation, Store

NORMAL_95 = 1.959964


@dataclass(frozen=True)
class SchoolSpread:
    """One year: how much the schools differ, in the indicator's unit.

    ``sd_between`` with its ``interval`` is the standard deviation of the schools' true results,
    ``chance_share`` (0–1) how much of the spread seen is chance. ``schools`` were read;
    ``hidden`` are those whose figure the source hides, ``too_small`` those with fewer pupils than
    ten, or without a known number. Neither is taken as 0. ``by_chance`` is how far schools of
    the middle size lie from the ``mean`` of all their pupils by chance alone.
    """

    year: int
    sd_between: float
    interval: Interval
    chance_share: float
    schools: int
    hidden: int
    too_small: int
    mean: float
    by_chance: Interval


@dataclass(frozen=True)
class BetweenSchools:
    """Every year that can be told, oldest first; where none can, ``lack`` says why."""

    status: Status
    lack: Lack | None = None
    years: tuple[SchoolSpread, ...] = ()

    @property
    def latest(self) -> SchoolSpread | None:
        return self.years[-1] if self.years else None


def between_schools(
    store: Store,
    indicator: Indicator,
    municipality: Municipality,
    *,
    sex: Sex = Sex.ALL,
    variant: Variant = Variant.KOMMUNAL,
    years: tuple[int, int] | None = None,
) -> BetweenSchools:
    """How much the schools differ, year by year; years counted in another way are left out."""
    by_year = _by_year(store, indicator, municipality, sex, variant, years)
    odd = odd_years(indicator, variant)
    spreads = [_spread(year, by_year[year], indicator) for year in sorted(by_year)]
    told = tuple(each for each in spreads if each is not None and each.year not in odd)
    lack = None if told else _lack([each for held in by_year.values() for each in held])
    return BetweenSchools(status_of(lack), lack, told)


def school_heaps(
    store: Store,
    indicator: Indicator,
    municipality: Municipality,
    *,
    years: tuple[int, int] | None = None,
) -> Mapping[int, tuple[float, ...]]:
    """The figures of the municipal schools year by year, in numerical order and without names.

    For a chart of the spread alone: which school has which is not kept, and a year with fewer
    schools than have a spread is left out.
    """
    at = (Sex.ALL, Variant.KOMMUNAL)
    heaps = {
        year: tuple(sorted(_value(e) or 0.0 for e in held if _value(e) is not None and _counted(e)))
        for year, held in _by_year(store, indicator, municipality, *at, years).items()
    }
    return {year: heap for year, heap in heaps.items() if len(heap) >= FEWEST_UNITS}


def _by_year(
    store: Store,
    indicator: Indicator,
    municipality: Municipality,
    sex: Sex,
    variant: Variant,
    years: tuple[int, int] | None,
) -> dict[int, list[Observation]]:
    """Every school's observations of the indicator's headline series, by year."""
    first, last = years or (0, 9999)
    key = (indicator.id, indicator.default_series, variant.value, sex.value)
    held: dict[int, list[Observation]] = {}
    for line, observations in store.lines_of(municipality.id).items():
        if line[:4] == key and line[4] is not None:
            for each in observations:
                held.setdefault(each.year, []).append(each)
    return {year: of_year for year, of_year in held.items() if first <= year <= last}


def _lack(held: Sequence[Observation]) -> Lack:
    """No file of schools, every figure hidden, or too few schools that can be read."""
    if not held:
        return Lack.NOT_FETCHED
    hidden = all(each.status == Status.SUPPRESSED for each in held)
    return Lack.SUPPRESSED if hidden else Lack.TOO_FEW_SCHOOLS


def _spread(year: int, held: Sequence[Observation], indicator: Indicator) -> SchoolSpread | None:
    hidden = sum(each.status == Status.SUPPRESSED for each in held)
    shown = [each for each in held if _value(each) is not None]
    found = _dispersion(shown, indicator)
    if found is None:
        return None
    scale = 100 if indicator.unit is Unit.PERCENT else 1
    return SchoolSpread(
        year=year,
        sd_between=scale * found.sd_between,
        interval=Interval(scale * found.interval.low, scale * found.interval.high),
        chance_share=float(found.chance_share),
        schools=found.units,
        hidden=hidden,
        too_small=found.left_out,
        mean=_mean(shown),
        by_chance=_by_chance(shown, _mean(shown), indicator),
    )


def _mean(shown: Sequence[Observation]) -> float:
    """All the pupils of the schools read, taken together."""
    pairs = [(_value(each) or 0.0, each.pupils or 0.0) for each in shown if _counted(each)]
    values, pupils = zip(*pairs, strict=True)
    return float(np.average(values, weights=pupils))


def _counted(each: Observation) -> bool:
    return bool(each.pupils) and (each.pupils or 0) >= SMALLEST_GROUP


def _by_chance(shown: Sequence[Observation], mean: float, indicator: Indicator) -> Interval:
    """How far a school of the middle size lies from the mean by chance, 19 times of 20."""
    pupils = float(np.median([each.pupils or 0 for each in shown if _counted(each)]))
    sd = indicator.pupil_sd or 0.0
    if indicator.unit is Unit.PERCENT:
        sd = math.sqrt(max(mean * (100 - mean), 0.0))
    margin = NORMAL_95 * sd / math.sqrt(pupils)
    if indicator.unit is Unit.PERCENT:
        return Interval(max(mean - margin, 0.0), min(mean + margin, 100.0))
    return Interval(mean - margin, mean + margin)


def _dispersion(shown: Sequence[Observation], indicator: Indicator) -> Dispersion | None:
    values = np.array([_value(each) for each in shown], dtype=np.float64)
    pupils = np.array([each.pupils or np.nan for each in shown], dtype=np.float64)
    if indicator.unit is Unit.PERCENT:
        return dispersion_of_shares(values / 100, pupils, smallest_group=SMALLEST_GROUP)
    if indicator.pupil_sd is None:
        return None
    return dispersion_of_means(values, pupils, sd=indicator.pupil_sd)


def _value(each: Observation) -> float | None:
    """The figure, or the middle of the range that the source leaves it."""
    if each.low is not None and each.high is not None:
        return (each.low + each.high) / 2
    return each.value
