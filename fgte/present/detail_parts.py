"""What the detail views share: how plotly is set up, its axes and its surroundings."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import Any

from fgte.present.chart import Chart
from fgte.present.theme import FONT, FONT_SIZE, GRID, RULE, TEXT, WHITE
from fgte.texts import text

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "locale": "sv",
    "responsive": True,
    "modeBarButtonsToRemove": ["lasso2d", "select2d", "autoScale2d"],
}
"""How plotly is shown everywhere; nothing is ever sent to plotly's cloud.

``config_in`` is the same in a language.
"""

_BUTTONS = {
    "download": "Download plot as a PNG",
    "zoom": "Zoom",
    "pan": "Pan",
    "zoom_in": "Zoom in",
    "zoom_out": "Zoom out",
    "reset": "Reset axes",
}
"""plotly's own names of its buttons, as its locales are keyed."""

Trace = dict[str, Any]


def config_in(lang: str) -> dict[str, Any]:
    """How plotly is shown in a language: its buttons say what they do in it."""
    words = {name: text(f"charts.buttons.{key}", lang) for key, name in _BUTTONS.items()}
    return {**CONFIG, "locale": lang, "locales": {lang: {"dictionary": words}}}


_SEPARATORS = {"sv": ",\u00a0", "en": ".,"}


def broken(words: str, width: int = 60) -> str:
    """Long words cut into lines, which plotly does not do by itself."""
    return "<br>".join(safe(line) for line in wrap(words, width)) or ""


def safe(words: str) -> str:
    """Text that plotly shows as it is; it reads a small part of HTML in labels."""
    return escape(words, quote=False)


def quiet(**fields: Any) -> Trace:
    """A trace that is drawn but not listed beside the lines."""
    return {"type": "scatter", "showlegend": False, "hoverinfo": "text"} | fields


def layout(chart: Chart) -> Trace:
    """Title, type and separators; the house's own look instead of plotly's template."""
    title = broken(chart.title)
    return {
        "template": "none",
        "title": {"text": title, "x": 0, "xref": "container", "pad": {"l": 12}},
        "font": {"family": FONT, "size": FONT_SIZE, "color": TEXT},
        "separators": _SEPARATORS.get(chart.lang, _SEPARATORS["sv"]),
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": WHITE, "bordercolor": RULE, "font": {"color": TEXT}},
        "legend": {"orientation": "h", "y": -0.12},
        "margin": {"l": 60, "r": 20, "t": 58 + 22 * (1 + title.count("<br>")), "b": 50},
    }


def axis(ticks: Sequence[float], words: Sequence[str], ends: tuple[float, float]) -> Trace:
    """An axis with its own tick labels and ends, chosen by the axis rule."""
    labels = {"tickmode": "array", "tickvals": list(ticks), "ticktext": list(words)}
    look = {"gridcolor": GRID, "zeroline": False, "automargin": True}
    return {"range": list(ends), **labels, **look}


def rule(x: float, dash: str) -> Trace:
    """A vertical line over the whole height."""
    place = {"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", **place, "line": {"color": RULE, "width": 1.5, "dash": dash}}


def level(y: float, ends: tuple[float, float], colour: str, dash: str) -> Trace:
    """A level line between two years, or with (0, 1) over the whole width."""
    wide = {"xref": "paper"} if ends == (0, 1) else {}
    place = {"x0": ends[0], "x1": ends[1], "y0": y, "y1": y, **wide}
    return {"type": "line", **place, "line": {"color": colour, "width": 1.4, "dash": dash}}


def above(x: float, words: str, level: int = 0, hover: str = "") -> Trace:
    """Words over a vertical line, at one of several heights."""
    place = {"x": x, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 17 * level}
    return {"text": safe(words), "hovertext": safe(hover), "showarrow": False, **place}
