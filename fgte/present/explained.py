"""A result of the analyses as a table for a reader: each of its values, and what it means.

The guides show results so, where a report would say them in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fgte.present.markup import Html, fill, in_jupyter
from fgte.present.numbers import decimal, signed
from fgte.present.tabular import DataTable
from fgte.texts import text

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Change": ("difference", "interval", "chance", "usual"),
        "PathwayBounds": ("maintained", "rose", "dropped", "never"),
        "Segmented": ("level_change", "slope_change", "residual_sd", "placebo_p", "placebos"),
        "UsualVariation": ("center", "lower", "upper", "usual_step", "points", "provisional"),
        "XmrLimits": ("center", "lower", "upper", "mean_moving_range", "points", "trial"),
    }
)
"""What is told of each kind of result, in the order in which it is read."""


def explained(result: Any, lang: str = "sv") -> Html:
    """The values of a result in a table, each with its name in code and its meaning in words.

    Parameters
    ----------
    result
        One of the kinds in ``FIELDS``: the latest step of a finding (``finding.change``), its usual
        variation, the limits of a series, an interrupted time series, the bounds of a year group.
        Values stand in the result's own unit; a share is 0 to 1. None is told as an answer.
    lang
        "sv" or "en".
    """
    if result is None:
        return fill("nothing", words=text("guides.explained.none", lang))
    kind = type(result).__name__
    rows = (
        (name, _written(getattr(result, name), lang), text(f"guides.{kind}.{name}", lang))
        for name in FIELDS[kind]
    )
    heads = (text(f"guides.explained.{head}", lang) for head in ("name", "value", "meaning"))
    caption = text(f"guides.{kind}.caption", lang)
    table = DataTable(tuple(heads), tuple(rows))
    return in_jupyter(fill("explained", table=table, caption=caption))


def _written(value: Any, lang: str) -> str:
    if value is None:
        return text("guides.explained.unknown", lang)
    if isinstance(value, bool):
        return text(f"guides.explained.{'yes' if value else 'no'}", lang)
    if isinstance(value, int):
        return str(value)
    if hasattr(value, "low"):
        return _with_ends(value, lang)
    return decimal(value, 2, lang)


def _with_ends(value: Any, lang: str) -> str:
    """An interval, or an estimate with its interval; an estimate is a change and says its sign."""
    middle = getattr(value, "value", None)
    shape = decimal if middle is None else signed
    if value.low is None or value.high is None:
        return _written(middle, lang)
    ends = {"low": shape(value.low, 2, lang), "high": shape(value.high, 2, lang)}
    between = text("guides.explained.between", lang, **ends)
    return between if middle is None else f"{signed(middle, 2, lang)} ({between})"
