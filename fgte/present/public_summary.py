"""The summary that the steering group can publish: one sheet on the collaboration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fgte.judgement import Panel, RegionalJudgement
from fgte.model import Origin, Verdict
from fgte.present.counts import rest_of
from fgte.present.gate_words import regional_signals, unnamed_stages
from fgte.present.labels import listed, mid_sentence
from fgte.present.markup import Html, fill
from fgte.present.movement_words import MOVED
from fgte.present.one_page import Block, closing, rule_block, watched
from fgte.present.questions import regional_questions
from fgte.present.regional_page import common_sentence
from fgte.present.rule import select
from fgte.texts import text


def public_summary(
    judged: Sequence[RegionalJudgement],
    origins: Mapping[str, Origin],
    panel: Panel,
    lang: str,
    *,
    lessons: Sequence[str] = (),
    plans: Sequence[str] = (),
    rules: Sequence[str] = (),
) -> Html:
    """What has moved in common, lessons, what comes next, and the rule that chose it.

    Parameters
    ----------
    judged
        Every indicator of the municipalities together, in the collaboration's order.
    origins
        Where the figures came from.
    panel
        How they were asked of together.
    lang
        "sv" or "en".
    lessons, plans
        What the collaboration has written down; where nothing is, the page says so.
    rules
        How the lessons and plans were picked.
    """
    blocks = [
        Block("goal", [text("one_page.summary.goal", lang)]),
        Block(
            "progress", _moving(judged, panel, lang), lead=True, lines=_rest(judged, panel, lang)
        ),
        Block("lessons", *_written("lessons", lessons, lang)),
        Block("next", *_written("plans", plans, lang)),
        Block("question", regional_questions(judged, lang)[:1]),
        rule_block("summary", lang, rules),
        closing(_absent(judged, lang), origins, lang),
    ]
    return fill("one_page", blocks=[each.told("summary", lang) for each in blocks])


def _moving(judged: Sequence[RegionalJudgement], panel: Panel, lang: str) -> list[str]:
    """Each movement in common, up or down, and whether it goes beyond the country's."""
    said = [f"{common_sentence(e, lang)} {_beyond(e, lang)}" for e in select(judged).named]
    said += unnamed_stages(panel, judged, lang)
    return said or [text("one_page.summary.nothing", lang)]


def _beyond(judged: RegionalJudgement, lang: str) -> str:
    against = judged.common_against_riket
    key = "beyond" if against.verdict in MOVED else "not_beyond"
    if against.verdict is Verdict.PRACTICALLY_UNCHANGED:
        key = "as_country"
    return text(f"one_page.summary.{key}", lang)


def _rest(judged: Sequence[RegionalJudgement], panel: Panel, lang: str) -> list[str]:
    differing = [
        mid_sentence(each.indicator.short[lang])
        for each in judged
        if each.heterogeneity and each.heterogeneity.differs
    ]
    rest = rest_of(judged, lang)
    signals = watched(regional_signals(judged, lang), panel, lang)
    said = [line for line in (*signals, *rest) if line]
    if differing:
        said.append(text("one_page.summary.differs", lang, labels=listed(differing, lang)))
    return said


def _written(key: str, entries: Sequence[str], lang: str) -> tuple[list[str], Sequence[str]]:
    """What is written down, or that nothing is yet."""
    return ([], entries) if entries else ([text(f"one_page.summary.no_{key}", lang)], ())


def _absent(judged: Sequence[RegionalJudgement], lang: str) -> list[str]:
    absent = [
        mid_sentence(each.indicator.short[lang])
        for each in judged
        if not any(movement.series for movement in each.movements)
    ]
    said = text("one_page.summary.absent", lang, labels=listed(absent, lang)) if absent else ""
    return [said] if said else []
