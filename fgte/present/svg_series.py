"""Lines over years, drawn: with what they are read against over and under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fgte.present.axis import chart_window
from fgte.present.chart import Line, LineRole, SeriesChart, all_years, axis_years
from fgte.present.numbers import places, signed, with_unit
from fgte.present.runs import figures_of
from fgte.present.svg_frame import (
    END_SAMPLE,
    PLOT_HEIGHT,
    EndLabel,
    Plot,
    break_entries,
    draw_breaks,
    draw_end_labels,
    place_breaks,
    value_axis,
    year_axis,
)
from fgte.present.svg_keys import key_entries
from fgte.present.svg_limits import draw_limits, draw_median, draw_zero_words, limit_entries
from fgte.present.svg_lines import draw_line, draw_signs, line_sample
from fgte.present.svg_marks import document, key, label, text_width, wrap
from fgte.present.svg_work import LANE, draw_work, work_entries
from fgte.present.theme import FONT_SIZE, LINE_HEIGHT, WIDTH
from fgte.present.wording import axis_words
from fgte.texts import text

_BACK_TO_FRONT = (
    LineRole.COUNTRY,
    LineRole.EXPECTED,
    LineRole.GIRLS,
    LineRole.BOYS,
    LineRole.OWN,
)
_END_ROOM = 122
_LEFT = 40


def render_series(chart: SeriesChart) -> str:
    """The series as one ``<svg>`` element; without any year, words instead of an empty surface."""
    if not all_years(chart):
        return document(chart, 30, label(text("charts.status.missing", chart.lang), 0, 20))
    caption = axis_words(chart)
    ends = {line: _end_words(line, chart) for line in chart.lines if figures_of(line)}
    plot = _plot(chart, (words for lines in ends.values() for words in lines))
    breaks = place_breaks(plot, chart.breaks, text_width(caption) + 8, chart.lang)
    rows = 1 + max((placed.row for placed in breaks), default=0)
    top = rows * LINE_HEIGHT + 14 + LANE * len(chart.work)
    plot = replace(plot, top=top, bottom=top + PLOT_HEIGHT)
    entries = (
        *key_entries(chart),
        *break_entries(breaks, chart.lang),
        *work_entries(chart),
        *limit_entries(chart),
    )
    signs, bottom = key(entries, plot.bottom + 30)
    body = label(caption, 0, 13) + _plotted(chart, plot) + draw_breaks(plot, breaks)
    return document(chart, bottom, body + draw_end_labels(plot, _end_labels(ends, plot)) + signs)


def _plotted(chart: SeriesChart, plot: Plot) -> str:
    """What lies in the plot, from the back to the front."""
    lines = sorted(chart.lines, key=lambda line: _BACK_TO_FRONT.index(line.role))
    parts = (
        value_axis(plot, chart.lang, signs=chart.zero is not None),
        year_axis(plot),
        draw_work(chart, plot),
        draw_limits(chart, plot),
        draw_median(chart, plot),
        *(draw_line(line, chart, plot) for line in lines),
        draw_signs(chart, plot),
        draw_zero_words(chart, plot),
    )
    return "".join(parts)


def _plot(chart: SeriesChart, end_words: Iterator[str]) -> Plot:
    room = max((text_width(words, FONT_SIZE * 1.05) for words in end_words), default=0)
    right = WIDTH - room - (END_SAMPLE if room else 4)
    return Plot(_LEFT, right, 0, PLOT_HEIGHT, chart_window(chart), axis_years(chart))


def _end_words(line: Line, chart: SeriesChart) -> tuple[str, ...]:
    """The name of a line, the year it stops if earlier, and the last figure of the own line."""
    last = figures_of(line)[-1]
    stops = last.year < all_years(chart)[-1]
    name = line.label
    if line.role is not LineRole.OWN:
        if stops:
            name = text("charts.series.until", chart.lang, label=name, year=last.year)
        return wrap(name, _END_ROOM)
    value = with_unit(last.value or 0, chart.unit, chart.lang)
    if chart.zero:
        value = signed(last.value or 0, places(chart.unit), chart.lang)
    if stops:
        value = text("charts.series.value_year", chart.lang, value=value, year=last.year)
    return (*wrap(name, _END_ROOM), *wrap(value, _END_ROOM))


def _end_labels(ends: dict[Line, tuple[str, ...]], plot: Plot) -> tuple[EndLabel, ...]:
    return tuple(
        EndLabel(
            plot.y(figures_of(line)[-1].value or 0),
            line_sample(line.role),
            words,
            line.role is LineRole.OWN,
        )
        for line, words in ends.items()
    )
