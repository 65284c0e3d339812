"""Changes and their intervals, written so that sign, rounding and words agree."""

from __future__ import annotations

from fgte.judgement import Trend
from fgte.model import Unit
from fgte.present.numbers import decimal, places, signed
from fgte.texts import text

BETWEEN = {"sv": "till", "en": "to"}


def amount(value: float, unit: Unit, lang: str, *, extra: int = 0) -> str:
    """The size of a change without its sign: ``1,1 procentenheter``."""
    written = decimal(abs(value), places(unit) + extra, lang)
    return text(f"sentences.amount.{unit}", lang, value=written)


def extra_places(trend: Trend, unit: Unit) -> int:
    """One more decimal where rounding would make a movement that was found look like zero."""
    if not trend.detected:
        return 0
    shown = places(unit)
    return int(any(round(bound, shown) == 0 for bound in (trend.low, trend.slope, trend.high)))


def size_interval(trend: Trend, unit: Unit, lang: str) -> str:
    """The interval of a movement with one direction, as sizes: ``0,4–1,7``."""
    shown = places(unit) + extra_places(trend, unit)
    low, high = sorted(abs(bound) for bound in (trend.low, trend.high))
    return f"{decimal(low, shown, lang)}–{decimal(high, shown, lang)}"


def signed_interval(low: float, high: float, unit: Unit, lang: str, *, extra: int = 0) -> str:
    """An interval with signs: ``−0,4 till +1,7``."""
    shown = places(unit) + extra
    return f"{signed(low, shown, lang)} {BETWEEN[lang]} {signed(high, shown, lang)}"


def slope_with_interval(trend: Trend, unit: Unit, lang: str) -> str:
    """A slope and its interval for a table: ``+1,1 (+0,4 till +1,7)``."""
    extra = extra_places(trend, unit)
    slope = signed(trend.slope, places(unit) + extra, lang)
    return f"{slope} ({signed_interval(trend.low, trend.high, unit, lang, extra=extra)})"
