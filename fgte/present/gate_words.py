"""How it is said what was asked, what opened, and what is only to be watched."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.judgement import Gate, Judgement, Panel, RegionalJudgement
from fgte.model import Sex, Stage
from fgte.present.amounts import amount
from fgte.present.labels import number_word, stage_label
from fgte.present.movement_words import period, pointing
from fgte.present.numbers import decimal
from fgte.texts import text


def why_only_watched(gate: Gate | None, lang: str) -> str:
    """Why a signal is no verdict: its stage does not move, or others could as well be meant."""
    if gate is None or not gate.stage.opened:
        return text("sentences.gate.only_watched", lang)
    return text("sentences.gate.stage_moves", lang, stage=stage_name(gate.stage.stage, lang))


def stage_name(stage: Stage | None, lang: str) -> str:
    """The stage of school, or that the indicators are the municipality's own."""
    return stage_label(stage, lang) if stage else text("labels.page.own_indicators", lang)


def unnamed_stages(
    panel: Panel, judged: Sequence[Judgement | RegionalJudgement], lang: str
) -> list[str]:
    """The stages that move without any single indicator that can be pointed out.

    The stages are asked of all pupils: nothing is said of them beside girls or boys alone.
    """
    if all(each.sex is not Sex.ALL for each in judged):
        return []
    named = {each.gate.stage.stage for each in judged if each.gate and each.gate.opened}
    return [
        text("sentences.gate.stage_unnamed", lang, stage=stage_name(each.stage, lang))
        for each in panel.opened
        if each.stage not in named
    ]


def municipal_signals(judged: Sequence[Judgement], lang: str) -> list[str]:
    """The signals to watch, each on a line: own, beside the country, between girls and boys."""
    own = [_own(each, lang) for each in judged if each.to_watch]
    beside = [_beside(each, lang) for each in judged if each.against_riket.to_watch]
    apart = [_apart(each, lang) for each in judged if each.gap.sexes.to_watch]
    return [*own, *beside, *apart]


def regional_signals(judged: Sequence[RegionalJudgement], lang: str) -> list[str]:
    """The signals of common movement to watch, each on a line."""
    key, beside = "sentences.watch.own.", "sentences.watch.against."
    own = [
        pointing(key, e.common, e.indicator.unit, lang, short=e.indicator.short[lang])
        for e in judged
        if e.to_watch
    ]
    against = [
        pointing(beside, each, e.indicator.unit, lang, short=e.indicator.short[lang])
        for e in judged
        if (each := e.common_against_riket).to_watch
    ]
    return [*own, *against]


def expected_by_chance(panel: Panel, lang: str) -> str:
    """How many such signals chance alone would give among all that was asked."""
    return text(
        "sentences.watch.expected",
        lang,
        expected=decimal(panel.expected_by_chance, 1, lang),
        n=number_word(panel.questions, lang),
    )


def _own(judged: Judgement, lang: str) -> str:
    indicator = judged.indicator
    short, unit = indicator.short[lang], indicator.unit
    return pointing("sentences.watch.own.", judged.movement, unit, lang, short=short)


def _beside(judged: Judgement, lang: str) -> str:
    indicator = judged.indicator
    short, unit = indicator.short[lang], indicator.unit
    return pointing("sentences.watch.against.", judged.against_riket, unit, lang, short=short)


def _apart(judged: Judgement, lang: str) -> str:
    gap, indicator = judged.gap.sexes, judged.indicator
    if gap.trend is None:
        return ""
    return text(
        f"sentences.watch.sexes.{gap.signal}",
        lang,
        short=indicator.short[lang],
        amount=amount(gap.trend.slope, indicator.unit, lang),
        period=period(gap.trend),
    )
