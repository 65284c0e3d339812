"""The detail view of changes: dots with intervals, in the order given and all alike."""

from __future__ import annotations

from fgte.present.axis import chart_window
from fgte.present.chart import MovementsChart
from fgte.present.detail_parts import Trace, above, axis, layout, quiet, rule, safe
from fgte.present.numbers import signed
from fgte.present.theme import BLUE, GREY, SHADE_OPACITY
from fgte.present.wording import change_words, movement_words
from fgte.texts import text


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
            above(0, text("charts.movements.zero", chart.lang)),
            *(_unsaid(row, chart) for row in rows if chart.movements[row].value is None),
        ],
    }
    return {"data": [_dots(chart)], "layout": layout(chart) | surroundings}


def _dots(chart: MovementsChart) -> Trace:
    shown = [(i, row, row.value) for i, row in enumerate(chart.movements) if row.value is not None]
    bounds = [(value, *(row.interval or (value, value))) for _, row, value in shown]
    reach = {
        "type": "data",
        "symmetric": False,
        "array": [high - value for value, _, high in bounds],
        "arrayminus": [value - low for value, low, _ in bounds],
    }
    words = [safe(movement_words(row, chart.unit, chart.lang)) for _, row, _ in shown]
    return quiet(
        mode="markers",
        x=[value for _, _, value in shown],
        y=[i for i, _, _ in shown],
        hovertext=words,
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
    words = safe(change_words(chart.movements[row], chart.unit, chart.lang))
    place = {"x": 0.01, "xref": "paper", "xanchor": "left", "y": row}
    return {"text": words, "showarrow": False, "bgcolor": "#FFFFFF", **place}
