"""Numbers of a study as a reader meets them."""

from __future__ import annotations

import math

from fgte.analysis.estimates import Estimate
from fgte.model import Unit
from fgte.present.numbers import change_with_unit, decimal, places, signed
from fgte.texts import text


def change(value: float, unit: Unit, lang: str) -> str:
    """A difference with its sign and unit."""
    return change_with_unit(value, unit, lang)


def size(value: float, unit: Unit, lang: str) -> str:
    """A size that has no direction, in its unit."""
    return text(f"sentences.amount.{unit}", lang, value=decimal(value, places(unit), lang))


def bounds(estimate: Estimate, unit: Unit, lang: str) -> str:
    """The interval of an estimate; without bound where the design gives none."""
    if not (math.isfinite(estimate.low) and math.isfinite(estimate.high)):
        return text("research.estimate.unbounded", lang)
    ends = {
        name: signed(end, places(unit), lang)
        for name, end in (("low", estimate.low), ("high", estimate.high))
    }
    return text("charts.interval.signed", lang, **ends)


def share(p_value: float, lang: str) -> str:
    """A p-value: never nought."""
    if p_value < 0.001:
        return "< " + decimal(0.001, 3, lang)
    return decimal(p_value, 3 if p_value < 0.1 else 2, lang)


def told(estimate: Estimate, unit: Unit, lang: str) -> dict[str, str]:
    """An estimate in the words that a sentence needs."""
    return {
        "value": change(estimate.value, unit, lang),
        "interval": bounds(estimate, unit, lang),
        "p": share(estimate.p_value, lang),
    }
