"""Lines over years."""

from __future__ import annotations

from dataclasses import dataclass

from fgte.model import AnswerSteps, Unit
from fgte.present.chart.parts import Limits, Line, Runs, WorkMark, YearMark, ZeroLine


@dataclass(frozen=True)
class SeriesChart:
    """Lines over years. ``description`` is what someone who cannot see the chart is told first.

    With ``limits`` the usual variation is drawn, with ``runs`` the median of a
    run chart, with ``zero`` the lines are differences read against none. ``steps`` are those a
    survey's question was answered with: the axis is then theirs.
    """

    id: str
    title: str
    description: str
    unit: Unit
    lines: tuple[Line, ...]
    breaks: tuple[YearMark, ...] = ()
    lang: str = "sv"
    limits: tuple[Limits, ...] = ()
    work: tuple[WorkMark, ...] = ()
    runs: Runs | None = None
    zero: ZeroLine | None = None
    steps: AnswerSteps | None = None


def all_years(chart: SeriesChart) -> tuple[int, ...]:
    """Every year from the first to the last that any line has a point for."""
    years = [point.year for line in chart.lines for point in line.points]
    return tuple(range(min(years), max(years) + 1)) if years else ()


def axis_years(chart: SeriesChart) -> tuple[int, ...]:
    """Every year on the axis: those of the figures, and those where change work is placed."""
    years = all_years(chart)
    if not years:
        return ()
    placed = [year for mark in chart.work for year in (mark.start.year, *(mark.window or ()))]
    shown = (*years, *placed)
    return tuple(range(min(shown), max(shown) + 1))
