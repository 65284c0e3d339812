"""An expectation is dated by the revision that said it, and frozen when it may be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fgte.errors import RequestError
from fgte.journal import Kind
from fgte.journal.documents import Inquiry
from fgte.journal.due import Sort, due
from fgte.journal.expectations import question
from fgte.judgement.expectations import Expectation, Way
from tests.unit.journal.factories import EXCHANGE, TRACE, expecting, inquiry


@pytest.fixture
def begun(journal):
    return journal.create(Kind.INQUIRY, expecting(), owner="1384", who="anna")


def test_it_is_registered_when_it_was_first_said(journal, begun):
    journal.save(begun.id, expecting() | {"lesson": "något annat"}, based_on=1, who="bo")
    (found,) = journal.registered()
    assert found.registered == journal.history(begun.id)[0].at
    assert (found.municipality, found.trace.indicator) == ("1384", "alla_amnen_ak6")
    assert (found.known_from, found.published_from) == (date(2028, 6, 1), date(2028, 10, 1))
    assert found.before_result


def test_any_change_makes_it_a_new_one(journal, begun):
    journal.save(begun.id, expecting(direction="lower"), based_on=1, who="bo")
    (found,) = journal.registered()
    assert found.revision == 2


def test_undoing_registers_it_anew(journal, begun):
    journal.save(begun.id, expecting(direction="lower"), based_on=1, who="bo")
    journal.undo(begun.id, who="bo")
    assert journal.registered()[0].revision == 3


def test_a_text_that_lost_to_another_registers_nothing(journal, begun):
    journal.save(begun.id, expecting(), based_on=1, who="bo")
    journal.save(begun.id, expecting(id="annan"), based_on=1, who="cia")
    assert [each.trace_id for each in journal.registered()] == ["las-ak6"]


def test_no_document_can_say_when_it_was_registered(journal):
    with pytest.raises(RequestError, match="registered: finns inte"):
        journal.create(Kind.INQUIRY, expecting(registered="2020-01-01"), owner="1384", who="a")


def test_registered_between_june_and_publication_is_before_one_and_not_the_other(journal, clock):
    clock.to(2028, 7, 1)
    journal.create(Kind.INQUIRY, expecting(), owner="1384", who="anna")
    (found,) = journal.registered()
    assert (found.before_result, found.before_publication) == (False, True)


@pytest.mark.parametrize("content", [inquiry(), expecting(direction="lower")])
@pytest.mark.parametrize("month", [6, 10])
def test_when_the_outcome_may_be_known_it_is_neither_changed_nor_removed(
    journal, begun, clock, content, month
):
    clock.to(2028, month, 1)
    with pytest.raises(RequestError, match="”las-ak6” gäller 2028"):
        journal.save(begun.id, content, based_on=1, who="anna")
    assert len(journal.history(begun.id)) == 1


def test_the_day_before_it_may_still_be_changed(journal, begun, clock):
    clock.to(2028, 5, 31)
    journal.save(begun.id, expecting(direction="lower"), based_on=1, who="anna")
    assert journal.registered()[0].before_result


def test_figures_in_the_store_freeze_it_before_the_calendar_does(journal, begun):
    early = replace(journal, in_store=lambda i, m, y: (i, m, y) == ("alla_amnen_ak6", "1384", 2028))
    with pytest.raises(RequestError, match="publicerat"):
        early.save(begun.id, inquiry(), based_on=1, who="anna")


def test_undo_cannot_get_around_it(journal, clock):
    made = journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="anna")
    journal.save(made.id, expecting(), based_on=1, who="anna")
    clock.to(2028, 10, 2)
    with pytest.raises(RequestError, match="publicerat"):
        journal.undo(made.id, who="anna")


def test_another_may_be_added_beside_it_and_the_rest_of_the_text_changed(journal, begun, clock):
    clock.to(2028, 10, 2)
    both = inquiry(expected=[TRACE, TRACE | {"id": "ny", "first_year": 2029}], lesson="vi lärde")
    journal.save(begun.id, both, based_on=1, who="anna")
    first, second = journal.registered()
    assert (first.trace_id, first.before_result) == ("las-ak6", True)
    assert (second.trace_id, second.registered.year) == ("ny", 2028)


def test_a_deleted_inquiry_keeps_its_place_in_the_family(journal, begun):
    journal.delete(begun.id, who="anna")
    assert journal.registered()[0].withdrawn


def test_an_exchange_expects_of_each_municipality(journal):
    value = {"id": "trygghet", "name": "Trygghet", "expected": TRACE}
    journal.create(Kind.EXCHANGE, EXCHANGE | {"soft_values": [value]}, owner="region", who="a")
    assert [each.municipality for each in journal.registered()] == ["1383", "1384"]


@pytest.fixture
def exchanging(journal):
    value = {"id": "trygghet", "name": "Trygghet", "expected": TRACE}
    content = EXCHANGE | {"soft_values": [value]}
    return journal.create(Kind.EXCHANGE, content, owner="region", who="a"), content


@pytest.mark.parametrize("change", [{"year": 2026}, {"municipalities": ["1383", "1380"]}])
def test_the_year_and_the_municipalities_of_an_exchange_are_frozen_with_its_traces(
    journal, exchanging, clock, change
):
    made, content = exchanging
    clock.to(2028, 6, 1)
    with pytest.raises(RequestError, match="”las-ak6” gäller 2028"):
        journal.save(made.id, content | change, based_on=1, who="a")
    clock.to(2028, 5, 31)
    journal.save(made.id, content | change, based_on=1, who="a")


def test_of_a_municipality_that_joins_it_is_expected_from_that_day(journal, exchanging, clock):
    made, content = exchanging
    clock.to(2028, 10, 2)
    joined = content | {"municipalities": ["1383", "1384", "1380"]}
    journal.save(made.id, joined, based_on=1, who="a")
    assert [(each.municipality, each.before_result) for each in journal.registered()] == [
        ("1383", True),
        ("1384", True),
        ("1380", False),
    ]


def test_it_waits_when_it_can_be_tried_until_a_trace_answers_it(journal, begun, clock):
    assert due(journal) == ()
    clock.to(2028, 10, 2)
    (waiting,) = due(journal)
    assert (waiting.sort, waiting.entry_id) == (Sort.EXPECTATION, begun.id)
    answered = expecting() | {"traces": [{"what": "Högre", "expected": "las-ak6"}]}
    journal.save(begun.id, answered, based_on=1, who="anna")
    assert due(journal) == ()


def test_what_waits_comes_by_day_and_owner(journal, clock):
    day = {"next_follow_up": "2026-09-01"}
    for owner in ("1384", "1383"):
        journal.create(Kind.INQUIRY, inquiry(**day), owner=owner, who="a")
    plan = {"audience": "Nämnden", "message": "Läget", "channel": "Möte", "day": "2026-08-20"}
    journal.create(Kind.COMMUNICATION, plan, owner="1384", who="a")
    journal.create(Kind.CALENDAR, {"title": "Analysdag", "month": 9}, owner="1384", who="a")
    found = [(each.sort, each.day) for each in due(journal, owner="1384")]
    assert found == [
        (Sort.MESSAGE, date(2026, 8, 20)),
        (Sort.CALENDAR, date(2026, 9, 1)),
        (Sort.FOLLOW_UP, date(2026, 9, 1)),
    ]
    assert due(journal, owner="1384", days=0) == ()


def test_a_conflict_waits_until_it_is_settled(journal, begun):
    journal.save(begun.id, expecting(), based_on=1, who="bo")
    journal.save(begun.id, expecting(), based_on=1, who="cia")
    assert [each.sort for each in due(journal)] == [Sort.CONFLICT]


def test_it_is_asked_of_the_figures_as_the_judgement_asks(journal, begun, clock):
    (found,) = journal.registered()
    asked = question(found)
    assert asked["to_year"] is None
    expectation = Expectation(**{**asked, "direction": Way(asked["direction"]), "to_year": 2032})
    assert (expectation.direction, expectation.from_year) == (Way.UP, 2028)
    assert expectation.registered == date(2026, 8, 17)


def test_a_soft_value_asks_nothing_of_the_figures(journal):
    soft = {"soft_value": "Trygghet", "instrument": "Enkät", "indicator": None}
    journal.create(Kind.INQUIRY, expecting(**soft), owner="1384", who="anna")
    assert question(journal.registered()[0]) is None


def test_days_out_of_reach_are_refused(journal):
    with pytest.raises(RequestError, match="0 och"):
        due(journal, days=-1)


def test_an_entry_is_a_document_of_its_kind(begun):
    assert isinstance(begun.body, Inquiry)
