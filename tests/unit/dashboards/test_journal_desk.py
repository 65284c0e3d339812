"""The desk where the journal is written: who may do what to an entry that several share."""

from __future__ import annotations

from datetime import date

import pytest

from fgte.dashboards.change_work.desk import Desk
from fgte.dashboards.change_work.office import Office
from fgte.dashboards.change_work.readable import (
    readable_conflicts,
    readable_entry,
    readable_history,
)
from fgte.dashboards.change_work.visit import Visit
from fgte.journal import Kind, Visibility, open_journal
from fgte.journal.access import Person, Role
from fgte.settings import read_settings
from tests.unit.journal.factories import EXCHANGE, inquiry

HANNA = Person("hanna", Role.EDITOR, frozenset({"1384"}))
VERA = Person("vera", Role.EDITOR, frozenset({"1383"}))
LARS = Person("lars", Role.READER, frozenset({"1384"}))
RUT = Person("rut", Role.EDITOR, frozenset({"region"}))


@pytest.fixture
def journal(tmp_path):
    with open_journal(read_settings({}, home=tmp_path)) as opened:
        yield opened


@pytest.fixture
def desk(journal, tmp_path):
    """The desk as one person finds it; answers the status of what they try."""
    office = Office(read_settings({}, home=tmp_path), lambda: None)

    def tried(person, do, entry, **said):
        visit = Visit("/", "sv", date(2026, 11, 22), person=person)
        posted = {"do": do, "id": entry.id, **said}
        sent = {f"fgte-{name}": [str(value)] for name, value in posted.items()}
        return Desk(office, journal, visit, person).write(sent)

    yield tried
    office.close()


@pytest.fixture
def own(journal):
    made = journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="hanna")
    return journal.save(made.id, inquiry(lesson="ny"), based_on=1, who="hanna").entry


@pytest.fixture
def shared(journal):
    """An exchange of the region's, in which Varberg and Kungsbacka take part."""
    return journal.create(Kind.EXCHANGE, EXCHANGE, owner="region", who="rut")


@pytest.mark.parametrize("do", ["undo", "delete"])
def test_whoever_does_not_say_what_they_had_before_them_changes_nothing(journal, desk, own, do):
    assert desk(HANNA, do, own).status == 409
    assert desk(HANNA, do, own, based=1).status == 409
    assert journal.entry(own.id) == own
    assert desk(HANNA, do, own, based=2).onward


@pytest.mark.parametrize("do", ["undo", "delete", "purge"])
def test_a_participant_writes_in_an_exchange_but_takes_nothing_of_it_away(
    journal, desk, shared, do
):
    assert desk(VERA, do, shared, based=1, confirm=shared.id, why="Jo").refused == "not_yours"
    assert journal.entry(shared.id) == shared


def test_what_the_owner_took_away_is_shown_to_the_owner_alone(journal, shared):
    journal.delete(shared.id, who="rut")
    seen = [readable_entry(journal, shared.id, who) for who in (RUT, HANNA, VERA, LARS, None)]
    assert [each is not None for each in seen] == [True, False, False, False, False]


def test_a_text_that_waits_is_for_those_who_write_there(journal, shared):
    journal.save(shared.id, EXCHANGE | {"preparation": "a"}, based_on=1, who="hanna")
    journal.save(shared.id, EXCHANGE | {"preparation": "b"}, based_on=1, who="vera")
    seen = [readable_conflicts(journal, shared, who) for who in (RUT, HANNA, VERA, LARS, None)]
    assert [len(each) for each in seen] == [1, 1, 1, 0, 0]


def test_a_version_that_was_local_is_for_the_owners_people_also_afterwards(journal, own):
    journal.save(own.id, inquiry(), based_on=2, who="hanna", visibility=Visibility.REGIONAL)
    entry = journal.entry(own.id)
    seen = [readable_history(journal, entry, who) for who in (HANNA, LARS, VERA, None)]
    assert [[each.number for each in found] for found in seen] == [[1, 2, 3], [1, 2, 3], [3], [3]]
