"""When an outcome is public, and from when it can be known: the days that freeze an expectation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fgte.catalogue import Catalogue
from fgte.journal.documents import ExpectedTrace
from fgte.model import Status
from fgte.settings import Settings

KNOWN_MONTH = 6
"""Grades are set and tests corrected by June: the municipality itself may know from then."""

InStore = Callable[[str, str, int], bool]
"""Whether the store has a figure: of an indicator, for a municipality, in a year."""


def known_from(trace: ExpectedTrace) -> date:
    """The first day on which the municipality's own people may know the outcome."""
    return date(trace.first_year, KNOWN_MONTH, 1)


def published_from(trace: ExpectedTrace, catalogue: Catalogue) -> date:
    """The first day of the month in which the outcome is published.

    For a soft value, or an indicator without a month, the day it may be known.
    """
    known = catalogue.indicators.get(trace.indicator or "")
    month = known.publication_month if known is not None else None
    return date(trace.first_year, month or KNOWN_MONTH, 1)


def nothing_in_store(_indicator: str, _municipality: str, _year: int) -> bool:
    """For a journal that is used without a store: the calendar alone decides."""
    return False


def figures_in_store(settings: Settings) -> InStore:
    """Ask the store, read at the first question, whether a figure has come."""
    known: set[tuple[str, str, int]] | None = None

    def asked(indicator: str, municipality: str, year: int) -> bool:
        nonlocal known
        known = _read(settings) if known is None else known
        return (indicator, municipality, year) in known

    return asked


def _read(settings: Settings) -> set[tuple[str, str, int]]:
    """Every figure that has come; none when there is no store, or one that cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from fgte.store.mark import FILE

    try:
        table = pq.read_table(settings.store / FILE, columns=list(_COLUMNS)).to_pydict()
    except (OSError, KeyError, pa.ArrowException):
        return set()
    rows = zip(*(table[name] for name in _COLUMNS), strict=True)
    return {(indicator, place, year) for indicator, place, year, status in rows if status in _COME}


_COLUMNS = ("indicator", "municipality_id", "year", "status")
_COME = {Status.OK, Status.SUPPRESSED, Status.CENSORED}
