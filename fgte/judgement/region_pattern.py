"""The municipalities' movements together: what they share, and whether they are unlike.

Five say little of how much municipalities' movements truly differ; the country's 290 say more, so
that is borrowed (``catalogue.national``). Municipalities come, and stay, in code order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy.special import chdtrc

from fgte.analysis.pooling import Pooled, hartung_knapp, partial_pooling
from fgte.analysis.slopes import slope_variances, theil_sen_slopes
from fgte.catalogue.national import NationalSlopes
from fgte.judgement.lacks import Lack, status_of
from fgte.judgement.results import Figure
from fgte.model import Direction, Indicator, Interval, Municipality, Status, Unit

ALPHA = 0.05
FEWEST_YEARS = 5
"""Common comparable years needed before anything is said of movements together."""

FEWEST_MUNICIPALITIES = 2
NORMAL_95 = 1.959964


class Shared(StrEnum):
    """What the municipalities' movements have in common, in words that rank no one."""

    COMMON_IMPROVEMENT = "common_improvement"
    COMMON_WORSENING = "common_worsening"
    NO_COMMON_SHOWN = "no_common_shown"


@dataclass(frozen=True)
class MemberMovement:
    """One municipality's change a year, as seen and with chance allowed for.

    ``slope`` is its own, ``shrunken`` with its ``interval`` the same drawn towards the common one
    by as much as chance may have made it. In the indicator's unit a year.
    """

    municipality: Municipality
    slope: float
    standard_error: float
    shrunken: float
    interval: Interval


@dataclass(frozen=True)
class RegionPattern:
    """The movements of several municipalities over the years that all of them have.

    ``mean`` weighs each by how sure it is; its ``interval`` is Hartung and Knapp's, never narrower
    than the plain one, and speaks of municipalities such as these: it is wide, since few were
    seen. ``tau2`` is how much municipalities' true slopes vary, ``borrowed`` from the country where
    that is known. ``unlike_p`` is how often municipalities that vary as they usually do would be
    as unlike as these, and ``adjusted`` the same among all the indicators asked of.
    ``beyond_country`` is the mean less the country's slope. ``shared`` and ``unlike`` are, as
    part of a regional judgement, only what the region's panel lets be said.
    """

    indicator: Indicator
    status: Status
    lack: Lack | None = None
    years: tuple[int, ...] = ()
    members: tuple[MemberMovement, ...] = ()
    left_out: tuple[Municipality, ...] = ()
    mean: float | None = None
    interval: Interval | None = None
    tau2: float | None = None
    borrowed: NationalSlopes | None = None
    unlike_p: float | None = None
    country_slope: float | None = None
    beyond_country: Interval | None = None
    shared: Shared | None = None
    adjusted: float | None = None

    @property
    def unlike(self) -> bool:
        """Whether they move more unlike one another than municipalities usually do."""
        found = self.unlike_p if self.adjusted is None else self.adjusted
        return found is not None and found <= ALPHA


def gated_pattern(pattern: RegionPattern, adjusted: float) -> RegionPattern:
    """The pattern with a common movement only where its gate, the adjusted p-value, allows it."""
    if pattern.shared is None or adjusted <= ALPHA:
        return pattern
    return replace(pattern, shared=Shared.NO_COMMON_SHOWN)


def region_pattern(
    indicator: Indicator,
    figures: Mapping[Municipality, Sequence[Figure]],
    country: Sequence[Figure],
    *,
    national: NationalSlopes | None,
) -> RegionPattern:
    """What the municipalities' movements share, over the years all of them can be compared.

    Parameters
    ----------
    figures
        Each municipality's comparable figures, one stretch without a break; those read in
        another variant or without figures are not to be given, or with none.
    country
        The country's figures of the same line.
    national
        How slopes vary over the country's municipalities; None where it is not known. Then the
        municipalities' own variation is used, which so few hardly show.
    """
    held = dict(sorted(figures.items(), key=lambda pair: pair[0].id))
    known = {place: _values(each) for place, each in held.items()}
    noises = {place: _noise(each, indicator) for place, each in held.items()}
    included = [e for e in held if len(known[e]) >= FEWEST_YEARS and noises[e] is not None]
    left_out = tuple(place for place in held if place not in included)
    years = _common_years([known[place] for place in included])
    if len(included) < FEWEST_MUNICIPALITIES or len(years) < FEWEST_YEARS:
        lack = Lack.NO_FIGURE
        return RegionPattern(indicator, status_of(lack), lack, years, left_out=left_out)
    values = np.array([[known[place][year] for year in years] for place in included])
    noise = [noises[place] or 0.0 for place in included]
    slopes = theil_sen_slopes(years, values, fewest=FEWEST_YEARS)
    variances = slope_variances(years, values, noise)
    pooled = partial_pooling(slopes, variances, tau2=national.tau2 if national else None)
    room = hartung_knapp(slopes, variances, tau2=pooled.tau2)
    theirs = _country_slope(country, years)
    return RegionPattern(
        indicator=indicator,
        status=Status.OK,
        years=years,
        members=_members(included, slopes, variances, pooled),
        left_out=left_out,
        mean=pooled.mean,
        interval=room,
        tau2=pooled.tau2,
        borrowed=national,
        unlike_p=_unlike(slopes, variances, pooled) if national else None,
        country_slope=theirs,
        beyond_country=None if theirs is None else Interval(room.low - theirs, room.high - theirs),
        shared=_shared(room, indicator),
    )


def _values(figures: Sequence[Figure]) -> dict[int, float]:
    return {e.year: e.value for e in figures if e.readable and e.value is not None}


def _noise(figures: Sequence[Figure], indicator: Indicator) -> float | None:
    """The variance of one year's figure: chance among its pupils, and noise between years.

    The middle of the years whose number of pupils is known; None where none is.
    """
    read = [e for e in figures if e.readable and e.value is not None and e.pupils]
    if not read:
        return None
    pupils = float(np.median([each.pupils or 0 for each in read]))
    spread = indicator.pupil_sd
    if indicator.unit is Unit.PERCENT:
        share = min(max(float(np.mean([each.value or 0.0 for each in read])) / 100, 0.01), 0.99)
        spread = 100 * math.sqrt(share * (1 - share))
    between = indicator.between_year_sd or 0.0
    return None if spread is None else spread**2 / pupils + between**2


def _common_years(known: Sequence[Mapping[int, object]]) -> tuple[int, ...]:
    return tuple(sorted(set.intersection(*(set(each) for each in known)))) if known else ()


def _members(
    places: Sequence[Municipality],
    slopes: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    variances: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    pooled: Pooled,
) -> tuple[MemberMovement, ...]:
    margins = NORMAL_95 * pooled.shrunken_se
    return tuple(
        MemberMovement(
            municipality=place,
            slope=float(slopes[i]),
            standard_error=math.sqrt(float(variances[i])),
            shrunken=float(pooled.shrunken[i]),
            interval=Interval(
                float(pooled.shrunken[i] - margins[i]), float(pooled.shrunken[i] + margins[i])
            ),
        )
        for i, place in enumerate(places)
    )


def _unlike(
    slopes: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    variances: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    pooled: Pooled,
) -> float:
    """How often slopes that vary as the country's do would lie as far apart (Cochran's Q)."""
    spread = float(((slopes - pooled.mean) ** 2 / (variances + pooled.tau2)).sum())
    return float(chdtrc(len(slopes) - 1, spread))


def _country_slope(country: Sequence[Figure], years: Sequence[int]) -> float | None:
    values = {e.year: e.value for e in country if e.readable and e.value is not None}
    if not all(year in values for year in years):
        return None
    row = [values[year] for year in years]
    return float(theil_sen_slopes(years, [row], fewest=FEWEST_YEARS)[0])


def _shared(room: Interval, indicator: Indicator) -> Shared:
    if room.low <= 0 <= room.high:
        return Shared.NO_COMMON_SHOWN
    upwards = room.low > 0
    good = upwards == (indicator.better is Direction.HIGHER)
    return Shared.COMMON_IMPROVEMENT if good else Shared.COMMON_WORSENING
