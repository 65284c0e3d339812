"""How well the questions of a scale hang together, and how alike a group has answered."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtri

FloatArray = NDArray[np.float64]

FEWEST_PEOPLE, FEWEST_ITEMS = 3, 2
"""Fewer people, or fewer questions, say nothing of how a scale holds together."""


@dataclass(frozen=True)
class Alpha:
    """How far the answers to different questions go together, and how sure that is.

    ``alpha`` is 1 when whoever answers high on one question answers high on all, 0 when the
    questions have nothing to do with one another; it can be below 0. ``low`` and ``high`` are its
    interval. All three are NaN where too few answered, or where all have the same sum.
    """

    alpha: float
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """How alike the people of a group have answered.

    Attributes
    ----------
    average_deviation : float
        How many steps an answer lies from the group's mean of that question, over all questions.
    limit : float
        What is usually taken as alike enough: a sixth of the number of steps.
    r_wg : float
        1 when all answered alike, 0 when answers spread as by chance over the scale; 0–1.
    """

    average_deviation: float
    limit: float
    r_wg: float


def complete_rows(items: ArrayLike) -> FloatArray:
    """The rows of those who answered every question.

    Parameters
    ----------
    items : array_like, two-dimensional
        One row a person, one column a question; NaN where nothing was answered.
    """
    table = np.atleast_2d(np.asarray(items, dtype=np.float64))
    return np.asarray(table[~np.isnan(table).any(axis=1)], dtype=np.float64)


def cronbach_alpha(items: ArrayLike, confidence: float = 0.95) -> Alpha:
    """Say how well the questions of a scale hang together, with an exact interval.

    Only those who answered every question count.

    Parameters
    ----------
    items : array_like, two-dimensional
        One row a person, one column a question, in the steps of the scale.
    confidence : float
        How sure the interval should be, between 0 and 1.

    Returns
    -------
    Alpha
        NaN for fewer than three people, fewer than two questions, or when all have the same sum.

    Raises
    ------
    ValueError
        If the confidence is not between 0 and 1.

    Notes
    -----
    Cronbach (1951), Psychometrika 16, 297-334. The interval is exact when answers are normal and
    the questions equally hard to agree with: Feldt (1965), Psychometrika 30, 357-370; Feldt,
    Woodruff and Salih (1987), Applied Psychological Measurement 11, 93-103, formulas 6 and 7.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}")
    rows = complete_rows(items)
    people, questions = rows.shape
    if people < FEWEST_PEOPLE or questions < FEWEST_ITEMS:
        return Alpha(math.nan, math.nan, math.nan)
    whole = float(rows.sum(axis=1).var(ddof=1))
    if math.isclose(whole, 0.0, abs_tol=1e-12):
        return Alpha(math.nan, math.nan, math.nan)
    parts = float(rows.var(axis=0, ddof=1).sum())
    alpha = questions / (questions - 1) * (1 - parts / whole)
    return Alpha(alpha, *alpha_interval(alpha, people, questions, confidence))


def alpha_interval(
    alpha: float, people: int, questions: int, confidence: float = 0.95
) -> tuple[float, float]:
    """Give the interval of an alpha that was computed elsewhere.

    Parameters
    ----------
    alpha : float
        The coefficient.
    people, questions : int
        How many answered, and how many questions: two of each at least.
    confidence : float
        How sure the interval should be, between 0 and 1.
    """
    first, second = people - 1, (people - 1) * (questions - 1)
    tail = (1 - confidence) / 2
    low, high = (float(fdtri(first, second, share)) for share in (1 - tail, tail))
    return 1 - (1 - alpha) * low, 1 - (1 - alpha) * high


def within_group_agreement(items: ArrayLike, *, steps: int) -> Agreement:
    """Say how alike the people of a group have answered.

    Only those who answered every question count.

    Parameters
    ----------
    items : array_like, two-dimensional
        One row a person, one column a question, in the steps of the scale.
    steps : int
        How many steps the scale has, two at least.

    Returns
    -------
    Agreement
        NaN for fewer than two people.

    Notes
    -----
    Average deviation around the mean: Burke, Finkelstein and Dusig (1999), Organizational
    Research Methods 2, 49-68; its limit (steps / 6): Burke and Dunlap (2002), the same journal 5,
    159-172. r_WG(J) against an even spread: James, Demaree and Wolf (1984), Journal of Applied
    Psychology 69, 85-98, cut to 0–1 as they recommend.
    """
    rows = complete_rows(items)
    people, questions = rows.shape
    limit = steps / 6
    if people < 2 or not questions:
        return Agreement(math.nan, limit, math.nan)
    deviation = float(np.abs(rows - rows.mean(axis=0)).mean())
    by_chance = (steps**2 - 1) / 12
    ratio = min(float(rows.var(axis=0, ddof=1).mean()) / by_chance, 1.0)
    alike = questions * (1 - ratio)
    return Agreement(deviation, limit, alike / (alike + ratio))
