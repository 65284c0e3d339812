"""How unevenly pupils whose parents have studied further are spread over a municipality's schools.

The other meaning of segregation: who goes where, not how results differ (``between_schools``).
No school is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from fgte.analysis.dispersion import FEWEST_UNITS
from fgte.analysis.equity import Segregation, segregation
from fgte.judgement.lacks import Lack, status_of
from fgte.model import Municipality, Sex, Status, Variant
from fgte.store.tables import Lines, Observation, Store

BACKGROUND = "foraldrars_utbildning"
SIZE = "elever_grundskola"


@dataclass(frozen=True)
class BackgroundSpread:
    """One year's spread of parents' education over the municipal schools.

    ``dissimilarity`` is the share of one group that would have to change school for both to be
    spread alike, ``information`` Theil's H (how much less mixed the schools are than all pupils
    together) and ``mutual`` the mutual information in natural logarithms; each with what chance
    alone gives. ``hidden`` are schools whose share or size is hidden, never taken as 0.
    """

    status: Status
    lack: Lack | None = None
    year: int | None = None
    schools: int = 0
    hidden: int = 0
    dissimilarity: Segregation | None = None
    information: Segregation | None = None
    mutual: Segregation | None = None


def background_spread(
    store: Store, municipality: Municipality, *, years: tuple[int, int] | None = None
) -> BackgroundSpread:
    """The latest year in which the schools' shares and sizes are both in the store."""
    lines = store.lines_of(municipality.id)
    shares, sizes = _by_year(lines, BACKGROUND), _by_year(lines, SIZE)
    first, last = years or (0, 9999)
    both = [year for year in sorted(shares) if year in sizes and first <= year <= last]
    if not both:
        return _nothing(Lack.NOT_FETCHED)
    year = both[-1]
    pairs = [(each, sizes[year].get(unit)) for unit, each in shares[year].items()]
    known = [
        (round(share.value / 100 * size.value), round(size.value))
        for share, size in pairs
        if share.value is not None and size is not None and size.value is not None
    ]
    if len(known) < FEWEST_UNITS:
        return _nothing(Lack.SUPPRESSED if not known else Lack.TOO_FEW_SCHOOLS, year)
    counts = np.array([(some, size - some) for some, size in known], dtype=np.float64)
    if not (counts.sum(axis=0) > 0).all():
        return _nothing(Lack.TOO_FEW_SCHOOLS, year)
    return BackgroundSpread(
        status=Status.OK,
        year=year,
        schools=len(known),
        hidden=len(pairs) - len(known),
        dissimilarity=segregation(counts, "D"),
        information=segregation(counts, "H"),
        mutual=segregation(counts, "M"),
    )


def _by_year(lines: Lines, indicator: str) -> Mapping[int, dict[str, Observation]]:
    """The municipal schools' figures of all pupils: year, then school unit."""
    found: dict[int, dict[str, Observation]] = {}
    for key, observations in lines.items():
        unit = key[4]
        if key[0] == indicator and key[2:4] == (Variant.KOMMUNAL, Sex.ALL) and unit is not None:
            for each in observations:
                found.setdefault(each.year, {})[unit] = each
    return found


def _nothing(lack: Lack, year: int | None = None) -> BackgroundSpread:
    return BackgroundSpread(status_of(lack), lack, year)
