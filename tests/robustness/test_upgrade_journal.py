"""A journal of the first version is read, exported and put back by today's program; one of a
newer version is left alone."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from fgte.errors import DataError
from fgte.journal import Change, Kind, migrating, open_journal
from fgte.journal.archive import everything, take_in
from fgte.journal.as_excel import excel_bytes, read_excel
from fgte.journal.as_json import json_bytes, read_json
from fgte.journal.backups import restore
from fgte.journal.editors import sign_in
from fgte.journal.migrating import HEAD, standing
from fgte.journal.state import state_of
from fgte.settings import read_settings
from tests.oldest import OLDEST, old_journal

FIRST_KINDS = {
    Kind.INQUIRY,
    Kind.EXCHANGE,
    Kind.SUCCESS_FACTOR,
    Kind.ASSIGNMENT,
    Kind.PROPOSAL,
    Kind.COMMUNICATION,
    Kind.CALENDAR,
    Kind.REBASING,
}
READERS = {"json": read_json, "xlsx": read_excel}


@pytest.fixture
def settings(tmp_path):
    return read_settings({}, home=tmp_path / "home")


@pytest.fixture
def journal(settings):
    """Today's program with the first journal."""
    old_journal(settings)
    with open_journal(settings) as opened:
        yield opened


def bodies(path):
    """The texts as they lie in the file, read by nothing of ours."""
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT entry_id, number, body FROM revision").fetchall()
    return {(id, number): json.loads(body) for id, number, body in rows}


def test_it_is_brought_to_todays_tables(journal):
    assert standing(journal.engine) == HEAD


def test_an_entry_of_every_kind_there_was_is_read(journal):
    assert {each.kind for each in journal.entries(deleted=True)} == FIRST_KINDS
    assert all(each.title for each in journal.entries(deleted=True))


def test_no_revision_is_lost_and_no_word_is_another(settings, journal):
    held = {
        (each.entry_id, each.number): dict(each.content)
        for whole in everything(journal)
        for each in whole.revisions
    }
    assert held == bodies(old_journal(read_settings({}, home=settings.home / "beside")))
    changes = Counter(each.change for whole in everything(journal) for each in whole.revisions)
    assert changes[Change.CREATED] == 9
    assert set(changes) == set(Change)


def test_the_conflict_still_waits_and_the_expectations_keep_their_day(journal):
    assert [each.number for each in journal.conflicts()] == [3]
    assert {each.registered.isoformat()[:16] for each in journal.registered()} == {
        "2026-11-22T00:40"
    }


def test_reports_may_show_what_was_regional_and_nothing_else(journal):
    shown = {each.kind for each in state_of(journal).entries}
    local = {Kind.INQUIRY, Kind.SUCCESS_FACTOR}
    assert shown == FIRST_KINDS - local - {Kind.CALENDAR}


def test_an_old_entry_can_be_changed_and_the_change_undone(journal):
    [first, *_] = journal.entries(kind=Kind.EXCHANGE)
    body = first.body.model_copy(update={"title": "Ett nytt namn"})
    journal.save(first.id, body, based_on=first.current, who="Anna")
    assert journal.entry(first.id).title == "Ett nytt namn"
    assert journal.undo(first.id, who="Anna").entry.title == first.title


@pytest.mark.parametrize("form", READERS)
def test_the_first_exports_are_taken_in_whole(settings, form):
    with open_journal(settings) as journal:
        came = take_in(journal, READERS[form](OLDEST / f"journal-export.{form}", journal))
        assert len(came.new) == 9
        kept = {(e.id, r.number): dict(r.content) for e in everything(journal) for r in e.revisions}
    assert kept == bodies(old_journal(read_settings({}, home=settings.home / "beside")))


@pytest.mark.parametrize("form", READERS)
def test_the_first_exports_say_nothing_new_to_the_journal_they_came_from(journal, form):
    came = take_in(journal, READERS[form](OLDEST / f"journal-export.{form}", journal))
    assert (len(came.unchanged), came.new, came.parted) == (9, (), ())


@pytest.mark.parametrize(("form", "written"), [("json", json_bytes), ("xlsx", excel_bytes)])
def test_what_came_from_the_first_export_goes_out_and_comes_back(journal, tmp_path, form, written):
    path = tmp_path / f"again.{form}"
    path.write_bytes(written(everything(journal)))
    with open_journal(read_settings({}, home=tmp_path / "another")) as other:
        take_in(other, READERS[form](path, other))
        assert [plainly(each) for each in everything(other)] == [
            plainly(each) for each in everything(journal)
        ]


def plainly(each):
    """An entry with its history, but for when it came into this database."""
    return (
        each.id,
        each.kind,
        [(r.number, r.change, r.at, r.who, r.content) for r in each.revisions],
    )


def test_the_first_networks_are_taken_in(settings):
    with open_journal(settings) as journal:
        take_in(journal, read_json(OLDEST / "networks-export.json", journal))
        [network] = journal.entries(kind=Kind.LEARNING_NETWORK)
    assert network.body.members[0].assignment == "Pröva hemma"


def test_the_first_backup_is_put_back_with_its_accounts(settings):
    with open_journal(settings) as journal:
        done = restore(journal, settings, OLDEST / "journal-backup.json", who="Anna")
        assert (done.entries, done.revisions) == (9, 14)
        assert sign_in(journal, "anna", "en lång mening om läsning") is not None


def test_the_first_journals_file_is_itself_a_backup(settings, tmp_path):
    beside = old_journal(read_settings({}, home=tmp_path / "beside"))
    with open_journal(settings) as journal:
        assert restore(journal, settings, beside, who="Anna").entries == 9


@pytest.fixture
def one_step_more(tmp_path, monkeypatch):
    """Tomorrow's program, whose tables have come a step further than today's."""
    steps = tmp_path / "steps"
    shutil.copytree(migrating.FOLDER, steps)
    (steps / "versions" / "9999_tomorrow.py").write_text(TOMORROW.format(HEAD), encoding="utf-8")
    monkeypatch.setattr(migrating, "FOLDER", steps)
    monkeypatch.setattr(migrating, "HEAD", "9999")


TOMORROW = """
from alembic import op

revision = "9999"
down_revision = "{}"


def upgrade():
    op.execute("UPDATE entry SET owner = '1384' WHERE owner = '1383'")
"""


def test_a_backup_takes_the_steps_that_have_come_since(settings, one_step_more):
    with open_journal(settings) as journal:
        restore(journal, settings, OLDEST / "journal-backup.json", who="Anna")
        assert {each.owner for each in journal.entries()} == {"1384", "region"}


def test_a_journals_file_takes_them_too_and_is_itself_left_as_it_was(
    settings, tmp_path, one_step_more
):
    beside = old_journal(read_settings({}, home=tmp_path / "beside"))
    before = beside.read_bytes()
    with open_journal(settings) as journal:
        assert restore(journal, settings, beside, who="Anna").entries == 9
    assert beside.read_bytes() == before


def test_a_journal_in_use_takes_them_when_it_is_opened(settings, journal, one_step_more):
    with open_journal(settings) as opened:
        assert standing(opened.engine) == "9999"
        assert len(everything(opened)) == 9


A_REVISION_MORE = """
INSERT INTO revision SELECT entry_id, 2, {change}, at, who, based_on, settles, owner, visibility,
deleted, {body}, received FROM revision WHERE entry_id = 'u-c590c517';
UPDATE entry SET current = 2 WHERE id = 'u-c590c517'
"""
NEWER = {
    "a step further": "UPDATE alembic_version SET version_num = '9999'",
    "another kind": "UPDATE entry SET kind = 'framtid' WHERE id = 'u-c590c517'",
    "another sort of change": A_REVISION_MORE.format(change="'merged'", body="body"),
    "another field": A_REVISION_MORE.format(change="'changed'", body="""'{"framtid": 1}'"""),
}


def read_all(settings):
    with open_journal(settings) as opened:
        return opened.entries(), everything(opened)


@pytest.mark.parametrize("newer", NEWER)
def test_a_newer_journal_is_told_and_left_as_it_was(settings, newer):
    path = old_journal(settings)
    with closing(sqlite3.connect(path)) as file:
        file.executescript(f"PRAGMA journal_mode=WAL; {NEWER[newer]}; PRAGMA wal_checkpoint")
    before = path.read_bytes()
    with pytest.raises(DataError, match=r"nyare.*Uppgradera") as told:
        read_all(settings)
    assert "newer" in told.value.message("en")
    assert path.read_bytes() == before


def of_tomorrow(name, folder, *, change):
    """A file of the first version, changed as a newer program would have written it."""
    content = json.loads((OLDEST / name).read_text(encoding="utf-8"))
    change(content)
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_newer_export_is_told_and_nothing_of_it_is_taken_in(settings, tmp_path):
    path = of_tomorrow("journal-export.json", tmp_path, change=lambda c: c.update(version=2))
    with open_journal(settings) as journal:
        with pytest.raises(DataError, match="nyare version"):
            read_json(path, journal)
        assert journal.entries() == ()


@pytest.mark.parametrize("change", [{"version": 2}, {"schema": "9999"}])
def test_a_newer_backup_is_told_and_replaces_nothing(settings, journal, tmp_path, change):
    path = of_tomorrow("journal-backup.json", tmp_path, change=lambda c: c.update(change))
    with pytest.raises(DataError, match="nyare version"):
        restore(journal, settings, path, who="Anna")
    assert len(everything(journal)) == 9


def test_a_backup_of_a_step_that_never_was_is_no_backup(settings, journal, tmp_path):
    path = of_tomorrow("journal-backup.json", tmp_path, change=lambda c: c.update(schema="0000"))
    with pytest.raises(DataError, match="ingen säkerhetskopia"):
        restore(journal, settings, path, who="Anna")
