"""Judgements described as charts: what is drawn, not how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fgte.judgement import Figure, Judgement, RegionalJudgement
from fgte.model import AnswerSteps, Interval, RecordKind, Sex, Stage, Status, Unit
from fgte.present.change_work_marks import limits_of, work_marks
from fgte.present.chart import (
    Line,
    LineRole,
    Movement,
    MovementsChart,
    Point,
    PointMark,
    Runs,
    SeriesChart,
    SmallMultiples,
    StageGroup,
    YearMark,
    ZeroLine,
)
from fgte.present.labels import stage_label, variant_label, verdict_label
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
        limits=limits_of(judged, lang),
        work=work_marks(judged.work, lang),
        steps=_steps(judged),
    )


def context_line(label: str, figures: Sequence[Figure], lang: str = "sv") -> Line:
    """Other figures beside the own ones, as plain context: the line that the country has."""
    return Line(label, LineRole.COUNTRY, _points(figures, lang, plain=True))


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


def sexes_gap_chart(judged: Judgement, lang: str = "sv") -> SeriesChart:
    """Girls minus boys, year by year, against no difference.

    The interval stands at the year the judgement gives one for: the latest.
    """
    title = text("charts.gap.title", lang, title=sexes_chart(judged, lang).title)
    zero = ZeroLine(*(text(f"charts.gap.{side}", lang) for side in ("zero", "above", "below")))
    return replace(
        sexes_chart(judged, lang),
        id=f"{_chart_id(judged)}-gap",
        title=title,
        unit=_difference_unit(judged.indicator.unit),
        lines=(Line(text("charts.gap.label", lang), LineRole.OWN, _gap_points(judged, lang)),),
        steps=None,
        zero=zero,
    )


def run_chart(judged: Judgement, found: Runs, lang: str = "sv") -> SeriesChart:
    """The municipality's own line about its median; the counts are made elsewhere."""
    chart = series_chart(judged, lang)
    return replace(chart, id=f"{chart.id}-run", lines=chart.lines[:1], runs=found, limits=())


def expected_chart(judged: Judgement, expected: Sequence[Point], lang: str = "sv") -> SeriesChart:
    """The municipality's own figures beside what a model gives, year by year."""
    chart = series_chart(judged, lang)
    own = replace(chart.lines[0], points=_points(judged.series, lang, plain=True))
    model = Line(text("charts.deviations.line", lang), LineRole.EXPECTED, tuple(expected))
    title = text("charts.deviations.title", lang, title=chart.title)
    return replace(chart, id=f"{chart.id}-expected", title=title, lines=(own, model), limits=())


def small_multiples(judged: Sequence[Judgement], lang: str = "sv") -> SmallMultiples:
    """Every indicator of a municipality as a small series, stage after stage."""
    charts = {stage: [e for e in judged if e.indicator.stage is stage] for stage in Stage}
    name = judged[0].municipality.name if judged else ""
    ids = [judged[0].municipality.id, judged[0].sex] if judged else []
    return SmallMultiples(
        id="-".join(["stages", *ids]),
        title=text("charts.multiples.title", lang, municipality=name),
        description="",
        groups=tuple(
            StageGroup(stage_label(stage, lang), tuple(_small(each, lang) for each in within))
            for stage, within in charts.items()
            if within
        ),
        lang=lang,
    )


def stage_charts(judged: Sequence[Judgement], lang: str = "sv") -> tuple[SmallMultiples, ...]:
    """The small series of each stage as a chart of its own, so that a stage stays on one page."""
    whole = small_multiples(judged, lang)
    return tuple(
        replace(
            whole, id=f"{whole.id}-{i}", title=_stage_title(group, judged, lang), groups=(group,)
        )
        for i, group in enumerate(whole.groups, 1)
    )


def movements_chart(region: RegionalJudgement, lang: str = "sv") -> MovementsChart:
    """Each municipality's own movement with its interval, in code order."""
    label = region.indicator.short[lang]
    return MovementsChart(
        id=f"{region.indicator.id}-region-{region.sex}",
        title=_of_whom(text("labels.page.region_title", lang, label=label), region.sex, lang),
        description=text("labels.page.region_caption", lang),
        unit=region.indicator.unit,
        movements=tuple(_movement(each, region, lang) for each in region.movements),
        smallest_relevant=region.indicator.smallest_relevant_change,
        lang=lang,
    )


def _stage_title(group: StageGroup, judged: Sequence[Judgement], lang: str) -> str:
    name = judged[0].municipality.name
    return text("charts.multiples.stage", lang, stage=group.heading, municipality=name)


def _small(judged: Judgement, lang: str) -> SeriesChart:
    chart = series_chart(judged, lang)
    return replace(
        chart, id=f"{chart.id}-small", title=judged.indicator.short[lang], limits=(), work=()
    )


def _gap_points(judged: Judgement, lang: str) -> tuple[Point, ...]:
    """Girls minus boys in the years both are known; else why there is no difference."""
    gap = judged.gap.sexes
    girls = {point.year: point for point in _points(gap.girls, lang, plain=True)}
    boys = {point.year: point for point in _points(gap.boys, lang, plain=True)}
    pairs = ((year, girls[year], boys[year]) for year in sorted(girls.keys() & boys.keys()))
    room = {gap.year: gap.interval}
    return tuple(_difference(*pair, room.get(pair[0])) for pair in pairs)


def _difference(year: int, girls: Point, boys: Point, room: Interval | None) -> Point:
    if girls.value is None or boys.value is None:
        without = girls if girls.value is None else boys
        mark = PointMark.MISSING if without.mark is PointMark.CENSORED else without.mark
        return Point(year, None, None, None, mark, without.note)
    odd = PointMark.ODD_YEAR in (girls.mark, boys.mark)
    return Point(
        year=year,
        value=girls.value - boys.value,
        low=room.low if room else None,
        high=room.high if room else None,
        mark=PointMark.ODD_YEAR if odd else PointMark.FIGURE,
        note=girls.note or boys.note,
    )


def _difference_unit(unit: Unit) -> Unit:
    return Unit.PERCENTAGE_POINTS if unit is Unit.PERCENT else unit


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


def _steps(judged: Judgement) -> AnswerSteps | None:
    """The scale that a survey's question was answered on; None for other figures."""
    return next((e.steps for e in judged.indicator.series if e.id == judged.series_id), None)


def _title(judged: Judgement, lang: str) -> str:
    title = text(
        "labels.card.figure",
        lang,
        label=judged.indicator.label[lang],
        municipality=judged.municipality.name,
        variant=variant_label(judged.variant, lang),
    )
    return _of_whom(title, judged.sex, lang)


def _of_whom(title: str, sex: Sex, lang: str) -> str:
    """The title, and for girls or boys alone that it is of them."""
    return title if sex is Sex.ALL else f"{title}, {text(f'labels.sex.{sex}', lang)}"


def _chart_id(judged: Judgement) -> str:
    parts = (judged.indicator.id, judged.series_id, judged.municipality.id, judged.sex)
    return "-".join(part.replace("_", "-") for part in parts)


def _country_name(lang: str) -> str:
    return "The country" if lang == "en" else "Riket"
