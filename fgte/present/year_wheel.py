"""The year's cycle as a wheel and as the list that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.dates import format_date

from fgte.present.markup import Html, fill, safe
from fgte.texts import text

FIRST_MONTH = 8
"""The month that a school year begins in, at the top of the wheel."""


class DaySort(StrEnum):
    """What sort of day it is; each sort has a ring of its own, the outermost first."""

    PUBLICATION = "publication"
    CALENDAR = "calendar"
    EXCHANGE = "exchange"
    FOLLOW_UP = "follow_up"
    EXPECTATION = "expectation"
    MESSAGE = "message"


@dataclass(frozen=True)
class YearDay:
    """Something on a day of the year, or at some time in a month (``whole_month``).

    ``title`` is text as people typed it: it is escaped where it is shown. ``whose`` is a
    municipality, a network or the region, as people say it; ``href`` leads to more.
    """

    day: date
    sort: DaySort
    title: str
    whose: str = ""
    whole_month: bool = False
    href: str = ""

    def when(self, lang: str = "sv") -> str:
        """The day as it is said, or the month."""
        pattern = "LLLL y" if self.whole_month else "d MMMM y"
        return format_date(self.day, pattern, locale=lang)

    @property
    def stamp(self) -> str:
        """The day, or the month, as a program reads it."""
        return f"{self.day:%Y-%m}" if self.whole_month else self.day.isoformat()


def school_year(day: date) -> int:
    """The year in which the school year of a day ends."""
    return day.year + 1 if day.month >= FIRST_MONTH else day.year


def in_school_year(days: Sequence[YearDay], year: int) -> tuple[YearDay, ...]:
    """The days of the school year that ends in a year."""
    return tuple(each for each in days if school_year(each.day) == year)


def year_wheel(
    days: Sequence[YearDay], today: date | None, lang: str = "sv", *, name: str = "year-wheel"
) -> Html:
    """A wheel that begins in August and goes clockwise, with the same days as a list.

    Every mark has the number of its line in the list. On a narrow screen there is the list
    alone. Days of several years stand in one round, and the list says which year.

    Parameters
    ----------
    days
        In any order; the list goes by date.
    today
        Where the hand stands; None for no hand, so that a report follows from its data alone.
    name
        What the ids in the page begin with, for a page with several wheels.
    """
    from fgte.present.year_wheel_drawing import drawn_wheel

    ordered = in_order(days)
    return fill(
        "year_wheel",
        id=name,
        svg=safe(drawn_wheel(ordered, today, lang, name)) if ordered else None,
        caption=text("exchange.wheel.caption", lang),
        label=text("exchange.wheel.list", lang, years=years_said(ordered)),
        empty=text("exchange.wheel.empty", lang),
        days=[_line(each, lang) for each in ordered],
    )


def in_order(days: Sequence[YearDay]) -> tuple[YearDay, ...]:
    """By date; on the same date by the order of the rings, then by title."""
    rings = list(DaySort)
    return tuple(sorted(days, key=lambda e: (e.day, rings.index(e.sort), e.title, e.whose)))


def years_said(days: Sequence[YearDay]) -> str:
    """The school year as people write it: ``2026/27``; several as ``2025/26–2026/27``."""
    ends = sorted({school_year(each.day) for each in days})
    said = [f"{end - 1}/{end % 100:02d}" for end in ends]
    return "–".join(dict.fromkeys([*said[:1], *said[-1:]]))


def _line(each: YearDay, lang: str) -> dict[str, str]:
    sort = text(f"exchange.wheel.sort.{each.sort}", lang)
    return {
        "stamp": each.stamp,
        "when": each.when(lang),
        "title": each.title,
        "about": " · ".join(word for word in (sort, each.whose) if word),
        "href": each.href,
    }
