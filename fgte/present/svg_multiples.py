"""Small series by stage, two beside each other, all over the same years."""

from __future__ import annotations

from collections.abc import Iterator

from fgte.present.axis import Window, group_windows
from fgte.present.chart import Line, LineRole, SeriesChart, SmallMultiples, StageGroup, all_years
from fgte.present.numbers import decimal, with_unit
from fgte.present.runs import figures_of
from fgte.present.svg_frame import BREAK_STROKE, Plot
from fgte.present.svg_keys import key_entries
from fgte.present.svg_lines import draw_line, draw_signs, line_sample
from fgte.present.svg_marks import (
    KeyEntry,
    document,
    element,
    key,
    label,
    label_lines,
    line,
    text_width,
    wrap,
)
from fgte.present.theme import GRID, LINE_HEIGHT, RULE, STRONG_TEXT, WIDTH
from fgte.present.wording import scale_note
from fgte.texts import text

_COLUMNS = 2
_GAP = 24
_PANEL = (WIDTH - _GAP * (_COLUMNS - 1)) / _COLUMNS
_LEFT = 32
_HEIGHT = 96
_UNDER = 34
_STRONG = {"font_weight": "600", "fill": STRONG_TEXT}


def render_multiples(chart: SmallMultiples) -> str:
    """The small series as one ``<svg>`` element, stage after stage."""
    drawn, y = [], 0.0
    for group in chart.groups:
        part, y = _group(group, chart, y)
        drawn.append(part)
    signs, bottom = key(_entries(chart), y)
    return document(chart, max(bottom, LINE_HEIGHT), "".join(drawn) + signs)


def _group(group: StageGroup, chart: SmallMultiples, top: float) -> tuple[str, float]:
    """A stage under its heading; where it ends."""
    note = wrap(scale_note(group, chart.lang), WIDTH) if scale_note(group, chart.lang) else ()
    heading = label(group.heading, 0, top + 16, font_size=16, **_STRONG)
    heading += label_lines(note, 0, top + 35)
    y, windows, drawn = top + 28 + len(note) * LINE_HEIGHT, group_windows(group), []
    for first in range(0, len(group.charts), _COLUMNS):
        row = group.charts[first : first + _COLUMNS]
        heads = [_head(each) for each in row]
        plot_top = y + LINE_HEIGHT * max(len(lines) for lines in heads) + 12
        for i, (each, lines) in enumerate(zip(row, heads, strict=True)):
            plot = _plot(i, plot_top, windows[each.unit], chart)
            drawn.append(_panel(each, lines, plot, y))
        drawn_any = any(all_years(each) for each in row)
        y = plot_top + (_HEIGHT + _UNDER if drawn_any else 0)
    return heading + "".join(drawn), y + 6


def _plot(column: int, top: float, window: Window, chart: SmallMultiples) -> Plot:
    left = column * (_PANEL + _GAP)
    return Plot(left + _LEFT, left + _PANEL, top, top + _HEIGHT, window, chart.years)


def _head(chart: SeriesChart) -> tuple[str, ...]:
    """The name of a small series, and its latest figure as the last line."""
    own = [line for line in chart.lines if line.role is LineRole.OWN and figures_of(line)]
    if not own:
        return (*wrap(chart.title, _PANEL * 0.95), text("charts.status.missing", chart.lang))
    last = figures_of(own[0])[-1]
    figure = with_unit(last.value or 0, chart.unit, chart.lang)
    said = text("charts.series.value_year", chart.lang, value=figure, year=last.year)
    return (*wrap(chart.title, _PANEL * 0.95), said)


def _panel(chart: SeriesChart, head: tuple[str, ...], plot: Plot, top: float) -> str:
    x = plot.left - _LEFT
    words = label_lines(head[:-1], x, top + 14, fill=STRONG_TEXT)
    words += label(head[-1], x, top + 14 + LINE_HEIGHT * (len(head) - 1))
    if not all_years(chart):
        return words
    lines = sorted(chart.lines, key=lambda line: line.role is LineRole.OWN)
    drawn = "".join(draw_line(each, chart, plot, quiet=True) for each in lines)
    return words + _axes(plot, chart.lang) + _breaks(chart, plot) + drawn + draw_signs(chart, plot)


def _axes(plot: Plot, lang: str) -> str:
    """Every second level with its figure, and the first and last year."""
    ticks = plot.window.ticks[::-1][::2][::-1]
    rules = "".join(line(plot.left, plot.y(v), plot.right, plot.y(v)) for v in ticks)
    levels = "".join(
        label(decimal(v, plot.window.places, lang), plot.left - 5, plot.y(v) + 5) for v in ticks
    )
    base = line(plot.left, plot.bottom, plot.right, plot.bottom)
    marks = "".join(line(plot.x(y), plot.bottom, plot.x(y), plot.bottom + 4) for y in plot.years)
    furthest = plot.right - text_width("2000") / 2
    ends = dict.fromkeys((plot.years[0], plot.years[-1]))
    years = "".join(label(str(y), min(plot.x(y), furthest), plot.bottom + 18) for y in ends)
    years = element("g", years, text_anchor="middle")
    grid = element("g", rules, stroke=GRID) + element("g", base + marks, stroke=RULE)
    return grid + element("g", levels, text_anchor="end") + years


def _breaks(chart: SeriesChart, plot: Plot) -> str:
    shown = (mark for mark in chart.breaks if plot.years[0] < mark.year <= plot.years[-1])
    places = (plot.x(mark.year - 0.5) for mark in shown)
    return "".join(line(x, plot.top, x, plot.bottom, **BREAK_STROKE) for x in places)


def _entries(chart: SmallMultiples) -> Iterator[KeyEntry]:
    """The lines and signs that any of the small series has, each once."""
    yield from _lines(chart)
    seen = set()
    for each in chart.charts:
        for entry in key_entries(each, reasons=False):
            if entry.words not in seen:
                seen.add(entry.words)
                yield entry
    if any(each.breaks for each in chart.charts):
        sample = line(0, -8, 0, 8, **BREAK_STROKE)
        yield KeyEntry(sample, text("charts.status.break", chart.lang))


def _lines(chart: SmallMultiples) -> Iterator[KeyEntry]:
    named: dict[tuple[LineRole, str], Line] = {}
    for each in filter(all_years, chart.charts):
        named |= {(drawn.role, drawn.label): drawn for drawn in each.lines}
    for role, name in named:
        yield KeyEntry(line_sample(role), name)
