"""What can have become of a year group's pupils between two stations: bounds, for research pages.

No estimate: only totals are published, never who is who (an ecological inference says more than
the figures do). Every division of the pupils inside the bounds is as possible as any other.
"""

from __future__ import annotations

from fgte.analysis.cohort import PathwayBounds, pathway_bounds
from fgte.judgement.cohort_path import CohortStep
from fgte.judgement.results import Figure
from fgte.model import Interval, Unit


def possible_ways(
    first: CohortStep, last: CohortStep, *, left: float, arrived: float
) -> PathwayBounds | None:
    """Bound how many kept, gained, lost or never had the goal between two stations.

    Parameters
    ----------
    first, last
        Two stations of one year group.
    left, arrived
        The share (0–1) of the first group that had left at the last station, and of the last that
        had come since the first: what is assumed must be said, so neither has a default.

    Returns
    -------
    PathwayBounds or None
        Proportions among those there both times; None where a station cannot be read or is not a
        share.
    """
    shares = [_share(each.figure) for each in (first, last) if _is_share(each)]
    if len(shares) < 2 or shares[0] is None or shares[1] is None:
        return None
    return pathway_bounds(shares[0], shares[1], left=left, arrived=arrived)


def _is_share(step: CohortStep) -> bool:
    return step.position is not None and step.indicator.unit is Unit.PERCENT


def _share(figure: Figure | None) -> float | Interval | None:
    if figure is None:
        return None
    if figure.value is not None:
        return figure.value / 100
    room = figure.interval
    return None if room is None else Interval(room.low / 100, room.high / 100)
