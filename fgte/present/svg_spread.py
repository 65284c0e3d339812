"""The schools of each year as heaps of dots around the municipality's figure, without names."""

from __future__ import annotations

from fgte.present.axis import chart_window
from fgte.present.chart import Point, PointMark, SpreadChart, SpreadYear
from fgte.present.chart_bins import bins
from fgte.present.labels import sentence_case
from fgte.present.numbers import with_unit
from fgte.present.svg_frame import PLOT_HEIGHT, Plot, value_axis, year_axis
from fgte.present.svg_marks import (
    KeyEntry,
    Look,
    box,
    document,
    element,
    escape,
    key,
    label,
    line,
    number,
)
from fgte.present.theme import BAND_OPACITY, BLUE, GREY, WIDTH
from fgte.present.wording import absences, hidden_words, schools_words
from fgte.texts import text

_LEFT = 40
_TOP = 28
_RADIUS = 3
_DOTS: Look = {"stroke": GREY, "stroke_width": 2 * _RADIUS, "stroke_linecap": "round"}
_OWN: Look = {"stroke": BLUE, "stroke_width": 3}


def render_spread(chart: SpreadChart) -> str:
    """The spread as one ``<svg>`` element; all dots are alike."""
    if not chart.years:
        return document(chart, 30, label(text("charts.status.missing", chart.lang), 0, 20))
    shown = [each.year for each in chart.years]
    years = tuple(range(min(shown), max(shown) + 1))
    inset = (WIDTH - 4 - _LEFT) / len(years) / 2
    window = chart_window(chart)
    plot = Plot(_LEFT, WIDTH - 4, _TOP, _TOP + PLOT_HEIGHT, window, years, inset)
    signs, bottom = key(_entries(chart), plot.bottom + 30)
    columns = "".join(_column(each, chart, plot) for each in chart.years)
    caption = label(text(f"charts.axis.{chart.unit}", chart.lang), 0, 13)
    axes = value_axis(plot, chart.lang) + year_axis(plot)
    return document(chart, bottom, caption + axes + columns + signs)


def _column(year: SpreadYear, chart: SpreadChart, plot: Plot) -> str:
    half = _half_width(plot)
    return _room(year, plot, half) + _schools(year, chart, plot, half) + _own(year, chart, plot)


def _half_width(plot: Plot) -> float:
    return min(plot.year_step if len(plot.years) > 1 else 120, 120) / 2 - 4


def _room(year: SpreadYear, plot: Plot, half: float) -> str:
    """How far schools of this size lie from the municipality by chance."""
    if not year.interval:
        return ""
    low, high = (plot.y(bound) for bound in year.interval)
    return box(plot.x(year.year) - half, high, 2 * half, low - high, BLUE, BAND_OPACITY)


def _schools(year: SpreadYear, chart: SpreadChart, plot: Plot, half: float) -> str:
    """A row of dots for each step of the scale; where there are many they stand closer."""
    dots = []
    for low, high, n in bins(year.values, plot.window):
        step = min(2 * _RADIUS + 1, (2 * half - 2 * _RADIUS) / max(n - 1, 1))
        first, y = plot.x(year.year) - step * (n - 1) / 2, plot.y((low + high) / 2)
        dots += [f"M{number(first + i * step)} {number(y)}h0" for i in range(n)]
    if not dots:
        return ""
    hover = element("title", escape(schools_words(year, chart, plot.window)))
    return element("path", hover, d="".join(dots), **_DOTS)


def _own(year: SpreadYear, chart: SpreadChart, plot: Plot) -> str:
    if year.own is None:
        return ""
    half, y = _half_width(plot), plot.y(year.own)
    x = plot.x(year.year)
    hover = escape(f"{chart.label} {year.year}: {with_unit(year.own, chart.unit, chart.lang)}")
    return element("g", element("title", hover) + line(x - half, y, x + half, y), **_OWN)


def _entries(chart: SpreadChart) -> list[KeyEntry]:
    dot = element("path", d="M0 0h0", **_DOTS)
    entries = [KeyEntry(dot, text("charts.spread.dot", chart.lang))]
    if any(year.own is not None for year in chart.years):
        own = element("g", line(-11, 0, 11, 0), **_OWN)
        entries.append(KeyEntry(own, text("charts.spread.own", chart.lang, label=chart.label)))
    if any(year.interval for year in chart.years):
        room = box(-11, -6, 22, 12, BLUE, BAND_OPACITY)
        entries.append(KeyEntry(room, text("charts.spread.room", chart.lang)))
    hidden = hidden_words(chart.years, chart.lang)
    if hidden:
        entries.append(KeyEntry("", text("charts.spread.hidden", chart.lang, years=hidden)))
    entries += [KeyEntry("", words) for words in _without_schools(chart)]
    entries.append(KeyEntry("", text("charts.spread.no_names", chart.lang)))
    return entries


def _without_schools(chart: SpreadChart) -> list[str]:
    empty = [
        Point(each.year, None, None, None, PointMark.MISSING, each.note)
        for each in chart.years
        if not each.values and each.note
    ]
    return [sentence_case(f"{words}.") for _, words in absences(empty, chart.lang)]
