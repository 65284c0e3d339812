"""Every table of a journal as rows of plain values, also those of an earlier version."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from fgte.journal.database import reading
from fgte.journal.migrating import run_steps
from fgte.journal.tables import ALL

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]


def tables_of(engine: sa.Engine) -> dict[str, list[Row]]:
    """The tables that this version knows, each in the order of its key."""
    with reading(engine) as connection:
        return {table.name: rows_in(connection, table) for table in ALL}


def rows_in(connection: sa.Connection, table: sa.Table) -> list[Row]:
    """The rows of one table, in the order of its key."""
    asked = sa.select(table).order_by(*table.primary_key.columns)
    return [dict(row) for row in connection.execute(asked).mappings()]


def tables_as_they_were(engine: sa.Engine) -> dict[str, list[Row]]:
    """The tables that a database of any version has, but for alembic's own."""
    with engine.connect() as connection:
        return {each.name: rows_in(connection, each) for each in _found(connection)}


def brought_up(tables: Tables, step: str) -> dict[str, list[Row]]:
    """The tables of an earlier version as this one has them, by the journal's own steps.

    They are made beside the journal, filled and brought up there: the journal is not touched.
    """
    with TemporaryDirectory(prefix="fgte-backup-") as folder:
        place = f"sqlite:///{Path(folder) / 'journal.sqlite'}"
        engine = sa.create_engine(place, poolclass=sa.NullPool)
        with engine.begin() as connection:
            run_steps(connection, to=step)
            for table in _found(connection):
                if tables[table.name]:
                    connection.execute(sa.insert(table), tables[table.name])
            run_steps(connection)
        return tables_of(engine)


def _found(connection: sa.Connection) -> list[sa.Table]:
    there = sa.MetaData()
    there.reflect(connection)
    return [each for each in there.sorted_tables if each.name != "alembic_version"]
