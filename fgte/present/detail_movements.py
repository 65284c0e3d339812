"""The detail view of changes and deviations: dots with intervals, in the order given."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.present.axis import Window, chart_window, deviation_windows
from fgte.present.chart import Deviation, DeviationsChart, Movement, MovementsChart
from fgte.present.detail_parts import Trace, above, axis, layout, quiet, rule, safe
from fgte.present.numbers import signed
from fgte.present.theme import BLUE, GREY, RULE, SHADE_OPACITY
from fgte.present.wording import change_words, deviation_words, movement_words
from fgte.texts import text

_ROW, _BETWEEN, _AROUND = 46, 104, 130
"""Pixels of a row, between two panels and around them all."""


def movements_figure(chart: MovementsChart) -> Trace:
    """The changes as dots with intervals, in the order given, for plotly."""
    window, rows = chart_window(chart), range(len(chart.movements))
    ticks = [signed(tick, window.places, chart.lang) for tick in window.ticks]
    names = [safe(movement.label) for movement in chart.movements]
    unit = text(f"charts.change_axis.{chart.unit}", chart.lang)
    surroundings = {
        "xaxis": axis(window.ticks, ticks, (window.low, window.high)) | {"title": {"text": unit}},
        "yaxis": axis(rows, names, (len(rows) - 0.5, -0.5)) | {"showgrid": False},
        "shapes": [_shade(chart.smallest_relevant or 0), rule(0, "solid")],
        "annotations": [
            *_sides("movements", "", chart.lang),
            *(_unsaid(row, chart) for row in rows if chart.movements[row].value is None),
        ],
    }
    words = [safe(movement_words(row, chart.unit, chart.lang)) for row in chart.movements]
    return {"data": [_dots(chart.movements, words)], "layout": layout(chart) | surroundings}


def deviations_figure(chart: DeviationsChart) -> Trace:
    """The deviations as dots with intervals, a panel with its own scale for each unit."""
    windows, panels, notes = deviation_windows(chart), [], []
    groups = [[each for each in chart.deviations if each.unit is unit] for unit in chart.units]
    height = sum(len(rows) * _ROW + _BETWEEN for rows in groups) or _ROW
    axes, top = Trace(height=height + _AROUND), 1.0
    for i, rows in enumerate(groups):
        suffix, bottom = str(i + 1) if i else "", top - len(rows) * _ROW / height
        axes |= _panel(rows, windows[rows[0].unit], (max(bottom, 0), top), suffix, chart)
        words = [safe(deviation_words(row, chart.lang)) for row in rows]
        panels.append(_dots(rows, words) | {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"})
        notes += _sides("deviations", suffix, chart.lang)
        notes += _unsaid_deviations(rows, suffix, chart.lang)
        top = bottom - _BETWEEN / height
    return {"data": panels, "layout": layout(chart) | axes | {"annotations": notes}}


def _unsaid_deviations(rows: Sequence[Deviation], suffix: str, lang: str) -> list[Trace]:
    missing = text("charts.status.missing", lang)
    return [
        _unsaid_words(safe(row.note or missing), i) | {"yref": f"y{suffix}"}
        for i, row in enumerate(rows)
        if row.value is None
    ]


def _panel(
    rows: Sequence[Deviation],
    window: Window,
    domain: tuple[float, float],
    suffix: str,
    chart: DeviationsChart,
) -> Trace:
    ticks = [signed(tick, window.places, chart.lang) for tick in window.ticks]
    unit = text(f"charts.difference_axis.{rows[0].unit}", chart.lang)
    names = [safe(row.label) for row in rows]
    look = {
        "title": {"text": unit, "standoff": 6},
        "anchor": f"y{suffix}",
        "zeroline": True,
        "zerolinecolor": RULE,
    }
    across = axis(window.ticks, ticks, (window.low, window.high)) | look
    down = axis(range(len(rows)), names, (len(rows) - 0.5, -0.5))
    place = {"domain": list(domain), "anchor": f"x{suffix}", "showgrid": False}
    return {f"xaxis{suffix}": across, f"yaxis{suffix}": down | place}


def _sides(section: str, suffix: str, lang: str) -> list[Trace]:
    """Over the rows: what zero is called, and which side is which."""
    places = {"decrease": (0, "left"), "zero": (0.5, "center"), "increase": (1, "right")}
    return [
        above(x, text(f"charts.{section}.{side}", lang))
        | {"xref": f"x{suffix} domain", "yref": f"y{suffix} domain", "xanchor": anchor}
        for side, (x, anchor) in places.items()
    ]


def _dots(rows: Sequence[Movement | Deviation], words: Sequence[str]) -> Trace:
    shown = [(i, row, row.value) for i, row in enumerate(rows) if row.value is not None]
    bounds = [(value, *(row.interval or (value, value))) for _, row, value in shown]
    reach = {
        "type": "data",
        "symmetric": False,
        "array": [high - value for value, _, high in bounds],
        "arrayminus": [value - low for value, low, _ in bounds],
    }
    return quiet(
        mode="markers",
        x=[value for _, _, value in shown],
        y=[i for i, _, _ in shown],
        hovertext=[words[i] for i, _, _ in shown],
        error_x=reach | {"color": BLUE, "thickness": 2.4, "width": 0},
        marker={"color": BLUE, "size": 11},
    )


def _shade(reach: float) -> Trace:
    """The changes that are too small to matter."""
    place = {"x0": -reach, "x1": reach, "y0": 0, "y1": 1, "yref": "paper"}
    look = {"fillcolor": GREY, "opacity": float(SHADE_OPACITY), "line": {"width": 0}}
    return {"type": "rect", "layer": "below", **place, **look}


def _unsaid(row: int, chart: MovementsChart) -> Trace:
    """Why there is no change to show, where it would have been."""
    return _unsaid_words(safe(change_words(chart.movements[row], chart.unit, chart.lang)), row)


def _unsaid_words(words: str, row: int) -> Trace:
    place = {"x": 0.01, "xref": "paper", "xanchor": "left", "y": row}
    return {"text": words, "showarrow": False, "bgcolor": "#FFFFFF", **place}
