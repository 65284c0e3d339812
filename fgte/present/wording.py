"""What is said of a point or a movement, in a hover text as in a table."""

from __future__ import annotations

from fgte.model import Unit
from fgte.present.chart import Movement, Point, PointMark, YearMark
from fgte.present.numbers import (
    change_interval,
    change_with_unit,
    interval,
    range_with_unit,
    with_unit,
)
from fgte.texts import text

_SHORT = 26


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
