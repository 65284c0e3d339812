"""Open the store and assess: indicator and municipality in, findings out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path

from fgte.api.findings import Finding, Findings, RegionFinding, RegionFindings
from fgte.catalogue import Catalogue, open_catalogue
from fgte.errors import RequestError
from fgte.judgement import (
    Line,
    chosen_series,
    chosen_variant,
    judge,
    judge_region,
    region_study_for,
    study_for,
    usual_lines,
)
from fgte.model import Indicator, Scope, Sex
from fgte.settings import read_settings
from fgte.store import Store, open_table
from fgte.store.mark import FILE
from fgte.store.tables import checked_years

Years = tuple[int | None, int | None] | None


def open_store(path: str | Path | None = None) -> Store:
    """Open the store in a home folder (``FGTE_HOME`` where none is given).

    Parameters
    ----------
    path
        The home folder, not the store's own.

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
    """Judge every indicator in one municipality; a local one only where it has figures.

    Parameters
    ----------
    municipality
        Code ("1384" or 1384) or name ("Kungsbacka").
    years
        First and last year, both included; None leaves an end open.
    sexes
        Those to judge: T (all), K (girls) and M (boys).
    store
        An open store; the one in ``FGTE_HOME`` where none is given.
    """
    store = store or open_store()
    book = _book(store)
    place = book.municipality(municipality)
    narrowed = store.with_revisions_of(place.id)
    usual = usual_lines(narrowed, book.followed, place, years=checked_years(years))
    lines = [replace(each, sex=_sex(sex)) for sex in sexes for each in usual]
    judged = [_finding(line, usual) for line in lines]
    shown = [each for each in judged if each.series or each.indicator.scope is Scope.NATIONAL]
    found = {(each.indicator.id, each.sex.value): each for each in shown}
    return Findings(found, store, study_for(usual[0], usual).panel, checked_years(years))


def assess_region(
    indicator: str,
    *,
    municipalities: Sequence[str | int] | None = None,
    years: Years = None,
    sex: str = "T",
    store: Store | None = None,
) -> RegionFinding:
    """Judge one indicator in the municipalities together; they are kept in code order.

    Parameters
    ----------
    indicator
        Its id; a local one is refused, as it is shown nowhere but at home.
    municipalities
        Codes or names; the collaboration's five where none are given.
    years
        First and last year, both included; None leaves an end open.
    sex
        T (all), K (girls) or M (boys).
    store
        An open store; the one in ``FGTE_HOME`` where none is given.
    """
    store = store or open_store()
    book = _book(store)
    chosen = book.indicator(indicator)
    if chosen.scope is Scope.LOCAL:
        raise RequestError("local_indicator", id=indicator)
    places = _places(store, book, municipalities, years)
    together = judge_region(chosen.id, places, sex=_sex(sex))
    return RegionFinding(**{each.name: getattr(together, each.name) for each in fields(together)})


def assess_collaboration(
    *, years: Years = None, sex: str = "T", store: Store | None = None
) -> RegionFindings:
    """Judge every national indicator in the collaboration's municipalities together.

    Parameters
    ----------
    years
        First and last year, both included; None leaves an end open.
    sex
        T (all), K (girls) or M (boys).
    store
        An open store; the one in ``FGTE_HOME`` where none is given.
    """
    store = store or open_store()
    book = _book(store)
    chosen = [each for each in book.followed if each.scope is Scope.NATIONAL]
    found = (assess_region(each.id, years=years, sex=sex, store=store) for each in chosen)
    panel = region_study_for(_places(store, book, None, years)).panel
    return RegionFindings(tuple(found), store, panel)


def _places(
    store: Store, book: Catalogue, municipalities: Sequence[str | int] | None, years: Years
) -> list[tuple[Line, ...]]:
    """The usual lines of each municipality, in code order, of the national indicators."""
    chosen = [each for each in book.followed if each.scope is Scope.NATIONAL]
    named = [book.municipality(name) for name in municipalities or [m.id for m in book.members]]
    by_code = sorted({each.id: each for each in named}.items())
    ends = checked_years(years)
    return [
        usual_lines(store.with_revisions_of(place.id), chosen, place, years=ends)
        for _, place in by_code
    ]


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
    store = store.with_revisions_of(place.id)
    read_as, reason = chosen_variant(indicator, place, variant)
    line = Line(
        store=store,
        indicator=indicator,
        municipality=place,
        series=chosen_series(indicator, series),
        variant=read_as,
        sex=_sex(sex),
        years=checked_years(years),
        school_unit=school_unit,
        variant_reason=reason,
    )
    usual = usual_lines(store, book.followed, place, years=line.years, school_unit=school_unit)
    return _finding(line, usual)


def _finding(line: Line, usual: Sequence[Line]) -> Finding:
    """The judgement with the methods of a finding."""
    judged = judge(line, usual)
    return Finding(**{each.name: getattr(judged, each.name) for each in fields(judged)})


def _sex(wanted: str) -> Sex:
    if wanted not in list(Sex):
        raise RequestError("unknown_sex", found=wanted)
    return Sex(wanted)


def _book(store: Store) -> Catalogue:
    return open_catalogue(store.settings)


@lru_cache(maxsize=4)
def _opened(folder: Path, stamp: int) -> Store:
    """One store per file that lies there: a rebuilt one has another time stamp."""
    return open_table(folder)
