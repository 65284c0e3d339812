"""Open the store and assess: indicator and municipality in, findings out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from fgte.api.findings import Finding, Findings, RegionFinding, RegionFindings
from fgte.catalogue import Catalogue, open_catalogue
from fgte.errors import RequestError
from fgte.judgement import Line, chosen_variant, judge, judge_region
from fgte.model import Indicator, Scope, Series, Sex, Variant
from fgte.settings import read_settings
from fgte.store import Store, open_table
from fgte.store.tables import FILE, checked_years

Years = tuple[int | None, int | None] | None


def open_store(path: str | Path | None = None) -> Store:
    """Open the store in a home folder (``FGTE_HOME`` where none is given).

    Raises
    ------
    RequestError
        If there is no store there yet; ``fgte build`` makes it.
    """
    settings = read_settings(home=path)
    file = settings.store / FILE
    stamp = file.stat().st_mtime_ns if file.is_file() else 0
    return _opened(settings.store, stamp)


def assess(
    indicator: str,
    municipality: str | int,
    *,
    years: Years = None,
    sex: str = "T",
    variant: str | None = None,
    series: str | None = None,
    school_unit: str | None = None,
    store: Store | None = None,
) -> Finding:
    """Judge one indicator in one municipality.

    Parameters
    ----------
    indicator
        Its id, such as ``meritvarde``.
    municipality
        Code ("1384" or 1384) or name ("Kungsbacka").
    years
        First and last year, both included; None leaves an end open.
    sex
        T (all), K (girls) or M (boys).
    variant
        kommunal, lageskommun or hemkommun; the municipality's own usual one where none is given.
    series
        A part of the indicator, such as ``matematik``; the headline series where none is given.
    school_unit
        A school unit's code, where figures of schools have been imported.
    store
        An open store; the one in ``FGTE_HOME`` where none is given.
    """
    store = store or open_store()
    book = _book(store)
    return _assess(
        store,
        book,
        book.indicator(indicator),
        municipality,
        years=years,
        sex=sex,
        variant=variant,
        series=series,
        school_unit=school_unit,
    )


def assess_all(
    municipality: str | int,
    *,
    years: Years = None,
    sexes: Sequence[str] = ("T", "K", "M"),
    store: Store | None = None,
) -> Findings:
    """Judge every indicator in one municipality; a local one only where it has figures."""
    store = store or open_store()
    book = _book(store)
    judged = [
        _assess(store, book, each, municipality, years=years, sex=sex)
        for sex in sexes
        for each in book.followed
    ]
    shown = [each for each in judged if each.series or each.indicator.scope is Scope.NATIONAL]
    return Findings({(each.indicator.id, each.sex.value): each for each in shown}, store)


def assess_region(
    indicator: str,
    *,
    municipalities: Sequence[str | int] | None = None,
    years: Years = None,
    sex: str = "T",
    store: Store | None = None,
) -> RegionFinding:
    """Judge one indicator in the municipalities together; they are kept in code order."""
    store = store or open_store()
    book = _book(store)
    chosen = book.indicator(indicator)
    if chosen.scope is Scope.LOCAL:
        raise RequestError("local_indicator", id=indicator)
    named = [book.municipality(name) for name in municipalities or [m.id for m in book.members]]
    places = {each.id: each for each in named}
    judged = [
        _assess(store, book, chosen, place.id, years=years, sex=sex)
        for _, place in sorted(places.items())
    ]
    together = judge_region(chosen, judged, sex=_sex(sex), variant=Variant.KOMMUNAL)
    return RegionFinding(**{each.name: getattr(together, each.name) for each in fields(together)})


def assess_collaboration(
    *, years: Years = None, sex: str = "T", store: Store | None = None
) -> RegionFindings:
    """Judge every national indicator in the collaboration's municipalities together."""
    store = store or open_store()
    chosen = [each for each in _book(store).followed if each.scope is Scope.NATIONAL]
    found = (assess_region(each.id, years=years, sex=sex, store=store) for each in chosen)
    return RegionFindings(tuple(found), store)


def _assess(
    store: Store,
    book: Catalogue,
    indicator: Indicator,
    municipality: str | int,
    *,
    years: Years,
    sex: str,
    variant: str | None = None,
    series: str | None = None,
    school_unit: str | None = None,
) -> Finding:
    """Make every choice that was left open, judge, and give the judgement its methods."""
    place = book.municipality(municipality)
    read_as, reason = chosen_variant(indicator, place, variant)
    judged = judge(
        Line(
            store=store.with_revisions_of(place.id),
            indicator=indicator,
            municipality=place,
            series=_series(indicator, series),
            variant=read_as,
            sex=_sex(sex),
            years=checked_years(years),
            school_unit=school_unit,
            variant_reason=reason,
        )
    )
    return Finding(**{each.name: getattr(judged, each.name) for each in fields(judged)})


def _series(indicator: Indicator, wanted: str | None) -> Series:
    for each in indicator.series:
        if each.id == (wanted or indicator.default_series):
            return each
    raise RequestError("unknown_series", id=indicator.id, found=wanted)


def _sex(wanted: str) -> Sex:
    if wanted not in list(Sex):
        raise RequestError("unknown_sex", found=wanted)
    return Sex(wanted)


def _book(store: Store) -> Catalogue:
    return open_catalogue(read_settings(home=store.path.parent.parent))


@lru_cache(maxsize=4)
def _opened(folder: Path, stamp: int) -> Store:
    """One store per file that lies there: a rebuilt one has another time stamp."""
    return open_table(folder)
