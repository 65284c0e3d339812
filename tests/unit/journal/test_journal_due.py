"""What waits: from which day it is told, until when, and to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fgte.journal import Kind
from fgte.journal.due import Sort, due
from tests.unit.journal.factories import EXCHANGE, expecting, inquiry

TODAY = date(2026, 8, 17)
"""The day of the tests' clock."""


def days_of(journal, **asked):
    return [each.day for each in due(journal, **asked)]


@pytest.mark.parametrize(
    ("month", "day"),
    [(8, TODAY), (9, date(2026, 9, 1)), (12, date(2026, 12, 1)), (7, date(2027, 7, 1))],
)
def test_a_month_of_every_year_waits_from_its_first_day_or_from_today(journal, month, day):
    journal.create(Kind.CALENDAR, {"title": "Analys", "month": month}, owner="1384", who="a")
    assert days_of(journal, days=(day - TODAY).days) == [day]
    if day > TODAY:
        assert days_of(journal, days=(day - TODAY).days - 1) == []


@pytest.mark.parametrize(("day", "told"), [("2026-08-16", []), ("2026-08-17", [TODAY])])
def test_a_day_of_the_calendar_is_told_until_it_has_passed(journal, day, told):
    journal.create(Kind.CALENDAR, {"title": "Analys", "day": day}, owner="1384", who="a")
    assert days_of(journal, days=0) == told


def test_a_message_waits_until_it_has_been_sent(journal):
    plan = {"audience": "Nämnden", "message": "Läget", "channel": "Möte", "day": "2026-08-20"}
    made = journal.create(Kind.COMMUNICATION, plan, owner="1384", who="a")
    assert [each.sort for each in due(journal)] == [Sort.MESSAGE]
    journal.save(made.id, plan | {"sent": "2026-08-18"}, based_on=1, who="a")
    assert due(journal) == ()


def test_an_outcome_that_has_come_early_can_be_tried_from_today(journal):
    journal.create(Kind.INQUIRY, expecting(), owner="1384", who="a")
    assert due(journal) == ()
    come = replace(journal, in_store=lambda i, m, y: (i, m, y) == ("alla_amnen_ak6", "1384", 2028))
    assert [(each.sort, each.day) for each in due(come)] == [(Sort.EXPECTATION, TODAY)]


def test_what_was_taken_away_waits_no_more(journal, clock):
    made = journal.create(Kind.INQUIRY, expecting(), owner="1384", who="a")
    clock.to(2028, 10, 2)
    assert [each.sort for each in due(journal)] == [Sort.EXPECTATION]
    journal.delete(made.id, who="a")
    assert due(journal) == ()


def test_each_owner_is_told_of_their_own(journal):
    follow = {"next_follow_up": "2026-08-20"}
    own = journal.create(Kind.INQUIRY, inquiry(**follow), owner="1384", who="a")
    journal.create(Kind.EXCHANGE, EXCHANGE | follow, owner="region", who="a")
    assert [each.entry_id for each in due(journal, owner="1384")] == [own.id]
    assert len(due(journal)) == 2
