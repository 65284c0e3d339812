"""Every change is a revision; nothing that anyone wrote is lost."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from fgte.errors import RequestError
from fgte.journal import Change, Kind, Visibility, open_journal
from fgte.journal.documents import Exchange, Inquiry
from fgte.journal.tables import revision
from tests.unit.journal.factories import inquiry


@pytest.fixture
def begun(journal):
    return journal.create(Kind.INQUIRY, inquiry(), owner="Kungsbacka", who="anna")


def test_an_entry_is_read_as_it_was_written(journal, begun):
    read = journal.entry(begun.id)
    assert read == begun
    assert read.body.observation == "Många läser inte frågan till slut."
    assert (read.owner, read.visibility, read.current) == ("1384", Visibility.LOCAL, 1)


def test_an_entry_is_taken_for_its_own_kind_and_no_other(journal, begun):
    assert begun.body_as(Inquiry) is begun.body
    with pytest.raises(TypeError, match=begun.id):
        begun.body_as(Exchange)


def test_every_change_is_a_revision_with_who_and_when(journal, begun):
    journal.save(begun.id, inquiry(hypothesis="Det tar längre tid"), based_on=1, who="bo")
    first, second = journal.history(begun.id)
    assert [(e.change, e.who) for e in (first, second)] == [
        (Change.CREATED, "anna"),
        (Change.CHANGED, "bo"),
    ]
    assert first.at < second.at
    assert "hypothesis" not in first.content
    assert journal.entry(begun.id).body.hypothesis == "Det tar längre tid"


def test_two_who_edit_at_once_are_noticed_and_both_texts_kept(journal, begun):
    journal.save(begun.id, inquiry(hypothesis="Annas"), based_on=1, who="anna")
    second = journal.save(begun.id, inquiry(hypothesis="Bos"), based_on=1, who="bo")
    assert second.conflict
    assert second.standing.content["hypothesis"] == "Annas"
    assert journal.entry(begun.id).body.hypothesis == "Annas"
    (waiting,) = journal.conflicts()
    assert (waiting.content["hypothesis"], waiting.based_on) == ("Bos", 1)


def test_a_conflict_is_settled_by_a_text_that_says_so(journal, begun):
    journal.save(begun.id, inquiry(hypothesis="Annas"), based_on=1, who="anna")
    beside = journal.save(begun.id, inquiry(hypothesis="Bos"), based_on=1, who="bo").revision
    both = inquiry(hypothesis="Annas och Bos")
    done = journal.save(begun.id, both, based_on=2, who="bo", settles=beside.number)
    assert not done.conflict
    assert journal.conflicts() == ()
    assert len(journal.history(begun.id)) == 4


def test_undo_is_a_new_revision_and_twice_goes_two_back(journal, begun):
    for number, words in enumerate(("ett", "två"), start=1):
        journal.save(begun.id, inquiry(hypothesis=words), based_on=number, who="anna")
    journal.undo(begun.id, who="bo")
    assert journal.entry(begun.id).body.hypothesis == "ett"
    journal.undo(begun.id, who="bo")
    assert journal.entry(begun.id).body.hypothesis is None
    assert len(journal.history(begun.id)) == 5
    with pytest.raises(RequestError, match="ingen tidigare version"):
        journal.undo(begun.id, who="bo")


def test_any_revision_can_stand_again(journal, begun):
    journal.save(begun.id, inquiry(hypothesis="ett"), based_on=1, who="anna")
    journal.undo(begun.id, who="anna")
    journal.undo(begun.id, who="anna", to=2)
    assert journal.entry(begun.id).body.hypothesis == "ett"


def test_what_is_deleted_leaves_the_lists_and_can_come_back(journal, begun):
    journal.delete(begun.id, who="anna")
    assert journal.entries() == ()
    assert [each.id for each in journal.entries(deleted=True)] == [begun.id]
    journal.undo(begun.id, who="anna")
    assert [each.id for each in journal.entries()] == [begun.id]


def test_nobody_undoes_or_deletes_what_they_have_not_seen(journal, begun):
    journal.save(begun.id, inquiry(hypothesis="ny"), based_on=1, who="anna")
    for act in (journal.undo, journal.delete):
        with pytest.raises(RequestError, match="version 2 gäller nu, du utgick från 1"):
            act(begun.id, who="bo", based_on=1)
    assert len(journal.history(begun.id)) == 2


def test_the_database_itself_refuses_to_change_a_revision(journal, begun):
    with (
        pytest.raises(sa.exc.DBAPIError, match="a revision is never changed"),
        journal.engine.begin() as connection,
    ):
        connection.execute(sa.update(revision).values(who="mallory"))


def test_time_never_goes_backwards_within_an_entry(journal, begun, clock):
    clock.to(2020, 1, 1)
    journal.save(begun.id, inquiry(hypothesis="sen"), based_on=1, who="anna")
    first, second = journal.history(begun.id)
    assert second.at >= first.at


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda j, e: j.entry("p-00000000"), "ingen post ”p-00000000”"),
        (lambda j, e: j.save("p-00000000", inquiry(), based_on=1, who="a"), "ingen post"),
        (lambda j, e: j.save(e, inquiry(), based_on=7, who="a"), "ingen version 7"),
        (lambda j, e: j.save(e, inquiry(), based_on=1, who="a", settles=9), "ingen krock"),
        (lambda j, e: j.save(e, inquiry(), based_on=1, who=""), "vem som skriver"),
        (lambda j, e: j.save(e, inquiry(links=["p-00000000"]), based_on=1, who="a"), "hänvisas"),
        (lambda j, e: j.undo(e, who="a", to=9), "ingen version 9"),
    ],
)
def test_what_leads_nowhere_is_said_and_nothing_saved(journal, begun, asked, said):
    with pytest.raises(RequestError, match=said):
        asked(journal, begun.id)
    assert len(journal.history(begun.id)) == 1


@pytest.mark.parametrize(
    ("owner", "visibility", "kept"),
    [
        ("Laholm", None, ("1381", "local")),
        ("1381", "regional", ("1381", "regional")),
        ("region", None, ("region", "regional")),
        ("Nätverk:las", None, ("natverk:las", "regional")),
    ],
)
def test_whose_it_is_and_who_may_read(journal, owner, visibility, kept):
    made = journal.create(Kind.INQUIRY, inquiry(), owner=owner, who="a", visibility=visibility)
    assert (made.owner, made.visibility) == kept
    assert journal.entries(owner=owner) == (made,)


@pytest.mark.parametrize(
    ("owner", "visibility"),
    [("Falkenberg", None), ("riket", None), ("region", "local"), ("Laholm", "alla")],
)
def test_an_owner_or_a_visibility_that_does_not_exist_is_refused(journal, owner, visibility):
    with pytest.raises(RequestError):
        journal.create(Kind.INQUIRY, inquiry(), owner=owner, who="a", visibility=visibility)
    assert journal.entries() == ()


def test_a_journal_opened_again_is_the_same(surroundings, journal, begun):
    with open_journal(surroundings) as again:
        assert again.entries() == (begun,)
