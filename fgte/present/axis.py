"""Axes that do not exaggerate.

The same wiggle looks dramatic on a short axis and calm on a long one, so the
axis must not be chosen by the wiggle. The rule:

- a window of figures spans at least a fixed distance per unit (40 percentage
  points, 80 merit points, 4 grade points), so that a small movement looks small
  in every chart of that unit;
- it is centred on the figures, their intervals included, and grows only when
  they need more; it never leaves what is possible (0–100 per cent, 0–340 merit
  points, 0–20 grade points);
- counts and ratios start at zero;
- means of answers are drawn on the scale that was answered on, from its lowest step to its highest;
- a window of changes is symmetric around no change and spans at least a fixed
  distance per unit, and at least twice the smallest relevant change each way;
- a window of differences between girls and boys is symmetric around no
  difference and as tall as one of figures, so that one point of the gap is as
  long as one point of the lines it lies between;
- a window of deviations from expected values is symmetric around none and spans
  at least a quarter of the fixed distance each way;
- a window of standard units is symmetric around the country and spans at least
  one unit each way;
- limits and medians are part of what is drawn, and widen the window as figures do;
- small multiples share one window for all in the same unit within a stage, and
  the drawing says so, and where they do not;
- ends and ticks fall on even steps (1, 2 or 5 times a power of ten).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from fgte.model import AnswerSteps, Unit
from fgte.present.chart import (
    CohortChart,
    DeviationsChart,
    Line,
    LineRole,
    MovementsChart,
    Point,
    PointMark,
    SeriesChart,
    SpreadChart,
    StageGroup,
)


@dataclass(frozen=True)
class Window:
    """What an axis shows: from ``low`` to ``high``, with a tick every ``step``."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """The tick positions: every even step inside the window."""
        first = math.ceil(round(self.low / self.step, 9))
        last = math.floor(round(self.high / self.step, 9))
        return tuple(round(i * self.step, 10) for i in range(first, last + 1))

    @property
    def places(self) -> int:
        """The decimals the tick labels need."""
        return max(0, -math.floor(round(math.log10(self.step), 9)))

    def place(self, value: float, start: float, end: float) -> float:
        """Where a value falls on a stretch from ``start`` (low) to ``end`` (high)."""
        return start + (value - self.low) / (self.high - self.low) * (end - start)


@dataclass(frozen=True)
class _Rule:
    span: float
    floor: float
    ceiling: float
    from_zero: bool = False


class _Bounded(Protocol):
    @property
    def value(self) -> float | None: ...
    @property
    def interval(self) -> tuple[float, float] | None: ...


WITH_INTERVAL = frozenset({LineRole.OWN, LineRole.EXPECTED})
"""The lines whose intervals are drawn; the others are context."""

_VALUES: Mapping[Unit, _Rule] = MappingProxyType(
    {
        Unit.PERCENT: _Rule(40, 0, 100),
        Unit.PERCENTAGE_POINTS: _Rule(40, -100, 100),
        Unit.MERIT_POINTS: _Rule(80, 0, 340),
        Unit.GRADE_POINTS: _Rule(4, 0, 20),
        Unit.COUNT: _Rule(10, 0, math.inf, from_zero=True),
        Unit.RATIO: _Rule(1, 0, math.inf, from_zero=True),
    }
)

_CHANGES: Mapping[Unit, float] = MappingProxyType(
    {
        Unit.PERCENT: 2,
        Unit.PERCENTAGE_POINTS: 2,
        Unit.MERIT_POINTS: 4,
        Unit.GRADE_POINTS: 0.2,
        Unit.COUNT: 5,
        Unit.RATIO: 0.5,
    }
)


_STANDARD_UNITS = 1.0
_SHORT_SCALE = 10


def chart_window(chart: SeriesChart | MovementsChart | CohortChart | SpreadChart) -> Window:
    """The window of a chart, from every figure and every interval drawn in it."""
    if isinstance(chart, SeriesChart):
        if chart.steps is not None and not chart.zero:
            return steps_window(chart.steps)
        window = difference_window if chart.zero else value_window
        return window(chart.unit, _drawn_of_series(chart))
    if isinstance(chart, SpreadChart):
        return value_window(chart.unit, _drawn_of_spread(chart))
    if isinstance(chart, CohortChart):
        return _around_zero(_STANDARD_UNITS, _with_bounds(chart.steps))
    return change_window(chart.unit, _with_bounds(chart.movements), chart.smallest_relevant)


def group_windows(group: StageGroup) -> Mapping[Unit, Window]:
    """The window that the small series of a stage share, for each unit among them."""
    return {
        unit: value_window(
            unit,
            [v for chart in group.charts if chart.unit is unit for v in _drawn_of_series(chart)],
        )
        for unit in group.units
    }


def deviation_windows(chart: DeviationsChart) -> Mapping[Unit, Window]:
    """The window of the deviations in each unit."""
    return {
        unit: _around_zero(
            _VALUES[unit].span / 4,
            _with_bounds(each for each in chart.deviations if each.unit is unit),
        )
        for unit in chart.units
    }


def value_window(unit: Unit, values: Collection[float]) -> Window:
    """The window of figures of a unit; the values include the ends of the intervals."""
    rule = _VALUES[unit]
    if not values:
        return _even(rule.floor, min(rule.ceiling, rule.floor + 5 * rule.span), rule)
    low, high = min(values), max(values)
    if rule.from_zero:
        low, high = min(low, 0), max(high, rule.span)
    return _even(*_at_least(low, high, rule), rule)


def steps_window(steps: AnswerSteps) -> Window:
    """The window of means of answers: the whole scale, with a tick at every step of a short one."""
    span = steps.high - steps.low
    return Window(steps.low, steps.high, 1 if span < _SHORT_SCALE else even_step(span))


def change_window(
    unit: Unit, values: Collection[float], smallest_relevant: float | None = None
) -> Window:
    """The window of changes of a unit: as far below no change as above it."""
    return _around_zero(max(_CHANGES[unit], 2 * (smallest_relevant or 0)), values)


def difference_window(unit: Unit, values: Collection[float]) -> Window:
    """The window of differences between figures: as tall as theirs, no difference in the middle."""
    return _around_zero(_VALUES[unit].span / 2, values)


def even_step(span: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that cuts a span in at most five."""
    power = 10.0 ** math.floor(math.log10(span / 5))
    return next(k * power for k in (1, 2, 5, 10) if round(k * power * 5 / span, 9) >= 1)


def labelled_years(years: Sequence[int], step: float, label_width: float) -> tuple[int, ...]:
    """The years that get a label: all, or every second, third … and always the last."""
    every = max(1, math.ceil(round(label_width / step, 9))) if step else 1
    return tuple(reversed(years[::-1][::every]))


def _drawn_of_point(line: Line, point: Point) -> tuple[float, ...]:
    """What is drawn of a point: its value, and its interval when it has one in the picture."""
    if point.mark is PointMark.CENSORED:
        return point.interval or ()
    if point.value is None or point.mark not in (PointMark.FIGURE, PointMark.ODD_YEAR):
        return ()
    bounded = line.role in WITH_INTERVAL and point.mark is PointMark.FIGURE
    return (point.value, *(point.interval or ())) if bounded else (point.value,)


def _drawn_of_series(chart: SeriesChart) -> list[float]:
    points = ((line, point) for line in chart.lines for point in line.points)
    return [
        *(value for pair in points for value in _drawn_of_point(*pair)),
        *(value for each in chart.limits for value in (each.lower, each.upper)),
        *([chart.runs.median] if chart.runs else []),
    ]


def _drawn_of_spread(chart: SpreadChart) -> list[float]:
    return [
        value
        for year in chart.years
        for value in (*year.values, *(year.interval or ()), year.own)
        if value is not None
    ]


def _with_bounds(rows: Iterable[_Bounded]) -> list[float]:
    shown = [(row.value, row.interval or ()) for row in rows if row.value is not None]
    return [number for value, bounds in shown for number in (value, *bounds)]


def _around_zero(least: float, values: Collection[float]) -> Window:
    reach = max([least, *(abs(value) for value in values)])
    step = even_step(2 * reach)
    end = math.ceil(round(reach / step, 9)) * step
    return Window(-end, end, step)


def _at_least(low: float, high: float, rule: _Rule) -> tuple[float, float]:
    span = max(rule.span, high - low)
    middle = (low + high) / 2
    start = min(max(middle - span / 2, rule.floor), max(rule.ceiling - span, rule.floor))
    return (low, high) if rule.from_zero else (start, min(start + span, rule.ceiling))


def _even(low: float, high: float, rule: _Rule) -> Window:
    step = even_step(high - low)
    start = math.floor(round(low / step, 9)) * step
    end = math.ceil(round(high / step, 9)) * step
    return Window(max(start, rule.floor), min(end, rule.ceiling), step)
