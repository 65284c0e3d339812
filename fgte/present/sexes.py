"""Girls and boys: how far apart they are, whether that has moved, and who moved."""

from __future__ import annotations

from fgte.judgement import GapMove, Judgement, SexGap
from fgte.model import Status, Unit
from fgte.present.amounts import amount, outward
from fgte.present.movement_words import period
from fgte.present.numbers import change_interval, places
from fgte.texts import text


def sexes_sentence(judged: Judgement, lang: str = "sv") -> str:
    """How far apart girls and boys are, whether that has moved, and who moved."""
    gap = judged.gap.sexes
    if gap.status is not Status.OK or gap.difference is None:
        return ""
    unit = judged.indicator.unit
    return f"{_sex_level(gap, unit, lang)} {_sex_move(gap, unit, lang)}"


def _sex_level(gap: SexGap, unit: Unit, lang: str) -> str:
    difference, room = gap.difference or 0.0, gap.interval
    within = room is not None and room.low <= 0 <= room.high
    girls = difference > 0
    written = ""
    if room is not None:
        ends = (room.low, room.high) if girls else (-room.high, -room.low)
        said = change_interval(*ends, unit, lang)
        written = text("sentences.sexes.interval", lang, interval=said)
    key = f"{'girls' if girls else 'boys'}_{'within' if within else 'above'}"
    if round(difference, places(unit)) == 0:
        key = "equal"
    size = amount(difference, unit, lang)
    return text(f"sentences.sexes.{key}", lang, amount=size, year=gap.year, interval=written)


def _sex_move(gap: SexGap, unit: Unit, lang: str) -> str:
    trend = gap.trend
    if trend is None:
        return text("sentences.sexes.too_short", lang)
    if gap.signal is not None:
        return text(
            f"sentences.sexes.to_watch.{gap.signal}",
            lang,
            amount=amount(trend.slope, unit, lang),
            period=period(trend),
        )
    detected = gap.move in (GapMove.NARROWED, GapMove.WIDENED)
    shown = trend.slope if detected else outward(max(abs(trend.low), abs(trend.high)), unit)
    return text(
        f"sentences.sexes.{gap.move}",
        lang,
        amount=amount(shown, unit, lang),
        period=period(trend),
        who=text(f"sentences.sexes.{_who_moved(gap)}", lang),
    )


def _who_moved(gap: SexGap) -> str:
    """The sex whose own slope accounts for most of how the difference moved."""
    girls = gap.girls_trend.slope if gap.girls_trend else 0.0
    boys = gap.boys_trend.slope if gap.boys_trend else 0.0
    sign = 1.0 if gap.trend is None or gap.trend.slope > 0 else -1.0
    if sign * girls >= sign * -boys:
        return "girls_up" if girls > 0 else "girls_down"
    return "boys_up" if boys > 0 else "boys_down"
