"""Finding an indicator or a municipality by the names people use for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from fgte.catalogue.loading import (
    Table,
    indicator_from,
    municipality_from,
    read_definitions,
    record_from,
)
from fgte.errors import DataError, RequestError, closest
from fgte.model import COUNTRY, Indicator, Kind, Municipality, Series, Variant
from fgte.settings import Settings, read_settings

Defined = TypeVar("Defined", Indicator, Municipality)


@dataclass(frozen=True)
class Catalogue:
    """Everything that is defined: the shipped definitions and the user's own."""

    indicators: Mapping[str, Indicator]
    municipalities: Mapping[str, Municipality]

    def indicator(self, id: str) -> Indicator:
        """The indicator with this id; an unknown one is an error naming the closest."""
        if id not in self.indicators:
            near = closest(id, self.indicators)
            raise RequestError("unknown_indicator", found=id, closest=near)
        return self.indicators[id]

    def municipality(self, name: str | int) -> Municipality:
        """A municipality by code (text or number) or by name."""
        wanted = f"{name:04d}" if isinstance(name, int) else str(name).strip()
        if wanted.casefold() in self._places:
            return self._places[wanted.casefold()]
        known = [each.name for each in self.municipalities.values()]
        near, members = closest(wanted, known), ", ".join(each.name for each in self.members)
        raise RequestError("unknown_municipality", found=name, closest=near, members=members)

    @property
    def members(self) -> tuple[Municipality, ...]:
        """The municipalities of the collaboration, in code order."""
        return tuple(
            self.municipalities[id]
            for id in sorted(self.municipalities)
            if self.municipalities[id].member
        )

    @property
    def followed(self) -> tuple[Indicator, ...]:
        """The thirteen indicators in the collaboration's own order, then the user's own."""
        chosen = [each for each in self.indicators.values() if each.kind is not Kind.CONTEXT]
        return tuple(sorted(chosen, key=lambda each: (each.number or 99, each.id)))

    @property
    def every_municipality(self) -> tuple[Municipality, ...]:
        """All municipalities of the country, in code order, the collaboration among them."""
        return tuple(self.municipalities[id] for id in sorted(self.municipalities) if id != COUNTRY)

    @cached_property
    def _places(self) -> dict[str, Municipality]:
        """Every municipality by the words people use for it; a name comes before a slug."""
        places = self.municipalities.values()
        by_slug = {each.slug: each for each in places}
        by_name = {each.name.casefold(): each for each in places}
        return {**by_slug, **by_name, **{each.id: each for each in places}}

    def by_kpi(self) -> dict[str, tuple[Indicator, Series, Variant]]:
        """For each KPI id that stands alone in a series: where it belongs."""
        return {
            ids[0]: (each, series, variant)
            for each in self.indicators.values()
            for series in each.series
            for variant, ids in series.kpis.items()
            if len(ids) == 1
        }


def open_catalogue(settings: Settings | None = None) -> Catalogue:
    """The shipped catalogue and the definition files under ``FGTE_HOME/catalogue``."""
    place = (settings or read_settings()).user_catalogue
    own = sorted(place.glob("*.toml")) if place.is_dir() else []
    return _catalogue(tuple((path, path.stat().st_mtime_ns) for path in own))


def indicators() -> tuple[Indicator, ...]:
    """The thirteen indicators in the collaboration's own order, then the user's own."""
    return open_catalogue().followed


def context_figures() -> tuple[Indicator, ...]:
    """Sizes, background and related measures that are read beside the thirteen."""
    return tuple(e for e in open_catalogue().indicators.values() if e.kind is Kind.CONTEXT)


def indicator(id: str) -> Indicator:
    """The indicator with this id."""
    return open_catalogue().indicator(id)


def municipalities() -> tuple[Municipality, ...]:
    """The five municipalities of the collaboration, in code order."""
    return open_catalogue().members


def municipality(name: str | int) -> Municipality:
    """A municipality by code ("1384" or 1384) or by name ("Kungsbacka")."""
    return open_catalogue().municipality(name)


@lru_cache(maxsize=16)
def _catalogue(own: tuple[tuple[Path, int], ...]) -> Catalogue:
    """Read once for each state of the user's own files: path and time of change."""
    shipped = resources.files("fgte.catalogue") / "definitions"
    files = sorted(Path(str(each)) for each in shipped.iterdir() if each.name.endswith(".toml"))
    found = read_definitions((*files, *(path for path, _ in own)))
    records = [(table, record_from(path, table)) for path, table in found["record"]]
    followed = [(path, indicator_from(path, table, records)) for path, table in found["indicator"]]
    places = [(path, municipality_from(path, table)) for path, table in found["municipality"]]
    book = Catalogue(MappingProxyType(_unique(followed)), MappingProxyType(_unique(places)))
    _check_references(book, found["record"])
    return book


def _unique(found: list[tuple[Path, Defined]]) -> dict[str, Defined]:
    kept: dict[str, Defined] = {}
    for path, each in found:
        if each.id in kept:
            raise DataError("defined_twice", file=path, id=each.id)
        kept[each.id] = each
    return kept


def _check_references(book: Catalogue, records: list[tuple[Path, Table]]) -> None:
    """Records, fallbacks and default series may only name what exists."""
    for path, record in records:
        for id in record["applies"]:
            if id not in book.indicators:
                near = closest(id, book.indicators)
                raise DataError("unknown_in_record", file=path, found=id, closest=near)
    for place in book.municipalities.values():
        for id in (id for fallback in place.fallbacks for id in fallback.indicators):
            book.indicator(id)
    _check_kpis(book)
    for each in book.indicators.values():
        if each.default_series not in {series.id for series in each.series}:
            raise DataError("unknown_series", id=each.id, found=each.default_series)


def _check_kpis(book: Catalogue) -> None:
    """A KPI may stand alone in one series only, or one would silently take the other's figures."""
    taken: dict[str, str] = {}
    for each in book.indicators.values():
        alone = {ids[0] for s in each.series for ids in s.kpis.values() if len(ids) == 1}
        for kpi in sorted(alone):
            if kpi in taken:
                raise DataError("kpi_taken", kpi=kpi, id=each.id, other=taken[kpi])
            taken[kpi] = each.id
