"""The migrations make what the program reads, and know a newer journal when they see one."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from fgte.errors import DataError, RequestError
from fgte.journal import Kind, open_journal
from fgte.journal.migrating import FOLDER, HEAD, bring_up_to_date
from fgte.journal.tables import metadata
from fgte.settings import read_settings
from tests.unit.journal.test_journal_documents import LEAST


def test_the_newest_step_is_the_one_the_program_reads():
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_tables_are_as_the_program_describes_them(journal):
    with journal.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def test_bringing_up_to_date_twice_changes_nothing(journal):
    bring_up_to_date(journal.engine)
    assert journal.entries() == ()


def test_the_oldest_journal_takes_every_kind_there_is_now(surroundings, journal):
    """The kind is a word in a column: no step is needed for a new one, but it must have room."""
    with journal.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    made = []
    with open_journal(surroundings) as opened:
        for kind in Kind:
            made.append(opened.create(kind, LEAST[kind], owner="region", who="anna").id)
        assert [each.id for each in opened.entries()] == made
    assert max(map(len, Kind)) <= metadata.tables["entry"].c.kind.type.length


def test_a_journal_of_a_newer_program_is_left_alone(surroundings, journal):
    with journal.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DataError, match="nyare program"), open_journal(surroundings):
        pass


def test_sqlite_lies_in_the_home_and_confirms_to_the_disk(tmp_path):
    asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    settings = read_settings({}, home=tmp_path)
    with open_journal(settings) as journal, journal.engine.connect() as connection:
        found = [connection.scalar(sa.text(f"PRAGMA {name}")) for name in asked]
    assert found == ["wal", 2, 1, 1]
    assert (tmp_path / "journal" / "journal.sqlite").is_file()
    assert (tmp_path / "journal").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "url", ["mysql://a:hemligt@b/c", "hemligt", "postgresql://a:hemligt@b:x/c"]
)
def test_an_address_that_cannot_be_used_is_never_repeated(tmp_path, url):
    settings = read_settings({"FGTE_DATABASE_URL": url}, home=tmp_path)
    with pytest.raises(RequestError) as error, open_journal(settings):
        pass
    assert "hemligt" not in error.value.message()
    assert "hemligt" not in repr(settings)


def test_a_server_that_does_not_answer_is_said_without_its_password(tmp_path):
    url = "postgresql://anna:hemligt@127.0.0.1:9/journal"
    settings = read_settings({"FGTE_DATABASE_URL": url}, home=tmp_path)
    with pytest.raises(DataError, match="gick inte att nå") as error, open_journal(settings):
        pass
    assert "hemligt" not in error.value.message()


def test_a_file_that_is_no_journal_is_said_to_be_unreadable(tmp_path):
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "journal.sqlite").write_bytes(b"not a database at all" * 100)
    settings = read_settings({}, home=tmp_path)
    with pytest.raises(DataError, match="gick inte att läsa"), open_journal(settings):
        pass
