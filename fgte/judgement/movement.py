"""From years and values to a verdict: the slope with its interval first, the word after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from fgte.analysis.gatekeeping import ALPHA
from fgte.analysis.trend import (
    largest_p_value,
    mann_kendall,
    smallest_detectable_trend,
    theil_sen,
    theil_sen_of_ranges,
)
from fgte.judgement.results import Figure, GapMove, Movement, Trend
from fgte.model import Direction, Indicator, Interval, Status, Unit, Verdict

FEWEST_YEARS = 5
"""Comparable years needed before anything is said of a movement."""


def trend_of(years: Sequence[int], values: Sequence[float]) -> Trend:
    """Theil–Sen slope with its interval, and the exact Mann–Kendall p, of one stretch.

    An interval that leaves out zero although the exact test does not reach the
    level (ties can do that) is widened to touch zero, so that both say the same.
    """
    slope = theil_sen(years, values, confidence=1 - ALPHA)
    p_value = mann_kendall(values).p_value
    low, high = slope.low, slope.high
    if p_value > ALPHA:
        low, high = min(low, 0.0), max(high, 0.0)
    return Trend(
        slope=round(slope.slope, 9),  # 0.65 is often 0.6499999… in floating point
        low=round(low, 9),
        high=round(high, 9),
        p_value=p_value,
        years=tuple(years),
        first_value=values[0],
        last_value=values[-1],
    )


def trend_of_figures(figures: Sequence[Figure]) -> Trend:
    """The trend of a stretch in which some figures may be known only as a range.

    A range enters as a range: the interval holds wherever in their ranges the true
    figures lie, and a movement is found only where it leaves out zero.
    """
    years = [each.year for each in figures]
    middles = [middle_of(each) for each in figures]
    trend = trend_of(years, middles)
    if all(each.value is not None for each in figures):
        return trend
    lows, highs = ([_placed(each, end) for each in figures] for end in (0.0, 1.0))
    ranged = theil_sen_of_ranges(years, lows, highs, confidence=1 - ALPHA)
    low, high = min(trend.low, ranged.low), max(trend.high, ranged.high)
    p_value = largest_p_value(lows, highs)
    if p_value > ALPHA:
        low, high = min(low, 0.0), max(high, 0.0)
    return replace(
        trend,
        low=low,
        high=high,
        p_value=p_value,
        first_value=figures[0].value,
        last_value=figures[-1].value,
    )


def _placed(figure: Figure, share: float) -> float:
    """The value, or a point in the range that the value lies in."""
    if figure.value is not None:
        return figure.value
    if figure.interval is None:
        return float("nan")
    return figure.interval.low + share * (figure.interval.high - figure.interval.low)


def verdict_of(trend: Trend, *, smallest: float | None, better: Direction) -> Verdict:
    """The word for a trend against the smallest change that matters.

    An interval wholly within ± the smallest relevant change rules larger
    movements out: practically unchanged, even where it leaves out zero.
    """
    if smallest is not None and -smallest <= trend.low and trend.high <= smallest:
        return Verdict.PRACTICALLY_UNCHANGED
    if not trend.detected:
        return Verdict.CANNOT_BE_DECIDED
    upwards = trend.slope > 0
    return Verdict.IMPROVING if upwards == (better is Direction.HIGHER) else Verdict.WORSENING


def movement_of(stretches: Sequence[Sequence[Figure]], indicator: Indicator) -> Movement:
    """The verdict on the latest stretch of comparable years that is long enough.

    Parameters
    ----------
    stretches
        Readable figures between breaks, oldest stretch first.
    """
    lengths = [len(each) for each in stretches]
    smallest = indicator.smallest_relevant_change
    for stretch in reversed(stretches):
        if len(stretch) >= FEWEST_YEARS:
            trend = trend_of_figures(stretch)
            verdict = verdict_of(trend, smallest=smallest, better=indicator.better)
            cohort = cohort_of(stretch)
            return Movement(
                verdict,
                trend,
                smallest,
                comparable_years=len(stretch),
                detectable=detectable_change(stretch, cohort, indicator),
                cohort=cohort,
            )
    if not any(lengths):
        return Movement(Verdict.MISSING, smallest_relevant=smallest)
    last = stretches[-1]
    enough_but_cut = sum(lengths) >= FEWEST_YEARS
    return Movement(
        Verdict.NOT_COMPARABLE if enough_but_cut else Verdict.TOO_SHORT,
        smallest_relevant=smallest,
        comparable_years=len(last),
        judged_at=last[-1].year + FEWEST_YEARS - len(last) if last else None,
    )


def detectable_change(
    stretch: Sequence[Figure],
    cohort: int | None,
    indicator: Indicator,
    *,
    alpha: float = ALPHA,
) -> float | None:
    """The smallest change a year that the stretch would show four times in five.

    Chance among pupils and true differences between years are both counted. None
    where the number of pupils or the usual difference between years is not known.
    """
    if cohort is None or indicator.between_year_sd is None:
        return None
    noise = indicator.between_year_sd
    if indicator.unit is not Unit.PERCENT:
        return smallest_detectable_trend(
            n_years=len(stretch),
            years=[each.year for each in stretch],
            cohort=cohort,
            sd=indicator.pupil_sd,
            between_year_sd=noise,
            alpha=alpha,
        )
    middle = float(np.median([middle_of(each) for each in stretch]))
    rate = min(max(middle / 100, 0.01), 0.99)
    share = smallest_detectable_trend(
        n_years=len(stretch),
        years=[each.year for each in stretch],
        cohort=cohort,
        base_rate=rate,
        between_year_sd=noise / 100,
        alpha=alpha,
    )
    return 100 * share


def cohort_of(stretch: Sequence[Figure]) -> int | None:
    """The middle one of the year groups' sizes, where any is known."""
    known = [each.pupils for each in stretch if each.pupils]
    return round(float(np.median(known))) if known else None


def movement_between(
    own: Sequence[Figure], other: Sequence[Figure], years: Sequence[int], indicator: Indicator
) -> Movement:
    """The movement of the distance own − other over the years both can be read."""
    apart = distances(own, other, years)
    smallest = indicator.smallest_relevant_change
    if not apart:
        return Movement(Verdict.MISSING, smallest_relevant=smallest)
    if len(apart) < FEWEST_YEARS:
        return Movement(Verdict.TOO_SHORT, None, smallest, comparable_years=len(apart))
    trend = trend_of_figures(apart)
    verdict = verdict_of(trend, smallest=smallest, better=indicator.better)
    return Movement(verdict, trend, smallest, comparable_years=len(apart))


def distances(
    own: Sequence[Figure], other: Sequence[Figure], years: Sequence[int]
) -> tuple[Figure, ...]:
    """Own − other, year by year; a range where either figure is only known as a range."""
    theirs = {each.year: each for each in other if each.readable}
    return tuple(
        _distance(each, theirs[each.year])
        for each in own
        if each.readable and each.year in theirs and each.year in years
    )


def _distance(own: Figure, other: Figure) -> Figure:
    if own.value is not None and other.value is not None:
        return Figure(own.year, Status.OK, own.value - other.value)
    low = _placed(own, 0.0) - _placed(other, 1.0)
    high = _placed(own, 1.0) - _placed(other, 0.0)
    return Figure(own.year, Status.CENSORED, interval=Interval(low, high))


def middle_of(figure: Figure) -> float:
    """The value, or the middle of the range that it lies in."""
    return _placed(figure, 0.5)


def gap_move(movement: Movement, differences: Sequence[float]) -> GapMove:
    """Whether a distance between two groups has narrowed or widened."""
    if movement.trend is None:
        return GapMove.TOO_SHORT
    if movement.verdict is Verdict.PRACTICALLY_UNCHANGED:
        return GapMove.UNCHANGED
    if not movement.trend.detected:
        return GapMove.CANNOT_BE_DECIDED
    towards_zero = movement.trend.slope * float(np.mean(differences)) < 0
    return GapMove.NARROWED if towards_zero else GapMove.WIDENED


def stretches_of(
    figures: Sequence[Figure], break_years: Sequence[int]
) -> tuple[tuple[Figure, ...], ...]:
    """The readable figures, cut before each year in which a series breaks.

    An odd year and a missing year do not cut: they are only left out.
    """
    edges = [-np.inf, *sorted(break_years), np.inf]
    cut = (
        tuple(each for each in figures if each.readable and first <= each.year < last)
        for first, last in pairwise(edges)
    )
    return tuple(each for each in cut if each)


def latest(figures: Sequence[Figure]) -> Figure | None:
    """The last year that says anything: a figure, a range, or that it is hidden."""
    saying = [each for each in figures if each.status is not Status.MISSING]
    return saying[-1] if saying else (figures[-1] if figures else None)
