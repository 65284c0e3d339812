"""A journal in SQLite and one in a real PostgreSQL: each test here runs in both."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from fgte.journal import Journal, open_journal
from fgte.journal.migrating import HEAD
from fgte.journal.place import FILE
from fgte.journal.tables import ALL
from fgte.settings import Settings, read_settings
from tests.postgresql_server import Server
from tests.unit.journal.factories import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal's file with its tables, to be copied: the migrations take a while."""
    settings = read_settings({}, home=tmp_path_factory.mktemp("empty"))
    with open_journal(settings):
        return settings.journal / FILE


@pytest.fixture(scope="session")
def empty_database(postgresql: Server) -> str:
    """The same in PostgreSQL."""
    address = postgresql.database()
    with open_journal(read_settings({"FGTE_DATABASE_URL": address})):
        return address


def emptied(address: str) -> None:
    """Clear what the test before wrote: a database each would fill the disk."""
    names = ", ".join(table.name for table in ALL)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {names}")
        connection.execute("UPDATE alembic_version SET version_num = %s", (HEAD,))


@pytest.fixture(params=["sqlite", "postgresql"])
def surroundings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A home of its own, with its journal in one of the two databases."""
    if request.param == "postgresql":
        address = request.getfixturevalue("empty_database")
        emptied(address)
        return read_settings({"FGTE_DATABASE_URL": address}, home=tmp_path / "home")
    settings = read_settings({}, home=tmp_path / "home")
    settings.journal.mkdir(parents=True)
    shutil.copy(request.getfixturevalue("empty_file"), settings.journal / FILE)
    return settings


@pytest.fixture
def journal(surroundings: Settings, clock: Clock) -> Iterator[Journal]:
    with open_journal(surroundings, clock=clock) as opened:
        yield opened
