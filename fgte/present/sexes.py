"""Girls and boys: how far apart they are, whether that has moved, and who moved."""

from __future__ import annotations

from fgte.judgement import GapMove, Judgement, SexGap, Trend
from fgte.model import Status, Unit
from fgte.present.amounts import amount, outward
from fgte.present.movement_words import period
from fgte.present.numbers import change_interval, places
from fgte.texts import text

NO_SMALL_PART = 0.25
"""From this share of a move on, the sex that accounts for it is named too."""


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
            girls=_pointing(gap.girls_trend, unit, lang),
            boys=_pointing(gap.boys_trend, unit, lang),
        )
    detected = gap.move in (GapMove.NARROWED, GapMove.WIDENED)
    shown = trend.slope if detected else outward(max(abs(trend.low), abs(trend.high)), unit)
    return text(
        f"sentences.sexes.{gap.move}",
        lang,
        amount=amount(shown, unit, lang),
        period=period(trend),
        who=_who_moved(gap, lang),
    )


def _who_moved(gap: SexGap, lang: str) -> str:
    """Whose result accounts for most of the move, and the other's where that is no small part.

    So a distance that narrows while one side falls is never told as the other's rise alone.
    """
    girls = gap.girls_trend.slope if gap.girls_trend else 0.0
    boys = gap.boys_trend.slope if gap.boys_trend else 0.0
    sign = 1.0 if gap.trend is None or gap.trend.slope > 0 else -1.0
    parts = {"girls": sign * girls, "boys": -sign * boys}
    ways = {"girls": "up" if girls > 0 else "down", "boys": "up" if boys > 0 else "down"}
    most, other = sorted(parts, key=lambda each: -parts[each])
    said = text(f"sentences.sexes.{most}_{ways[most]}", lang)
    if parts[other] < NO_SMALL_PART * (parts[most] + parts[other]):
        return said
    return said + text(f"sentences.sexes.also.{other}_{ways[other]}", lang)


def _pointing(trend: Trend | None, unit: Unit, lang: str) -> str:
    """Which way one sex's own figures point, as a word; a slope that rounds to 0 is level."""
    slope = round(trend.slope, places(unit)) if trend else 0
    return text(
        f"sentences.sexes.pointing.{'up' if slope > 0 else 'down' if slope else 'level'}", lang
    )
