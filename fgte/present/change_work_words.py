"""What is said of an expected trace: what was written, when, and what the figures answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from babel.dates import format_date

from fgte.analysis.gatekeeping import ALPHA
from fgte.journal.documents import Expected
from fgte.judgement.change_work_results import Family, Trial
from fgte.judgement.expectations import Answer, Answered
from fgte.model import Sex
from fgte.present.amounts import amount
from fgte.present.change_work_clean import shown
from fgte.present.labels import number_word, sentence_case
from fgte.present.numbers import change_interval, change_with_unit, decimal, years
from fgte.present.wording import year_list
from fgte.texts import text


def day_words(day: date, lang: str) -> str:
    """A day as it is said: ``17 augusti 2026``."""
    return str(format_date(day, "d MMMM y", locale=lang))


def trace_label(trial: Trial, lang: str) -> str:
    """What is expected to move: the indicator and which part of it, or the soft value."""
    if trial.indicator is None:
        return shown(trial.trace.soft_value or trial.trace.indicator, lang, longest=120)
    parts = [text(f"labels.sex.{trial.trace.sex}", lang)] if trial.trace.sex is not Sex.ALL else []
    named = {each.id: each.label[lang] for each in trial.indicator.series}
    if trial.trace.series in named:
        parts.insert(0, named[trial.trace.series])
    label = trial.indicator.short[lang]
    return _say("expected.of_part", lang, label=label, part=", ".join(parts)) if parts else label


def written_before(trial: Trial, lang: str) -> list[str]:
    """What was written: what should move, which years answer, why, and when it was written."""
    higher = trial.trace.direction is Expected.HIGHER
    label = trace_label(trial, lang)
    if trial.indicator is None:
        key = "expected.soft_higher" if higher else "expected.soft_lower"
        said = [_say(key, lang, name=label, year=trial.first_year)]
    else:
        when = years(trial.first_year, trial.last_year)
        key = "expected.higher" if higher else "expected.lower"
        said = [_say(key, lang, label=label, years=when)]
        if trial.open_ended:
            said.append(_say("expected.open_ended", lang, year=trial.first_year))
    because = shown(trial.trace.because, lang, longest=300)
    if because:
        said.append(_say("expected.because", lang, because=because))
    return [*said, *registered_words(trial, lang)]


def registered_words(trial: Trial, lang: str) -> list[str]:
    """When it was written, and what could be known then; nothing for an example."""
    if trial.registered is None:
        return []
    said = [
        _say(f"registered.{trial.written}", lang, day=day_words(trial.registered, lang)),
    ]
    return [*said, *([_say("registered.received", lang)] if trial.received else [])]


def answer_words(trial: Trial, asked: int, lang: str) -> list[str]:
    """What the figures answer, and what so few years could not have shown.

    Parameters
    ----------
    asked
        How many expectations were answered together.
    """
    if trial.answered is None:
        return [_say(f"not_asked.{trial.not_asked}", lang)] if trial.not_asked else []
    said = [_answer(trial, trial.answered, lang)]
    return [*said, *_known(trial.answered, lang), *_limits(trial, trial.answered, asked, lang)]


def family_words(family: Family, place: str, lang: str) -> str:
    """How many expectations were registered, and that all of them count; empty without any."""
    if not family.registered:
        return ""
    said = [_many("family", family.registered, lang, place=place)]
    for name, n in (("withdrawn", family.withdrawn), ("hidden", family.hidden)):
        if n:
            said.append(_many(f"family.{name}", n, lang))
    if family.withdrawn or family.hidden:
        said.append(_say("family.why", lang))
    return " ".join(said)


def can_be_tried_from(trial: Trial, lang: str) -> dict[str, object]:
    """The month and the year in which the last of its years is published."""
    assert trial.answer_from is not None
    months = text("charts.work.months", lang).split()
    return {"month": months[trial.answer_from.month - 1], "year": trial.answer_from.year}


def _answer(trial: Trial, answered: Answered, lang: str) -> str:
    key = f"answer.{answered.answer}"
    if answered.answer in (Answer.AS_EXPECTED, Answer.NOT_SHOWN):
        chance = chance_words(answered.adjusted, lang)
        return _say(key, lang, trend=_trend(trial, answered, lang), chance=chance)
    if answered.answer is Answer.WAITING:
        return _say(key, lang, last=trial.last_year, **can_be_tried_from(trial, lang))
    said = _say(key, lang, last=trial.last_year, n=number_word(len(answered.years), lang))
    if answered.answer is not Answer.NEVER_PUBLISHED or trial.indicator is None:
        return said
    why = (e.text[lang] for e in trial.indicator.unpublished if trial.last_year in e.years)
    return " ".join([said, *why])


def chance_words(chance: float | None, lang: str) -> str:
    """How often chance gives it: ``i ungefär 1 fall av 120``."""
    if chance is None or chance < 1 / 1000:
        return _say("chance.seldom", lang)
    return _say("chance.one_in", lang, n=decimal(round(1 / chance), 0, lang))


def _trend(trial: Trial, answered: Answered, lang: str) -> str:
    found = answered.trend
    assert found is not None
    assert trial.indicator is not None
    unit = trial.indicator.unit
    room = change_interval(found.low, found.high, unit, lang)
    slope = f"{change_with_unit(found.slope, unit, lang)} ({room})"
    return _say("answer.trend", lang, years=year_list(answered.years, lang), slope=slope)


def _known(answered: Answered, lang: str) -> list[str]:
    if not answered.known_years:
        return []
    return [_say("answer.known_years", lang, years=year_list(answered.known_years, lang))]


def _limits(trial: Trial, answered: Answered, asked: int, lang: str) -> Iterator[str]:
    """What the years could not have shown, said before and after they have come."""
    if trial.never and answered.answer is Answer.WAITING:
        yield _say("limits.never", lang, n=number_word(len(trial.years_to_come), lang))
        return
    if answered.answer not in (Answer.NOT_SHOWN, Answer.WAITING):
        return
    if answered.detectable is not None and trial.indicator is not None:
        seen = amount(answered.detectable, trial.indicator.unit, lang)
        yield _say("limits.detectable", lang, amount=seen)
    least = answered.smallest_p or trial.smallest_p
    if least is None:
        return
    n = len(answered.years) or len(trial.years_to_come)
    said = sentence_case(number_word(n, lang))
    orders = decimal(round(1 / least), 0, lang)
    yield _say("limits.order", lang, n=said, orders=orders)
    together = max(asked, 1) if answered.p_value is not None else asked + 1
    if least > ALPHA / together:
        yield _say("limits.not_alone", lang, asked=number_word(together, lang))
    if answered.answer is Answer.NOT_SHOWN:
        yield _say("limits.step", lang)


def _say(key: str, lang: str, **values: object) -> str:
    return text(f"change_work.{key}", lang, **values)


def _many(key: str, n: int, lang: str, **values: object) -> str:
    """In the form for one or for many; small numbers in words."""
    joint = "." if key == "family" else "_"
    form = f"{key}{joint}{'one' if n == 1 else 'many'}"
    return _say(form, lang, n=sentence_case(number_word(n, lang)), **values)
