"""What chance looks like, in pictures and sentences made of the experiments' results."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fgte.analysis.experiments import STEP, Many, Noise, Power
from fgte.model import Interval, Unit
from fgte.present.chart import Line, LineRole, Point, PointMark, SeriesChart
from fgte.present.markup import Html, fill, safe
from fgte.present.numbers import decimal, signed
from fgte.present.svg import render
from fgte.texts import text

FIRST_YEAR = 2015
"""The years of an invented school are numbered from here."""


def noise_shown(result: Noise, lang: str = "sv") -> Html:
    """Year groups in which nothing has changed, and how often chance gives three points."""
    sentences = (
        text("chance.noise.largest", lang, step=decimal(100 * result.largest_step, 1, lang)),
        text(
            "chance.noise.often",
            lang,
            points=decimal(100 * STEP, 0, lang),
            often=_of_hundred(result.chance_of_step, lang),
            cohort=decimal(result.cohort, 0, lang),
        ),
    )
    return _shown(result, title=text("chance.noise.title", lang), sentences=sentences, lang=lang)


def power_shown(result: Power, slope: float, lang: str = "sv") -> Html:
    """A draw of a share that truly rises by `slope`, and how often that would be seen."""
    seems = {"slope": result.slope.slope, "low": result.slope.low, "high": result.slope.high}
    drawn = {name: signed(100 * number, 1, lang) for name, number in seems.items()}
    needed = decimal(100 * result.needed, 1, lang) if math.isfinite(result.needed) else None
    sentences = (
        text("chance.power.drawn", lang, **drawn),
        text(f"chance.power.{'found' if result.found else 'missed'}", lang),
        text("chance.power.often", lang, often=_of_hundred(result.power, lang)),
        text("chance.power.needed", lang, needed=needed)
        if needed
        else text("chance.power.never", lang),
    )
    title = text("chance.power.title", lang, slope=decimal(100 * slope, 2, lang))
    return _shown(result, title=title, sentences=sentences, lang=lang)


def many_shown(result: Many, lang: str = "sv") -> Html:
    """Many series in which nothing moves, and how many of them seem to."""
    tests, found = len(result.signals), sum(result.signals)
    sentences = (
        text("chance.many.dots", lang),
        text("chance.many.found", lang, found=found, tests=tests),
        text("chance.many.expected", lang, expected=decimal(result.expected, 1, lang)),
        text("chance.many.kept", lang, kept=result.kept),
    )
    dots = " ".join("●" if each else "○" for each in result.signals)
    return fill("chance", chart=None, dots=dots, sentences=sentences)


def _of_hundred(chance: float, lang: str) -> str:
    """A chance as cases of a hundred; the rarest and the commonest with a decimal."""
    return decimal(100 * chance, 0 if 0.01 <= chance <= 0.99 else 1, lang)


def _shown(result: Noise | Power, *, title: str, sentences: Sequence[str], lang: str) -> Html:
    points = tuple(
        _point(FIRST_YEAR + year, float(share), room)
        for year, (share, room) in enumerate(zip(result.shares, result.intervals, strict=True))
    )
    chart = SeriesChart(
        id="chance",
        title=title,
        description=" ".join(sentences),
        unit=Unit.PERCENT,
        lines=(Line(text("chance.noise.line", lang), LineRole.OWN, points),),
        lang=lang,
    )
    return fill("chance", chart=safe(render(chart)), dots="", sentences=sentences)


def _point(year: int, share: float, room: Interval) -> Point:
    return Point(year, 100 * share, 100 * room.low, 100 * room.high, PointMark.FIGURE)
