"""Swedish and English sentences made from a judgement, and from nothing else."""

from __future__ import annotations

from fgte.judgement import Judgement
from fgte.model import COUNTRY, Status, Verdict
from fgte.present.amounts import amount
from fgte.present.gate_words import why_only_watched
from fgte.present.labels import mid_sentence, number_word
from fgte.present.movement_words import MOVED, beside, moved, period, pointing, unmoved
from fgte.present.numbers import decimal, places, years
from fgte.texts import text

ADDS_NOTHING = 2.0
"""How many times what the figures rule out a detectable movement may be and still be said."""


def sentence(judged: Judgement, lang: str = "sv") -> str:
    """What can be said of the series, how sure it is and what is ruled out.

    First the own movement, then the country's beside it; where the latest years
    stand by themselves after a break, or the latest figure is only a range, that
    is said last.
    """
    said = [_movement(judged, lang), _country(judged, lang), _against(judged, lang)]
    said += [_earlier(judged, lang), _level(judged, lang)]
    return " ".join(part for part in said if part)


def movement_sentence(judged: Judgement, lang: str = "sv") -> str:
    """Only the own movement."""
    return _movement(judged, lang)


def against_sentence(judged: Judgement, lang: str = "sv") -> str:
    """Only the movement beside the country's."""
    return _against(judged, lang)


def subject(judged: Judgement, lang: str) -> str:
    """What the sentence is about: ``Andelen behöriga till yrkesprogram bland flickor``."""
    indicator = judged.indicator
    multiple = judged.series_id != indicator.default_series
    words = judged.series_label if multiple else indicator.subject
    return text(f"sentences.sex.{judged.sex}", lang, subject=words[lang])


def _movement(judged: Judgement, lang: str) -> str:
    movement, unit = judged.movement, judged.indicator.unit
    if judged.status is Status.NOT_APPLICABLE:
        return text(
            "sentences.movement.not_applicable", lang, municipality=judged.municipality.name
        )
    if movement.to_watch:
        return _watched(judged, lang)
    if movement.verdict in MOVED and movement.trend:
        return moved(subject(judged, lang), movement.trend, unit, lang)
    if movement.trend:
        return unmoved("sentences.movement.", movement, unit, lang)
    return _unjudged(judged, lang)


def _watched(judged: Judgement, lang: str) -> str:
    """That the figures point a way, and why it is no verdict."""
    name, unit = mid_sentence(subject(judged, lang)), judged.indicator.unit
    said = pointing("sentences.movement.to_watch.", judged.movement, unit, lang, subject=name)
    return f"{said} {why_only_watched(judged.gate, lang)}"


def _unjudged(judged: Judgement, lang: str) -> str:
    movement = judged.movement
    key, until = movement.verdict.value, movement.judged_at
    if movement.verdict is Verdict.NOT_COMPARABLE and until is None:
        key = "not_comparable_now"
    series = next(s for s in judged.indicator.series if s.id == judged.series_id)
    kpis = ", ".join(series.kpis.get(judged.variant, ()))
    return text(
        f"sentences.movement.{key}",
        lang,
        municipality=judged.municipality.name,
        kpis=kpis,
        years=_comparable_years(movement.comparable_years, lang),
        judged_at=until,
    )


def _comparable_years(n: int, lang: str) -> str:
    """A count at the beginning of a sentence: ``Tre jämförbara år``."""
    word = number_word(n, lang).capitalize()
    return text(f"sentences.comparable_years.{'one' if n == 1 else 'many'}", lang, n=word)


def unseen_sentence(judged: Judgement, lang: str = "sv") -> str:
    """What a series so short, of year groups so small, could not have shown."""
    movement, unit = judged.movement, judged.indicator.unit
    undecided = movement.verdict is Verdict.CANNOT_BE_DECIDED and not movement.to_watch
    if not undecided or movement.detectable is None or movement.cohort is None:
        return ""
    trend = movement.trend
    if trend is None or movement.detectable > ADDS_NOTHING * max(-trend.low, trend.high):
        return ""  # the years that came were so even that they rule out far more than that
    n = movement.comparable_years
    return text(
        "sentences.movement.unseen",
        lang,
        years=text("sentences.years.many", lang, n=number_word(n, lang)),
        pupils=decimal(_two_figures(movement.cohort), 0, lang),
        amount=amount(movement.detectable, unit, lang),
    )


def _two_figures(n: int) -> int:
    """An approximate count as one says it: 1 015 is about 1 000, 138 about 140."""
    return int(round(n, 2 - len(str(n)))) if n else n


def _country(judged: Judgement, lang: str) -> str:
    """What the country did in the same years, said only beside an own movement."""
    trend, unit = judged.country_trend, judged.indicator.unit
    if judged.verdict not in MOVED or trend is None:
        return ""
    if not trend.detected:
        return text("sentences.country.cannot_be_decided", lang)
    way = "increase" if trend.slope > 0 else "decrease"
    size = amount(trend.slope, unit, lang)
    return text(f"sentences.country.{way}", lang, amount=size)


def _against(judged: Judgement, lang: str) -> str:
    """The movement beside the country's: said where it was found, or beside an own movement."""
    trend, own = judged.against_riket.trend, judged.verdict in MOVED
    if judged.movement.trend is None or judged.municipality.id == COUNTRY:
        return ""
    if trend is None:
        return text("sentences.against.unavailable", lang) if own else ""
    if judged.against_riket.verdict in MOVED:
        unit = judged.indicator.unit
        return beside("sentences.against.", subject(judged, lang), judged.against_riket, unit, lang)
    if judged.against_riket.to_watch:
        return _watched_against(judged, lang)
    if judged.against_riket.verdict is Verdict.PRACTICALLY_UNCHANGED:
        unit = judged.indicator.unit
        return unmoved("sentences.against.", judged.against_riket, unit, lang)
    if not own:
        return ""
    return text("sentences.against.cannot_be_decided", lang, period=period(trend))


def _watched_against(judged: Judgement, lang: str) -> str:
    unit = judged.indicator.unit
    return pointing("sentences.against.to_watch.", judged.against_riket, unit, lang)


def _earlier(judged: Judgement, lang: str) -> str:
    """That the judgement is of an earlier stretch, where later years are too few."""
    trend = judged.trend
    later = [each.year for each in judged.series if trend and each.year > trend.last_year]
    readable = [each.year for each in judged.series if each.readable and each.year in later]
    if trend is None or not readable:
        return ""
    key = f"sentences.movement.earlier_stretch.{'one' if len(readable) == 1 else 'many'}"
    return text(key, lang, period=period(trend), later=years(readable[0], readable[-1]))


def _level(judged: Judgement, lang: str) -> str:
    """What a figure the source has replaced says of where the true value lies."""
    limit, room = judged.indicator.censored_at, judged.interval
    if judged.status is not Status.CENSORED or room is None or limit is None:
        return ""
    known = judged.pupils is not None and judged.pupils_kind == "exact"
    shown = places(judged.indicator.unit) if known else 0
    return text(
        f"sentences.level.{'censored' if known else 'censored_unknown'}",
        lang,
        given=decimal(limit, 0, lang),
        pupils=decimal(judged.pupils or 0, 0, lang),
        low=decimal(room.low, shown, lang),
        high=decimal(room.high, shown, lang),
    )
