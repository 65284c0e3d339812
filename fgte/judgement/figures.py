"""The figures of one line, read from the store and given the room that chance leaves."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.analysis.uncertainty import mean_interval, mean_of_parts_interval, wilson_interval
from fgte.judgement.results import Figure
from fgte.model import (
    DatedRecord,
    Indicator,
    Interval,
    Localised,
    PupilsKind,
    RecordKind,
    Series,
    Sex,
    Status,
    Unit,
    Variant,
)
from fgte.store.tables import LineKey, Lines, Observation, Store

STATUSES = {each.value: each for each in Status}
KINDS = {each.value: each for each in PupilsKind}
"""Looked up some thousand times a municipality; to call the enumeration takes ten times as long."""


def figures_of(
    store: Store,
    indicator: Indicator,
    series: Series,
    *,
    variant: Variant,
    municipality_id: str,
    sex: Sex,
    years: tuple[int, int] | None = None,
    school_unit: str | None = None,
) -> tuple[Figure, ...]:
    """Every year of a line, oldest first, with status, interval and reason."""
    key = (indicator.id, series.id, variant.value, sex.value, school_unit)
    lines = store.lines_of(municipality_id)
    parts = _parts(lines, indicator, series, key)
    odd = odd_years(indicator, variant)
    first, last = years or (0, 9999)
    return tuple(
        Figure(
            year=each.year,
            status=STATUSES[each.status],
            value=each.value,
            interval=_interval(each, indicator, parts.get(each.year, ())),
            pupils=None if each.pupils is None else round(each.pupils),
            pupils_kind=KINDS[each.pupils_kind],
            odd=each.year in odd,
            reason=_reason(indicator, each),
            kpi=each.kpi,
            source=each.source,
            snapshot_id=each.snapshot_id,
        )
        for each in lines.get(key, ())
        if first <= each.year <= last
    )


def records_of(indicator: Indicator, variant: Variant) -> tuple[DatedRecord, ...]:
    """What has happened to this indicator in this variant."""
    return tuple(r for r in indicator.records if not r.variants or variant in r.variants)


def odd_years(indicator: Indicator, variant: Variant) -> frozenset[int]:
    """Years that are left out of every comparison."""
    odd = (r for r in records_of(indicator, variant) if r.kind is RecordKind.ODD_YEAR)
    return frozenset(year for record in odd for year in record.years)


def break_years(indicator: Indicator, variant: Variant) -> tuple[int, ...]:
    """First years of what cannot be compared with the years before."""
    records = records_of(indicator, variant)
    return tuple(sorted(r.year for r in records if r.kind is RecordKind.BREAK))


def _parts(
    lines: Lines, indicator: Indicator, series: Series, key: LineKey
) -> dict[int, tuple[Observation, ...]]:
    """For a mean of several series: the figures behind it, year by year."""
    variant = Variant(key[2])
    kpis = series.kpis.get(variant, ())
    if len(kpis) < 2:
        return {}
    single = [each for each in indicator.series if each.kpis.get(variant) in [(k,) for k in kpis]]
    found: dict[int, tuple[Observation, ...]] = {}
    for part in single:
        for each in lines.get((key[0], part.id, *key[2:]), ()):
            found[each.year] = (*found.get(each.year, ()), each)
    return found


def _interval(
    each: Observation, indicator: Indicator, parts: Sequence[Observation]
) -> Interval | None:
    if each.low is not None and each.high is not None:
        return Interval(each.low, each.high)
    if each.value is None or not each.pupils:
        return None
    if indicator.unit is Unit.PERCENT:
        shares = [part.value for part in parts if part.value is not None] or [each.value]
        return _percent(
            mean_of_parts_interval(
                [wilson_interval(share / 100 * each.pupils, each.pupils) for share in shares]
            )
        )
    if indicator.pupil_sd is None:
        return None
    return mean_interval(each.value, indicator.pupil_sd, each.pupils)


def _percent(interval: Interval) -> Interval:
    return Interval(100 * interval.low, 100 * interval.high)


def _reason(indicator: Indicator, each: Observation) -> Localised | None:
    """Why there is no result that year, where the catalogue knows."""
    if each.status != Status.MISSING:
        return None
    return next((u.text for u in indicator.unpublished if each.year in u.years), None)
