"""Which figures a line may connect, and where an interval may be a band."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from fgte.present.chart import Line, Point, PointMark, YearMark

Run = tuple[Point, ...]


def runs(line: Line, breaks: Iterable[YearMark] = ()) -> tuple[Run, ...]:
    """The stretches of figures that are drawn without lifting the pen.

    A break cuts, and so does a year without a figure. An odd year does not: its
    neighbours are comparable with each other, and the line goes past it.
    """
    figures = figures_of(line)
    odd = {point.year for point in line.points if point.mark is PointMark.ODD_YEAR}
    cuts = [mark.year for mark in breaks]
    return _split(figures, lambda before, after: _comparable(before, after, odd, cuts))


def bands(run: Run) -> tuple[Run, ...]:
    """The parts of a run where every figure has an interval."""
    with_interval = tuple(point for point in run if point.interval)
    place = {point.year: i for i, point in enumerate(run)}
    return _split(with_interval, lambda a, b: place[b.year] - place[a.year] == 1)


def figures_of(line: Line) -> Run:
    """The points of a line that are read as figures, in year order."""
    figures = (point for point in line.points if point.mark is PointMark.FIGURE)
    return tuple(sorted(figures, key=lambda point: point.year))


def _comparable(before: Point, after: Point, odd: set[int], cuts: list[int]) -> bool:
    between = range(before.year + 1, after.year)
    return odd.issuperset(between) and not any(before.year < cut <= after.year for cut in cuts)


def _split(points: Run, together: Callable[[Point, Point], bool]) -> tuple[Run, ...]:
    if not points:
        return ()
    found = [[points[0]]]
    for before, after in pairwise(points):
        if not together(before, after):
            found.append([])
        found[-1].append(after)
    return tuple(tuple(run) for run in found)
