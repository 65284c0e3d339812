"""Which figures are to answer an expectation: a municipality's own, or the municipalities' mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from fgte.catalogue import Catalogue
from fgte.errors import RequestError
from fgte.journal.documents import ExpectedTrace
from fgte.journal.entries import REGION
from fgte.judgement.change_work_results import NotAsked
from fgte.judgement.expectations import Window
from fgte.judgement.figures import break_years, odd_years
from fgte.judgement.lines import Line, chosen_series, chosen_variant
from fgte.judgement.results import Figure
from fgte.model import Indicator, Municipality, Scope, Sex, Status, Variant
from fgte.store.tables import Store

FETCHED = "kolada-"
"""How the name of a set of figures begins that was asked for, every year and place of it."""


@dataclass(frozen=True)
class Reading:
    """The figures that an expectation is asked on, or why there are none."""

    indicator: Indicator | None = None
    window: Window | None = None
    variant: Variant | None = None
    odd_years: frozenset[int] = frozenset()
    not_asked: NotAsked | None = None


def reading_of(trace: ExpectedTrace, where: str, store: Store, book: Catalogue) -> Reading:
    """The figures that a trace is asked on.

    Parameters
    ----------
    where
        A municipality's code, ``region``, or a network.
    """
    if trace.indicator is None:
        return Reading(not_asked=NotAsked.SOFT_VALUE)
    known = book.indicators.get(trace.indicator)
    if known is None:
        return Reading(not_asked=NotAsked.UNKNOWN)
    try:
        if where in book.municipalities:
            return _own(trace, known, book.municipalities[where], store)
        if where == REGION and known.scope is Scope.NATIONAL:
            return _together(trace, known, book.members, store)
    except RequestError:
        return Reading(known, not_asked=NotAsked.UNKNOWN)
    return Reading(known, not_asked=NotAsked.NO_FIGURES)


def common_figures(
    indicator: Indicator,
    places: Sequence[Municipality],
    store: Store,
    *,
    trace: ExpectedTrace | None = None,
) -> tuple[Figure, ...]:
    """The plain mean of the municipalities, in the years that all of them can be compared.

    Those that are read in another variant than the region are not part of it, nor those
    without figures. An own calculation.
    """
    lines = [_line(trace, indicator, each, store) for each in places]
    read = [each.figures() for each in lines if each.variant is _regional(trace)]
    values = [
        found
        for figures in read
        if (found := {f.year: f.value for f in figures if f.readable and f.value is not None})
    ]
    if len(values) < 2:
        return ()
    years = sorted(set.intersection(*(set(each) for each in values)))
    return tuple(
        Figure(year, Status.OK, float(np.mean([each[year] for each in values]))) for year in years
    )


def _own(trace: ExpectedTrace, known: Indicator, place: Municipality, store: Store) -> Reading:
    line = _line(trace, known, place, store)
    figures = line.figures()
    return _reading(known, figures, line.variant, asked_until(figures, store))


def _together(
    trace: ExpectedTrace, known: Indicator, places: Sequence[Municipality], store: Store
) -> Reading:
    figures = common_figures(known, places, store, trace=trace)
    if not figures:
        return Reading(known, not_asked=NotAsked.NO_FIGURES)
    lines = [_line(trace, known, each, store).figures() for each in places]
    asked = [asked_until(each, store) for each in lines if each]
    days = [each for each in asked if each is not None]
    everywhere = min(days) if days and len(days) == len(asked) else None
    return _reading(known, figures, _regional(trace), everywhere)


def _regional(trace: ExpectedTrace | None) -> Variant:
    """The variant that the region is read in, unless the trace names one."""
    return trace.variant if trace and trace.variant else Variant.KOMMUNAL


def asked_until(figures: Sequence[Figure], store: Store) -> date | None:
    """The day on which the source was last asked for a line and gave its latest figure.

    Only of figures that were fetched: a fetch asks for every year, a file that someone brought and
    the figures that ship may have been cut anywhere.
    """
    given = [each for each in figures if each.status is not Status.MISSING]
    if not given:
        return None
    latest = max(given, key=lambda each: each.year)
    origin = store.origins.get(latest.snapshot_id)
    fetched = latest.snapshot_id.startswith(FETCHED)
    return origin.retrieved if origin is not None and fetched else None


def _reading(
    known: Indicator, figures: tuple[Figure, ...], variant: Variant, asked: date | None
) -> Reading:
    window = Window(known, figures, break_years(known, variant), asked)
    return Reading(known, window, variant, odd_years(known, variant))


def _line(trace: ExpectedTrace | None, known: Indicator, place: Municipality, store: Store) -> Line:
    variant, reason = chosen_variant(known, place, trace.variant if trace else None)
    return Line(
        store=store,
        indicator=known,
        municipality=place,
        series=chosen_series(known, trace.series if trace else None),
        variant=variant,
        sex=trace.sex if trace else Sex.ALL,
        variant_reason=reason,
    )
