"""Expectations written down before the figures came, and what the figures answered.

Where someone said beforehand what should move, and which way, the figures can answer
more: these questions are a small family of their own, asked one way only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fgte.analysis.gatekeeping import ALPHA
from fgte.analysis.kendall import tail_upwards, tie_sizes, untied_pairs, with_exact_ties
from fgte.analysis.multiplicity import holm
from fgte.analysis.trend import mann_kendall
from fgte.judgement.movement import cohort_of, detectable_change, trend_of
from fgte.judgement.results import Figure, Trend
from fgte.model import Indicator, Sex, Status, Variant

WAITED_YEARS = 2
"""After how many further publications a figure that has not come is taken never to come."""

FEWEST_YEARS = 4
"""With three years chance alone gives the expected order once in six: no answer could be had."""


class Way(StrEnum):
    """Which way a figure is expected to go."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Expectation:
    """What someone expected of one series, and when it was written down.

    ``from_year`` and ``to_year`` are the first and last year of the figures that are to
    answer. ``series`` and ``variant`` are the usual ones where None.
    """

    indicator: str
    municipality: str
    direction: Way
    registered: date
    from_year: int
    to_year: int
    sex: Sex = Sex.ALL
    series: str | None = None
    variant: Variant | None = None


class Answer(StrEnum):
    """What the figures say of an expectation.

    ``not_shown`` is no proof that nothing moved; ``waiting`` that the years are not all
    published; ``known_before`` that the answer was, when the expectation was written;
    ``never_published`` that the last year's figure did not come, though the source went on
    without it, or has been asked long after. If it comes all the same, it is asked.
    """

    AS_EXPECTED = "as_expected"
    NOT_SHOWN = "not_shown"
    WAITING = "waiting"
    TOO_SHORT = "too_short"
    NOT_COMPARABLE = "not_comparable"
    KNOWN_BEFORE = "known_before"
    NEVER_PUBLISHED = "never_published"


@dataclass(frozen=True)
class Answered:
    """One expectation with its answer.

    ``p_value`` is how often chance alone moves the years as far the expected way, and
    ``adjusted`` the same among all the expectations judged with it; None where the
    figures were not asked. ``years`` are those asked, ``known_years`` those of the
    window that were published when the expectation was written, and are left out.
    ``smallest_p`` is the least that so many years can give: above 0.05 divided by the
    number of expectations they could not have answered alone. ``detectable`` is the
    change a year that they would show four times in five; None where the number of
    pupils or the spread between years is not known.
    """

    expectation: Expectation
    answer: Answer
    years: tuple[int, ...] = ()
    known_years: tuple[int, ...] = ()
    trend: Trend | None = None
    p_value: float | None = None
    adjusted: float | None = None
    smallest_p: float | None = None
    detectable: float | None = None


@dataclass(frozen=True)
class Window:
    """What an expectation is asked on: its indicator, all its figures, and where they break.

    ``asked_until`` is the day on which the source was last asked for the whole line; None where
    that is not known, as of figures that ship or come from a file.
    """

    indicator: Indicator
    figures: tuple[Figure, ...]
    break_years: tuple[int, ...] = ()
    asked_until: date | None = None


def judge_expectations(
    asked: Sequence[tuple[Expectation, Window]], *, alpha: float = ALPHA
) -> tuple[Answered, ...]:
    """Answer expectations written beforehand, as one family.

    Parameters
    ----------
    asked
        Each expectation with the figures of its series.
    alpha
        How often, at most, any of them may be answered when none is true.

    Returns
    -------
    tuple of Answered
        In the order given. One that was written after its figures were published is
        refused with an answer, and does not count among the others.

    Notes
    -----
    Mann–Kendall upwards (or downwards) only, exact up to ten years with ties included;
    Holm (1979) over the family. An odd year, and a figure known only as a range, are
    left out. Nothing is asked before the last year of the window is published: looking
    every year and stopping when it fits would answer by chance more often.
    """
    found = [_asked(expectation, window) for expectation, window in asked]
    own = {i: each.p_value for i, each in enumerate(found) if each.p_value is not None}
    adjusted = dict(zip(own, map(float, holm(list(own.values()))), strict=True))
    return tuple(
        _answered(each, adjusted[i], asked[i][1], alpha / len(own), alpha) if i in own else each
        for i, each in enumerate(found)
    )


def published(year: int, indicator: Indicator) -> date:
    """The first day on which a year's figure can have been known."""
    return date(year, indicator.publication_month or 1, 1)


def _asked(expectation: Expectation, window: Window) -> Answered:
    """The expectation with its own p-value, or why it cannot be asked."""
    first, last = expectation.from_year, expectation.to_year
    figures = [e for e in window.figures if first <= e.year <= last]
    if expectation.registered >= published(last, window.indicator):
        return Answered(expectation, Answer.KNOWN_BEFORE)
    if any(first < year <= last for year in window.break_years):
        return Answered(expectation, Answer.NOT_COMPARABLE)
    if not any(each.year == last and each.status is not Status.MISSING for each in figures):
        waits = not _never_came(last, window)
        return Answered(expectation, Answer.WAITING if waits else Answer.NEVER_PUBLISHED)
    usable = [each for each in figures if each.readable and each.value is not None]
    written, kind = expectation.registered, window.indicator
    known = [each.year for each in usable if written >= published(each.year, kind)]
    unseen = [each for each in usable if each.year not in known]
    years = tuple(each.year for each in unseen)
    if len(unseen) < FEWEST_YEARS:
        return Answered(expectation, Answer.TOO_SHORT, years, tuple(known))
    values = with_exact_ties([each.value or 0.0 for each in unseen])
    ties, score = tie_sizes(values), mann_kendall(values).s
    way = 1 if expectation.direction is Way.UP else -1
    return Answered(
        expectation,
        Answer.NOT_SHOWN,
        years,
        tuple(known),
        trend=trend_of(years, values.tolist()),
        p_value=tail_upwards(way * score, ties),
        smallest_p=tail_upwards(untied_pairs(ties), ties),
    )


def _never_came(year: int, window: Window) -> bool:
    """Whether a year without a figure is past waiting for, by what is published and not by a clock.

    The catalogue says that none was made, the source has published years well after it, or it was
    asked well after the figure was to come and had none: a series that has ended.
    """
    if any(year in each.years for each in window.indicator.unpublished):
        return True
    past = year + WAITED_YEARS
    later = any(e.year >= past and e.status is not Status.MISSING for e in window.figures)
    asked = window.asked_until
    return later or (asked is not None and asked >= published(past, window.indicator))


def _answered(
    found: Answered, adjusted: float, window: Window, share: float, alpha: float
) -> Answered:
    """The answer among all, and what the years could not have shown."""
    stretch = [each for each in window.figures if each.year in found.years]
    change = detectable_change(stretch, cohort_of(stretch), window.indicator, alpha=2 * share)
    shown = adjusted <= alpha
    return replace(
        found,
        answer=Answer.AS_EXPECTED if shown else Answer.NOT_SHOWN,
        adjusted=adjusted,
        detectable=change if change is not None and math.isfinite(change) else None,
    )
