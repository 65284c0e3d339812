"""What a comparison gives year by year: the event study of units that are compared by changes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fgte.analysis.differences import EventStudy
from fgte.model import Unit
from fgte.present.tabular import DataTable
from fgte.research.estimating import Estimated
from fgte.research.words import bounds, change, share
from fgte.texts import text


def year_rows(study: EventStudy, start: int, unit: Unit, lang: str) -> DataTable:
    """A row a year: the distance to the others, its interval and p.

    Parameters
    ----------
    study
        The distances, against their mean before the start.
    start
        The first year that it could be seen in, which is marked.
    unit, lang
        How numbers are written.
    """
    rows: list[tuple[str, ...]] = []
    for year, each in zip(study.years, study.estimates, strict=True):
        key = "before" if year < start else "after"
        when = text(f"research.by_year.{key}", lang, year=year)
        found = (change(each.value, unit, lang), bounds(each, unit, lang))
        rows.append((when, *found, share(each.p_value, lang)))
    heads = (text(f"research.by_year.{key}", lang) for key in ("year", "apart", "interval", "p"))
    return DataTable(tuple(heads), tuple(rows))


def year_records(found: Estimated | None, start: int) -> Sequence[dict[str, object]]:
    """The same as numbers for a package; nothing where the design has no event study."""
    if found is None or not isinstance(found.details, EventStudy):
        return []
    return [
        {
            "year": year,
            "after_start": int(year >= start),
            "value": each.value,
            "low": _bounded(each.low),
            "high": _bounded(each.high),
            "p_value": each.p_value,
        }
        for year, each in zip(found.details.years, found.details.estimates, strict=True)
    ]


def _bounded(end: float) -> float:
    return end if math.isfinite(end) else math.nan
