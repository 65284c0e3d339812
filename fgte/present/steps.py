"""The step between the two latest years, and how often one as large comes of nothing at all."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.judgement import Change, Judgement
from fgte.present.counts import in_words
from fgte.present.numbers import change_with_unit, decimal
from fgte.texts import text

UNUSUAL = 0.05
"""A step that is seldomer than this, when all that usually differs is counted, is named."""


def step_lines(judged: Sequence[Judgement], lang: str) -> list[str]:
    """Steps larger than year groups usually give, each on a line, and that none is a verdict.

    Chance among pupils alone would name far more: it does not know that years differ.
    """
    steps = [each for each in judged if each.change and each.change.usual is not None]
    said = [_step(each, lang) for each in steps if _unusual(each.change)]
    if not steps:
        return []
    if not said:
        return [text("sentences.summary.no_steps", lang)]
    expected = decimal(UNUSUAL * len(steps), 1, lang)
    among = in_words("sentences.summary.steps_note", len(steps), lang, expected=expected)
    return [*said, among]


def chance_words(chance: float, lang: str) -> str:
    """How often chance alone gives so large a step, as times in a hundred."""
    times = round(100 * chance)
    return (
        in_words("sentences.chance", times, lang) if times else text("sentences.chance.rare", lang)
    )


def _unusual(change: Change | None) -> bool:
    return change is not None and change.usual is not None and change.usual <= UNUSUAL


def _step(judged: Judgement, lang: str) -> str:
    """The step, and how often year groups that differ as they usually do give one as large."""
    change = judged.change
    if change is None or change.usual is None:
        return ""
    return text(
        "sentences.summary.step",
        lang,
        short=judged.indicator.short[lang],
        change=change_with_unit(change.difference, judged.indicator.unit, lang),
        first=change.first_year,
        last=change.last_year,
        often=chance_words(change.usual, lang),
    )
