"""The detail view of small series by stage, and of one year group's way through them."""

from __future__ import annotations

from fgte.present.axis import chart_window, group_windows
from fgte.present.chart import (
    CohortChart,
    CohortStep,
    SeriesChart,
    SmallMultiples,
    StageGroup,
    YearMark,
    all_years,
)
from fgte.present.detail_parts import Trace, axis, broken, layout, level, quiet, rule, safe
from fgte.present.detail_series import line_traces, value_axis
from fgte.present.numbers import signed
from fgte.present.theme import BLUE, RULE
from fgte.present.wording import scale_note, step_place, step_words
from fgte.texts import text

_COLUMNS = 2
_ROW = 210


def multiples_figure(chart: SmallMultiples) -> Trace:
    """Every small series in a grid, with the scales of the drawing."""
    placed = [(group, each) for group in chart.groups for each in group.charts]
    rows = -(-len(placed) // _COLUMNS) or 1
    traces: list[Trace] = []
    axes: Trace = {}
    names, cuts = [], []
    for i, (group, each) in enumerate(placed):
        suffix = str(i + 1) if i else ""
        window = group_windows(group)[each.unit]
        across, down = _domains(i, rows)
        axes |= _axes(chart, value_axis(each, window), across, down, suffix)
        names.append(_heading(_name(group, each), across[0], down[1]))
        cuts += [_cut(mark, suffix) for mark in each.breaks]
        traces += [_in(trace, suffix) for trace in line_traces(each, window)]
    look: Trace = {"height": rows * _ROW + 160, "showlegend": False}
    look |= {"margin": {"l": 40, "r": 20, "t": 80, "b": 100}}
    look |= {"annotations": [*names, *_scales(chart)]}
    look |= {"shapes": cuts}
    return {"data": traces, "layout": layout(chart) | axes | look}


def cohort_figure(chart: CohortChart) -> Trace:
    """The path stage by stage; a link that is not known is not drawn."""
    window, places = chart_window(chart), range(len(chart.steps))
    country = text("charts.cohort.country", chart.lang)
    ticks = [signed(tick, window.places, chart.lang) if tick else country for tick in window.ticks]
    names = [
        "<br>".join(safe(words) for words in (step_place(step), step.measure) if words)
        for step in chart.steps
    ]
    unit = text("charts.axis.standard", chart.lang)
    surroundings = {
        "xaxis": axis(places, names, (-0.5, len(places) - 0.5)) | {"showgrid": False},
        "yaxis": axis(window.ticks, ticks, (window.low, window.high)) | {"title": {"text": unit}},
        "shapes": [level(0, (0, 1), RULE, "solid")],
        "annotations": [
            _unsaid(i, step, chart) for i, step in enumerate(chart.steps) if step.value is None
        ],
    }
    return {"data": [_path(chart)], "layout": layout(chart) | surroundings}


def _name(group: StageGroup, each: SeriesChart) -> str:
    """The stage and the series, and where nothing is drawn, that figures are missing."""
    name = f"{group.heading}: {each.title}"
    if all_years(each):
        return name
    return f"{name} ({text('charts.status.missing', each.lang)})"


def _scales(chart: SmallMultiples) -> list[Trace]:
    """Under the grid: which small series share a scale."""
    notes = [(group.heading, scale_note(group, chart.lang)) for group in chart.groups]
    words = "<br>".join(broken(f"{name}: {note}", 80) for name, note in notes if note)
    place = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left"}
    look = {"showarrow": False, "align": "left", "yanchor": "top", "yshift": -10}
    return [{"text": words, **place, **look}] if words else []


def _domains(i: int, rows: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """The part of the width and of the height that a small series has."""
    column, row = i % _COLUMNS, i // _COLUMNS
    left, top = column / _COLUMNS, 1 - row / rows
    return (left + 0.04, left + 1 / _COLUMNS - 0.03), (top - 0.75 / rows, top - 0.15 / rows)


def _axes(
    chart: SmallMultiples,
    values: Trace,
    across: tuple[float, float],
    down: tuple[float, float],
    suffix: str,
) -> Trace:
    years = chart.years
    ends = (years[0], years[-1]) if years else (0, 1)
    labels = axis(ends, [str(year) for year in ends], (ends[0] - 0.5, ends[1] + 0.5))
    wide = {"domain": list(across), "anchor": f"y{suffix}", "showgrid": False}
    high = {"domain": list(down), "anchor": f"x{suffix}"}
    return {f"xaxis{suffix}": labels | wide, f"yaxis{suffix}": values | high}


def _heading(words: str, x: float, y: float) -> Trace:
    place = {"x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left"}
    lines = broken(words, 32)
    return {"text": lines, "align": "left", "showarrow": False, "yanchor": "bottom", **place}


def _cut(mark: YearMark, suffix: str) -> Trace:
    """A break in a small series."""
    return rule(mark.year - 0.5, "dot") | {"xref": f"x{suffix}", "yref": f"y{suffix} domain"}


def _in(trace: Trace, suffix: str) -> Trace:
    return trace | {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}


def _path(chart: CohortChart) -> Trace:
    steps = chart.steps
    bounds = [step.interval or (step.value, step.value) for step in steps]
    reach = {
        "type": "data",
        "symmetric": False,
        "array": [_apart(high, step) for (_, high), step in zip(bounds, steps, strict=True)],
        "arrayminus": [-_apart(low, step) for (low, _), step in zip(bounds, steps, strict=True)],
    }
    words = [f"{step_place(step)}: {step_words(step, chart.lang)}" for step in steps]
    return quiet(
        mode="lines+markers",
        x=list(range(len(steps))),
        y=[step.value for step in steps],
        hovertext=[safe(said) for said in words],
        error_y=reach | {"color": BLUE, "thickness": 1.4, "width": 4},
        line={"color": BLUE, "width": 3},
        marker={"color": BLUE, "size": 10},
    )


def _apart(bound: float | None, step: CohortStep) -> float:
    return 0 if bound is None or step.value is None else bound - step.value


def _unsaid(i: int, step: CohortStep, chart: CohortChart) -> Trace:
    """Why a stage is not known, by the foot of the plot."""
    place = {"x": i, "y": 0, "yref": "paper", "yanchor": "bottom"}
    return {"text": safe(step_words(step, chart.lang)), "showarrow": False, **place}
