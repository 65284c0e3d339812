"""Movements of the municipalities, and deviations from a model, as drawn rows."""

from __future__ import annotations

from fgte.model import Unit
from fgte.present.axis import chart_window, deviation_windows
from fgte.present.chart import Deviation, DeviationsChart, Movement, MovementsChart
from fgte.present.numbers import change_with_unit, places, signed
from fgte.present.svg_marks import KeyEntry, document, key
from fgte.present.svg_rows import (
    RowItem,
    RowPanel,
    dot_sample,
    draw_panel,
    name_room,
    shade_sample,
)
from fgte.present.wording import change_words, deviation_words, movement_words
from fgte.texts import text


def render_movements(chart: MovementsChart) -> str:
    """The changes as one ``<svg>`` element."""
    items = tuple(_movement(each, chart) for each in chart.movements)
    panel = RowPanel(
        items=items,
        window=chart_window(chart),
        heads=_heads("movements", chart.lang),
        unit=text(f"charts.change_axis.{chart.unit}", chart.lang),
        lang=chart.lang,
        shade=chart.smallest_relevant or 0,
    )
    drawn, bottom = draw_panel(panel, name_room(items))
    signs, end = key(_entries(chart), bottom)
    return document(chart, end, drawn + signs)


def render_deviations(chart: DeviationsChart) -> str:
    """The deviations as one ``<svg>`` element: a panel with its own scale for each unit."""
    everything = tuple(_deviation(each, chart.lang) for each in chart.deviations)
    left, bottom, drawn = name_room(everything), 0.0, []
    for unit, window in deviation_windows(chart).items():
        panel = RowPanel(
            items=tuple(_deviation(e, chart.lang) for e in chart.deviations if e.unit is unit),
            window=window,
            heads=_heads("deviations", chart.lang),
            unit=text(f"charts.difference_axis.{unit}", chart.lang),
            lang=chart.lang,
        )
        part, bottom = draw_panel(panel, left, bottom)
        drawn.append(part)
        bottom += 12
    signs, end = key(_deviation_entries(chart), bottom)
    return document(chart, end, "".join(drawn) + signs)


def _heads(section: str, lang: str) -> tuple[str, str, str]:
    less, zero, more = (
        text(f"charts.{section}.{side}", lang) for side in ("decrease", "zero", "increase")
    )
    return less, zero, more


def _figure(value: float | None, unit: Unit, lang: str) -> str:
    return "" if value is None else signed(value, places(unit), lang)


def _movement(movement: Movement, chart: MovementsChart) -> RowItem:
    return RowItem(
        label=movement.label,
        note=movement.note,
        value=movement.value,
        interval=movement.interval,
        figure=_figure(movement.value, chart.unit, chart.lang),
        hover=movement_words(movement, chart.unit, chart.lang),
        unsaid=change_words(movement, chart.unit, chart.lang),
    )


def _deviation(each: Deviation, lang: str) -> RowItem:
    return RowItem(
        label=each.label,
        note=each.note,
        value=each.value,
        interval=each.interval,
        figure=_figure(each.value, each.unit, lang),
        hover=deviation_words(each, lang),
        unsaid=each.note or text("charts.status.missing", lang),
    )


def _entries(chart: MovementsChart) -> list[KeyEntry]:
    entries = []
    if any(movement.interval for movement in chart.movements):
        entries.append(KeyEntry(dot_sample(), text("charts.movements.interval", chart.lang)))
    if chart.smallest_relevant:
        reach = "±" + change_with_unit(chart.smallest_relevant, chart.unit, chart.lang).lstrip("+")
        words = text("charts.movements.smallest_relevant", chart.lang, value=reach)
        entries.append(KeyEntry(shade_sample(), words))
    return entries


def _deviation_entries(chart: DeviationsChart) -> list[KeyEntry]:
    entries = []
    if any(each.interval for each in chart.deviations):
        entries.append(KeyEntry(dot_sample(), text("charts.deviations.interval", chart.lang)))
    if len(chart.units) > 1:
        entries.append(KeyEntry("", text("charts.deviations.scales", chart.lang)))
    entries.append(KeyEntry("", text("charts.deviations.not_a_grade", chart.lang)))
    return entries
