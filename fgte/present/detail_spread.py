"""The detail view of the spread between schools: heaps of like dots, without names."""

from __future__ import annotations

from collections.abc import Iterator

from fgte.present.axis import Window, chart_window
from fgte.present.chart import SpreadChart
from fgte.present.chart_bins import bins
from fgte.present.detail_parts import Trace, axis, layout, quiet, safe
from fgte.present.numbers import decimal, with_unit
from fgte.present.theme import BAND, BLUE, GREY
from fgte.present.wording import bin_words
from fgte.texts import text

_HALF = 0.42
_DOT = 0.09
"""How far apart the dots of a heap stand, in years."""


def spread_figure(chart: SpreadChart) -> Trace:
    """The schools of each year as heaps, for plotly."""
    window, years = chart_window(chart), [each.year for each in chart.years]
    ends = (min(years) - 0.5, max(years) + 0.5) if years else (0, 1)
    ticks = [decimal(tick, window.places, chart.lang) for tick in window.ticks]
    unit = text(f"charts.axis.{chart.unit}", chart.lang)
    values = axis(window.ticks, ticks, (window.low, window.high))
    surroundings = {
        "xaxis": axis(years, [str(year) for year in years], ends) | {"showgrid": False},
        "yaxis": values | {"title": {"text": unit}},
        "shapes": list(_rooms(chart)),
    }
    return {"data": [_dots(chart, window), _own(chart)], "layout": layout(chart) | surroundings}


def _dots(chart: SpreadChart, window: Window) -> Trace:
    placed = list(_placed(chart, window))
    return quiet(
        mode="markers",
        x=[x for x, _, _ in placed],
        y=[y for _, y, _ in placed],
        hovertext=[words for _, _, words in placed],
        name=text("charts.spread.dot", chart.lang),
        showlegend=True,
        marker={"color": GREY, "size": 7},
    )


def _placed(chart: SpreadChart, window: Window) -> Iterator[tuple[float, float, str]]:
    for year in chart.years:
        for low, high, n in bins(year.values, window):
            words = safe(f"{year.year}: {bin_words([(low, high, n)], chart.unit, chart.lang)}")
            step = min(_DOT, 2 * _HALF / max(n - 1, 1))
            for i in range(n):
                yield year.year + step * (i - (n - 1) / 2), (low + high) / 2, words


def _own(chart: SpreadChart) -> Trace:
    """The municipality's figure, as a stroke over each year."""
    known = [(each.year, each.own) for each in chart.years if each.own is not None]
    said = [f"{chart.label} {year}: {with_unit(v, chart.unit, chart.lang)}" for year, v in known]
    return quiet(
        mode="lines",
        x=[x for year, _ in known for x in (year - _HALF, year + _HALF, None)],
        y=[y for _, value in known for y in (value, value, None)],
        hovertext=[words for each in said for words in (safe(each), safe(each), "")],
        name=safe(chart.label),
        showlegend=True,
        line={"color": BLUE, "width": 3},
    )


def _rooms(chart: SpreadChart) -> Iterator[Trace]:
    for year in chart.years:
        if year.interval:
            across = {"x0": year.year - _HALF, "x1": year.year + _HALF}
            low, high = year.interval
            look = {"fillcolor": BAND, "line": {"width": 0}, "layer": "below"}
            yield {"type": "rect", **across, "y0": low, "y1": high, **look}
