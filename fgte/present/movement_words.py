"""How a movement is said: in one municipality, beside the country, or in several together."""

from __future__ import annotations

from fgte.judgement import Movement, Trend
from fgte.model import Unit, Verdict
from fgte.present.amounts import amount, outward, size, size_interval
from fgte.present.numbers import years
from fgte.texts import text

MOVED = (Verdict.IMPROVING, Verdict.WORSENING)


def moved(subject: str, trend: Trend, unit: Unit, lang: str) -> str:
    """That something has risen or fallen, by how much, and how sure that is."""
    return text(
        f"sentences.movement.{'increase' if trend.slope > 0 else 'decrease'}",
        lang,
        subject=subject,
        amount=amount(trend.slope, unit, lang),
        period=period(trend),
        interval=size_interval(trend, unit, lang),
    )


def unmoved(key: str, movement: Movement, unit: Unit, lang: str, **values: object) -> str:
    """That nothing, or nothing certain, has moved, and what the figures rule out."""
    trend = movement.trend
    if trend is None:
        return ""
    largest = outward(max(abs(trend.low), abs(trend.high)), unit)
    return text(
        f"{key}{movement.verdict}",
        lang,
        period=period(trend),
        amount=amount(largest, unit, lang),
        excluded=excluded(trend, unit, lang),
        **values,
    )


def period(trend: Trend) -> str:
    """The years a trend rests on, as first and last."""
    return years(trend.first_year, trend.last_year)


def excluded(trend: Trend, unit: Unit, lang: str) -> str:
    """What the bounds rule out: so large a rise and fall, or any rise, or any fall."""
    key = "fall_and_any_rise" if trend.high <= 0 else "rise_and_any_fall"
    rise, fall = outward(trend.high, unit), outward(trend.low, unit)
    if trend.low < 0 < trend.high:
        written = size(rise, unit, lang)
        return text("sentences.excluded.both", lang, rise=written, fall=amount(fall, unit, lang))
    sizes = {"rise": amount(rise, unit, lang), "fall": amount(fall, unit, lang)}
    return text(f"sentences.excluded.{key}", lang, **sizes)


def beside(key: str, subject: str, movement: Movement, unit: Unit, lang: str) -> str:
    """That something has moved upwards or downwards beside the country."""
    trend = movement.trend
    if trend is None:
        return ""
    return text(
        f"{key}{'up' if trend.slope > 0 else 'down'}",
        lang,
        subject=subject,
        amount=amount(trend.slope, unit, lang),
        period=period(trend),
        interval=size_interval(trend, unit, lang),
    )


def pointing(key: str, movement: Movement, unit: Unit, lang: str, **values: object) -> str:
    """That the figures point a way that is only to be watched: no verdict."""
    trend = movement.trend
    if trend is None:
        return ""
    return text(
        f"{key}{'up' if trend.slope > 0 else 'down'}",
        lang,
        amount=amount(trend.slope, unit, lang),
        period=period(trend),
        interval=size_interval(trend, unit, lang),
        **values,
    )
