"""A form that someone filled in: TOML, JSON or a workbook with one field a row."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fgte.errors import DataError, RequestError
from fgte.journal.as_excel import open_book
from fgte.journal.as_json import json_content
from fgte.journal.documents import Kind, kind_of
from fgte.journal.flat import folded
from fgte.sources.whole_files import read_whole

HEAD = ("kind", "owner", "visibility")
"""What a form says beside the document itself."""


@dataclass(frozen=True)
class Form:
    """A filled-in form: what it is, whose, who may read, and the document's own fields."""

    kind: Kind
    owner: str | None
    visibility: str | None
    content: Mapping[str, Any]


def read_form(path: Path) -> Form:
    """The form in a file, by the ending of its name."""
    readers = {".toml": _toml, ".json": json_content, ".xlsx": _excel}
    if path.suffix.lower() not in readers:
        raise RequestError("journal_form_sort", file=path.name, known=", ".join(readers))
    found = readers[path.suffix.lower()](path)
    kind, owner, visibility = (found.pop(name, None) for name in HEAD)
    if not isinstance(kind, str):
        raise RequestError("journal_form_kind", file=path.name)
    return Form(kind_of(kind), _word(owner), _word(visibility), found)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_whole(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError("journal_form", file=path.name, cause=str(error)) from None


def _excel(path: Path) -> dict[str, Any]:
    """The first sheet: the field in the first column (``activities[1].what``), its value next.

    Rows without a value, and those whose first cell is no field, are passed over.
    """
    rows = [(*row, "", "")[:2] for row in next(iter(open_book(path).values()))]
    filled = [(field.strip(), "text", value) for field, value in rows if value and field.strip()]
    try:
        return folded(row for row in filled if row[0].isascii() and " " not in row[0])
    except ValueError as error:
        raise DataError("journal_form", file=path.name, cause=str(error)) from None


def _word(value: Any) -> str | None:
    return None if value is None else str(value)
