"""The step between the two latest years, and how often chance alone gives one as large."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.judgement import Change, Judgement
from fgte.model import Interval
from fgte.present.counts import in_words
from fgte.present.numbers import change_interval, change_with_unit
from fgte.texts import text


def step_lines(judged: Sequence[Judgement], lang: str) -> list[str]:
    """Steps that chance alone seldom gives, each on a line, and that none is a verdict."""
    said = [
        _step(each, each.change, each.change.interval, lang)
        for each in judged
        if each.change and each.change.interval and _apart(each.change.interval)
    ]
    if not said:
        return [text("sentences.summary.no_steps", lang)]
    return [*said, text("sentences.summary.steps_note", lang)]


def chance_words(chance: float, lang: str) -> str:
    """How often chance alone gives so large a step, as times in a hundred."""
    times = round(100 * chance)
    return (
        in_words("sentences.chance", times, lang) if times else text("sentences.chance.rare", lang)
    )


def _step(judged: Judgement, change: Change, room: Interval, lang: str) -> str:
    """The step with how often chance gives it; with its interval where that is not known."""
    unit = judged.indicator.unit
    said = {
        "short": judged.indicator.short[lang],
        "change": change_with_unit(change.difference, unit, lang),
        "first": change.first_year,
        "last": change.last_year,
    }
    if change.chance is not None:
        often = chance_words(change.chance, lang)
        return text("sentences.chance.step", lang, often=often, **said)
    interval = change_interval(room.low, room.high, unit, lang)
    return text("sentences.summary.step", lang, interval=interval, **said)


def _apart(room: Interval) -> bool:
    """Whether an interval leaves out zero."""
    return room.low > 0 or room.high < 0
