"""New limits from a given year on, only because somebody decided it, and said why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from fgte.analysis.spc.xmr import XmrLimits, finite, moving_ranges, xmr_limits


@dataclass(frozen=True)
class Rebasing:
    """A decision that a series is to be read against new limits from `year` on.

    Somebody took it on the day `decided`, for the `reason` given; an empty reason is
    refused with ValueError.
    """

    year: int
    decided: date
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError(f"new limits from {self.year} need a reason, and none is given")


@dataclass(frozen=True)
class Stretch:
    """Years read against the same limits, and the decision they begin with.

    `limits` is None where no two neighbouring years have usable figures; `decision` is
    None for the years before the first decision.
    """

    first_year: int
    last_year: int
    limits: XmrLimits | None
    decision: Rebasing | None


def limits_by_stretch(
    years: ArrayLike,
    values: ArrayLike,
    decisions: Sequence[Rebasing] = (),
    *,
    screen_outliers: bool = True,
) -> tuple[Stretch, ...]:
    """Give each stretch of years its own limits, cut only where somebody has decided it.

    Limits are never moved by the figures themselves: a series that improves would then
    always be found usual.

    Parameters
    ----------
    years, values : array_like of one length
        The years, each once, and their figures; NaN is a year without a usable figure,
        and so is a year that is not among them.
    decisions : sequence of Rebasing
        The decisions, in any order.
    screen_outliers : bool
        As for `xmr_limits`.

    Returns
    -------
    tuple of Stretch
        In order of time; one more than there are decisions.

    Raises
    ------
    ValueError
        If a year stands twice, or a decision's year is not after the first year and
        among the years up to the last.
    """
    first, numbers = _every_year(years, values)
    last = first + numbers.size - 1
    ordered = sorted(decisions, key=lambda each: each.year)
    cuts = [first, *(each.year for each in ordered), last + 1]
    for earlier, later in pairwise(cuts):
        if not earlier < later:
            raise ValueError(
                f"new limits can begin once in each year {first + 1} to {last}, found {cuts[1:-1]}"
            )
    return tuple(
        Stretch(start, end - 1, _limits(numbers[start - first : end - first], screen_outliers), why)
        for (start, end), why in zip(pairwise(cuts), [None, *ordered], strict=True)
    )


def _every_year(years: ArrayLike, values: ArrayLike) -> tuple[int, np.ndarray]:
    """The first year, and a figure or NaN for every year from it on."""
    when, numbers = np.asarray(years, dtype=np.int64), finite(values)
    if when.shape != numbers.shape or when.size == 0 or np.unique(when).size != when.size:
        raise ValueError("each year must stand once with one value")
    whole = np.full(int(when.max() - when.min()) + 1, np.nan)
    whole[when - when.min()] = numbers
    return int(when.min()), whole


def _limits(values: np.ndarray, screen_outliers: bool) -> XmrLimits | None:
    if moving_ranges(values).size == 0:
        return None
    return xmr_limits(values, screen_outliers=screen_outliers)
