"""The year's cycle of these pages: what comes when, each with the way to where it is written."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from fgte.catalogue import Catalogue
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.markup import safe
from fgte.journal import Entry
from fgte.present.year_wheel import school_year, year_wheel
from fgte.present.year_wheel_days import year_days


def wheel_html(entries: Sequence[Entry], book: Catalogue, visit: Visit) -> Markup:
    """The calendar, visits, follow-ups and messages of this school year, and when figures come."""
    year, way = school_year(visit.today), f"{visit.place}post/"
    days = year_days(entries, book, year, visit.lang, link=lambda each: f"{way}{each.id}")
    return safe(str(year_wheel(days, visit.today, visit.lang)))
