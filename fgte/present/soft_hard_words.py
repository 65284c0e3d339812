"""What is said of a soft value and the hard trace expected of it: from the intervals, no cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from babel.dates import format_date

from fgte.journal.documents import Exchange, Expected
from fgte.judgement.soft_hard_results import Case, CaseStatus, CaseStep, HardStep, Outcome
from fgte.judgement.soft_series import Moved, SoftSeries
from fgte.model import Unit
from fgte.present.amounts import amount
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import day_words
from fgte.present.labels import mid_sentence, number_word, sentence_case
from fgte.present.learning_words import title_of
from fgte.present.numbers import change_interval, change_with_unit, decimal
from fgte.texts import text


def say(key: str, lang: str, **details: object) -> str:
    """A text of the report on soft and hard."""
    return text(f"soft_hard.{key}", lang, **details)


def counted(key: str, n: int, lang: str) -> str:
    """A sentence on so many: none, one or more."""
    form = "one" if n == 1 else "many" if n else "none"
    word = number_word(n, lang)
    return say(f"{key}.{form}", lang, n=word, big=sentence_case(word))


def school_year_words(year: int, lang: str) -> str:
    """A school year by the years it begins and ends in: ``2023/24``."""
    return say("school_year", lang, first=year - 1, last=f"{year % 100:02d}")


def soft_label(case: Case, lang: str) -> str:
    """What the soft value is called: by its exchange or prövande, in its own words."""
    return shown(case.link.name, lang, longest=120)


def hard_label(case: Case, lang: str) -> str:
    """The indicator that the trace was expected in, and of whom."""
    if case.hard is None:
        trace = case.link.trace
        return shown(trace.indicator if trace else "", lang, longest=120) or "–"
    label = case.hard.indicator.short[lang]
    sex = f", {text(f'labels.sex.{case.hard.sex}', lang)}" if case.hard.sex.value != "T" else ""
    return f"{label}{sex}"


def case_name(case: Case, lang: str) -> str:
    """Soft value, hard trace and unit; what is made up is marked so."""
    label, trace = soft_label(case, lang), case.link.trace
    if trace is not None:
        hard = mid_sentence(hard_label(case, lang))
        label = say("label", lang, soft=label, label=hard, year=trace.first_year)
    named = say("of_unit", lang, label=label, unit=shown(case.unit.name, lang, longest=120))
    return say("example", lang, label=named) if case.example else named


def status_words(case: Case, lang: str) -> str:
    """In a few words what can be said of a case, or what it lacks."""
    if case.outcome is not None:
        return say(f"outcome.short.{case.outcome}", lang)
    return say(f"status.{case.status}", lang)


def look_words(case: Case, lang: str, known: date | None = None) -> str:
    """When a case can be looked at, as far as is known; a month that has gone is none to wait for.

    ``known`` is the latest day on which figures came to the store.
    """
    if case.status is CaseStatus.BOTH:
        return say("table.now", lang)
    if case.look_from is not None and _gone(case.look_from, known):
        waits = case.status is CaseStatus.WAITING
        return say("table.fetched" if waits else "table.another_round", lang)
    if case.look_from is not None:
        return month_words(case.look_from, lang)
    later = (CaseStatus.NO_ROUND, CaseStatus.NO_INSTRUMENT, CaseStatus.NO_TRACE)
    return say("table.unknown" if case.status in later else "table.never", lang)


def month_words(day: date, lang: str) -> str:
    """The month from which a figure can be known: ``september 2027``."""
    return str(format_date(day, "LLLL y", locale=lang))


def _gone(day: date, known: date | None) -> bool:
    """Whether a month had gone when figures last came to the store."""
    return known is not None and (day.year, day.month) < (known.year, known.month)


def case_lines(case: Case, lang: str, known: date | None = None) -> list[str]:
    """What can be said first, then where the expectation comes from and when it was written."""
    read = [each for each in case.steps if each.status is CaseStatus.BOTH]
    said = step_words(read[-1], case, lang) if read else why_not(case, lang, known)
    return [" ".join(said), " ".join(link_words(case, lang))]


def why_not(case: Case, lang: str, known: date | None = None) -> Iterator[str]:
    """What a case lacks, and from when it may be possible to read."""
    link, soft = case.link, case.soft
    step = next((each for each in case.steps if each.status is case.status), None)
    gone = case.look_from is not None and _gone(case.look_from, known)
    waited = gone and case.status is CaseStatus.WAITING
    yield say(
        "why.waited" if waited else f"why.{case.status}",
        lang,
        unit=shown(case.unit.name, lang, longest=120),
        instrument=shown(link.instrument, lang, longest=120),
        soft=link.from_year,
        hard=link.trace.first_year if link.trace else "",
        year=_year_of(case, step, lang),
        month=month_words(step.hard.answer_from, lang) if step and step.hard.answer_from else "",
        first=step.hard.first_year if step else "",
        last=step.hard.last_year if step else "",
    )
    if case.look_from is not None and soft is not None and case.status is not CaseStatus.WAITING:
        month = month_words(case.look_from, lang)
        yield say("why.look_gone" if gone else "why.look_from", lang, month=month)


def _year_of(case: Case, step: CaseStep | None, lang: str) -> object:
    if step is not None:
        return step.hard.last_year
    rounds = case.soft.rounds if case.soft else ()
    return school_year_words(rounds[-1].year, lang) if rounds else ""


def link_words(case: Case, lang: str) -> Iterator[str]:
    """Where the expectation was written, the lag, which way, and when."""
    link, trace = case.link, case.link.trace
    kind = "exchange" if isinstance(link.entry.body, Exchange) else "inquiry"
    yield say(f"link.{kind}", lang, title=title_of(link.entry, lang))
    if trace is None or link.lag is None:
        return
    way = "higher" if trace.direction is Expected.HIGHER else "lower"
    if link.lag >= 0:
        label = mid_sentence(hard_label(case, lang))
        yield say(f"link.{way}", lang, label=label, lag=lag_words("link.lag", link.lag, lang))
    if case.example:
        return
    day, step = day_words(link.written, lang), _last_step(case)
    if step is None:
        yield say("link.day", lang, day=day)
    else:
        yield say(f"link.{step.written}", lang, day=day, year=step.hard.last_year)


def lag_words(key: str, lag: int, lang: str) -> str:
    """So many years later."""
    form = "none" if lag == 0 else "one" if lag == 1 else "many"
    return say(f"{key}.{form}", lang, n=number_word(lag, lang))


def _last_step(case: Case) -> CaseStep | None:
    """The step that is spoken of: the longest that can be read, else the first that waits."""
    read = [each for each in case.steps if each.status is CaseStatus.BOTH]
    same = [each for each in case.steps if each.status is case.status]
    return read[-1] if read else same[0] if same else None


def step_words(step: CaseStep, case: Case, lang: str) -> Iterator[str]:
    """How the soft value moved, what followed in the figures, and how the two go together."""
    soft, moved = case.soft, step.later.moved
    if soft is None or moved is None or step.hard.moved is None:
        return
    yield _soft_words(step, soft, moved, lang)
    if moved.way == 0:
        return
    yield _hard_words(step.hard, step.hard.moved, case, lang)
    if step.hard.moved.way and not _still(step.hard):
        yield _together_words(step, case, lang)


def _together_words(step: CaseStep, case: Case, lang: str) -> str:
    if step.outcome is not Outcome.TOGETHER:
        return say("outcome.apart", lang)
    trace, moved = case.link.trace, step.hard.moved
    assert trace is not None
    assert moved is not None
    as_written = (moved.way > 0) == (trace.direction is Expected.HIGHER)
    return say("outcome.as_written" if as_written else "outcome.against", lang)


def _soft_words(step: CaseStep, soft: SoftSeries, moved: Moved, lang: str) -> str:
    details = {
        "first": school_year_words(step.first.year, lang),
        "last": school_year_words(step.later.year, lang),
    }
    if moved.interval is None:
        change = change_with_unit(moved.value, soft.measure, lang)
        return say("outcome.soft_bare", lang, **details, change=change)
    key = ("soft_open", "soft_up", "soft_down")[moved.way]
    change = _size(moved, soft.measure, lang)
    interval = change_interval(moved.interval.low, moved.interval.high, soft.measure, lang)
    return say(f"outcome.{key}", lang, **details, change=change, interval=interval)


def _hard_words(step: HardStep, moved: Moved, case: Case, lang: str) -> str:
    assert case.hard is not None
    unit = case.hard.indicator.unit
    label = mid_sentence(hard_label(case, lang))
    details = {"label": label, "first": step.first_year, "last": step.last_year}
    if moved.interval is None:
        change = change_with_unit(moved.value, unit, lang)
        return say("outcome.hard_bare", lang, **details, change=change)
    interval = change_interval(moved.interval.low, moved.interval.high, unit, lang)
    if _still(step):
        limit = amount(step.smallest_relevant or 0.0, unit, lang)
        change = change_with_unit(moved.value, unit, lang)
        return say(
            "outcome.hard_still", lang, **details, change=change, interval=interval, limit=limit
        )
    key = ("hard_open", "hard_up", "hard_down")[moved.way]
    change = _size(moved, unit, lang)
    return say(f"outcome.{key}", lang, **details, change=change, interval=interval)


def _still(step: HardStep) -> bool:
    smallest = step.smallest_relevant
    return smallest is not None and step.moved is not None and step.moved.within(smallest)


def _size(moved: Moved, unit: Unit, lang: str) -> str:
    """How far it moved without its sign where the words say which way, else with it."""
    if moved.way == 0:
        return change_with_unit(moved.value, unit, lang)
    return (
        decimal(abs(moved.value), 2, lang)
        if unit is Unit.RATIO
        else amount(abs(moved.value), unit, lang)
    )


def moved_words(moved: Moved | None, unit: Unit, lang: str) -> str:
    """A change with its interval as it stands in a table."""
    if moved is None:
        return say("steps.none", lang)
    change = change_with_unit(moved.value, unit, lang)
    if moved.interval is None:
        return say("steps.bare", lang, change=change)
    interval = change_interval(moved.interval.low, moved.interval.high, unit, lang)
    return say("steps.change", lang, change=change, interval=interval)


def step_outcome(step: CaseStep, lang: str) -> str:
    """What can be said of one span, or what it lacks."""
    if step.outcome is not None:
        return say(f"outcome.short.{step.outcome}", lang)
    return say(f"status.{step.status}", lang)
