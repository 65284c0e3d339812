"""How the same year group stands at two points of its way through school.

Only totals are published, never who is who. So what became of the pupils can be bounded, not
estimated; and where a year group stands is said beside the country's same year group.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from fgte.model import Interval


@dataclass(frozen=True)
class PathwayBounds:
    """Between which shares (0–1) each way through school must lie. Bounds, no estimates.

    `maintained` reached the goal both times, `rose` only the second, `dropped` only the first,
    `never` neither time. Any point inside is as possible as any other.
    """

    maintained: Interval
    rose: Interval
    dropped: Interval
    never: Interval


@dataclass(frozen=True)
class Position:
    """Where a year group stands beside the country, in standard units of pupils.

    0 is as the country; 1 is one standard deviation between pupils above it. `value` is None where
    the figure is only known as a range; an end that is None is open or not known.
    """

    value: float | None
    low: float | None
    high: float | None


def pathway_bounds(
    reached_first: float | Interval,
    reached_second: float | Interval,
    *,
    left: float = 0.0,
    arrived: float = 0.0,
) -> PathwayBounds:
    """Bound how many kept, gained, lost or never had the goal, from the two shares alone.

    Parameters
    ----------
    reached_first, reached_second : float or Interval
        Share (0–1) that reached the goal at each point; an interval where it is only known so.
    left : float
        Share of the first group who were no longer there at the second, 0 to below 1.
    arrived : float
        Share of the second group who were not there at the first, 0 to below 1.

    Returns
    -------
    PathwayBounds
        For one closed group of pupils where nobody left or arrived; else for those who were there
        both times, whatever those who moved had reached.

    Raises
    ------
    ValueError
        If a share lies outside 0 to 1.

    Notes
    -----
    Fréchet (1951); Duncan and Davis (1953), American Sociological Review 18, 665-666.
    """
    first = _among_stayers(_range(reached_first), left)
    second = _among_stayers(_range(reached_second), arrived)
    not_first, not_second = _others(first), _others(second)
    return PathwayBounds(
        maintained=_both(first, second),
        rose=_both(not_first, second),
        dropped=_both(first, not_second),
        never=_both(not_first, not_second),
    )


def position_of_share(
    share: float | None, room: Interval | None, *, reference: float
) -> Position | None:
    """Say where a share stands beside the country's, in standard units.

    Parameters
    ----------
    share : float or None
        Proportion who reached the goal; None where only the room is known.
    room : Interval or None
        What chance leaves, or the range the share is known to lie in; None where not known.
    reference : float
        The country's share for the same year group, taken as known.

    Returns
    -------
    Position or None
        Differences of normal quantiles: how far the year group's pupils lie from the country's if
        what is measured is spread alike, in standard deviations. None where the country's share is
        0 or 1. Shares of 0 and 1 have no quantile: that end is open.

    Notes
    -----
    Points of percentage mean different things at different pass rates: Ho (2008), Educational
    Researcher 37, 351-360; Ho and Reardon (2012), Journal of Educational and Behavioral
    Statistics 37, 489-517.
    """
    middle = _quantile(reference)
    if middle is None:
        return None
    ends = (None, None) if room is None else (room.low, room.high)
    value, low, high = (_less(_quantile(each), middle) for each in (share, *ends))
    return Position(value, low, high)


def position_of_mean(
    mean: float | None, room: Interval | None, *, reference: float, sd: float
) -> Position:
    """Say where a mean stands beside the country's, in standard deviations between pupils.

    As `position_of_share`; `reference` is the country's mean and `sd` (above 0) how much pupils
    differ from one another, in the mean's unit.
    """
    if not 0 < sd < math.inf:
        raise ValueError(f"the standard deviation must be above 0, but is {sd}")
    ends = (None, None) if room is None else (room.low, room.high)
    value, low, high = (None if e is None else (e - reference) / sd for e in (mean, *ends))
    return Position(value, low, high)


def position_change(first: Position, last: Position) -> Position:
    """Say how a position changed from one point of the way to the next, in standard units.

    Parameters
    ----------
    first, last : Position
        The positions, with intervals that are taken for independent of one another.

    Returns
    -------
    Position
        Last less first. The value is None where either is known only as a range; then the ends are
        as far apart as the ranges allow.

    Notes
    -----
    Intervals are joined as in Zou and Donner (2008), Statistics in Medicine 27, 1693-1702.
    """
    if first.value is None or last.value is None:
        low = None if last.low is None or first.high is None else last.low - first.high
        high = None if last.high is None or first.low is None else last.high - first.low
        return Position(None, low, high)
    change = last.value - first.value
    down = _joint(last.value, last.low, first.value, first.high)
    up = _joint(last.value, last.high, first.value, first.low)
    return Position(
        change, None if down is None else change - down, None if up is None else change + up
    )


def _joint(one: float, its_end: float | None, other: float, its: float | None) -> float | None:
    """The distances from two values to an end of each, taken together."""
    return None if its_end is None or its is None else math.hypot(one - its_end, other - its)


def _range(share: float | Interval) -> Interval:
    found = share if isinstance(share, Interval) else Interval(share, share)
    if not 0 <= found.low <= found.high <= 1:
        raise ValueError(f"shares lie between 0 and 1, but are {found.low} to {found.high}")
    return found


def _among_stayers(share: Interval, moved: float) -> Interval:
    """The share among those who did not move, whatever the others had reached."""
    if not 0 <= moved < 1:
        raise ValueError(f"the share who moved must be from 0 to below 1, but is {moved}")
    stayed = 1 - moved
    return Interval(max(0.0, (share.low - moved) / stayed), min(1.0, share.high / stayed))


def _others(share: Interval) -> Interval:
    return Interval(1 - share.high, 1 - share.low)


def _both(one: Interval, other: Interval) -> Interval:
    """The share who are in both groups: as little and as much overlap as there can be."""
    return Interval(max(0.0, one.low + other.low - 1), min(one.high, other.high))


def _quantile(share: float | None) -> float | None:
    if share is None or math.isnan(share) or not 0 < share < 1:
        return None
    return float(ndtri(share))


def _less(quantile: float | None, middle: float) -> float | None:
    return None if quantile is None else quantile - middle
