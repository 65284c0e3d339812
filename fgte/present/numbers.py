"""Figures as a reader meets them: decimal comma, hard spaces and a real minus."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from types import MappingProxyType

from babel import Locale
from babel.numbers import NumberPattern, parse_pattern

from fgte.model import Unit
from fgte.texts import text

_PLACES: Mapping[Unit, int] = MappingProxyType(
    {
        Unit.PERCENT: 1,
        Unit.PERCENTAGE_POINTS: 1,
        Unit.MERIT_POINTS: 1,
        Unit.GRADE_POINTS: 2,
        Unit.COUNT: 0,
        Unit.RATIO: 2,
    }
)


def places(unit: Unit) -> int:
    """The number of decimals a figure of this unit is published with."""
    return _PLACES[unit]


def decimal(value: float, places: int, lang: str = "sv") -> str:
    """A number with so many decimals: ``1 074,5`` in Swedish, ``1,074.5`` in English.

    Halves are rounded away from zero, as the sources and a spreadsheet do.
    """
    return _written(_rounded(value, places), places, lang)


def signed(value: float, places: int, lang: str = "sv") -> str:
    """A number that says its direction: ``+1,1``, ``−0,3``, and a zero without sign."""
    rounded = _rounded(value, places)
    return ("+" if rounded > 0 else "") + _written(rounded, places, lang)


def with_unit(value: float, unit: Unit, lang: str = "sv") -> str:
    """A figure in its unit: ``84,5 %``, ``233,2 poäng``; grade points stand alone."""
    return text(f"charts.figure.{unit}", lang, value=decimal(value, places(unit), lang))


def range_with_unit(low: float, high: float, unit: Unit, lang: str = "sv") -> str:
    """Two figures that belong together: ``94,1–98,5 %``."""
    return text(f"charts.figure.{unit}", lang, value=interval(low, high, unit, lang))


def interval(low: float, high: float, unit: Unit, lang: str = "sv") -> str:
    """The bounds of a level, without unit: ``82,1–86,9``."""
    ends = (decimal(end, places(unit), lang) for end in (low, high))
    joint = "charts.interval.signed" if low < 0 else "charts.interval.level"
    return text(joint, lang, **dict(zip(("low", "high"), ends, strict=True)))


def change_with_unit(value: float, unit: Unit, lang: str = "sv") -> str:
    """A change with its sign: ``+1,1 procentenheter``, ``−3,0 poäng``."""
    return text(f"charts.change.{unit}", lang, value=signed(value, places(unit), lang))


def change_interval(low: float, high: float, unit: Unit, lang: str = "sv") -> str:
    """The bounds of a change, without unit: ``−0,4 till +1,7``."""
    ends = (signed(end, places(unit), lang) for end in (low, high))
    return text("charts.interval.signed", lang, **dict(zip(("low", "high"), ends, strict=True)))


def years(first: int, last: int) -> str:
    """A period: ``2015–2022``, or the year alone."""
    return str(first) if first == last else f"{first}–{last}"


def _rounded(value: float, places: int) -> Decimal:
    step = Decimal(1).scaleb(-places)
    rounded = Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


@lru_cache(maxsize=4096)
def _written(value: Decimal, places: int, lang: str) -> str:
    pattern, locale = _pattern(places, lang)
    written: str = pattern.apply(value, locale)
    return written.replace("-", "−")


@cache
def _pattern(places: int, lang: str) -> tuple[NumberPattern, Locale]:
    decimals = "." + "0" * places if places else ""
    return parse_pattern(f"#,##0{decimals}"), Locale.parse(lang)
