"""*Kommun*: one municipality's thirteen indicators, stage by stage, one of them in full."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from fgte.api import Finding, Findings
from fgte.dashboards.choices import Choices, Lists
from fgte.dashboards.findings import has_variant, municipal_findings
from fgte.dashboards.markup import fill
from fgte.dashboards.memory import remembered
from fgte.dashboards.tiles import Tile, grid, named, scoped
from fgte.dashboards.work_beside import stamp_of, work_beside
from fgte.present.cards import latest_value, published_by
from fgte.present.charts import series_chart
from fgte.present.labels import listed, mid_sentence, variant_label
from fgte.present.movement_words import MOVED
from fgte.present.narrative import movement_sentence
from fgte.present.page import verdict_cell
from fgte.store import Store


def municipal_view(choices: Choices, store: Store, known: Lists, lang: str) -> Markup:
    """The main points first, then a tile for each indicator, then the own change work."""
    closed, stamp = choices.closed, stamp_of(choices, store.settings)
    found = _findings(closed, store, known, stamp)
    tiles = [
        _opened(tile, each, lang) if each.indicator.id == choices.opened else tile
        for tile, each in zip(tiles_of(closed, store, known, lang, stamp), found, strict=True)
    ]
    return fill(
        "municipal",
        lang,
        summary=found.page(lang).summary(),
        other=_read_otherwise(choices, known, lang),
        grid=grid(tiles, choices, lang),
        work=found.page(lang).change_work() if stamp else "",
        lacking=found.page(lang).lacking(),
    )


@remembered(keep=60)
def tiles_of(
    choices: Choices, store: Store, known: Lists, lang: str, stamp: str = ""
) -> tuple[Tile, ...]:
    """The tiles of a municipality, none of them opened.

    Parameters
    ----------
    stamp
        That of the change work marked in their charts; empty where there is none.
    """
    found = _findings(choices, store, known, stamp)
    return tuple(_tile(each, choices, lang) for each in found)


def _findings(choices: Choices, store: Store, known: Lists, stamp: str) -> Findings:
    """The findings chosen, with the change work marked on them where there is any."""
    found = municipal_findings(choices, choices.municipality, store, known.book)
    work = work_beside(choices.municipality, store, stamp)
    return found.with_work(work) if work else found


def _opened(tile: Tile, found: Finding, lang: str) -> Tile:
    return replace(tile, chart=None, notes=(), whole=Markup(found.card(lang)))


def _tile(found: Finding, choices: Choices, lang: str) -> Tile:
    return Tile(
        indicator=found.indicator,
        now=_now(found, lang),
        verdict=verdict_cell(found, lang),
        moved=found.verdict in MOVED,
        sentence=movement_sentence(found, lang),
        chart=scoped(series_chart(found, lang), choices, lang) if found.series else None,
        notes=(found.variant_reason[lang],) if found.variant_reason else (),
        source=published_by(found, lang),
    )


def _now(found: Finding, lang: str) -> str:
    if not found.series:
        return ""
    return named("tile.now", lang, value=latest_value(found, lang), year=found.year)


def _read_otherwise(choices: Choices, known: Lists, lang: str) -> str:
    """Which indicators are not published for the schools asked for."""
    variant = choices.variant
    if variant is None:
        return ""
    other = [e.short[lang] for e in known.book.followed if not has_variant(e, variant)]
    if not other:
        return ""
    labels = listed([mid_sentence(each) for each in other], lang)
    return named("note.read_otherwise", lang, variant=variant_label(variant, lang), labels=labels)
