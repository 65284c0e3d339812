"""Judgements described as charts: what is drawn, not how."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.judgement import Figure, Judgement, RegionalJudgement
from fgte.model import RecordKind, Status
from fgte.present.chart import (
    Line,
    LineRole,
    Movement,
    MovementsChart,
    Point,
    PointMark,
    SeriesChart,
    YearMark,
)
from fgte.present.labels import variant_label, verdict_label
from fgte.present.narrative import movement_sentence
from fgte.present.sexes import sexes_sentence
from fgte.texts import text

_MARKS = {
    Status.OK: PointMark.FIGURE,
    Status.CENSORED: PointMark.CENSORED,
    Status.MISSING: PointMark.MISSING,
    Status.SUPPRESSED: PointMark.SUPPRESSED,
    Status.NOT_APPLICABLE: PointMark.NOT_APPLICABLE,
}


def series_chart(judged: Judgement, lang: str = "sv") -> SeriesChart:
    """The municipality's own line with its interval, and the country as context."""
    own = Line(judged.municipality.name, LineRole.OWN, _points(judged.series, lang))
    country = Line(_country_name(lang), LineRole.COUNTRY, _points(judged.country, lang, plain=True))
    return SeriesChart(
        id=_chart_id(judged),
        title=_title(judged, lang),
        description=movement_sentence(judged, lang),
        unit=judged.indicator.unit,
        lines=(own, country) if judged.country else (own,),
        breaks=_breaks(judged, lang),
        lang=lang,
    )


def sexes_chart(judged: Judgement, lang: str = "sv") -> SeriesChart:
    """Girls and boys as two lines."""
    girls, boys = (text(f"labels.sex.{sex}", lang).capitalize() for sex in "KM")
    gap = judged.gap.sexes
    return SeriesChart(
        id=f"{_chart_id(judged)}-sexes",
        title=text(
            "labels.card.sexes_title",
            lang,
            label=judged.indicator.short[lang],
            municipality=judged.municipality.name,
        ),
        description=sexes_sentence(judged, lang),
        unit=judged.indicator.unit,
        lines=(
            Line(girls, LineRole.GIRLS, _points(gap.girls, lang, plain=True)),
            Line(boys, LineRole.BOYS, _points(gap.boys, lang, plain=True)),
        ),
        breaks=_breaks(judged, lang),
        lang=lang,
    )


def movements_chart(region: RegionalJudgement, lang: str = "sv") -> MovementsChart:
    """Each municipality's own movement with its interval, in code order."""
    label = region.indicator.short[lang]
    return MovementsChart(
        id=f"{region.indicator.id}-region-{region.sex}",
        title=text("labels.page.region_title", lang, label=label),
        description=" ".join(
            f"{each.municipality.name}: {movement_sentence(each, lang)}"
            for each in region.movements
        ),
        unit=region.indicator.unit,
        movements=tuple(_movement(each, region, lang) for each in region.movements),
        smallest_relevant=region.indicator.smallest_relevant_change,
        lang=lang,
    )


def _movement(judged: Judgement, region: RegionalJudgement, lang: str) -> Movement:
    name, trend = judged.municipality.name, judged.trend
    if trend is None:
        return Movement(name, verdict_label(judged.verdict, lang), None, None, None)
    apart = judged.municipality not in region.included
    note = variant_label(judged.variant, lang) if apart else ""
    return Movement(name, note, trend.slope, trend.low, trend.high)


def _points(figures: Sequence[Figure], lang: str, *, plain: bool = False) -> tuple[Point, ...]:
    return tuple(_point(each, lang, plain) for each in figures)


def _point(figure: Figure, lang: str, plain: bool) -> Point:
    """One year; a plain line carries no interval except the range of a censored figure."""
    mark = PointMark.ODD_YEAR if figure.odd and figure.value is not None else _MARKS[figure.status]
    room = None if plain and figure.status is Status.OK else figure.interval
    return Point(
        year=figure.year,
        value=figure.value,
        low=room.low if room else None,
        high=room.high if room else None,
        mark=mark,
        note=figure.reason[lang] if figure.reason else "",
    )


def _breaks(judged: Judgement, lang: str) -> tuple[YearMark, ...]:
    cuts = (record for record in judged.records if record.kind is RecordKind.BREAK)
    return tuple(YearMark(record.year, record.text[lang]) for record in cuts)


def _title(judged: Judgement, lang: str) -> str:
    return text(
        "labels.card.figure",
        lang,
        label=judged.indicator.label[lang],
        municipality=judged.municipality.name,
        variant=variant_label(judged.variant, lang),
    )


def _chart_id(judged: Judgement) -> str:
    parts = (judged.indicator.id, judged.series_id, judged.municipality.id, judged.sex)
    return "-".join(part.replace("_", "-") for part in parts)


def _country_name(lang: str) -> str:
    return "The country" if lang == "en" else "Riket"
