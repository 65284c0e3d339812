"""Four windows on the distance between capacity and achievement, side by side.

No figure measures that distance. Each window is an answer of its own, a result or a status with
its reason, and nothing here adds them up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from fgte.catalogue import Catalogue, open_catalogue
from fgte.catalogue.national import open_national
from fgte.judgement.cohort_path import CohortPath, cohort_path
from fgte.judgement.expected_value import ExpectedValue, expected_values
from fgte.judgement.lacks import Lack, status_of
from fgte.judgement.lines import Line
from fgte.judgement.published_deviation import PublishedDeviation, published_deviation
from fgte.judgement.results import Figure, SexGap
from fgte.model import Stage

YEARS_AFTER: Mapping[Stage, int] = MappingProxyType(
    {Stage.AK3: 0, Stage.AK6: 3, Stage.AK9: 6, Stage.GY: 9}
)
"""How long after the spring in åk 3 a year group is met at each stage, if it goes straight on."""


@dataclass(frozen=True)
class Gap:
    """The windows, each a result or a status with its reason; never one verdict.

    ``published_deviation`` is SKR's deviation from a model-based value, ``expected`` our own
    expected value from the municipality's background, ``cohort`` the way of the year group that the
    latest figure concerns, and ``sexes`` girls minus boys. An expected value is an average, and
    average is not capacity.
    """

    published_deviation: PublishedDeviation
    expected: ExpectedValue
    cohort: CohortPath
    sexes: SexGap


def gap_of(line: Line, own: Sequence[Figure], sexes: SexGap) -> Gap:
    """Look through every window from one line.

    Parameters
    ----------
    line
        Which indicator, municipality, sex, variant and years.
    own
        Its figures, oldest first.
    sexes
        Girls minus boys, as judged.
    """
    lack = _too_narrow(line)
    if lack is not None:
        nothing = status_of(lack)
        deviation, expected = PublishedDeviation(nothing, lack), ExpectedValue(nothing, lack)
        return Gap(deviation, expected, _no_way(line, None, lack), sexes)
    settings = line.store.settings
    book = open_catalogue(settings)
    return Gap(
        published_deviation=_deviation(line, book),
        expected=expected_values(
            line.store,
            open_national(settings),
            line.indicator,
            line.municipality,
            own,
            sex=line.sex,
            variant=line.variant,
        ),
        cohort=_way(line, book, own),
        sexes=sexes,
    )


def _too_narrow(line: Line) -> Lack | None:
    """The windows see a municipality's headline figures, not a school's or a part's."""
    if line.school_unit is not None:
        return Lack.ONLY_MUNICIPALITY
    whole = line.series.id == line.indicator.default_series
    return None if whole else Lack.ONLY_WHOLE_INDICATOR


def _deviation(line: Line, book: Catalogue) -> PublishedDeviation:
    return published_deviation(
        line.store,
        book,
        line.indicator,
        line.municipality,
        sex=line.sex,
        variant=line.variant,
        years=line.years,
    )


def _way(line: Line, book: Catalogue, own: Sequence[Figure]) -> CohortPath:
    """The way of the latest figure's year group; met at one station only, it is no way yet."""
    stage = line.indicator.stage
    if not own or stage is None:
        return _no_way(line, None, Lack.NOT_FETCHED if stage else Lack.NOT_MADE_FOR_INDICATOR)
    start = own[-1].year - YEARS_AFTER[stage]
    path = cohort_path(line.store, book, line.municipality, start, sex=line.sex, years=line.years)
    if len(path.readable) == 1:
        return replace(path, status=status_of(Lack.ONE_STATION), lack=Lack.ONE_STATION)
    return path


def _no_way(line: Line, start: int | None, lack: Lack) -> CohortPath:
    return CohortPath(line.municipality, line.sex, start, (), (), status_of(lack), lack)
