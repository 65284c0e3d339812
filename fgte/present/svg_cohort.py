"""One year group's way through the stages beside the country, as a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fgte.present.axis import Window, chart_window
from fgte.present.chart import CohortChart, CohortStep, LineRole, PointMark
from fgte.present.numbers import signed
from fgte.present.svg_frame import PLOT_HEIGHT
from fgte.present.svg_marks import (
    HALO,
    KeyEntry,
    Look,
    cross,
    document,
    element,
    key,
    label,
    label_lines,
    line,
    mark,
    path,
    text_width,
    whisker,
    wrap,
)
from fgte.present.theme import (
    BLUE,
    GREY,
    GRID,
    LINE_HEIGHT,
    LINE_STYLES,
    RULE,
    STRONG_TEXT,
    WIDTH,
)
from fgte.present.wording import step_place, step_words
from fgte.texts import text

_TOP = 28
_BOTTOM = _TOP + PLOT_HEIGHT


def render_cohort(chart: CohortChart) -> str:
    """The path as one ``<svg>`` element; a link that is not known is not drawn."""
    if not chart.steps:
        return document(chart, 30, label(text("charts.status.missing", chart.lang), 0, 20))
    window = chart_window(chart)
    feet = [_foot(step, chart) for step in chart.steps]
    end = _BOTTOM + 8 + LINE_HEIGHT * max(len(lines) for lines in feet)
    signs, bottom = key(_entries(chart), end + 6)
    places = [(_x(i, chart), _y(step, window)) for i, step in enumerate(chart.steps)]
    parts = (
        label(text("charts.axis.standard", chart.lang), 0, 13),
        _axes(window, chart),
        _links(chart, places),
        *(_mark(*pair, chart, window) for pair in zip(places, chart.steps, strict=True)),
        *(_footed(x, lines) for (x, _), lines in zip(places, feet, strict=True)),
        signs,
    )
    return document(chart, bottom, "".join(parts))


def _left(chart: CohortChart) -> float:
    """Where the plot begins: after the figures, and the country's name in the place of zero."""
    return max(44, text_width(text("charts.cohort.country", chart.lang)) + 8)


def _column(chart: CohortChart) -> float:
    return (WIDTH - _left(chart)) / len(chart.steps)


def _x(i: int, chart: CohortChart) -> float:
    return _left(chart) + _column(chart) * (i + 0.5)


def _y(step: CohortStep, window: Window) -> float:
    """Where a step falls; one that is absent has its sign by the foot of the plot."""
    return _BOTTOM - 12 if step.value is None else window.place(step.value, _BOTTOM, _TOP)


def _axes(window: Window, chart: CohortChart) -> str:
    """Level lines with their figures; the country is the line in the middle."""
    left, country = _left(chart), text("charts.cohort.country", chart.lang)
    heights = {tick: window.place(tick, _BOTTOM, _TOP) for tick in window.ticks}
    rules = "".join(line(left, y, WIDTH, y) for y in heights.values())
    named = {tick: signed(tick, window.places, chart.lang) for tick in heights} | {0: country}
    words = "".join(label(named[tick], left - 6, y + 5) for tick, y in heights.items())
    zero = line(left, heights[0], WIDTH, heights[0], stroke=RULE, stroke_width=1.5)
    return element("g", rules, stroke=GRID) + element("g", words, text_anchor="end") + zero


def _links(chart: CohortChart, places: list[tuple[float, float]]) -> str:
    """The way between stages next to each other that are both known."""
    pairs = pairwise(zip(chart.steps, places, strict=True))
    known = [(a, b) for (one, a), (two, b) in pairs if None not in (one.value, two.value)]
    style = LINE_STYLES[LineRole.OWN]
    d = "".join(path(link) for link in known)
    look: Look = {"fill": "none", "stroke": style.colour, "stroke_width": style.width}
    return element("path", d=d, **look) if d else ""


def _mark(place: tuple[float, float], step: CohortStep, chart: CohortChart, window: Window) -> str:
    x, y = place
    hover = f"{step_place(step)}: {step_words(step, chart.lang)}"
    if step.value is None:
        missing = step.mark is not PointMark.SUPPRESSED
        sign = cross(x, y, 4, hover) if missing else mark("square", x, y, 4, hover)
        return element("g", sign, fill=GREY, stroke=GREY, stroke_width=1.8)
    low, high = (window.place(v, _BOTTOM, _TOP) for v in step.interval or (step.value,) * 2)
    reach = element("g", whisker(x, high, low, 4), stroke=BLUE, stroke_width=1.4)
    dot = element("g", mark("circle", x, y, 5, hover), fill=BLUE)
    above: Look = {"text_anchor": "middle", "fill": STRONG_TEXT, **HALO}
    figure = label(signed(step.value, 2, chart.lang), x, min(high, y - 4) - 6, **above)
    return (reach if step.interval else "") + dot + figure


def _foot(step: CohortStep, chart: CohortChart) -> tuple[str, ...]:
    """The words under a stage: its name, its year and what was measured."""
    room = _column(chart) - 6
    year = () if step.year is None else (str(step.year),)
    return (*wrap(step.stage, room), *year, *(wrap(step.measure, room) if step.measure else ()))


def _footed(x: float, lines: tuple[str, ...]) -> str:
    words = label_lines(lines[:1], x, _BOTTOM + 19, fill=STRONG_TEXT)
    words += label_lines(lines[1:], x, _BOTTOM + 19 + LINE_HEIGHT)
    return element("g", words, text_anchor="middle")


def _entries(chart: CohortChart) -> Iterator[KeyEntry]:
    if any(step.interval for step in chart.steps):
        sample = element("g", whisker(0, -7, 7, 4), stroke=BLUE, stroke_width=1.4)
        yield KeyEntry(sample, text("charts.key.interval", chart.lang))
    for step in chart.steps:
        if step.value is None:
            said = f"{step_place(step)}: {step_words(step, chart.lang)}"
            missing = step.mark is not PointMark.SUPPRESSED
            sign = cross(0, 0, 4) if missing else mark("square", 0, 0, 4)
            yield KeyEntry(element("g", sign, fill=GREY, stroke=GREY, stroke_width=1.8), said)
    yield KeyEntry("", text("charts.cohort.same", chart.lang, label=chart.label))
