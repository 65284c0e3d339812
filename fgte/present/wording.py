"""What is said of a point or a movement, in a hover text as in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from fgte.model import Unit
from fgte.present.axis import Window
from fgte.present.chart import (
    CohortStep,
    Deviation,
    Limits,
    Movement,
    Point,
    PointMark,
    Runs,
    SeriesChart,
    SpreadChart,
    SpreadYear,
    StageGroup,
    WorkMark,
    YearMark,
    ZeroLine,
)
from fgte.present.chart_bins import bins
from fgte.present.labels import listed, mid_sentence
from fgte.present.numbers import (
    change_interval,
    change_with_unit,
    interval,
    range_with_unit,
    signed,
    with_unit,
    years,
)
from fgte.texts import text

_SHORT = 26
_AXIS_ROOM = 62
"""How many signs fit over a chart of the width of a phone."""


def figure_words(point: Point, unit: Unit, lang: str = "sv") -> str:
    """The figure in its unit, or the words for why there is none."""
    if point.mark is PointMark.CENSORED and point.interval:
        known = range_with_unit(*point.interval, unit, lang)
        return text("charts.point.censored", lang, range=known)
    if point.mark is PointMark.ODD_YEAR and point.value is not None:
        figure = with_unit(point.value, unit, lang)
        return text("charts.point.odd_year", lang, figure=figure)
    if point.mark is PointMark.FIGURE and point.value is not None:
        return with_unit(point.value, unit, lang)
    return text(f"charts.status.{point.mark}", lang)


def interval_words(point: Point, unit: Unit, lang: str = "sv") -> str:
    """The uncertainty interval of a figure in its unit, or nothing."""
    if point.mark is not PointMark.FIGURE or not point.interval:
        return ""
    return range_with_unit(*point.interval, unit, lang)


def point_words(label: str, point: Point, unit: Unit, lang: str = "sv") -> str:
    """All there is to say of a point: ``Halmstad 2019: 84,5 % (82,1–86,9)``."""
    figure = figure_words(point, unit, lang)
    if point.mark is PointMark.FIGURE and point.interval:
        bounds = interval(*point.interval, unit, lang)
        figure = text("charts.point.with_interval", lang, figure=figure, interval=bounds)
    if point.note:
        figure = text("charts.point.with_note", lang, figure=figure, note=point.note)
    return text("charts.point.hover", lang, label=label, year=point.year, figure=figure)


def break_words(mark: YearMark, lang: str = "sv") -> str:
    """What stands over a break: its label when that is short, else only that it is a break."""
    return mark.label if is_short(mark) else text("charts.status.break", lang)


def is_short(mark: YearMark) -> bool:
    """Whether the label of a break can stand over the chart instead of under it."""
    return len(mark.label) <= _SHORT


def movement_words(movement: Movement, unit: Unit, lang: str = "sv") -> str:
    """All there is to say of a movement: ``Hylte: +1,1 procentenheter (−0,4 till +2,6)``."""
    change = change_words(movement, unit, lang)
    if movement.value is not None:
        change = text("charts.movements.a_year", lang, change=change)
    if movement.interval:
        bounds = change_interval(*movement.interval, unit, lang)
        change = text("charts.point.with_interval", lang, figure=change, interval=bounds)
    if movement.note and movement.value is not None:
        change = text("charts.point.with_note", lang, figure=change, note=movement.note)
    return text("charts.movements.hover", lang, label=movement.label, change=change)


def change_words(movement: Movement, unit: Unit, lang: str = "sv") -> str:
    """The change in its unit, or the words for why there is none."""
    if movement.value is None:
        return movement.note or text("charts.status.missing", lang)
    return change_with_unit(movement.value, unit, lang)


def absences(points: Iterable[Point], lang: str = "sv") -> Iterator[tuple[PointMark, str]]:
    """Each sort of absence with its reason, and the years it concerns where a reason is given."""
    found: dict[tuple[PointMark, str], list[int]] = {}
    for point in points:
        found.setdefault((point.mark, point.note), []).append(point.year)
    for (mark, note), when in found.items():
        status = text(f"charts.status.{mark}", lang)
        if note:
            said = year_list(when, lang)
            status = text("charts.key.absent", lang, status=status, years=said, note=note)
        yield mark, status


def year_list(when: Iterable[int], lang: str = "sv") -> str:
    """Years as they are said: ``2015–2017 och 2020``."""
    stretches = groupby(enumerate(sorted(set(when))), key=lambda pair: pair[1] - pair[0])
    ends = ([year for _, year in stretch] for _, stretch in stretches)
    return listed((years(stretch[0], stretch[-1]) for stretch in ends), lang)


def limits_words(limits: Limits, chart: SeriesChart) -> str:
    """What limits of usual variation say, and that they are provisional where they are."""
    reach = range_with_unit(limits.lower, limits.upper, chart.unit, chart.lang)
    when = years(limits.first_year, limits.last_year)
    said = text("charts.limits.usual", chart.lang, years=when, range=reach)
    if limits.provisional:
        said = text("charts.limits.provisional", chart.lang, limits=said, n=limits.points)
    if limits.reason:
        said = text("charts.limits.anew", chart.lang, limits=said, reason=limits.reason)
    return said


def runs_words(runs: Runs, chart: SeriesChart) -> tuple[str, ...]:
    """The median of a run chart, its longest run and its crossings, each as a sentence."""
    lang = chart.lang
    median = text("charts.runs.median", lang, value=with_unit(runs.median, chart.unit, lang))
    run = text("charts.runs.longest", lang, n=runs.longest_run)
    crossings = "crossings_one" if runs.crossings == 1 else "crossings"
    crossed = text(f"charts.runs.{crossings}", lang, n=runs.crossings)
    if runs.longest_run_limit is None or runs.crossings_limit is None:
        return (median, f"{run}. {crossed}.", text("charts.runs.too_few", lang, n=runs.useful))
    return (
        median,
        text("charts.runs.longest_limit", lang, run=run, limit=runs.longest_run_limit),
        text("charts.runs.crossings_limit", lang, crossed=crossed, limit=runs.crossings_limit),
    )


def zero_words(zero: ZeroLine, lang: str = "sv") -> str:
    """What a line of no difference is called, and what lies over and under it."""
    named = {"label": zero.label, "above": zero.above, "below": zero.below}
    return text("charts.key.zero", lang, **named)


def work_words(mark: WorkMark, lang: str = "sv") -> str:
    """What a piece of change work says of itself: its start, what is expected."""
    month = text("charts.work.months", lang).split()[mark.start.month - 1]
    said = text("charts.work.start", lang, label=mark.label, month=month, year=mark.start.year)
    if mark.window and mark.open_ended:
        return text("charts.work.window_open", lang, start=said, year=mark.window[0])
    if mark.window:
        said = text("charts.work.window", lang, start=said, years=years(*mark.window))
    return said


def deviation_words(each: Deviation, lang: str = "sv") -> str:
    """All there is to say of a deviation, with the two figures it lies between."""
    if each.value is None:
        said = each.note or text("charts.status.missing", lang)
        return text("charts.movements.hover", lang, label=each.label, change=said)
    said = change_with_unit(each.value, each.unit, lang)
    if each.interval:
        bounds = change_interval(*each.interval, each.unit, lang)
        said = text("charts.point.with_interval", lang, figure=said, interval=bounds)
    if each.actual is not None and each.expected is not None:
        actual, expected = (with_unit(v, each.unit, lang) for v in (each.actual, each.expected))
        both = text("charts.deviations.both", lang, actual=actual, expected=expected)
        said = text("charts.point.with_note", lang, figure=said, note=both)
    return text("charts.movements.hover", lang, label=each.label, change=said)


def step_words(step: CohortStep, lang: str = "sv") -> str:
    """Where a year group stood at a stage, or the words for why it is not known."""
    if step.value is None:
        mark = PointMark.MISSING if step.mark is PointMark.FIGURE else step.mark
        status = text(f"charts.status.{mark}", lang)
        said = text("charts.point.with_note", lang, figure=status, note=step.note)
        return said if step.note else status
    said = text("charts.cohort.units", lang, value=signed(step.value, 2, lang))
    if step.interval:
        bounds = standard_interval(step.interval, lang)
        said = text("charts.point.with_interval", lang, figure=said, interval=bounds)
    return said


def standard_interval(bounds: tuple[float, float], lang: str = "sv") -> str:
    """The bounds of a position in standard units."""
    low, high = (signed(bound, 2, lang) for bound in bounds)
    return text("charts.interval.signed", lang, low=low, high=high)


def step_place(step: CohortStep) -> str:
    """The stage with its year, where that is known."""
    return step.stage if step.year is None else f"{step.stage} {step.year}"


def bin_words(bins: Iterable[tuple[float, float, int]], unit: Unit, lang: str = "sv") -> str:
    """How many schools lie where: ``2 skolor 78,0–80,0 %``."""
    said = (
        text(f"charts.spread.{'school' if n == 1 else 'schools'}", lang, n=n, range=reach)
        for n, reach in ((n, range_with_unit(low, high, unit, lang)) for low, high, n in bins)
    )
    return "; ".join(said)


def schools_words(year: SpreadYear, chart: SpreadChart, window: Window) -> str:
    """How many schools there are in a year, between which figures, and the municipality's own."""
    heaps, lang = bins(year.values, window), chart.lang
    if not heaps:
        return text("charts.spread.none", lang, year=year.year)
    reach = range_with_unit(heaps[0][0], heaps[-1][1], chart.unit, lang)
    n = len(year.values)
    key = "in_year_one" if n == 1 else "in_year"
    said = text(f"charts.spread.{key}", lang, n=n, year=year.year, range=reach)
    if year.own is None:
        return said
    own = with_unit(year.own, chart.unit, lang)
    return text("charts.spread.with_own", lang, schools=said, label=chart.label, own=own)


def hidden_words(hidden: Iterable[SpreadYear], lang: str = "sv") -> str:
    """The years with schools that are not shown, and how many."""
    return listed((f"{each.year}: {each.hidden}" for each in hidden if each.hidden), lang)


def axis_words(chart: SeriesChart) -> str:
    """What stands at the axis of figures: the unit, or the scale that answers were given on.

    The words of the lowest and the highest step stand there where there is room for them.
    """
    steps = chart.steps
    if steps is None:
        return text(f"charts.axis.{chart.unit}", chart.lang)
    ends = {"low": steps.low, "high": steps.high}
    if steps.words is not None:
        low, high = (mid_sentence(each[chart.lang]) for each in steps.words)
        said = text("charts.axis.steps_worded", chart.lang, **ends, lowest=low, highest=high)
        if len(said) <= _AXIS_ROOM:
            return said
    return text("charts.axis.steps", chart.lang, **ends)


def scale_note(group: StageGroup, lang: str) -> str:
    """Whether the small series of a stage share a scale; nothing where there is only one."""
    if len(group.charts) < 2:
        return ""
    if len(group.units) == 1:
        return text("charts.multiples.shared", lang)
    names = [mid_sentence(text(f"charts.axis.{unit}", lang)) for unit in group.units]
    return text("charts.multiples.apart", lang, units=listed(names, lang))
