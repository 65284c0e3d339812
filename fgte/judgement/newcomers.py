"""The same result with and without newly arrived pupils, side by side.

Most pupils are in both figures, so the difference says how much the whole group's figure follows
from who came lately, not how newly arrived pupils do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from fgte.catalogue import Catalogue
from fgte.judgement.figures import figures_of
from fgte.judgement.lacks import Lack, lack_of_figure, status_of
from fgte.judgement.results import Figure
from fgte.model import Indicator, Municipality, Sex, Status, Variant
from fgte.store.tables import Store

WITHOUT: Mapping[str, str] = MappingProxyType(
    {
        "alla_amnen_slutbetyg": "alla_amnen_slutbetyg_utan_nyinvandrade",
        "meritvarde": "meritvarde_utan_nyinvandrade",
        "behorig_yrkesprogram": "behorig_yrkesprogram_utan_nyinvandrade",
    }
)
"""Each result and the same without newly arrived pupils and those of unknown background."""


@dataclass(frozen=True)
class NewcomerYear:
    """One year: everyone's figure, the figure without newcomers, and the step between them.

    ``difference`` is without less with, in the indicator's unit; None where either has no value or
    the year is counted in another way.
    """

    year: int
    everyone: Figure
    without: Figure
    difference: float | None


@dataclass(frozen=True)
class WithAndWithout:
    """One result in two ways, oldest year first; where there is nothing, ``lack`` says why."""

    indicator: Indicator
    status: Status
    lack: Lack | None = None
    years: tuple[NewcomerYear, ...] = ()

    @property
    def latest(self) -> NewcomerYear | None:
        """The last year in which both can be read."""
        told = [each for each in self.years if each.difference is not None]
        return told[-1] if told else None


def with_and_without(
    store: Store,
    book: Catalogue,
    municipality: Municipality,
    *,
    years: tuple[int, int] | None = None,
) -> tuple[WithAndWithout, ...]:
    """Every result that is published both with and without newly arrived pupils, in fixed order."""

    def line(id: str) -> tuple[Figure, ...]:
        indicator = book.indicators[id]
        return figures_of(
            store,
            indicator,
            next(each for each in indicator.series if each.id == indicator.default_series),
            variant=Variant.KOMMUNAL,
            municipality_id=municipality.id,
            sex=Sex.ALL,
            years=years,
        )

    return tuple(
        _paired(book.indicators[id], line(id), line(without)) for id, without in WITHOUT.items()
    )


def _paired(
    indicator: Indicator, everyone: Sequence[Figure], without: Sequence[Figure]
) -> WithAndWithout:
    other = {each.year: each for each in without}
    years = tuple(_year(each, other[each.year]) for each in everyone if each.year in other)
    found = WithAndWithout(indicator, Status.OK, years=years)
    if found.latest is not None:
        return found
    lack = Lack.NOT_FETCHED
    if years:
        lack = lack_of_figure(years[-1].everyone) or lack_of_figure(years[-1].without) or lack
    return WithAndWithout(indicator, status_of(lack), lack, years)


def _year(everyone: Figure, without: Figure) -> NewcomerYear:
    difference = None
    if everyone.readable and everyone.value is not None and without.value is not None:
        difference = without.value - everyone.value
    return NewcomerYear(everyone.year, everyone, without, difference)
