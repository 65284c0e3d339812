"""What a visitor sees: choices in, a complete piece of html out, with nothing remembered.

The same renderer as the reports makes the charts, tables and sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from fgte.dashboards.choices import (
    EQUITY,
    MUNICIPAL,
    OVERVIEW,
    PATTERNS,
    START,
    Choices,
    Lists,
    Notice,
)
from fgte.dashboards.equity_view import equity_view
from fgte.dashboards.markup import fill
from fgte.dashboards.municipal_view import municipal_view
from fgte.dashboards.overview_view import overview_view
from fgte.dashboards.patterns_view import patterns_view
from fgte.dashboards.start_view import start_view
from fgte.dashboards.tiles import chosen, named
from fgte.store import Store

Draw = Callable[[Choices, Store, Lists, str], Markup]

_DRAWN: Mapping[str, Draw] = MappingProxyType(
    {
        START: start_view,
        OVERVIEW: overview_view,
        MUNICIPAL: municipal_view,
        PATTERNS: patterns_view,
        EQUITY: equity_view,
    }
)


@dataclass(frozen=True)
class View:
    """A view: its heading, its html, and what is said to those who listen."""

    heading: str
    html: str
    said: str


def view_of(choices: Choices, store: Store, known: Lists, lang: str = "sv") -> View:
    """The view that some choices ask for."""
    place = known.book.municipalities.get(choices.municipality)
    heading = named(f"heading.{choices.view}", lang, place=place.name if place else "")
    shown = fill("chosen", lang, chosen=chosen(choices, lang))
    html = shown + _DRAWN[choices.view](choices, store, known, lang)
    return View(heading, str(html), _said(choices, heading, known, lang))


def noticed(notices: tuple[Notice, ...], lang: str = "sv") -> str:
    """What is said of choices that could not be followed, as html; empty where there are none."""
    return str(fill("notices", lang, notices=notices)) if notices else ""


def _said(choices: Choices, heading: str, known: Lists, lang: str) -> str:
    if not choices.opened:
        return named("said.shown", lang, heading=heading)
    label = known.book.indicator(choices.opened).label[lang]
    return named("said.opened", lang, heading=heading, label=label)
