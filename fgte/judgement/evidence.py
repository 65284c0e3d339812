"""What the panel is asked on: the comparable years of each series, as columns side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fgte.analysis.gatekeeping import ALPHA, Block
from fgte.analysis.kendall import attained_size, tie_sizes, with_exact_ties
from fgte.judgement.movement import distances
from fgte.judgement.results import Figure, Judgement, Trend

Column = Mapping[int, tuple[float, float]]
"""A series's comparable years: the figure twice, or the ends of the range it lies in."""


def own_column(judged: Judgement) -> Column:
    """The judged stretch of the municipality's own figures; empty where there is none."""
    years = judged.trend.years if judged.trend else ()
    return ends_column([each for each in judged.series if each.year in years])


def against_column(judged: Judgement) -> Column:
    """Own − Riket over the years in which the two were set beside each other."""
    return _differences(judged.series, judged.country, judged.against_riket.trend)


def gap_column(judged: Judgement) -> Column:
    """Girls − boys over the years in which the two were set beside each other."""
    sexes = judged.gap.sexes
    return _differences(sexes.girls, sexes.boys, sexes.trend)


def ends_column(figures: Sequence[Figure]) -> Column:
    """The figures as they are known: a value twice, or the ends of its range."""
    ends = {each.year: _ends(each) for each in figures}
    return {year: each for year, each in ends.items() if each is not None}


def values_column(values: Mapping[int, float]) -> Column:
    """A series in which every figure is known."""
    return {year: (value, value) for year, value in values.items()}


def block_of(columns: Sequence[Column]) -> Block:
    """The columns side by side over every year that any of them has."""
    years = sorted({year for column in columns for year in column})
    unknown = (np.nan, np.nan)
    ends = np.array([[column.get(year, unknown) for column in columns] for year in years])
    shaped = ends.reshape(len(years), len(columns), 2)
    return Block(shaped[..., 0], shaped[..., 1])


def chance_of_signal(column: Column) -> float:
    """How often such a series gives a signal of its own when only chance orders its years."""
    middles = with_exact_ties([(low + high) / 2 for low, high in column.values()])
    return attained_size(tie_sizes(middles), ALPHA) if column else 0.0


def _ends(figure: Figure) -> tuple[float, float] | None:
    if figure.value is not None:
        return figure.value, figure.value
    return (figure.interval.low, figure.interval.high) if figure.interval else None


def _differences(own: Sequence[Figure], other: Sequence[Figure], trend: Trend | None) -> Column:
    return ends_column(distances(own, other, trend.years if trend else ()))
