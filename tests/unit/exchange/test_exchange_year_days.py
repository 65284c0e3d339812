"""The days of a school year: own calendars, publications, visits, follow-ups, traces, messages."""

from __future__ import annotations

from datetime import date

import pytest

from fgte.journal import Kind
from fgte.journal.state import state_of
from fgte.present.year_wheel import DaySort
from fgte.present.year_wheel_days import publications, year_days
from tests.unit.exchange.conftest import SOFT, TRACE

DAY = {"title": "Analysdag", "day": "2025-10-14"}
EVERY_YEAR = {"title": "Start", "month": 8}


@pytest.fixture
def days(journal, book):
    def make(year=2026, sort=None, **more):
        found = year_days(state_of(journal).entries, book, year, **more)
        return [each for each in found if sort in (None, each.sort)]

    return make


def test_figures_come_in_the_months_of_the_catalogue_once_a_stage(book):
    found = [(each.day, each.title) for each in publications(book, 2026)]
    assert found == [
        (date(2025, 9, 1), "Nya siffror i årskurs 9 (5 indikatorer)"),
        (date(2025, 10, 1), "Nya siffror i årskurs 6 (en indikator)"),
        (date(2025, 11, 1), "Nya siffror i årskurs 3 (en indikator)"),
        (date(2025, 11, 1), "Nya siffror i gymnasiet (6 indikatorer)"),
    ]


def test_what_comes_every_year_stands_in_its_month_of_each(write, days):
    write(Kind.CALENDAR, EVERY_YEAR)
    for year in (2026, 2027):
        (day,) = days(year, DaySort.CALENDAR)
        assert (day.day, day.whole_month) == (date(year - 1, 8, 1), True)


def test_a_day_of_another_year_is_left_out(write, days):
    write(Kind.CALENDAR, DAY)
    assert len(days(2026, DaySort.CALENDAR)) == 1
    assert days(2027, DaySort.CALENDAR) == []


def test_a_municipality_sees_its_own_and_what_is_everyones(write, days):
    write(Kind.CALENDAR, DAY, owner="1384", visibility="regional")
    write(Kind.CALENDAR, EVERY_YEAR)
    named = {each.title for each in days(sort=DaySort.CALENDAR, places=["1380"])}
    assert named == {"Start"}
    assert len(days(sort=DaySort.CALENDAR, places=["1384"])) == 2


def test_an_exchange_has_visits_a_follow_up_and_when_its_trace_can_be_tried(exchange, days):
    visit = {"day": "2025-11-05", "host": "1380"}
    trace = {**TRACE, "first_year": 2025, "last_year": 2030}
    exchange(
        visits=[visit],
        soft_values=[{**SOFT, "expected": trace}],
        next_follow_up="2026-01-20",
    )
    found = {each.sort: each for each in days(places=["1384"]) if each.sort != "publication"}
    assert found[DaySort.EXCHANGE].title == "Besök i Halmstad: Läsning i alla ämnen"
    assert found[DaySort.FOLLOW_UP].day == date(2026, 1, 20)
    assert found[DaySort.EXPECTATION].day == date(2025, 11, 1)
    assert days(places=["1381"], sort=DaySort.EXCHANGE) == []


def test_a_message_stands_on_the_day_it_went_out(write, days):
    message = {"audience": "A", "message": "M", "channel": "K", "day": "2026-01-10"}
    write(Kind.COMMUNICATION, message, sent="2026-01-12")
    assert [each.day for each in days(sort=DaySort.MESSAGE)] == [date(2026, 1, 12)]


def test_a_line_leads_where_the_entry_is_read(write, days):
    entry = write(Kind.CALENDAR, DAY)
    (day,) = days(sort=DaySort.CALENDAR, link=lambda each: f"post/{each.id}")
    assert day.href == f"post/{entry.id}"
