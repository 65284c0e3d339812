"""Changes and their intervals, written so that sign, rounding and words agree."""

from __future__ import annotations

import math

from fgte.judgement import Trend
from fgte.model import Unit
from fgte.present.numbers import decimal, places, signed
from fgte.texts import text


def amount(value: float, unit: Unit, lang: str) -> str:
    """The size of a change without its sign: ``1,1 procentenheter``."""
    return text(f"sentences.amount.{unit}", lang, value=size(value, unit, lang))


def size(value: float, unit: Unit, lang: str) -> str:
    """A size as a number alone, with a decimal more where it would look like zero."""
    return decimal(abs(value), _places(value, unit), lang)


def size_interval(trend: Trend, unit: Unit, lang: str) -> str:
    """The interval of a movement with one direction, as sizes: ``0,4–1,7``."""
    low, high = sorted(abs(bound) for bound in (trend.low, trend.high))
    return f"{size(low, unit, lang)}–{size(high, unit, lang)}"


def slope_with_interval(trend: Trend, unit: Unit, lang: str) -> str:
    """A slope and its interval for a table: ``+1,1 (+0,4 till +1,7)``."""
    low, high = _signed(trend.low, unit, lang), _signed(trend.high, unit, lang)
    joint = text("charts.interval.signed", lang, low=low, high=high)
    return f"{_signed(trend.slope, unit, lang)} ({joint})"


def outward(bound: float, unit: Unit) -> float:
    """A bound rounded away from zero, so that no more is ruled out than the figures do."""
    step = 10.0 ** -places(unit)
    return math.copysign(math.ceil(abs(bound) / step - 1e-9) * step, bound)


def _signed(value: float, unit: Unit, lang: str) -> str:
    return signed(value, _places(value, unit), lang)


def _places(value: float, unit: Unit) -> int:
    """The unit's decimals, and one more for a number that is not zero but would look so."""
    shown = places(unit)
    return shown + int(value != 0 and round(value, shown) == 0 and round(value, shown + 1) != 0)
