"""The movement of every municipality's series at once, by the rules of a single judgement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from fgte.analysis.gatekeeping import ALPHA
from fgte.analysis.trend import trends
from fgte.judgement.figures import break_years, odd_years
from fgte.judgement.movement import trend_of_figures
from fgte.judgement.results import Figure
from fgte.model import Indicator, Interval, Status, Variant

LINE = ["indicator", "series", "variant", "municipality_id", "sex"]
"""What tells one series of the country from another."""


def country_trends(observations: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """Judge the series of all municipalities at once, each over its own comparable years.

    Odd years are left out, series are cut at breaks, and the latest stretch of at least
    five years is judged, as in a municipality's own judgement; a figure that the source
    has replaced enters as the range it lies in.

    Parameters
    ----------
    observations : DataFrame
        Of the store; figures of school units are left out.
    indicators : sequence of Indicator
        Those to judge, in every series and variant that has figures.

    Returns
    -------
    DataFrame
        One row a series, in the order of ``LINE``: its columns, then ``first_year``,
        ``last_year`` and ``n`` of the stretch judged, or of the latest where none is
        long enough; ``judged``; ``p_value``, ``slope``, ``low`` and ``high`` in the
        indicator's unit a year, NaN where the series is not judged. In no order of
        result, and not to be put in one.
    """
    known = {each.id: each for each in indicators}
    whole = observations["school_unit"].isna() & observations["indicator"].isin(list(known))
    readable = observations["status"].isin([Status.OK.value, Status.CENSORED.value])
    figures = _in_stretches(observations[whole & readable], indicators)
    middle = figures["value"].fillna((figures["low"] + figures["high"]) / 2)
    found = trends(figures.assign(value=middle), [*LINE, "stretch"])
    latest = _latest_judged(found)
    return _with_ranges(_touching_zero(latest), figures)[
        [*LINE, "first_year", "last_year", "n", "judged", "p_value", "slope", "low", "high"]
    ]


def _in_stretches(figures: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """The figures of comparable years, with the number of the stretch each lies in."""
    stretch = pd.Series(0, index=figures.index)
    keep = pd.Series(True, index=figures.index)
    for indicator, variant in product(indicators, Variant):
        own = figures["indicator"].eq(indicator.id) & figures["variant"].eq(variant.value)
        years = figures.loc[own, "year"]
        breaks = np.array(break_years(indicator, variant), dtype=np.int64)
        stretch[own] = np.searchsorted(breaks, years.to_numpy(), side="right")
        keep[own] = ~years.isin(list(odd_years(indicator, variant)))
    return figures.assign(stretch=stretch)[keep]


def _latest_judged(found: pd.DataFrame) -> pd.DataFrame:
    """One stretch a series: the latest that is long enough, else the latest."""
    ordered = found.sort_values([*LINE, "judged", "stretch"], kind="stable")
    return ordered.drop_duplicates(LINE, keep="last").reset_index(drop=True)


def _touching_zero(found: pd.DataFrame) -> pd.DataFrame:
    """Bounds that touch zero where the exact test does not reach the level."""
    by_chance = found["p_value"] > ALPHA
    low = found["low"].where(~by_chance, found["low"].clip(upper=0))
    high = found["high"].where(~by_chance, found["high"].clip(lower=0))
    return found.assign(slope=found["slope"].round(9), low=low.round(9), high=high.round(9))


def _with_ranges(found: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """The few series with replaced figures, judged one by one with their ranges."""
    key = [*LINE, "stretch"]
    replaced = figures[figures["status"].eq(Status.CENSORED.value)][key].drop_duplicates()
    rows = found.reset_index().merge(replaced, on=key)
    rows = rows[rows["judged"]]
    ranged = figures.merge(rows[[*key, "index"]], on=key)
    for index, own in ranged.groupby("index"):
        trend = trend_of_figures([_figure(row) for row in own.sort_values("year").itertuples()])
        numbers = [trend.p_value, trend.slope, trend.low, trend.high]
        found.loc[index, ["p_value", "slope", "low", "high"]] = numbers
    return found


def _figure(row: Any) -> Figure:
    status = Status(row.status)
    if status is Status.OK:
        return Figure(year=row.year, status=status, value=row.value)
    return Figure(year=row.year, status=status, interval=Interval(row.low, row.high))
