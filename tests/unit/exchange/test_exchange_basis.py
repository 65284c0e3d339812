"""What an exchange rests on: found, related and ordered by what is written, never by a result."""

from __future__ import annotations

import pytest

from fgte.errors import FgteError
from fgte.journal import Kind
from fgte.journal.examples import add_examples, remove_examples
from fgte.journal.state import Found, State, state_bytes, state_from
from fgte.judgement.exchange import Phase, Why, exchange_basis, exchange_named, exchanges_in
from fgte.judgement.expectations import Answer
from fgte.judgement.shared_experience import in_year, shared_experience_of, years_in
from tests.unit.exchange.conftest import SOFT, TRACE

OBSERVED = {
    "day": "2025-11-05",
    "host": "1380",
    "guests": ["1384"],
    "observations": [{"what": "Sett"}],
}
INQUIRY = {"title": "P", "analysis_object": "O", "observation": "I", "question": "F"}
STEP = {"day": "2025-05-14", "group": "steering", "text": "Uppdrag"}


@pytest.fixture
def basis(state, store, book):
    return lambda entry, rounds=(): exchange_basis(entry, state(), store, book, rounds)


def test_municipalities_stand_in_code_order(exchange, basis):
    assert [place.id for place in basis(exchange()).places] == ["1380", "1384"]


@pytest.mark.parametrize(
    ("more", "phase"),
    [
        ({}, Phase.BEFORE),
        ({"visits": [{**OBSERVED, "observations": []}]}, Phase.BEFORE),
        ({"visits": [OBSERVED]}, Phase.DURING),
        ({"visits": [OBSERVED], "analysis": "A"}, Phase.DURING),
        ({"visits": [OBSERVED], "analysis": "A", "lesson": "L"}, Phase.AFTER),
    ],
)
def test_how_far_it_has_come_follows_from_what_is_written(exchange, basis, more, phase):
    assert basis(exchange(**more)).phase is phase


def test_indicators_come_with_the_most_direct_reason_in_the_collaborations_order(
    exchange, write, basis
):
    soft = [{**SOFT, "expected": TRACE}]
    entry = exchange(indicators=["meritvarde"], soft_values=soft)
    expected = [{**TRACE, "id": "p", "indicator": "alla_amnen_ak6"}, {**TRACE, "id": "m"}]
    write(Kind.INQUIRY, INQUIRY, expected=expected, links=[entry.id])
    found = [(each.indicator.id, each.why) for each in basis(entry).concerned]
    assert found == [
        ("alla_amnen_ak6", Why.INQUIRY),
        ("meritvarde", Why.CHOSEN),
        ("examen_3ar", Why.EXPECTED),
    ]


def test_without_any_named_indicator_there_is_none(exchange, basis):
    assert basis(exchange()).concerned == ()


def test_what_links_to_it_and_what_it_links_to_belongs_to_it(exchange, write, basis):
    before = write(Kind.ASSIGNMENT, {"title": "U", "given": STEP})
    entry = exchange(links=[before.id])
    after = write(Kind.SUCCESS_FACTOR, {"claim": "C"}, support=[{"what": "U", "entry": entry.id}])
    write(Kind.SUCCESS_FACTOR, {"claim": "En annan"})
    found = basis(entry)
    assert {each.id for each in found.related} == {before.id, after.id}
    assert [each.id for each in found.of(Kind.SUCCESS_FACTOR)] == [after.id]


def test_a_local_entry_never_belongs_to_it(exchange, write, basis):
    entry = exchange()
    write(Kind.INQUIRY, INQUIRY, owner="1384", links=[entry.id])
    assert basis(entry).related == ()


def test_each_municipality_answers_an_expected_trace_in_its_own_family(exchange, basis):
    entry = exchange(soft_values=[{**SOFT, "expected": TRACE}])
    found = basis(entry)
    assert [each.place for each in found.trials] == ["1380", "1384"]
    assert {each.answer for each in found.trials} <= {Answer.AS_EXPECTED, Answer.NOT_SHOWN}
    assert found.soft[0].lag == 2018 - 2026


def test_an_answer_is_given_among_all_that_was_asked_of_the_municipality(exchange, write, basis):
    entry = exchange(soft_values=[{**SOFT, "expected": TRACE}])
    write(Kind.INQUIRY, INQUIRY, owner="1384", expected=[TRACE])
    assert basis(entry).asked == {"1380": 1, "1384": 2}


def test_it_is_found_by_id_and_by_words_of_its_title(exchange, state):
    entry = exchange()
    for word in (entry.id, "lasning", "Läsning i alla", "lasning-i-alla-amnen"):
        assert exchange_named(state(), word).id == entry.id


def test_words_that_fit_two_ask_for_an_id(exchange, state):
    exchange(), exchange(title="Läsning i NO")
    with pytest.raises(FgteError) as told:
        exchange_named(state(), "lasning")
    assert told.value.key == "exchange_several"


def test_what_is_not_there_is_told_with_what_is(exchange, state):
    entry = exchange()
    with pytest.raises(FgteError) as told:
        exchange_named(state(), "matematik")
    assert entry.id in told.value.message("sv")


@pytest.mark.parametrize("found", [Found.ABSENT, Found.UNREADABLE])
def test_without_a_journal_the_next_step_is_told(found):
    with pytest.raises(FgteError) as told:
        exchange_named(State(found), "u-00000000")
    assert "fgte journal form utbyte" in told.value.message("sv")


def test_exchanges_are_ordered_by_year_municipalities_and_title(exchange, state):
    titles = ["B", "A"]
    made = [exchange(title=title) for title in titles]
    later = exchange(title="Senare", year=2027, municipalities=["1315", "1380"])
    earlier = exchange(title="Ö", municipalities=["1315", "1380"])
    assert [e.id for e in exchanges_in(state())] == [earlier.id, made[1].id, made[0].id, later.id]


def test_a_school_year_gathers_its_own_exchanges_and_what_belongs_to_them(
    exchange, write, state, store, book
):
    entry = exchange()
    exchange(year=2027)
    message = write(
        Kind.COMMUNICATION,
        {"audience": "A", "message": "M", "channel": "K", "day": "2027-01-01"},
        links=[entry.id],
    )
    held = shared_experience_of(2026, state(), store, book)
    assert [each.entry.id for each in held.exchanges] == [entry.id]
    assert [each.id for each in held.messages] == [message.id]
    assert [place.id for place in held.places] == ["1380", "1384"]
    assert years_in(state()) == (2026, 2027)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2025-08-01", "2026-06-01", True),
        ("2024-08-01", "2025-08-01", True),
        ("2024-08-01", "2025-07-31", False),
        ("2026-08-01", None, False),
    ],
)
def test_a_provande_is_of_the_years_its_activities_are_in(
    write, state, store, book, start, end, shown
):
    activity = {"id": "a", "what": "A", "start": start} | ({"end": end} if end else {})
    write(Kind.INQUIRY, INQUIRY, owner="1384", visibility="regional", activities=[activity])
    assert bool(shared_experience_of(2026, state(), store, book).works) is shown


def test_a_year_with_nothing_is_an_answer(state, store, book):
    assert shared_experience_of(2026, state(), store, book).empty


def test_a_factors_steps_are_told_with_their_days(journal, write, state, clock):
    entry = write(Kind.SUCCESS_FACTOR, {"claim": "C"})
    clock.day = clock.day.replace(year=2018)
    met = {"met": True, "how": "Så"}
    content = {
        "claim": "C",
        "standing": "proven_experience",
        "support": [{"what": "U"}],
        "criteria": {"collegiality": met, "documentation": met, "system": met},
    }
    journal.save(entry.id, content, based_on=1, who="anna")
    journal.save(entry.id, {**content, "explanation": "Mer"}, based_on=2, who="anna")
    found = [(each.day.year, each.standing) for each in state().standings]
    assert found == [(2017, "tried"), (2018, "proven_experience")]
    assert state_from(state_bytes(state())) == state()


def test_the_examples_fill_a_year_and_leave_nothing(journal, state, store, book):
    made = add_examples(journal, who="anna")
    held = shared_experience_of(2026, state(), store, book)
    assert all(each.example for each in made)
    assert all(each.title.startswith("EXEMPEL (påhittat)") for each in made)
    found = (held.exchanges, held.works, held.factors, held.assignments, held.proposals)
    assert all(found)
    assert held.messages
    assert held.exchanges[0].phase is Phase.AFTER
    assert [each.standing for each in held.standings] == ["tried", "proven_experience"]
    remove_examples(journal, who="anna", why="prov")
    assert state().entries == ()


def test_a_year_begins_in_august():
    from datetime import date

    assert in_year(date(2025, 8, 1), 2026)
    assert not in_year(date(2026, 8, 1), 2026)
