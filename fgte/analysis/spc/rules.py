"""Four patterns that seldom come of usual variation alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from fgte.analysis.kendall import FloatArray
from fgte.analysis.spc.xmr import XmrLimits, finite

RUN = 7
"""So many points in a row on one side, or in one direction, are a pattern."""

ROUNDING = 1e-12
"""Values closer than this, relative to their size, are equal: a mean is seldom exact."""

BoolArray = NDArray[np.bool_]
SignArray = NDArray[np.int8]


def special_causes(values: ArrayLike, limits: XmrLimits) -> pd.DataFrame:
    """Mark the years that stand out from a series' usual variation, and by which pattern.

    Parameters
    ----------
    values : array_like, one figure a year in order of time
        The series that the limits are of, in the same unit. NaN is a year without a
        usable figure: nothing is marked there, and the years on its two sides are
        counted as following each other.
    limits : XmrLimits
        Its limits, from `xmr_limits`.

    Returns
    -------
    DataFrame
        One row an entry, four columns of truth: ``outside_limits``, beyond a limit;
        ``seven_one_side``, one of at least seven in a row on one side of the centre;
        ``seven_trend``, one of at least seven in a row that each lie above the one
        before, or each below; ``two_of_three_near_limit``, in the third nearest a limit,
        as is another of three in a row that lie on the same side. A point on the centre
        line is on neither side. A flat series has nothing marked.

    Notes
    -----
    The rules of the English NHS, Making Data Count, as in NHSRplotthedots. With at most
    ten years they seldom mark anything: that nothing is marked shows little.
    """
    numbers = finite(values)
    known = ~np.isnan(numbers)
    usable = numbers[known]
    side = _sides(usable, limits)
    marks = {
        "outside_limits": outside_limits(usable, limits),
        "seven_one_side": _in_long_runs(side, at_least=RUN),
        "seven_trend": _trend(usable) != 0,
        "two_of_three_near_limit": _two_of_three(_near(usable, limits), side),
    }
    frame = pd.DataFrame(False, index=range(numbers.size), columns=list(marks))
    for name, marked in marks.items():
        frame.loc[known, name] = marked
    return frame


def directions(values: ArrayLike, limits: XmrLimits) -> SignArray:
    """Say which way each marked year stands out: 1 upwards, -1 downwards, 0 not marked.

    For one of seven in one direction it is that direction, unless the year lies outside
    the limits; for every other pattern the side of the centre. Arguments are as for
    `special_causes`.
    """
    numbers = finite(values)
    known = ~np.isnan(numbers)
    usable = numbers[known]
    side, trend = _sides(usable, limits), _trend(usable)
    moving = (trend != 0) & ~outside_limits(usable, limits)
    marked = special_causes(usable, limits).to_numpy().any(axis=1)
    found = np.zeros(numbers.size, dtype=np.int8)
    found[known] = np.where(moving, trend, side) * marked
    return found


def outside_limits(values: FloatArray, limits: XmrLimits) -> BoolArray:
    """Say which of the usable values lie beyond a limit; one on it, or a flat series, does not."""
    slack = _slack(values, limits.lower, limits.upper)
    beyond: BoolArray = (values > limits.upper + slack) | (values < limits.lower - slack)
    return beyond


def _slack(values: FloatArray, *others: float) -> float:
    sizes = [abs(each) for each in others]
    return ROUNDING * max([*sizes, float(np.abs(values).max(initial=0.0))])


def _sides(values: FloatArray, limits: XmrLimits) -> SignArray:
    apart = values - limits.center
    near_zero = np.abs(apart) <= _slack(values, limits.center)
    return np.where(near_zero, 0, np.sign(apart)).astype(np.int8)


def _near(values: FloatArray, limits: XmrLimits) -> BoolArray:
    """In the third nearest a limit, but not beyond it."""
    slack = _slack(values, limits.lower, limits.upper)
    far: BoolArray = (values > limits.near_upper + slack) | (values < limits.near_lower - slack)
    return far & ~outside_limits(values, limits)


def _in_long_runs(signs: SignArray, *, at_least: int) -> BoolArray:
    """Which entries belong to so many equal signs in a row, zeros apart."""
    starts = np.flatnonzero(np.diff(signs, prepend=np.int8(2)))
    lengths = np.diff(starts, append=signs.size)
    long: BoolArray = np.repeat(lengths >= at_least, lengths) & (signs != 0)
    return long


def _trend(values: FloatArray) -> SignArray:
    """1 where a value is one of seven that each rise, -1 where of seven that each fall."""
    steps = np.diff(values)
    signs = np.where(np.abs(steps) <= _slack(values), 0, np.sign(steps)).astype(np.int8)
    long = np.where(_in_long_runs(signs, at_least=RUN - 1), signs, 0).astype(np.int8)
    into, out_of = np.append(np.int8(0), long), np.append(long, np.int8(0))
    found: SignArray = np.where(into != 0, into, out_of)[: values.size]
    return found


def _two_of_three(near: BoolArray, side: SignArray) -> BoolArray:
    marked = np.zeros(near.size, dtype=np.bool_)
    for last in range(2, near.size):
        three = slice(last - 2, last + 1)
        if near[three].sum() >= 2 and abs(int(side[three].sum())) == 3:
            marked[three] |= near[three]
    return marked
