"""The whole journal as one workbook, and back: readable sheets, and three that are exact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from fgte.errors import DataError
from fgte.journal.archive import REVISION_FIELDS, archive_from, content_of, digest_of
from fgte.journal.documents import MODELS, Kind
from fgte.journal.entries import Archived, Change
from fgte.journal.flat import flat, folded
from fgte.journal.form_words import field_label
from fgte.journal.journal import Journal
from fgte.sources.whole_files import read_whole
from fgte.texts import text

ENTRIES, REVISIONS, CONTENT = "entries", "revisions", "content"
ENTRY_FIELDS = ("id", "kind", "example")
HEADS: Mapping[str, tuple[str, ...]] = {
    ENTRIES: ENTRY_FIELDS,
    REVISIONS: ("entry", *REVISION_FIELDS[:-1]),
    CONTENT: ("entry", "revision", "path", "sort", "value"),
}
WIDEST = 60

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x005F_")
"""A workbook takes ``_x0041_`` for a letter, so an underscore that begins such a word is written
as one."""


def excel_bytes(archive: Sequence[Archived], lang: str = "sv") -> bytes:
    """The workbook. Every cell is text, so that nothing in it can be taken for a formula."""
    book = Workbook()
    first = book.active
    entries = content_of(archive)
    _about(first, digest_of(entries), lang)
    for kind in Kind:
        standing = [each for each in archive if each.kind is kind and not _latest(each).deleted]
        if standing:
            _readable(book.create_sheet(text(f"journal.sheet.{kind}", lang)), standing, lang)
    _table(book.create_sheet(ENTRIES), ENTRIES, ([e[n] for n in ENTRY_FIELDS] for e in entries))
    _table(book.create_sheet(REVISIONS), REVISIONS, _revision_rows(entries))
    _table(book.create_sheet(CONTENT), CONTENT, _content_rows(entries))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def read_excel(path: Path, journal: Journal) -> tuple[Archived, ...]:
    """The entries of such a workbook, from its three exact sheets."""
    book = open_book(path)
    if not set(HEADS) <= set(book):
        raise DataError("journal_file", file=path.name, where=", ".join(HEADS))
    try:
        content = list(_entries(book))
    except (KeyError, ValueError, TypeError) as error:
        raise DataError("journal_file", file=path.name, where=str(error)[:80]) from None
    about = next(iter(book.values()))
    if not any(digest_of(content) in row for row in about):
        raise DataError("journal_file_changed", file=path.name)
    return archive_from(content, journal, path.name)


def open_book(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """Every sheet of a workbook as rows of text, by its name."""
    try:
        book = load_workbook(BytesIO(read_whole(path)), read_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise DataError("journal_file", file=path.name, where="xlsx") from None
    try:
        return {
            sheet.title: [tuple(map(_read, row)) for row in sheet.iter_rows(values_only=True)]
            for sheet in book.worksheets
        }
    finally:
        book.close()


def text_cell(sheet: Worksheet, row: int, column: int, value: str) -> Any:
    """Put a text in a cell as a text, whatever it begins with.

    Excel keeps it a text also when someone goes into the cell (``quotePrefix``).
    """
    cell = sheet.cell(row, column)
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", value)
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _about(sheet: Any, digest: str, lang: str) -> None:
    sheet.title = text("journal.sheet.about", lang)
    for row, key in enumerate(("what", "exact", "personal", "digest"), 1):
        text_cell(sheet, row, 1, text(f"journal.about.{key}", lang))
    text_cell(sheet, 4, 2, digest)
    sheet.column_dimensions["A"].width = WIDEST


def _readable(sheet: Worksheet, standing: Iterable[Archived], lang: str) -> None:
    """The entries of a kind as they stand: for people, and never read back."""
    latest = [(each, _latest(each)) for each in standing]
    kind = latest[0][0].kind
    fields = list(MODELS[kind].model_fields)
    heads = [text(f"journal.head.{name}", lang) for name in ("id", "owner", "at", "who")]
    heads += [field_label(MODELS[kind].__name__, name, lang) for name in fields]
    rows = (
        [each.id, now.owner, f"{now.at:%Y-%m-%d}", now.who, *(_said(now, name) for name in fields)]
        for each, now in latest
    )
    _fill(sheet, heads, rows)


def _said(now: Any, name: str) -> str:
    value = now.content.get(name, "")
    if isinstance(value, Mapping | list):
        return "\n".join(f"{path}: {said}" for path, _, said in flat({name: value}))
    return str(value)


def _latest(each: Archived) -> Any:
    return next(e for e in reversed(each.revisions) if e.change is not Change.CONFLICT)


def _table(sheet: Worksheet, name: str, rows: Iterable[Sequence[Any]]) -> None:
    _fill(sheet, HEADS[name], ([_written(value) for value in row] for row in rows))


def _fill(sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    for column, head in enumerate(heads, 1):
        text_cell(sheet, 1, column, head).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = 24
    for row, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            if value:
                text_cell(sheet, row, column, value)
    sheet.freeze_panes = "A2"


def _revision_rows(entries: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    for each in entries:
        for held in each["revisions"]:
            yield [each["id"], *(held[name] for name in REVISION_FIELDS[:-1])]


def _content_rows(entries: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    for each in entries:
        for held in each["revisions"]:
            for row in flat(held["body"]):
                yield [each["id"], held["number"], *row]


def _entries(book: Mapping[str, list[tuple[str, ...]]]) -> Iterator[dict[str, Any]]:
    bodies: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for row in _rows(book, CONTENT):
        bodies[row["entry"], row["revision"]].append((row["path"], row["sort"], row["value"]))
    revisions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(book, REVISIONS):
        id, number = row.pop("entry"), row["number"]
        numbers = {n: int(row[n]) if row[n] else None for n in ("number", "based_on", "settles")}
        body = folded(bodies[id, number])
        revisions[id].append({**row, **numbers, "deleted": row["deleted"] == "true", "body": body})
    for row in _rows(book, ENTRIES):
        found = revisions[row["id"]]
        yield {**row, "example": row["example"] == "true", "revisions": found}


def _rows(book: Mapping[str, list[tuple[str, ...]]], name: str) -> Iterator[dict[str, str]]:
    heads, *rows = book[name]
    for row in rows:
        if any(row):
            padded = (*row, *[""] * len(HEADS[name]))
            yield {head: padded[heads.index(head)] for head in HEADS[name]}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _read(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return _ESCAPED.sub("_", str(value))
