"""Bringing a database to the tables that this version reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from filelock import FileLock

from fgte.errors import DataError
from fgte.journal.database import BUSY_SECONDS, is_sqlite, place_of, reading, writing

HEAD = "0001"
"""The newest step. That it is alembic's own head is held by a test: alembic takes a third of a
second to import, and is so only when there is something to do.
"""

FOLDER = Path(__file__).parent / "migrations"
LOCK = 1384_1380
"""The number by which PostgreSQL knows our lock."""


def bring_up_to_date(engine: sa.Engine) -> None:
    """Make or renew the tables; one process at a time, and nothing when all is as it should be."""
    if standing(engine) == HEAD:
        return
    with _alone(engine), writing(engine) as connection:
        if not is_sqlite(engine):
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        found = _version(connection)
        if found != HEAD:
            _require_older(engine, found)
            run_steps(connection)


def standing(engine: sa.Engine) -> str | None:
    """The step that the database has come to; None for a new one."""
    with reading(engine) as connection:
        return _version(connection)


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _require_older(engine: sa.Engine, found: str | None) -> None:
    if found is not None and found > HEAD:
        raise DataError("journal_newer", place=place_of(engine), found=found, known=HEAD)


def is_step(word: str) -> bool:
    """Whether the tables of some version came to this step."""
    return word.isdigit() and any((FOLDER / "versions").glob(f"{word}_*.py"))


def run_steps(connection: sa.Connection, to: str = "head") -> None:
    """Bring the tables behind a connection to a step, inside the caller's own transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    command.upgrade(config, to)


@contextmanager
def _alone(engine: sa.Engine) -> Iterator[None]:
    """One process at a time with a file; PostgreSQL has its own lock."""
    if not is_sqlite(engine):
        yield
        return
    with FileLock(f"{engine.url.database}.lock", timeout=BUSY_SECONDS):
        yield
