"""Sentences on rounds of an instrument: made of the figures, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from babel.dates import format_date

from fgte.analysis.rounds import RoundChange
from fgte.judgement.instruments import LevelReading, RatedRounds, Step
from fgte.present.numbers import decimal, signed
from fgte.sources.instruments.profile import RoundProfile
from fgte.texts import text


def said(key: str, lang: str, **details: object) -> str:
    """A text of the collegial report."""
    return text(f"collegial.{key}", lang, **details)


def day(made: RoundProfile, lang: str) -> str:
    """When a round was answered."""
    return str(format_date(made.date, "d MMMM y", locale=lang))


def name_of(of: RatedRounds, lang: str) -> str:
    """What was rated, with its kind; what is made up is marked so."""
    key = "example_name" if of.latest.example else "name"
    return said(f"{key}.{of.rated.kind}", lang, name=of.rated.name)


def answered_words(made: RoundProfile, lang: str) -> str:
    """How many answered, and of how many."""
    if made.answered is None:
        return said("answered.few", lang, few=made.threshold)
    if made.invited is None:
        return said("answered.of_unknown", lang, n=made.answered)
    return said("answered.of", lang, n=made.answered, of=made.invited)


def mean_sentence(of: RatedRounds, lang: str) -> str:
    """The mean with its interval, or why there is none."""
    mean, when = of.latest.everyone.mean, day(of.latest, lang)
    if mean is None:
        return said("mean.hidden", lang, day=when)
    value = decimal(mean, 2, lang)
    if of.interval is None:
        return said("mean.alone", lang, day=when, mean=value)
    low, high = (decimal(end, 2, lang) for end in (of.interval.low, of.interval.high))
    return said("mean.interval", lang, day=when, mean=value, low=low, high=high)


def level_sentence(reading: LevelReading, lang: str) -> str:
    """The level, and whether the interval reaches others."""
    level = f"{reading.level.step} ({reading.level.label[lang]})"
    if reading.sure:
        return said("level.sure", lang, level=level)
    ends = {"lowest": reading.lowest.step, "highest": reading.highest.step}
    return said("level.between", lang, level=level, **ends)


def parts_sentence(of: RatedRounds, lang: str) -> str | None:
    """How far the first part lies above the second; None where that is not known."""
    if of.beside is None:
        return None
    first, second = of.instrument.parts
    means = [decimal(of.latest.everyone.parts[p.id] or 0, 2, lang) for p in (first, second)]
    names = {"first": first.label[lang], "second": second.label[lang]}
    details = {**names, "one": means[0], "other": means[1]}
    interval = of.beside.interval
    if interval is None:
        return said("parts.alone", lang, **details)
    key = "parts.unsure" if interval.low <= 0 <= interval.high else "parts.apart"
    bounds = {"low": signed(interval.low, 2, lang), "high": signed(interval.high, 2, lang)}
    return said(key, lang, **details, difference=signed(of.beside.difference, 2, lang), **bounds)


def agreement_sentences(of: RatedRounds, lang: str) -> Iterator[str]:
    """How the scale held together and how alike people answered, each with what it means."""
    spread = of.latest.spread
    if spread is None or spread.average_deviation is None:
        yield said("agreement.none", lang)
        return
    steps = len(of.instrument.scale.steps) if of.instrument.scale else 0
    deviation, limit = decimal(spread.average_deviation, 2, lang), decimal(steps / 6, 2, lang)
    key = "alike" if spread.average_deviation <= steps / 6 else "apart"
    yield said(f"agreement.{key}", lang, deviation=deviation, limit=limit)
    if spread.alpha is None or spread.alpha_low is None or spread.alpha_high is None:
        yield said("alpha.none", lang)
        return
    ends = {"low": decimal(spread.alpha_low, 2, lang), "high": decimal(spread.alpha_high, 2, lang)}
    key = "holds" if spread.alpha_low >= HOLDS else "unsure" if spread.alpha_high >= HOLDS else "no"
    yield said(f"alpha.{key}", lang, alpha=decimal(spread.alpha, 2, lang), **ends)
    yield said("alpha.meaning", lang)


HOLDS = 0.7
"""From where alpha is usually taken as enough for a sum of questions (Nunnally 1978)."""


def step_sentences(step: Step, of: RatedRounds, lang: str) -> Iterator[str]:
    """What can be said of the change from one round to the next, and what could not be seen."""
    days = {
        key: str(format_date(each, "d MMMM y", locale=lang))
        for key, each in (("first", step.first), ("second", step.second))
    }
    if step.reasons:
        why = " ".join(each[lang] for each in step.reasons)
        yield said("change.not_comparable", lang, **days, why=why)
        return
    if step.change is None:
        yield said("change.hidden", lang, **days)
        return
    yield _moved(step.change, said("change.whole", lang), lang, days)
    labels = {each.id: each.label[lang] for each in of.instrument.parts}
    for part, change in step.parts.items():
        yield _moved(change, said("change.part", lang, label=labels[part]), lang, days)
    yield said("change.detectable", lang, value=decimal(step.change.detectable, 2, lang))


def _moved(change: RoundChange, what: str, lang: str, days: dict[str, str]) -> str:
    key = "change.shown" if change.shown else "change.not_shown"
    numbers = {
        "change": signed(change.change, 2, lang),
        "low": signed(change.low, 2, lang),
        "high": signed(change.high, 2, lang),
    }
    return said(key, lang, what=what, **days, **numbers)
