"""The connection to the journal's database: SQLite on the own disk, or PostgreSQL by address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from fgte.errors import DataError, FgteError, RequestError
from fgte.journal.place import FILE
from fgte.settings import Settings

BUSY_SECONDS = 20
"""How long a writer waits for another before it is told so."""

ONLY_MINE = 0o700
SNAPSHOT = "REPEATABLE READ"


def engine_for(settings: Settings) -> sa.Engine:
    """The engine: ``FGTE_DATABASE_URL`` when given, else a file in the journal's folder."""
    if settings.database_url:
        return _by_address(settings.database_url)
    settings.journal.mkdir(mode=ONLY_MINE, parents=True, exist_ok=True)
    return _sqlite(f"sqlite:///{settings.journal / FILE}")


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that sees the journal as it was at one moment."""
    with _told(engine), engine.connect() as connection:
        if not is_sqlite(engine):
            connection = connection.execution_options(isolation_level=SNAPSHOT)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that changes the journal: all of it is kept, or nothing.

    SQLite lets one writer in at a time from the start; in PostgreSQL the rows that
    are changed are locked where they are read.
    """
    with _told(engine), engine.connect() as connection:
        connection = connection.execution_options(fgte_writes=True)
        with connection.begin():
            yield connection


def is_sqlite(engine: sa.Engine) -> bool:
    """Whether the journal lies in a file."""
    return engine.dialect.name == "sqlite"


def place_of(engine: sa.Engine) -> str:
    """Where the journal is, as it may be said: never with a password."""
    if is_sqlite(engine):
        return str(engine.url.database)
    return f"{engine.url.host or 'PostgreSQL'}/{engine.url.database}"


def _by_address(url: str) -> sa.Engine:
    """PostgreSQL by any of the forms its addresses are written in."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise RequestError("journal_address", expected="postgresql://…")
    options = {"connect_timeout": BUSY_SECONDS, "options": f"-c lock_timeout={BUSY_SECONDS}s"}
    try:
        return sa.create_engine(
            f"postgresql+psycopg://{rest}", pool_pre_ping=True, connect_args=options
        )
    except ModuleNotFoundError:
        raise RequestError("journal_driver") from None
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise RequestError("journal_address", expected="postgresql://…") from None


def _sqlite(url: str) -> sa.Engine:
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    """Many may read while one writes; what is confirmed is on the disk, what is removed is not."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("fgte_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _told(engine: sa.Engine) -> Iterator[None]:
    """What the database says, as an error that can be read; never with what was being written."""
    try:
        yield
    except FgteError:
        raise
    except OperationalError as error:
        cause = str(error.orig)
        busy = "locked" in cause or "lock timeout" in cause
        if busy:
            raise DataError("journal_busy", place=place_of(engine)) from None
        raise DataError(
            "journal_unreachable", place=place_of(engine), cause=_first(cause)
        ) from None
    except DBAPIError as error:
        cause = _first(str(error.orig))
        raise DataError("journal_unreadable", place=place_of(engine), cause=cause) from None


def _first(words: str) -> str:
    return words.partition("\n")[0].strip()
