"""A copy of everything, and going back to one: checked in full before it replaces anything."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from fgte.errors import DataError
from fgte.journal import migrating
from fgte.journal.archive import digest_of
from fgte.journal.as_json import json_content
from fgte.journal.copies import Sort, keep_copy
from fgte.journal.database import is_sqlite, place_of, writing
from fgte.journal.documents import Kind, stored_body
from fgte.journal.journal import Journal
from fgte.journal.newer import known, require_not_newer
from fgte.journal.purging import remove, sweep
from fgte.journal.tables import ALL, copy, editor, entry, metadata, purged, revision
from fgte.journal.whole_tables import Tables, brought_up, rows_in, tables_as_they_were, tables_of
from fgte.settings import Settings
from fgte.sources.whole_files import read_whole

FORMAT, VERSION = "fgte-journal-backup", 1
SQLITE_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True)
class Restored:
    """What was put back.

    ``before`` is a backup of what was there; ``kept_purged`` were in the backup but had been
    removed for good since, and were removed again.
    """

    entries: int
    revisions: int
    kept_purged: tuple[str, ...]
    before: Path


def backup(journal: Journal, settings: Settings, *, who: str, out: Path | None = None) -> Path:
    """Keep a copy of every table: as JSON, or as an SQLite file when ``out`` is called so."""
    path = out or settings.journal / "backups" / f"{_name(journal)}.json"
    as_file = path.suffix == ".sqlite" and is_sqlite(journal.engine)
    content = _sqlite_bytes(journal) if as_file else _json_bytes(tables_of(journal.engine))
    return keep_copy(journal, Sort.BACKUP, path, content, who=who)


def restore(journal: Journal, settings: Settings, path: Path, *, who: str) -> Restored:
    """Let a backup replace the journal, in one transaction, after a backup of what is there.

    What has been removed for good since the backup was made is removed from it again. Who may
    sign in stays as it is now; only an empty journal takes that from the backup too.
    """
    tables = read_backup(path)
    before = backup(journal, settings, who=who)
    with writing(journal.engine) as connection:
        _stand_alone(connection)
        gone = _both(connection, purged, "entry_id", tables)
        copies = _both(connection, copy, "id", tables)
        editors = rows_in(connection, editor) or tables["editor"]
        for table in reversed(ALL):
            connection.execute(sa.delete(table))
        filled = {**tables, "purged": gone, "copy": copies, "editor": editors}
        for table in ALL:
            if filled[table.name]:
                connection.execute(sa.insert(table), filled[table.name])
        again = {each["entry_id"] for each in gone} & {each["id"] for each in tables["entry"]}
        for id in sorted(again):
            remove(connection, id)
        held = connection.scalar(sa.select(sa.func.count()).select_from(revision)) or 0
    sweep(journal.engine)
    return Restored(len(tables["entry"]) - len(again), held, tuple(sorted(again)), before)


def read_backup(path: Path) -> Tables:
    """The tables of a backup of either sort, every row of them checked."""
    if read_whole(path)[: len(SQLITE_MAGIC)] == SQLITE_MAGIC:
        tables = _from_sqlite(path)
    else:
        content = json_content(path)
        if content.get("format") == FORMAT:
            require_not_newer(content, VERSION, path.name)
        if content.get("format") != FORMAT or content.get("version") != VERSION:
            raise DataError("journal_no_backup", file=path.name)
        tables = content.get("tables", {})
        if content.get("sha256") != digest_of(tables):
            raise DataError("journal_file_changed", file=path.name)
        tables = _of_today(tables, content.get("schema"), path)
    _require_sound(tables, path)
    return tables


def _of_today(tables: Tables, found: object, path: Path) -> Tables:
    """The tables as this version has them, whichever earlier one made the backup."""
    step = str(found)
    if step > migrating.HEAD and step.isdigit():
        raise DataError("journal_newer_file", file=path.name, found=step, known=migrating.HEAD)
    if step == migrating.HEAD:
        return tables
    try:
        if migrating.is_step(step):
            return brought_up(tables, step)
    except (SQLAlchemyError, KeyError, TypeError) as error:
        raise DataError("journal_no_backup", file=path.name) from error
    raise DataError("journal_no_backup", file=path.name)


def _both(
    connection: sa.Connection, table: sa.Table, key: str, tables: Tables
) -> list[dict[str, Any]]:
    """What either knows: the notes of what was purged and of copies made are never forgotten."""
    known = {row[key]: row for row in (*tables[table.name], *rows_in(connection, table))}
    return list(known.values())


def _json_bytes(tables: Tables) -> bytes:
    content = {
        "format": FORMAT,
        "version": VERSION,
        "schema": migrating.HEAD,
        "sha256": digest_of(tables),
        "tables": tables,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _sqlite_bytes(journal: Journal) -> bytes:
    """SQLite's own online backup: whole also while others write."""
    with TemporaryDirectory(prefix="fgte-backup-") as folder:
        target = Path(folder) / "journal.sqlite"
        with (
            closing(sqlite3.connect(place_of(journal.engine))) as source,
            closing(sqlite3.connect(target)) as made,
        ):
            source.backup(made)
            made.execute("PRAGMA journal_mode=DELETE")
        return target.read_bytes()


def _from_sqlite(path: Path) -> Tables:
    """The tables of an SQLite file, read without changing it."""
    address = f"{path.absolute().as_uri()}?immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as file:
            if file.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise DataError("journal_no_backup", file=path.name)
            found = file.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        raise DataError("journal_no_backup", file=path.name) from None
    opened = sa.create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=sa.NullPool
    )
    return _of_today(tables_as_they_were(opened), found[0] if found else None, path)


def _require_sound(tables: Tables, path: Path) -> None:
    """Every table with its columns, every entry with its standing revision, every text whole."""
    try:
        for table in ALL:
            names = {column.name for column in metadata.tables[table.name].columns}
            if any(set(row) != names for row in tables[table.name]):
                raise ValueError(table.name)
        kinds = {row["id"]: known(Kind, row["kind"]) for row in tables[entry.name]}
        held = {(row["entry_id"], row["number"]) for row in tables[revision.name]}
        if {(row["id"], row["current"]) for row in tables[entry.name]} - held:
            raise ValueError(entry.name)
        for row in tables[revision.name]:
            stored_body(kinds[row["entry_id"]], json.loads(row["body"]))
    except (KeyError, TypeError, ValueError):
        raise DataError("journal_no_backup", file=path.name) from None


def _stand_alone(connection: sa.Connection) -> None:
    """Nobody else writes meanwhile; SQLite has seen to it already."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE entry, revision IN ACCESS EXCLUSIVE MODE"))


def _name(journal: Journal) -> str:
    return f"journal-{journal.clock():%Y%m%dT%H%M%S%f}"
