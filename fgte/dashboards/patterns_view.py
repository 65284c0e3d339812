"""*Mönster*: what moves in common in the municipalities, and where they move differently."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from fgte.api import RegionFinding
from fgte.dashboards.choices import Choices, Lists
from fgte.dashboards.findings import regional_findings
from fgte.dashboards.markup import fill
from fgte.dashboards.memory import remembered
from fgte.dashboards.tiles import Tile, grid, named, scoped
from fgte.present.charts import movements_chart
from fgte.present.labels import sentence_case
from fgte.present.movement_words import MOVED
from fgte.present.page import verdict_cell
from fgte.present.regional_page import common_sentence, differs_label, regional_card
from fgte.store import Store


def patterns_view(choices: Choices, store: Store, known: Lists, lang: str) -> Markup:
    """The main points first, then a tile for each indicator: the five movements in code order."""
    found = regional_findings(choices.closed, store)
    page = found.page(lang)
    closed = tiles_of(choices.closed, store, lang)
    tiles = [
        _opened(t, e, lang) if e.indicator.id == choices.opened else t
        for t, e in zip(closed, found, strict=True)
    ]
    return fill(
        "patterns",
        lang,
        summary=page.summary(),
        grid=grid(tiles, choices, lang),
        lacking=page.lacking(),
    )


@remembered(keep=20)
def tiles_of(choices: Choices, store: Store, lang: str) -> tuple[Tile, ...]:
    """The tiles of the region, none of them opened."""
    return tuple(_tile(each, choices, lang) for each in regional_findings(choices, store))


def _opened(tile: Tile, found: RegionFinding, lang: str) -> Tile:
    return replace(tile, chart=None, whole=Markup(regional_card(found, lang)))


def _tile(found: RegionFinding, choices: Choices, lang: str) -> Tile:
    shown = any(each.trend for each in found.movements)
    return Tile(
        indicator=found.indicator,
        now="",
        verdict=verdict_cell(found, lang),
        moved=found.verdict in MOVED,
        sentence=common_sentence(found, lang),
        chart=scoped(movements_chart(found, lang), choices, lang) if shown else None,
        notes=_differs(found, lang),
    )


def _differs(found: RegionFinding, lang: str) -> tuple[str, ...]:
    if found.common.trend is None:
        return ()
    return (
        named("tile.common", lang, differs=sentence_case(differs_label(found.heterogeneity, lang))),
    )
