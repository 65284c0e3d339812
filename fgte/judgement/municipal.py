"""One indicator in one municipality: what is judged, and from which figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from fgte.analysis.uncertainty import chance_of_change, chance_of_mean_change
from fgte.errors import RequestError
from fgte.judgement.figures import break_years, records_of
from fgte.judgement.gap import gap_of
from fgte.judgement.lines import Line
from fgte.judgement.movement import (
    distances,
    gap_move,
    latest,
    middle_of,
    movement_between,
    movement_of,
    stretches_of,
    trend_of_figures,
)
from fgte.judgement.results import (
    Change,
    Figure,
    Judgement,
    Movement,
    Part,
    SexGap,
    SourceLine,
    Trend,
)
from fgte.judgement.revisions import revisions_of
from fgte.judgement.steps import difference_interval
from fgte.judgement.variation import variation_of
from fgte.model import (
    COUNTRY,
    DatedRecord,
    Direction,
    Indicator,
    PupilsKind,
    RecordKind,
    Sex,
    Status,
    Unit,
    Verdict,
)


def judge_alone(line: Line) -> Judgement:
    """Judge one line as if it were the only one: latest figure, movement, country, sexes.

    Many are asked at a time, so what it says of movements stands only where
    `fgte.judgement.panel.judge` lets it.
    """
    if line.indicator.better is Direction.NEITHER:
        raise RequestError("no_direction", id=line.indicator.id)
    own, country = line.figures(), line.figures(country=True)
    breaks = break_years(line.indicator, line.variant)
    movement = _hidden_or(own, movement_of(stretches_of(own, breaks), line.indicator))
    compared = _years_of(movement, own, breaks)
    now = latest(own)
    return Judgement(
        indicator=line.indicator,
        municipality=line.municipality,
        sex=line.sex,
        variant=line.variant,
        variant_reason=line.variant_reason,
        series_id=line.series.id,
        series_label=line.series.label,
        series=own,
        country=country,
        year=now.year if now else None,
        value=now.value if now else None,
        low=now.interval.low if now and now.interval else None,
        high=now.interval.high if now and now.interval else None,
        interval=now.interval if now else None,
        status=now.status if now else Status.MISSING,
        pupils=now.pupils if now else None,
        pupils_kind=now.pupils_kind if now else PupilsKind.UNKNOWN,
        movement=movement,
        country_trend=_trend_in(country, movement.trend.years if movement.trend else ()),
        against_riket=_against(line, own, country, compared),
        change=_change(own, breaks, line.indicator),
        gap=gap_of(line, own, _sex_gap(line, compared)),
        parts=_parts(line, breaks),
        records=_concerned(line, own),
        caveats=line.indicator.caveats,
        sources=_sources(own),
        revisions=revisions_of(
            line.store,
            own,
            indicator=line.indicator,
            municipality_id=line.municipality.id,
            sex=line.sex,
            breaks=breaks,
        ),
        variation=variation_of(stretches_of(own, breaks), line.indicator.unit),
    )


def _against(
    line: Line, own: Sequence[Figure], country: Sequence[Figure], compared: Sequence[int]
) -> Movement:
    """The movement beside the country's; the country has nothing to be beside."""
    if line.municipality.id == COUNTRY:
        return Movement(Verdict.MISSING, smallest_relevant=line.indicator.smallest_relevant_change)
    return movement_between(own, country, compared, line.indicator)


def _hidden_or(own: Sequence[Figure], movement: Movement) -> Movement:
    """A series whose figures are all hidden is suppressed, not missing."""
    hidden = any(each.status is Status.SUPPRESSED for each in own)
    if movement.verdict is Verdict.MISSING and hidden:
        return Movement(Verdict.SUPPRESSED, smallest_relevant=movement.smallest_relevant)
    return movement


def _years_of(movement: Movement, own: Sequence[Figure], breaks: Sequence[int]) -> tuple[int, ...]:
    """The years of the judged stretch, or of the latest one where none was judged."""
    if movement.trend is not None:
        return movement.trend.years
    stretches = stretches_of(own, breaks)
    return tuple(each.year for each in stretches[-1]) if stretches else ()


def _change(own: Sequence[Figure], breaks: Sequence[int], indicator: Indicator) -> Change | None:
    """The step from the year before to the latest, where the two can be compared."""
    stretches = stretches_of(own, breaks)
    if not stretches or len(stretches[-1]) < 2:
        return None
    before, now = stretches[-1][-2:]
    if before.value is None or now.value is None:
        return None
    room = difference_interval(now, before, indicator)
    chance = _chance_of(before, now, indicator)
    usual = _usually(before, now, indicator)
    return Change(before.year, now.year, now.value - before.value, room, chance, usual)


def _chance_of(before: Figure, now: Figure, indicator: Indicator) -> float | None:
    """How often chance alone gives a step as large, where the numbers of pupils are known."""
    if before.value is None or now.value is None or not before.pupils or not now.pupils:
        return None
    if indicator.unit is Unit.PERCENT:
        shares = before.value / 100, now.value / 100
        return chance_of_change(*shares, before.pupils, now.pupils)
    if indicator.pupil_sd is None:
        return None
    step = now.value - before.value
    return chance_of_mean_change(step, before.pupils, now.pupils, sd=indicator.pupil_sd)


def _usually(before: Figure, now: Figure, indicator: Indicator) -> float | None:
    """How often pupils' chance and year groups' usual differences give a step as large."""
    noise = indicator.between_year_sd
    if before.value is None or now.value is None or not before.pupils or not now.pupils:
        return None
    spread, sizes = indicator.pupil_sd, (before.pupils, now.pupils)
    if indicator.unit is Unit.PERCENT:
        share = float(np.average([before.value, now.value], weights=sizes)) / 100
        spread = 100 * math.sqrt(share * (1 - share))
    if spread is None or noise is None:
        return None
    step = now.value - before.value
    return chance_of_mean_change(step, *sizes, sd=spread, between_year_sd=noise)


def _sex_gap(line: Line, compared: Sequence[int]) -> SexGap:
    """Girls minus boys, and which of the two has moved; only seen from the whole group."""
    if line.sex is not Sex.ALL:
        return SexGap(Status.NOT_APPLICABLE)
    girls, boys = line.figures(sex=Sex.GIRLS), line.figures(sex=Sex.BOYS)
    both = {b.year: b for b in boys if b.readable and b.value is not None}
    pairs = [
        (g, both[g.year]) for g in girls if g.readable and g.value is not None and g.year in both
    ]
    if not pairs:
        hidden = any(each.status is Status.SUPPRESSED for each in (*girls, *boys))
        return SexGap(Status.SUPPRESSED if hidden else Status.MISSING, girls=girls, boys=boys)
    movement = movement_between(girls, boys, compared, line.indicator)
    last_girls, last_boys = pairs[-1]
    years = movement.trend.years if movement.trend else ()
    middles = [middle_of(each) for each in distances(girls, boys, years)]
    return SexGap(
        status=Status.OK,
        year=last_girls.year,
        difference=(last_girls.value or 0.0) - (last_boys.value or 0.0),
        interval=difference_interval(last_girls, last_boys, line.indicator),
        move=gap_move(movement, middles),
        trend=movement.trend,
        girls=girls,
        boys=boys,
        girls_trend=_trend_in(girls, years),
        boys_trend=_trend_in(boys, years),
    )


def _trend_in(figures: Sequence[Figure], years: Sequence[int]) -> Trend | None:
    """The trend of another line over the same years, where it can be read in every one."""
    chosen = [each for each in figures if each.readable and each.year in years]
    return trend_of_figures(chosen) if years and len(chosen) == len(years) else None


def _parts(line: Line, breaks: Sequence[int]) -> tuple[Part, ...]:
    """The indicator's other series, with the movement of each."""
    others = [each for each in line.indicator.series if each.id != line.series.id]
    read = [(each, line.figures(series=each)) for each in others]
    return tuple(
        Part(each, figures, movement_of(stretches_of(figures, breaks), line.indicator))
        for each, figures in read
        if figures
    )


def _concerned(line: Line, own: Sequence[Figure]) -> tuple[DatedRecord, ...]:
    """The dated records that fall inside the years shown; a break only where it cuts them."""
    if not own:
        return ()
    shown = range(own[0].year, own[-1].year + 1)
    return tuple(
        record
        for record in records_of(line.indicator, line.variant)
        if set(shown[1:] if record.kind is RecordKind.BREAK else shown) & set(record.years)
    )


def _sources(own: Sequence[Figure]) -> tuple[SourceLine, ...]:
    """One line per publisher, in the order their years begin."""
    found: dict[str, list[Figure]] = {}
    for each in own:
        found.setdefault(each.source, []).append(each)
    return tuple(
        SourceLine(
            source,
            tuple(sorted({each.kpi for each in figures})),
            figures[0].year,
            figures[-1].year,
            figures[-1].snapshot_id,
        )
        for source, figures in found.items()
    )
