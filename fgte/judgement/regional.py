"""One indicator in all the municipalities: what they have in common, and where they differ.

Nothing here orders municipalities by result: they come, and stay, in code order.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fgte.analysis.gatekeeping import ALPHA
from fgte.analysis.panel import stage_test
from fgte.catalogue.national import NationalSlopes
from fgte.judgement.evidence import Column, ends_column, values_column
from fgte.judgement.movement import FEWEST_YEARS, distances, movement_between, movement_of
from fgte.judgement.region_pattern import RegionPattern, region_pattern
from fgte.judgement.regional_results import Heterogeneity, Level, RegionalJudgement
from fgte.judgement.results import (
    Figure,
    Judgement,
    Movement,
)
from fgte.model import Indicator, Sex, Status, Variant, Verdict


def judge_region_alone(
    indicator: Indicator,
    judged: Sequence[Judgement],
    *,
    sex: Sex,
    variant: Variant,
    national: NationalSlopes | None = None,
) -> RegionalJudgement:
    """What the municipalities' movements say together, as if no other indicator were asked of.

    Only municipalities read in the region's variant, with enough comparable years,
    are part of what is said in common; the others are shown and named.
    """
    included = [each for each in judged if each.variant is variant and each.trend is not None]
    years = _common_years(included)
    together = [_mean(included, year) for year in years] if len(included) > 1 else []
    return RegionalJudgement(
        indicator=indicator,
        sex=sex,
        movements=tuple(judged),
        included=tuple(each.municipality for each in included),
        left_out=tuple(each.municipality for each in judged if each not in included),
        common=movement_of([together], indicator) if together else _nothing(indicator),
        common_against_riket=_against_country(included, together, indicator),
        heterogeneity=_heterogeneity(included, years),
        level=_level(included, years),
        pattern=_pattern(indicator, included, national),
    )


def municipal_columns(region: RegionalJudgement) -> tuple[Column, ...]:
    """Each included municipality's own figures over the years that all of them have."""
    years = region.common.trend.years if region.common.trend else ()
    included = [each for each in region.movements if each.municipality in region.included]
    return tuple(
        values_column({year: values[year] for year in years})
        for values in map(_values, included)
        if years
    )


def common_column(region: RegionalJudgement) -> Column:
    """The mean of the included municipalities, year by year."""
    columns = municipal_columns(region)
    if not columns:
        return {}
    return values_column(
        {year: float(np.mean([each[year][0] for each in columns])) for year in columns[0]}
    )


def common_against_column(region: RegionalJudgement) -> Column:
    """The mean of the included municipalities less the country, where the two were compared."""
    trend, together = region.common_against_riket.trend, common_column(region)
    if trend is None:
        return {}
    mean = [Figure(year, Status.OK, value) for year, (value, _) in together.items()]
    return ends_column(distances(mean, _country(region), trend.years))


def _country(region: RegionalJudgement) -> Sequence[Figure]:
    return next(e.country for e in region.movements if e.municipality in region.included)


def _pattern(
    indicator: Indicator, included: Sequence[Judgement], national: NationalSlopes | None
) -> RegionPattern:
    """The included movements as a few of many, each over its judged stretch."""
    figures = {
        each.municipality: [f for f in each.series if each.trend and f.year in each.trend.years]
        for each in included
    }
    country = included[0].country if included else ()
    return region_pattern(indicator, figures, country, national=national)


def _common_years(included: Sequence[Judgement]) -> tuple[int, ...]:
    """The years every included municipality has a comparable value in its judged stretch."""
    sets = [set(_values(each)) for each in included]
    return tuple(sorted(set.intersection(*sets))) if sets else ()


def _values(judged: Judgement) -> dict[int, float]:
    years = judged.trend.years if judged.trend else ()
    return {f.year: f.value for f in judged.series if f.year in years and f.value is not None}


def _mean(included: Sequence[Judgement], year: int) -> Figure:
    """The plain mean of the municipalities one year: each one's change work weighs the same."""
    value = float(np.mean([_values(each)[year] for each in included]))
    return Figure(year=year, status=Status.OK, value=value)


def _nothing(indicator: Indicator) -> Movement:
    return Movement(Verdict.MISSING, smallest_relevant=indicator.smallest_relevant_change)


def _against_country(
    included: Sequence[Judgement], together: Sequence[Figure], indicator: Indicator
) -> Movement:
    if not included or not together:
        return _nothing(indicator)
    years = [each.year for each in together]
    return movement_between(together, included[0].country, years, indicator)


def _heterogeneity(included: Sequence[Judgement], years: Sequence[int]) -> Heterogeneity | None:
    """Whether the distances to the municipalities' own mean move, years permuted jointly."""
    if len(included) < 2 or len(years) < FEWEST_YEARS:
        return None
    values = np.array([[_values(each)[year] for each in included] for year in years])
    test = stage_test(values - values.mean(axis=1, keepdims=True))
    return Heterogeneity(test.statistic, test.p_value, differs=test.p_value <= ALPHA)


def _level(included: Sequence[Judgement], years: Sequence[int]) -> Level | None:
    """The latest common year, weighted by pupils where every number of pupils is known."""
    if len(included) < 2 or not years:
        return None
    last = [next(f for f in each.series if f.year == years[-1]) for each in included]
    values = np.array([each.value for each in last], dtype=float)
    pupils = [each.pupils for each in last]
    weights = np.array(pupils, dtype=float) if all(pupils) else None
    return Level(years[-1], float(np.average(values, weights=weights)), weights is not None)
