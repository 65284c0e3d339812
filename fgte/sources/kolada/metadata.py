"""What Kolada says of its KPIs and municipalities, held against what the catalogue expects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fgte.catalogue import Catalogue
from fgte.errors import RequestError, closest
from fgte.model import COUNTRY
from fgte.sources.kolada.answers import Kpi, KpiPage, Place, PlacePage, read_page
from fgte.sources.snapshot_records import Fetch, TitleChange
from fgte.sources.snapshots import SnapshotStore

KOLADA_ID = re.compile(r"[A-Z]\d{5}")
"""What a KPI is called in Kolada; other ids in the catalogue are figures from elsewhere."""

MUNICIPALITY = "K"
"""Kolada's word for the type of a municipality."""


@dataclass(frozen=True)
class Metadata:
    """The KPIs and places that Kolada knows, by id."""

    kpis: Mapping[str, Kpi]
    places: Mapping[str, Place]

    @property
    def titles(self) -> dict[str, str]:
        return {id: self.kpis[id].title for id in sorted(self.kpis)}


def read_metadata(snapshots: SnapshotStore, fetch: Fetch) -> Metadata:
    """The metadata that came with a fetch, read from its own pages."""
    kpis: dict[str, Kpi] = {}
    places: dict[str, Place] = {}
    for page in fetch.pages.values():
        where = snapshots.path(page.sha256)
        if page.kind == "kpi":
            found = read_page(snapshots.read(page.sha256), KpiPage, where=where).values
            kpis.update((each.id, each) for each in found)
        if page.kind == "municipality":
            units = read_page(snapshots.read(page.sha256), PlacePage, where=where).values
            places.update((each.id, each) for each in units)
    return Metadata(kpis, places)


def municipalities_asked(asked: Iterable[str], known: Metadata) -> tuple[str, ...]:
    """The codes of what was asked for by code or by name; nothing asked for means every one.

    Raises
    ------
    RequestError
        Kolada has no such municipality.
    """
    wanted = tuple(asked)
    if not wanted:
        every = (each.id for each in known.places.values() if each.type == MUNICIPALITY)
        return tuple(sorted({COUNTRY, *every}))
    return tuple(sorted({_code(name, known) for name in wanted}))


def title_changes(
    fetch: Fetch, known: Metadata, book: Catalogue, earlier: Iterable[Fetch]
) -> tuple[TitleChange, ...]:
    """Titles that no longer fit: another than last time, or without the word of the variant."""
    before: dict[str, str] = {}
    for each in earlier:
        before.update(each.titles)
    changes = [
        change
        for id in sorted(set(fetch.asked.kpis) & set(known.kpis))
        for change in _kpi_changes(id, known.kpis[id].title, before.get(id), book)
    ]
    return (*changes, *_renamed_places(fetch, known, book))


def plain(title: str) -> str:
    """A title without what may differ and mean the same: case, accents, signs, spaces."""
    letters = unicodedata.normalize("NFKD", title.casefold())
    kept = "".join(each for each in letters if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", kept))


def _kpi_changes(id: str, title: str, before: str | None, book: Catalogue) -> list[TitleChange]:
    changes = []
    if before is not None and plain(before) != plain(title):
        changes.append(TitleChange(id, "changed", title, before))
    placed = book.by_kpi().get(id)
    if placed and placed[2].value not in plain(title):
        changes.append(TitleChange(id, "variant", title, placed[2].value))
    return changes


def _renamed_places(fetch: Fetch, known: Metadata, book: Catalogue) -> list[TitleChange]:
    return [
        TitleChange(id, "municipality", known.places[id].title, book.municipalities[id].name)
        for id in fetch.municipalities
        if id in known.places
        and id in book.municipalities
        and plain(known.places[id].title) != plain(book.municipalities[id].name)
    ]


def _code(name: str, known: Metadata) -> str:
    for place in known.places.values():
        if name in (place.id, place.title) or plain(name) == plain(place.title):
            return place.id
    near = closest(name, [each.title.casefold() for each in known.places.values()])
    raise RequestError("kolada_unknown_municipality", found=name, closest=near)
