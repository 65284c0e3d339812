"""A year group's own way: åk 3 → åk 6 → åk 9 → gymnasiet, each time beside the country's same year.

The same year group by year, not exactly the same pupils: people move, and change school. A
missing link is said, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fgte.analysis.cohort import Position, position_change, position_of_mean, position_of_share
from fgte.analysis.uncertainty import wilson_interval
from fgte.catalogue import Catalogue
from fgte.judgement.figures import figures_of
from fgte.judgement.lacks import Lack, lack_of_figure, status_of
from fgte.judgement.results import Figure
from fgte.model import (
    COUNTRY,
    Indicator,
    Interval,
    Localised,
    Municipality,
    PupilsKind,
    Sex,
    Status,
    Unit,
    Variant,
)
from fgte.store.tables import Store


@dataclass(frozen=True)
class Station:
    """Where on the way a year group is looked at: by which indicator, how many years after åk 3."""

    indicator: str
    years_after: int
    variants: tuple[Variant, ...]


SCHOOL, HOME = (Variant.KOMMUNAL,), (Variant.HEMKOMMUN, Variant.KOMMUNAL)

STATIONS = (
    Station("nationella_prov_ak3", 0, SCHOOL),
    Station("alla_amnen_ak6", 3, SCHOOL),
    Station("alla_amnen_slutbetyg", 6, SCHOOL),
    Station("examen_3ar", 9, HOME),
    Station("examen_4ar", 10, HOME),
)
"""The way. In gymnasiet those who live in the municipality are the year group, where published:
its own gymnasium has pupils from elsewhere, and its pupils go elsewhere."""

_AFTER = {each.indicator: each.years_after for each in STATIONS}


@dataclass(frozen=True)
class CohortStep:
    """The year group at one station: its figure, the country's, and its position between them.

    ``variant`` says whose pupils were counted; None where no figure was found in any. A step that
    cannot be read has no position, and ``lack`` says why (``reason`` in the catalogue's words where
    it has any).
    """

    indicator: Indicator
    year: int
    status: Status
    lack: Lack | None = None
    reason: Localised | None = None
    variant: Variant | None = None
    figure: Figure | None = None
    country: Figure | None = None
    position: Position | None = None


@dataclass(frozen=True)
class CohortMove:
    """From one readable step to the next: how the position changed, in standard units.

    The interval takes chance at the two steps for independent, though many pupils are the same:
    it is rather too wide than too narrow.
    """

    first: CohortStep
    last: CohortStep
    change: Position


@dataclass(frozen=True)
class CohortPath:
    """One year group, named by its spring in åk 3, through every station.

    ``start`` is None where no figure says which year group it would be.
    """

    municipality: Municipality
    sex: Sex
    start: int | None
    steps: tuple[CohortStep, ...]
    moves: tuple[CohortMove, ...]
    status: Status
    lack: Lack | None = None

    @property
    def readable(self) -> tuple[CohortStep, ...]:
        return tuple(each for each in self.steps if each.position is not None)


def cohort_path(
    store: Store,
    book: Catalogue,
    municipality: Municipality,
    start: int,
    *,
    sex: Sex = Sex.ALL,
    years: tuple[int, int] | None = None,
) -> CohortPath:
    """The way of the year group that was in åk 3 in the spring of ``start``.

    Where ``years`` are chosen, a station outside them is one not looked at.
    """
    known = [each for each in STATIONS if each.indicator in book.indicators]
    first, last = years or (0, 9999)
    steps = tuple(
        _step(store, book, municipality, each, start, sex)
        if first <= start + each.years_after <= last
        else _not_chosen(book, each, start)
        for each in known
    )
    readable = [each for each in steps if each.position is not None]
    lack = None
    if municipality.id == COUNTRY:
        lack = Lack.NOT_FOR_COUNTRY
    elif not readable:
        lack = next((each.lack for each in steps if each.lack), Lack.NO_FIGURE)
    moves = tuple(_move(a, b) for a, b in pairwise(readable))
    return CohortPath(municipality, sex, start, steps, moves, status_of(lack), lack)


def cohort_paths(
    store: Store,
    book: Catalogue,
    municipality: Municipality,
    *,
    sex: Sex = Sex.ALL,
    years: tuple[int, int] | None = None,
    fewest: int = 2,
) -> tuple[CohortPath, ...]:
    """Every year group that can be read at so many stations or more, oldest first."""
    held = set(_starts(store, book, municipality, sex))
    paths = [
        cohort_path(store, book, municipality, start, sex=sex, years=years)
        for start in sorted(held)
    ]
    return tuple(each for each in paths if len(each.readable) >= fewest)


def _starts(store: Store, book: Catalogue, municipality: Municipality, sex: Sex) -> Iterator[int]:
    for station in STATIONS:
        indicator = book.indicators.get(station.indicator)
        for variant in station.variants if indicator else ():
            for year in _years(store, indicator, municipality.id, variant, sex):
                yield year - station.years_after


def _not_chosen(book: Catalogue, station: Station, start: int) -> CohortStep:
    lack, year = Lack.NOT_CHOSEN, start + station.years_after
    return CohortStep(book.indicators[station.indicator], year, status_of(lack), lack)


def _step(
    store: Store,
    book: Catalogue,
    municipality: Municipality,
    station: Station,
    start: int,
    sex: Sex,
) -> CohortStep:
    indicator, year = book.indicators[station.indicator], start + station.years_after
    steps = [
        _step_in(store, indicator, municipality, variant, year, sex) for variant in station.variants
    ]
    return max(steps, key=lambda step: (step.position is not None, step.figure is not None))


def _step_in(
    store: Store,
    indicator: Indicator,
    municipality: Municipality,
    variant: Variant,
    year: int,
    sex: Sex,
) -> CohortStep:
    published = _years(store, indicator, municipality.id, variant, sex)
    figure = _figure(store, indicator, municipality.id, variant, sex, year)
    country = _figure(store, indicator, COUNTRY, variant, sex, year)
    step = CohortStep(indicator, year, Status.OK, variant=variant, figure=figure, country=country)
    lack = _lack(published, figure, country, year)
    if lack is None and figure is not None and country is not None and country.value is not None:
        position = _position(indicator, figure, country.value)
        if position is not None:
            return replace(step, position=position)
        lack = Lack.NO_YARDSTICK
    reason = figure.reason if figure else None
    return replace(step, status=status_of(lack), lack=lack, reason=reason)


def _lack(
    published: Sequence[int], figure: Figure | None, country: Figure | None, year: int
) -> Lack | None:
    if not published:
        return Lack.NOT_FETCHED
    if figure is None and year > published[-1]:
        return Lack.NOT_YET
    lack = lack_of_figure(figure)
    if lack is None and (country is None or country.value is None):
        return Lack.NO_COUNTRY_FIGURE
    return lack


def _years(
    store: Store, indicator: Indicator | None, municipality_id: str, variant: Variant, sex: Sex
) -> tuple[int, ...]:
    """The years in which anything stands in the store, oldest first."""
    if indicator is None:
        return ()
    key = (indicator.id, indicator.default_series, variant.value, sex.value, None)
    return tuple(each.year for each in store.lines_of(municipality_id).get(key, ()))


def _figure(
    store: Store,
    indicator: Indicator,
    municipality_id: str,
    variant: Variant,
    sex: Sex,
    year: int,
) -> Figure | None:
    series = next(each for each in indicator.series if each.id == indicator.default_series)
    found = figures_of(
        store,
        indicator,
        series,
        variant=variant,
        municipality_id=municipality_id,
        sex=sex,
        years=(year, year),
    )
    if not found:
        return None
    if variant is not Variant.HEMKOMMUN or sex is not Sex.ALL or municipality_id == COUNTRY:
        return found[0]
    return _with_home_year_group(store, found[0], indicator, municipality_id)


def _with_home_year_group(
    store: Store, figure: Figure, indicator: Indicator, municipality_id: str
) -> Figure:
    """Room for chance where no number is published: a ninth of the home municipality's pupils.

    The year group of a diploma was counted in åk 9 in the October before it left.
    """
    if figure.value is None or figure.interval or indicator.unit is not Unit.PERCENT:
        return figure
    key = ("elever_grundskola", "huvud", Variant.HEMKOMMUN.value, Sex.ALL.value, None)
    october = figure.year - _AFTER[indicator.id] + 5
    counted = {e.year: e.value for e in store.lines_of(municipality_id).get(key, ())}.get(october)
    pupils = round(counted / 9) if counted else 0
    if not pupils:
        return figure
    room = wilson_interval(figure.value / 100 * pupils, pupils)
    percent = Interval(100 * room.low, 100 * room.high)
    return replace(figure, interval=percent, pupils=pupils, pupils_kind=PupilsKind.APPROXIMATE)


def _position(indicator: Indicator, figure: Figure, country: float) -> Position | None:
    if indicator.unit is not Unit.PERCENT:
        if indicator.pupil_sd is None:
            return None
        return position_of_mean(
            figure.value, figure.interval, reference=country, sd=indicator.pupil_sd
        )
    room = figure.interval
    shares = None if room is None else Interval(room.low / 100, room.high / 100)
    share = None if figure.value is None else figure.value / 100
    return position_of_share(share, shares, reference=country / 100)


def _move(first: CohortStep, last: CohortStep) -> CohortMove:
    if first.position is None or last.position is None:
        return CohortMove(first, last, Position(None, None, None))
    return CohortMove(first, last, position_change(first.position, last.position))
