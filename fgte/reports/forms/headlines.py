"""The message of a slide in one line, made from the same judgement as the sentence below it."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.judgement import GapMove, Judgement, Movement, RegionalJudgement
from fgte.model import Status, Unit
from fgte.present.amounts import amount
from fgte.present.chart import PointMark, SeriesChart, all_years
from fgte.present.labels import number_word, sentence_case, verdict_words
from fgte.present.movement_words import MOVED, period
from fgte.present.wording import year_list
from fgte.texts import text


def headline(judged: Judgement, lang: str) -> str:
    """What the own movement is: ``Meritvärde: kan inte avgöras 2015–2022``."""
    return _headline(judged.indicator.short[lang], judged.movement, judged.indicator.unit, lang)


def common_headline(judged: RegionalJudgement, lang: str) -> str:
    """What the movement in common is."""
    return _headline(judged.indicator.short[lang], judged.common, judged.indicator.unit, lang)


def sexes_headline(judged: Judgement, lang: str) -> str:
    """How the distance between girls and boys has moved."""
    gap = judged.gap.sexes
    told = gap.move in (GapMove.NARROWED, GapMove.WIDENED) and gap.trend is not None
    size = amount(gap.trend.slope, judged.indicator.unit, lang) if told and gap.trend else ""
    return text(
        f"slides.sexes.{gap.move}",
        lang,
        short=judged.indicator.short[lang],
        amount=size,
        period=period(gap.trend) if gap.trend else "",
    )


def overview_headline(judged: Sequence[Judgement | RegionalJudgement], lang: str) -> str:
    """How many of the indicators show a movement that is not by chance."""
    n, total = sum(each.verdict in MOVED for each in judged), len(judged)
    key = "none" if n == 0 else "one" if n == 1 else "many"
    word = sentence_case(number_word(n, lang))
    return text(f"slides.overview.{key}", lang, n=word, total=number_word(total, lang))


def _headline(short: str, movement: Movement, unit: Unit, lang: str) -> str:
    trend = movement.trend
    if trend is None or movement.verdict not in MOVED:
        word = verdict_words(movement.verdict, movement.to_watch, lang)
        when = f" {period(trend)}" if trend else ""
        return text("slides.headline.unmoved", lang, short=short, verdict=word, when=when)
    key = "up" if trend.slope > 0 else "down"
    size = amount(trend.slope, unit, lang)
    return text(f"slides.headline.{key}", lang, short=short, amount=size, period=period(trend))


def how_to_read(chart: SeriesChart) -> list[str]:
    """What the marks of a chart mean, each with its years; only those that are in it."""
    lang, said = chart.lang, []
    points = [point for line in chart.lines for point in line.points]
    own = chart.lines[0].points if chart.lines else ()
    if any(point.interval and point.mark is PointMark.FIGURE for point in points):
        said.append(text("slides.mark.interval", lang))
    span = all_years(chart)
    cuts = [mark.year for mark in chart.breaks if span and span[0] < mark.year <= span[-1]]
    if cuts:
        said.append(text("slides.mark.break", lang, years=year_list(cuts, lang)))
    for mark in PointMark:
        when = sorted({point.year for point in own if point.mark is mark})
        if when and mark is not PointMark.FIGURE:
            said.append(text(f"slides.mark.{mark}", lang, years=year_list(when, lang)))
    return said


def is_shown(judged: Judgement) -> bool:
    """Whether there is a figure to draw; what has none is said on the slide of what is lacking."""
    return any(each.value is not None for each in judged.series)


def has_sexes(judged: Judgement) -> bool:
    """Whether girls and boys are published apart."""
    return judged.gap.sexes.status is Status.OK
