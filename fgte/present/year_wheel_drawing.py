"""The wheel itself: twelve sectors, a ring for each sort of day, and a numbered mark for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import cos, sin, tau
from types import MappingProxyType

from babel.dates import format_date, get_month_names

from fgte.present.svg_marks import KeyEntry, Look, element, escape, key, label, line, number, path
from fgte.present.theme import (
    BLUE,
    FONT,
    FONT_SIZE,
    GREY,
    GRID,
    LILAC,
    ORANGE,
    RULE,
    STRONG_TEXT,
    TEAL,
    TEXT,
    WHITE,
    WIDTH,
    WINE,
)
from fgte.present.year_wheel import FIRST_MONTH, DaySort, YearDay, school_year, years_said
from fgte.texts import text

MIDDLE = WIDTH / 2
RIM, HUB = 186.0, 42.0
MONTHS_AT = 199.0
SIZE = 10.5
_BETWEEN = 2.4 * SIZE
_EDGE = 15.0
_ROUNDS = 60

LOOKS: Mapping[DaySort, tuple[str, str]] = MappingProxyType(
    {
        DaySort.PUBLICATION: ("circle", BLUE),
        DaySort.CALENDAR: ("square", GREY),
        DaySort.EXCHANGE: ("diamond", WINE),
        DaySort.FOLLOW_UP: ("hexagon", TEAL),
        DaySort.EXPECTATION: ("triangle", LILAC),
        DaySort.MESSAGE: ("pentagon", ORANGE),
    }
)
"""Shape and colour of each sort: either is enough to tell them apart, and so is the ring."""

_HAND: Look = {"stroke": STRONG_TEXT, "stroke_width": "2", "stroke_dasharray": "5 3"}
_CORNERS = {"triangle": (3, 1.55), "diamond": (4, 1.35), "pentagon": (5, 1.25), "hexagon": (6, 1.2)}


def drawn_wheel(days: Sequence[YearDay], today: date | None, lang: str, name: str) -> str:
    """The wheel as one accessible ``<svg>``; the numbers are places in ``days``."""
    rings = _rings(days)
    body = _sectors(lang) + _ring_lines(rings.values()) + _hand(days, today)
    for sort, radius in rings.items():
        own = [(place, each) for place, each in enumerate(days, 1) if each.sort is sort]
        angles = apart([angle_of(each) for _, each in own], _BETWEEN / radius)
        body += "".join(
            _mark(sort, *_at(angle, radius), str(place), f"{each.when(lang)}: {each.title}")
            for (place, each), angle in zip(own, angles, strict=True)
        )
    body += label(years_said(days), MIDDLE, MIDDLE + 5, text_anchor="middle", fill=STRONG_TEXT)
    signs, bottom = key(_key(rings, today, lang), 2 * MIDDLE + 8)
    return _document(days, lang, name, body + signs, bottom + 4)


def angle_of(each: YearDay) -> float:
    """How far into the round a day is, from August at the top: months are equally wide."""
    part = 0.5 if each.whole_month else (each.day.day - 0.5) / 31
    return ((each.day.month - FIRST_MONTH) % 12 + part) * tau / 12


def apart(angles: Sequence[float], gap: float) -> list[float]:
    """The angles moved as little as makes them stand ``gap`` from one another, in their order."""
    order = sorted(range(len(angles)), key=lambda i: angles[i])
    moved = list(angles)
    least = min(gap, tau / len(angles)) if angles else gap
    for _ in range(_ROUNDS if len(angles) > 1 else 0):
        for here, after in zip(order, [*order[1:], order[0]], strict=True):
            between = moved[after] - moved[here] + (tau if after == order[0] else 0)
            if between < least:
                moved[here] -= (least - between) / 2
                moved[after] += (least - between) / 2
    return moved


def _rings(days: Sequence[YearDay]) -> dict[DaySort, float]:
    """The radius of the ring of each sort that there is any day of."""
    used = [sort for sort in DaySort if any(each.sort is sort for each in days)]
    step = min((RIM - HUB - 2 * _EDGE) / max(len(used) - 1, 1), 34.0)
    return {sort: RIM - _EDGE - place * step for place, sort in enumerate(used)}


def _at(angle: float, radius: float) -> tuple[float, float]:
    return MIDDLE + radius * sin(angle), MIDDLE - radius * cos(angle)


def _sectors(lang: str) -> str:
    """The months: a line where each begins, and its short name outside the rim."""
    months = [(FIRST_MONTH - 1 + i) % 12 + 1 for i in range(12)]
    names = get_month_names("abbreviated", context="stand-alone", locale=lang)
    rules = "".join(line(*_at(i * tau / 12, HUB), *_at(i * tau / 12, RIM)) for i in range(12))
    circles = "".join(
        element("circle", cx=MIDDLE, cy=MIDDLE, r=radius, fill="none") for radius in (RIM, HUB)
    )
    words = ""
    for i, month in enumerate(months):
        x, y = _at((i + 0.5) * tau / 12, MONTHS_AT)
        words += label(names[month].rstrip("."), x, y + 4)
    return (
        element("g", rules, stroke=GRID)
        + element("g", circles, stroke=RULE)
        + element("g", words, text_anchor="middle", font_size=12)
    )


def _ring_lines(radii: Iterable[float]) -> str:
    drawn = (element("circle", cx=MIDDLE, cy=MIDDLE, r=radius, fill="none") for radius in radii)
    return element("g", "".join(drawn), stroke=GRID)


def _hand(days: Sequence[YearDay], today: date | None) -> str:
    """Where the year has come, if today is in a school year that the wheel shows."""
    if today is None or school_year(today) not in {school_year(each.day) for each in days}:
        return ""
    angle = ((today.month - FIRST_MONTH) % 12 + (today.day - 0.5) / 31) * tau / 12
    return element("g", line(*_at(angle, HUB), *_at(angle, RIM)), **_HAND)


def _mark(sort: DaySort, x: float, y: float, number_in_list: str, hover: str) -> str:
    words = element("title", escape(hover)) if hover else ""
    figure = label(number_in_list, x, y + 4, text_anchor="middle", font_size=11, fill=STRONG_TEXT)
    return element("g", words + _shape(sort, x, y) + figure)


def _shape(sort: DaySort, x: float, y: float) -> str:
    shape, colour = LOOKS[sort]
    look: Look = {"fill": WHITE, "stroke": colour, "stroke_width": "2.2"}
    if shape == "circle":
        return element("circle", cx=x, cy=y, r=SIZE, **look)
    if shape == "square":
        half = SIZE * 0.92
        return element("rect", x=x - half, y=y - half, width=2 * half, height=2 * half, **look)
    corners, reach = _CORNERS[shape]
    low = 3 if shape == "triangle" else 0
    around = ((i * tau / corners) for i in range(corners))
    points = [(x + reach * SIZE * sin(a), y - low + reach * SIZE * -cos(a) + low) for a in around]
    return element("path", d=path(points, closed=True), stroke_linejoin="round", **look)


def _key(rings: Iterable[DaySort], today: date | None, lang: str) -> list[KeyEntry]:
    entries = [
        KeyEntry(
            element("g", _shape(sort, 0, 0), transform="scale(0.6)"),
            text(f"exchange.wheel.sort.{sort}", lang),
        )
        for sort in rings
    ]
    if today is not None:
        sample = element("g", line(0, -8, 0, 8), **_HAND)
        day = format_date(today, "d MMMM y", locale=lang)
        entries.append(KeyEntry(sample, text("exchange.wheel.today", lang, day=day)))
    return entries


def _document(days: Sequence[YearDay], lang: str, name: str, body: str, height: float) -> str:
    """The drawing as an image with a name and a description; the list says the rest."""
    title = text("exchange.wheel.title", lang, years=years_said(days))
    told = text("exchange.wheel.told", lang, n=len(days))
    spoken = element("title", escape(title), id=f"{name}-title")
    spoken += element("desc", escape(told), id=f"{name}-desc")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}-drawing" class="fgte-chart"'
        f' role="img" lang="{escape(lang)}" aria-labelledby="{name}-title {name}-desc"'
        f' width="100%" viewBox="0 0 {WIDTH} {number(height)}" font-family="{escape(FONT)}"'
        f' font-size="{FONT_SIZE}" fill="{TEXT}">{spoken}{body}</svg>'
    )
