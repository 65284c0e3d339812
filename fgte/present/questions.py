"""Questions for the local analysis and the exchange, picked by a fixed rule from the results."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.judgement import GapMove, Judgement, RegionalJudgement
from fgte.model import Verdict
from fgte.present.counts import in_words
from fgte.present.labels import listed, mid_sentence, sentence_case
from fgte.present.movement_words import MOVED, period
from fgte.present.narrative import subject
from fgte.texts import text


def municipal_questions(judged: Sequence[Judgement], lang: str = "sv") -> list[str]:
    """One question for each thing that was found, in indicator order, then four that always stand.

    The rule is fixed, so nobody can be said to have picked: own movements, movements
    beside the country, girls and boys, signals to watch, what could not be decided, the
    gap, what to expect next year, what is missing.
    """
    said = [_about(each, "moves", lang) for each in judged if each.verdict in MOVED]
    said += [_about(e, "against", lang) for e in judged if e.against_riket.verdict in MOVED]
    moved = (GapMove.NARROWED, GapMove.WIDENED)
    said += [_about(each, "sexes", lang) for each in judged if each.gap.sexes.move in moved]
    watched = [mid_sentence(e.indicator.short[lang]) for e in judged if e.to_watch]
    if watched:
        said.append(sentence_case(_question("watch", lang, labels=listed(watched, lang))))
    undecided = _undecided(judged)
    if undecided:
        said.append(_question("undecided", lang, n=in_words("sentences.series", undecided, lang)))
    said += [_question("gap", lang), _question("expect", lang)]
    missing = [mid_sentence(each.indicator.short[lang]) for each in judged if not each.series]
    if missing:
        said.append(_question("lacking", lang, labels=listed(missing, lang)))
    return said


def regional_questions(judged: Sequence[RegionalJudgement], lang: str = "sv") -> list[str]:
    """Questions for the exchange: what is common, what differs, what to choose together."""
    said = [_common(each, lang) for each in judged if each.verdict in MOVED]
    said += [
        _question("region_differs", lang, short=mid_sentence(each.indicator.short[lang]))
        for each in judged
        if each.heterogeneity and each.heterogeneity.differs
    ]
    undecided = _undecided(judged)
    if undecided:
        n = in_words("sentences.series", undecided, lang)
        said.append(_question("region_undecided", lang, n=n))
    return [*said, _question("region_area", lang), _question("region_gap", lang)]


def _undecided(judged: Sequence[Judgement | RegionalJudgement]) -> int:
    """How many cannot be decided, but for those to watch, which are named by themselves."""
    return sum(e.verdict is Verdict.CANNOT_BE_DECIDED and not e.to_watch for e in judged)


def _common(judged: RegionalJudgement, lang: str) -> str:
    beyond = judged.common_against_riket.verdict in MOVED
    when = period(judged.common.trend) if judged.common.trend else ""
    key = "region_beyond" if beyond else "region_common"
    return _question(key, lang, subject=judged.indicator.subject[lang], period=when)


def _about(judged: Judgement, key: str, lang: str) -> str:
    movement = judged.against_riket if key == "against" else judged.movement
    trend = judged.gap.sexes.trend if key == "sexes" else movement.trend
    return _question(
        key,
        lang,
        subject=subject(judged, lang),
        short=mid_sentence(judged.indicator.short[lang]),
        period=period(trend) if trend else "",
    )


def _question(key: str, lang: str, **values: object) -> str:
    return text(f"sentences.question.{key}", lang, **values)
