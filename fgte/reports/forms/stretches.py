"""A line in the pieces that may be joined, as in the report: cut at breaks and missing years.

An odd year stands by itself and the line goes past it.

Programs differ in whether they can leave out one piece of a drawn line; all of
them leave out what is another series.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgte.present.chart import Line, LineRole, Point, PointMark, SeriesChart
from fgte.present.numbers import years
from fgte.present.runs import runs
from fgte.texts import text


@dataclass(frozen=True)
class Stretch:
    """Years of a line that are joined, or its odd years, which are not.

    ``named`` says whether the legend has it; the rest of a line looks the same.
    """

    label: str
    role: LineRole
    points: Mapping[int, Point]
    odd: bool = False
    named: bool = True

    def values(self, span: Sequence[int]) -> list[float | None]:
        """The figure of each year; None where this stretch has none."""
        return [self.points[year].value if year in self.points else None for year in span]


def stretches(chart: SeriesChart) -> list[Stretch]:
    """Every line of a chart in its stretches, lines in the order of the chart.

    Parameters
    ----------
    chart
        Lines over years, with its breaks.
    """
    return [each for line in chart.lines for each in _of(line, chart)]


def _of(line: Line, chart: SeriesChart) -> list[Stretch]:
    """The stretches of one line in order of years; the longest carries its name."""
    odd = {p.year: p for p in line.points if p.mark is PointMark.ODD_YEAR}
    pieces = [{point.year: point for point in run} for run in runs(line, chart.breaks)]
    longest = max(pieces, key=len, default={})
    made = [_stretch(line, each, named=each is longest) for each in pieces]
    if odd:
        label = text("slides.odd", chart.lang, label=line.label)
        made.append(Stretch(label, line.role, odd, odd=True, named=line.role is LineRole.OWN))
    return made


def _stretch(line: Line, points: Mapping[int, Point], *, named: bool) -> Stretch:
    label = line.label if named else f"{line.label} {years(min(points), max(points))}"
    return Stretch(label, line.role, points, named=named)
