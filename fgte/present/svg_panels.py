"""Two panels over the same years, each with its own scale, and lines from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fgte.present.axis import Window, chart_window
from fgte.present.chart import Line, LineRole, SeriesChart, all_years
from fgte.present.runs import figures_of
from fgte.present.svg_frame import BREAK_STROKE, Plot, value_axis, year_axis
from fgte.present.svg_keys import key_entries
from fgte.present.svg_lines import draw_line, draw_signs, line_sample, open_marks
from fgte.present.svg_marks import (
    KeyEntry,
    element,
    image,
    key,
    label_lines,
    line,
    mark,
    path,
    whisker,
    wrap,
)
from fgte.present.theme import (
    BLUE,
    GREY,
    LINE_HEIGHT,
    ORANGE,
    RULE,
    STRONG_TEXT,
    WHITE,
    WIDTH,
)

_LEFT, _RIGHT, _UPPER, _LOWER, _BETWEEN = 40, WIDTH - 10, 96, 132, 26
_SIZE = 4.5
_JOIN = {"stroke": ORANGE, "stroke_width": "1.5", "stroke_linejoin": "round", "fill": "none"}


@dataclass(frozen=True)
class Round:
    """One round: its year, and its figure with an interval; None where it may not be known.

    ``comparable`` is whether it is asked as the later ones are; ``words`` are for a pointer.
    """

    year: int
    value: float | None
    interval: tuple[float, float] | None
    comparable: bool
    words: str


@dataclass(frozen=True)
class KeyWords:
    """What the signs of the upper panel, the lines between and the country's line mean."""

    round: str
    other_round: str
    hidden: str
    join: str
    country: str
    cut: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Panels:
    """Rounds above, yearly figures below, over the same years; ``joins`` lead from year to year.

    Two scales are never drawn on one surface. ``description`` is all that someone who cannot see
    it is told.
    """

    id: str
    title: str
    description: str
    upper_heading: str
    lower_heading: str
    rounds: tuple[Round, ...]
    window: Window
    lower: SeriesChart
    joins: tuple[tuple[int, int], ...]
    words: KeyWords
    lang: str = "sv"

    @property
    def years(self) -> tuple[int, ...]:
        """Every year on the axis that both panels share."""
        shown = [each.year for each in self.rounds] + [*all_years(self.lower)]
        shown += [year for join in self.joins for year in join]
        return tuple(range(min(shown), max(shown) + 1)) if shown else ()


def render_panels(panels: Panels) -> str:
    """The two panels as one ``<svg>`` element with a name and a description."""
    upper, heading = _upper_plot(panels)
    lower, lower_heading = _lower_plot(panels, upper)
    chart = panels.lower
    body = (
        heading
        + value_axis(upper, panels.lang)
        + _baseline(upper)
        + value_axis(lower, panels.lang)
        + year_axis(lower)
        + _cuts(panels, lower)
        + "".join(_join(panels, upper, lower, each) for each in panels.joins)
        + lower_heading
        + _rounds(panels, upper)
        + "".join(draw_line(each, chart, lower) for each in _back_to_front(chart))
        + draw_signs(chart, lower)
    )
    signs, bottom = key(_keys(panels), lower.bottom + 30)
    return image(panels, panels.description, bottom, body + signs)


def _upper_plot(panels: Panels) -> tuple[Plot, str]:
    words = wrap(panels.upper_heading, WIDTH - 2)
    top = len(words) * LINE_HEIGHT + 10
    plot = Plot(_LEFT, _RIGHT, top, top + _UPPER, panels.window, panels.years)
    return plot, _heading(words, 13)


def _lower_plot(panels: Panels, upper: Plot) -> tuple[Plot, str]:
    words = wrap(panels.lower_heading, WIDTH - 2)
    first = upper.bottom + _BETWEEN
    top = first + len(words) * LINE_HEIGHT - 4
    window = chart_window(panels.lower)
    return Plot(_LEFT, _RIGHT, top, top + _LOWER, window, panels.years), _heading(words, first)


def _heading(words: tuple[str, ...], y: float) -> str:
    halo = {"paint_order": "stroke", "stroke": WHITE, "stroke_width": "4"}
    return label_lines(words, 0, y, fill=STRONG_TEXT, font_weight="600", **halo)


def _baseline(plot: Plot) -> str:
    ticks = "".join(line(plot.x(y), plot.bottom, plot.x(y), plot.bottom + 4) for y in plot.years)
    base = line(plot.left, plot.bottom, plot.right, plot.bottom)
    return element("g", base + ticks, stroke=RULE)


def _back_to_front(chart: SeriesChart) -> list[Line]:
    return sorted(chart.lines, key=lambda each: each.role is LineRole.OWN)


def _rounds(panels: Panels, plot: Plot) -> str:
    """The rounds as points with their intervals; no line is drawn between years of no answers."""
    known = [each for each in panels.rounds if each.value is not None]
    bars = "".join(
        whisker(plot.x(e.year), plot.y(e.interval[1]), plot.y(e.interval[0]), 4)
        for e in known
        if e.interval is not None
    )
    solid = "".join(_mark(each, plot) for each in known if each.comparable)
    hollow = "".join(_mark(each, plot) for each in known if not each.comparable)
    hidden = "".join(
        mark("square", plot.x(each.year), plot.bottom - 10, 4, each.words)
        for each in panels.rounds
        if each.value is None
    )
    drawn = element("g", bars, stroke=BLUE, stroke_width=1.4) if bars else ""
    drawn += element("g", solid, fill=BLUE) if solid else ""
    drawn += open_marks(hollow, BLUE) if hollow else ""
    return drawn + (element("g", hidden, fill=GREY) if hidden else "")


def _mark(each: Round, plot: Plot) -> str:
    assert each.value is not None
    return mark("circle", plot.x(each.year), plot.y(each.value), _SIZE, each.words)


def _join(panels: Panels, upper: Plot, lower: Plot, join: tuple[int, int]) -> str:
    """From a round, over the gap, to the year where its trace was expected."""
    year, later = join
    values = {each.year: each.value for each in panels.rounds}
    own = [each for each in panels.lower.lines if each.role is LineRole.OWN]
    figures = {point.year: point.value for each in own for point in figures_of(each)}
    start, end = values.get(year), figures.get(later)
    places = (
        (upper.x(year), upper.bottom if start is None else upper.y(start)),
        (upper.x(year), upper.bottom),
        (lower.x(later), lower.top),
        (lower.x(later), lower.bottom if end is None else lower.y(end)),
    )
    return element("path", d=path(places), **_JOIN)


def _cuts(panels: Panels, plot: Plot) -> str:
    years = [each.year for each in panels.lower.breaks]
    shown = [year for year in years if plot.years and plot.years[0] < year <= plot.years[-1]]
    return "".join(
        line(plot.x(year - 0.5), plot.top, plot.x(year - 0.5), plot.bottom, **BREAK_STROKE)
        for year in shown
    )


def _keys(panels: Panels) -> Iterator[KeyEntry]:
    words, rounds = panels.words, panels.rounds
    if any(each.value is not None and each.comparable for each in rounds):
        bar = element("g", whisker(0, -7, 7, 4), stroke=BLUE, stroke_width=1.4)
        yield KeyEntry(bar + element("g", mark("circle", 0, 0, 4), fill=BLUE), words.round)
    if any(each.value is not None and not each.comparable for each in rounds):
        yield KeyEntry(open_marks(mark("circle", 0, 0, 4), BLUE), words.other_round)
    if any(each.value is None for each in rounds):
        yield KeyEntry(element("g", mark("square", 0, 0, 4), fill=GREY), words.hidden)
    if panels.joins:
        yield KeyEntry(element("path", d=path(((-11, 0), (11, 0))), **_JOIN), words.join)
    if any(e.role is LineRole.COUNTRY and figures_of(e) for e in panels.lower.lines):
        yield KeyEntry(line_sample(LineRole.COUNTRY), words.country)
    yield from key_entries(panels.lower)
    for year, said in words.cut:
        if panels.years[0] < year <= panels.years[-1]:
            yield KeyEntry(line(0, -8, 0, 8, **BREAK_STROKE), said)
