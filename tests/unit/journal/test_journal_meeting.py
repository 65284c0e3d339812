"""Where two write the same: which text stands, which waits, and what copies bring with them."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import pytest

from fgte.errors import DataError, RequestError
from fgte.journal import Kind, Visibility, open_journal
from fgte.journal.archive import archive_from, content_of, everything, take_in
from fgte.journal.state import state_of
from fgte.settings import read_settings
from tests.unit.journal.factories import EXCHANGE, FACTOR, TRACE, expecting, inquiry


@pytest.fixture
def begun(journal):
    return journal.create(Kind.INQUIRY, expecting(), owner="1384", who="anna")


@pytest.fixture
def parted(journal, begun):
    """Anna's text stands, and Bo's waits beside it as the third revision."""
    journal.save(begun.id, expecting() | {"lesson": "Annas"}, based_on=1, who="anna")
    beside = journal.save(begun.id, expecting() | {"lesson": "Bos"}, based_on=1, who="bo")
    assert beside.revision.number == 3
    return begun


@pytest.fixture
def another(tmp_path, clock):
    """Journals of other machines, by name."""
    with (
        open_journal(read_settings({}, home=tmp_path / "b"), clock=clock) as b,
        open_journal(read_settings({}, home=tmp_path / "c"), clock=clock) as c,
    ):
        yield b, c


# --- two who write at once ---


def test_what_waits_is_not_what_an_undo_goes_back_to(journal, parted):
    journal.save(parted.id, expecting() | {"lesson": "Annas igen"}, based_on=2, who="anna")
    journal.undo(parted.id, who="anna")
    assert journal.entry(parted.id).body.lesson == "Annas"


def test_to_settle_in_one_entry_settles_in_no_other(journal, parted):
    other = journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="anna")
    journal.save(other.id, inquiry(lesson="Annas"), based_on=1, who="anna")
    journal.save(other.id, inquiry(lesson="Bos"), based_on=1, who="bo")
    journal.save(other.id, inquiry(lesson="Bådas"), based_on=2, who="bo", settles=3)
    assert [(each.entry_id, each.number) for each in journal.conflicts()] == [(parted.id, 3)]


def test_a_text_that_comes_too_late_itself_settles_nothing(journal, parted):
    late = expecting() | {"lesson": "Annas och Bos"}
    assert journal.save(parted.id, late, based_on=1, who="cia", settles=3).conflict
    assert [each.number for each in journal.conflicts(parted.id)] == [3, 4]


def test_a_text_that_waits_cannot_bring_in_what_has_been_frozen_meanwhile(journal, begun, clock):
    journal.save(begun.id, expecting() | {"lesson": "Annas"}, based_on=1, who="anna")
    theirs = expecting(direction="lower")
    journal.save(begun.id, theirs, based_on=1, who="bo")
    clock.to(2028, 10, 2)
    with pytest.raises(RequestError, match="”las-ak6” gäller 2028"):
        journal.save(begun.id, theirs, based_on=2, who="bo", settles=3)
    assert journal.registered()[0].trace == begun.body.expected[0]
    assert [each.number for each in journal.conflicts()] == [3]


@pytest.mark.parametrize(("month", "day", "frozen"), [(2, 29, False), (3, 1, True)])
def test_what_is_published_in_the_spring_is_frozen_before_the_grades_are_set(
    journal, begun, clock, month, day, frozen
):
    """Grades are known from June, but another measure may be out long before."""
    book = journal.catalogue
    early = replace(book.indicators["alla_amnen_ak6"], publication_month=3)
    indicators = dict(book.indicators) | {"alla_amnen_ak6": early}
    there = replace(journal, catalogue=replace(book, indicators=indicators))
    clock.to(2028, month, day)
    with pytest.raises(RequestError, match="publicerat") if frozen else nullcontext():
        there.save(begun.id, inquiry(), based_on=1, who="anna")


def test_what_was_taken_out_is_expected_no_more_and_counts_anew_when_it_is_put_back(journal, begun):
    journal.save(begun.id, inquiry(), based_on=1, who="anna")
    assert journal.registered() == ()
    journal.save(begun.id, expecting(), based_on=2, who="anna")
    assert [each.revision for each in journal.registered()] == [3]


def test_whoever_changes_the_text_alone_leaves_who_may_read_as_it_was(journal):
    made = journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="anna", visibility="regional")
    journal.save(made.id, inquiry(lesson="ny"), based_on=1, who="bo")
    assert journal.entry(made.id).visibility is Visibility.REGIONAL


def test_an_undo_takes_back_who_may_read_as_well(journal):
    made = journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="anna")
    journal.save(made.id, inquiry(), based_on=1, who="bo", visibility="regional")
    journal.undo(made.id, who="anna")
    assert journal.entry(made.id).visibility is Visibility.LOCAL


def test_figures_of_one_participant_freeze_what_an_exchange_expects_of_all(journal):
    value = {"id": "trygghet", "name": "Trygghet", "expected": TRACE}
    made = journal.create(
        Kind.EXCHANGE, EXCHANGE | {"soft_values": [value]}, owner="region", who="anna"
    )
    come = replace(journal, in_store=lambda i, place, y: (place, y) == ("1383", 2028))
    with pytest.raises(RequestError, match="publicerat"):
        come.save(made.id, EXCHANGE, based_on=1, who="anna")


@pytest.mark.parametrize(
    "more",
    [
        {"municipalities": ["1382", "1384"]},
        {"visits": [{"day": "2027-02-01", "host": "1382", "guests": ["1384"]}]},
        {"visits": [{"day": "2027-02-01", "host": "1384", "guests": ["1382"]}]},
        {"participants": [{"role": "rektor", "municipality": "1382"}]},
    ],
)
def test_only_the_collaborations_municipalities_meet_in_an_exchange(journal, more):
    with pytest.raises(RequestError) as refused:
        journal.create(Kind.EXCHANGE, EXCHANGE | more, owner="region", who="anna")
    assert "1382" in refused.value.message()
    assert journal.entries() == ()


def test_a_standing_that_waits_beside_another_has_not_been_reached(journal):
    met = {"met": True, "how": "I protokoll"}
    proven = {
        "standing": "proven_experience",
        "criteria": dict.fromkeys(("collegiality", "documentation", "system"), met),
        "support": [{"what": "Tre klasser prövade"}],
    }
    made = journal.create(Kind.SUCCESS_FACTOR, FACTOR, owner="region", who="anna")
    tried = FACTOR | {"where_it_held": "I åk 6"}
    journal.save(made.id, tried, based_on=1, who="anna")
    journal.save(made.id, FACTOR | proven, based_on=1, who="bo")
    assert [each.standing for each in state_of(journal).standings] == ["tried"]
    journal.save(made.id, tried | proven, based_on=2, who="bo", settles=3)
    told = [each.standing for each in state_of(journal).standings]
    assert told == ["tried", "proven_experience"]


# --- copies that are brought together ---


def test_what_came_by_way_of_a_third_counts_from_the_day_it_came_here(
    journal, begun, another, clock
):
    b, c = another
    clock.to(2027, 1, 1)
    take_in(b, everything(journal))
    clock.to(2029, 1, 1)
    take_in(c, everything(b))
    (there,) = c.registered()
    assert there.received.year == 2029
    assert not there.before_result


def test_a_copy_whose_earlier_text_was_altered_has_parted(journal, begun, another):
    journal.save(begun.id, expecting() | {"lesson": "Annas"}, based_on=1, who="anna")
    (held,) = everything(journal)
    first, *later = held.revisions
    altered = replace(first, content=dict(first.content) | {"observation": "Något annat."})
    copy = replace(held, revisions=(altered, *later))
    assert take_in(journal, [copy]).parted == (begun.id,)
    assert everything(journal) == (held,)


def test_texts_that_parted_on_two_machines_both_stand_where_they_were_written(
    journal, begun, another
):
    b, _ = another
    take_in(b, everything(journal))
    journal.save(begun.id, expecting() | {"lesson": "här"}, based_on=1, who="anna")
    b.save(begun.id, expecting() | {"lesson": "där"}, based_on=1, who="bo")
    before = everything(journal), everything(b)
    assert take_in(journal, before[1]).parted == take_in(b, before[0]).parted == (begun.id,)
    assert (everything(journal), everything(b)) == before


@pytest.mark.parametrize("content", [inquiry(), expecting(direction="lower")])
def test_what_was_frozen_here_is_neither_changed_nor_removed_by_a_copy(
    journal, begun, another, clock, content
):
    """It was changed elsewhere in time, but what comes counts from the day it comes."""
    b, _ = another
    take_in(b, everything(journal))
    b.save(begun.id, content, based_on=1, who="bo")
    before = everything(journal)
    clock.to(2028, 10, 2)
    done = take_in(journal, everything(b))
    assert (done.frozen, done.continued) == ((begun.id,), ())
    assert everything(journal) == before
    assert [each.before_result for each in journal.registered()] == [True]


def test_nor_is_it_registered_anew_by_a_copy_that_changed_it_and_changed_it_back(
    journal, begun, another, clock
):
    b, _ = another
    take_in(b, everything(journal))
    b.save(begun.id, expecting(direction="lower"), based_on=1, who="bo")
    b.undo(begun.id, who="bo")
    clock.to(2028, 10, 2)
    assert take_in(journal, everything(b)).frozen == (begun.id,)
    assert journal.registered()[0].before_result


def test_an_expectation_never_written_here_comes_with_what_was_corrected_in_it_elsewhere(
    journal, another, clock
):
    """Nothing of it has been frozen here; it counts from the day it came, too late."""
    shared = journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="anna")
    b, _ = another
    take_in(b, everything(journal))
    b.save(shared.id, expecting(direction="lower"), based_on=1, who="bo")
    b.save(shared.id, expecting(), based_on=2, who="bo")
    clock.to(2028, 10, 2)
    assert take_in(journal, everything(b)).continued == (shared.id,)
    assert [each.before_result for each in journal.registered()] == [False]


def test_what_else_was_written_beside_a_frozen_expectation_comes_with_a_copy(
    journal, begun, another, clock
):
    b, _ = another
    take_in(b, everything(journal))
    b.save(begun.id, inquiry(), based_on=1, who="cia")
    b.undo(begun.id, who="cia")
    assert take_in(journal, everything(b)).continued == (begun.id,)
    clock.to(2028, 10, 2)
    b.save(begun.id, expecting() | {"lesson": "Vi lärde oss"}, based_on=3, who="bo")
    b.save(begun.id, inquiry(), based_on=1, who="cia")
    assert take_in(journal, everything(b)).continued == (begun.id,)
    assert journal.entry(begun.id).body.lesson == "Vi lärde oss"
    assert [each.number for each in journal.conflicts()] == [5]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda first, second: [second],
        lambda first, second: [first, second | {"number": 3}],
        lambda first, second: [first | {"at": "2030-01-01T00:00:00+00:00"}, second],
        lambda first, second: [first | {"change": "changed"}, second],
        lambda first, second: [],
    ],
)
def test_a_history_that_cannot_have_happened_is_not_taken_in(journal, begun, spoil):
    journal.save(begun.id, expecting() | {"lesson": "Annas"}, based_on=1, who="anna")
    (held,) = content_of(everything(journal))
    held["revisions"] = spoil(*held["revisions"])
    with pytest.raises(DataError):
        archive_from([held], journal, "journal.json")
