"""A backup is checked before it replaces anything, and purged is purged."""

from __future__ import annotations

import json
import sqlite3

import pytest

from fgte.errors import DataError, RequestError
from fgte.journal import Kind, open_journal
from fgte.journal.access import Role
from fgte.journal.archive import everything, take_in
from fgte.journal.as_json import json_bytes
from fgte.journal.backups import backup, read_backup, restore
from fgte.journal.copies import Sort, keep_copy
from fgte.journal.editors import add_editor, let_out, person
from fgte.journal.purging import purge
from fgte.settings import read_settings
from tests.unit.journal.factories import FACTOR, inquiry

SECRET = "Det här ordet finns bara här: kvitterlunk"


@pytest.fixture
def begun(journal):
    return journal.create(Kind.INQUIRY, inquiry(lesson=SECRET), owner="1384", who="anna")


def bytes_in(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_going_back_to_a_backup_gives_exactly_what_was(journal, surroundings, begun):
    before = everything(journal)
    path = backup(journal, surroundings, who="anna")
    journal.save(begun.id, inquiry(), based_on=1, who="bo")
    done = restore(journal, surroundings, path, who="anna")
    assert everything(journal) == before
    assert (done.entries, done.revisions) == (1, 1)


def test_what_was_there_is_kept_in_a_backup_of_its_own(journal, surroundings, begun):
    path = backup(journal, surroundings, who="anna")
    journal.save(begun.id, inquiry(hypothesis="ny"), based_on=1, who="bo")
    after = everything(journal)
    done = restore(journal, surroundings, path, who="anna")
    restore(journal, surroundings, done.before, who="anna")
    assert everything(journal) == after


def test_a_backup_moves_between_the_two_databases(journal, surroundings, begun, tmp_path):
    path = backup(journal, surroundings, who="anna")
    settings = read_settings({}, home=tmp_path / "elsewhere")
    with open_journal(settings) as other:
        restore(other, settings, path, who="anna")
        assert everything(other) == everything(journal)


def test_sqlites_own_backup_is_taken_too(tmp_path):
    settings = read_settings({}, home=tmp_path)
    with open_journal(settings) as journal:
        made = journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="anna")
        path = backup(journal, settings, who="anna", out=tmp_path / "kopia.sqlite")
        before = everything(journal)
        journal.delete(made.id, who="anna")
        restore(journal, settings, path, who="anna")
        assert everything(journal) == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-200]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"kvitter", b"twitter")),
        lambda path: path.write_text("{}"),
        lambda path: path.write_bytes(b"SQLite format 3\x00" + b"x" * 5000),
        lambda path: path.unlink(),
    ],
)
def test_a_backup_that_is_not_whole_replaces_nothing(journal, surroundings, begun, spoil):
    path = backup(journal, surroundings, who="anna")
    spoil(path)
    with pytest.raises(DataError):
        restore(journal, surroundings, path, who="anna")
    assert journal.entries() == (begun,)


def test_a_backup_with_a_row_that_does_not_fit_is_refused(journal, surroundings, begun):
    path = backup(journal, surroundings, who="anna")
    content = json.loads(path.read_bytes())
    content["tables"]["entry"][0]["current"] = 7
    from fgte.journal.archive import digest_of

    content["sha256"] = digest_of(content["tables"])
    path.write_text(json.dumps(content))
    with pytest.raises(DataError, match="ingen säkerhetskopia"):
        read_backup(path)


def test_who_may_sign_in_does_not_come_back_with_a_backup(journal, surroundings, begun):
    add_editor(journal, "anna", Role.EDITOR, ["1384"], password="en rad med ord")
    path = backup(journal, surroundings, who="anna")
    let_out(journal, "anna")
    restore(journal, surroundings, path, who="bo")
    assert person(journal, "anna") is None


def test_purged_leaves_nothing_of_what_it_said(journal, surroundings, begun, tmp_path):
    journal.save(begun.id, inquiry(lesson=SECRET + " igen"), based_on=1, who="bo")
    done = purge(journal, [begun.id], who="anna", why="Begäran om radering")
    assert (done.ids, done.revisions, done.swept) == ((begun.id,), 2, True)
    assert everything(journal) == ()
    assert SECRET.encode() not in bytes_in(surroundings.home)
    with pytest.raises(RequestError, match="raderades för gott"):
        journal.entry(begun.id)


def test_a_purge_names_the_copies_that_may_hold_it_and_who_refers_to_it(
    journal, surroundings, begun, tmp_path
):
    export = keep_copy(journal, Sort.EXPORT, tmp_path / "a.json", b"{}", who="bo")
    copied = backup(journal, surroundings, who="anna")
    linking = journal.create(
        Kind.SUCCESS_FACTOR, FACTOR | {"links": [begun.id]}, owner="region", who="bo"
    )
    export.unlink()
    done = purge(journal, [begun.id], who="anna", why="Begäran")
    assert [(c.sort, c.place, c.still_there) for c in done.copies] == [
        (Sort.EXPORT, str(export), False),
        (Sort.BACKUP, str(copied), True),
    ]
    assert done.linking == (linking.id,)


def test_of_several_removed_at_once_the_copies_since_the_first_are_named(
    journal, surroundings, begun
):
    copied = backup(journal, surroundings, who="anna")
    later = journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="anna")
    done = purge(journal, [later.id, begun.id], who="anna", why="Begäran")
    assert [each.place for each in done.copies] == [str(copied)]


def test_an_export_made_after_a_backup_is_still_named_when_one_has_gone_back_to_it(
    journal, surroundings, begun, tmp_path
):
    copied = backup(journal, surroundings, who="anna")
    export = keep_copy(journal, Sort.EXPORT, tmp_path / "a.json", b"{}", who="bo")
    restore(journal, surroundings, copied, who="anna")
    done = purge(journal, [begun.id], who="anna", why="Begäran")
    assert str(export) in [each.place for each in done.copies]


def test_what_was_taken_out_of_the_lists_and_refers_to_it_is_named_too(journal, begun):
    linking = journal.create(
        Kind.SUCCESS_FACTOR, FACTOR | {"links": [begun.id]}, owner="region", who="bo"
    )
    journal.delete(linking.id, who="bo")
    assert purge(journal, [begun.id], who="anna", why="Begäran").linking == (linking.id,)


def test_copies_made_before_an_entry_was_written_are_not_named(journal, surroundings):
    backup(journal, surroundings, who="anna")
    made = journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="anna")
    assert purge(journal, [made.id], who="anna", why="Begäran").copies == ()


def test_what_is_purged_comes_back_neither_by_restoring_nor_by_importing(
    journal, surroundings, begun
):
    archive = everything(journal)
    path = backup(journal, surroundings, who="anna")
    purge(journal, [begun.id], who="anna", why="Begäran")
    assert restore(journal, surroundings, path, who="anna").kept_purged == (begun.id,)
    assert take_in(journal, archive).purged == (begun.id,)
    assert journal.entries(deleted=True) == ()


@pytest.mark.parametrize(
    ("ids", "why"),
    [(["p-00000000"], "Begäran"), ([], " "), ([], "x" * 201), ([], "Begärt av a@example.org")],
)
def test_a_purge_of_what_is_not_there_or_without_a_reason_removes_nothing(journal, begun, ids, why):
    with pytest.raises(RequestError):
        purge(journal, [begun.id, *ids], who="anna", why=why)
    assert journal.entries() == (begun,)


def test_a_copy_can_be_read_by_its_owner_alone(journal, surroundings, begun):
    path = backup(journal, surroundings, who="anna")
    assert path.stat().st_mode & 0o077 == 0


def test_an_export_is_no_backup(journal, surroundings, begun, tmp_path):
    path = tmp_path / "export.json"
    path.write_bytes(json_bytes(everything(journal)))
    with pytest.raises(DataError, match="ingen säkerhetskopia"):
        restore(journal, surroundings, path, who="anna")


def test_an_sqlite_file_of_something_else_is_no_backup(tmp_path):
    path = tmp_path / "annat.sqlite"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE x (y)")
    file.close()
    with pytest.raises(DataError, match="ingen säkerhetskopia"):
        read_backup(path)
