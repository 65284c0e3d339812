"""A form that someone filled in: TOML, JSON or a workbook with one field a row."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fgte.catalogue import open_catalogue
from fgte.errors import DataError, RequestError
from fgte.journal.as_excel import open_book
from fgte.journal.as_json import json_content
from fgte.journal.documents import Kind, kind_of
from fgte.journal.entries import Visibility
from fgte.journal.flat import folded, path_of, steps_of
from fgte.journal.form_fields import NAMED, Field, Sort, field_at, fields_of
from fgte.journal.form_words import code_of, columns
from fgte.sources.whole_files import read_whole
from fgte.texts import LANGUAGES, text

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
    """The first sheet: a field (``activities[1].what``) and its answer on each row.

    The first row says in which columns they stand; without one they are the first two. Rows
    without an answer, and those that name no field, are passed over. An answer that was chosen
    by its words becomes what it stands for, and what may be several is counted anew, so that
    rows may be left empty between others.
    """
    rows = next(iter(open_book(path).values()))
    field, value = (columns(rows[0]) if rows else None) or (0, 1)
    padded = ((*row, *[""] * (max(field, value) + 1)) for row in rows)
    given = {row[field].strip(): row[value] for row in padded if row[value].strip()}
    filled = {name: said for name, said in given.items() if name.isascii() and " " not in name}
    try:
        return _understood(filled)
    except ValueError as error:
        raise DataError("journal_form", file=path.name, cause=str(error)) from None


def _understood(filled: Mapping[str, str]) -> dict[str, Any]:
    """The document that the answers hold."""
    if not filled.get("kind"):
        return folded((name, "text", said) for name, said in filled.items() if name)
    kind, book = kind_of(filled["kind"]), open_catalogue()
    rows = [(steps_of(name), said) for name, said in filled.items() if name]
    coded = [(steps, code_of(field_at(kind, steps), said, book)) for steps, said in rows]
    content = folded((path_of(steps), "text", said) for steps, said in _counted(coded))
    if "visibility" in content:
        content["visibility"] = _visibility(str(content["visibility"]))
    return _named(fields_of(kind), content)


def _counted(rows: Sequence[tuple[list[str | int], str]]) -> Iterator[tuple[list[str | int], str]]:
    """The same rows with no number left out among those of a part."""
    known: dict[tuple[str | int, ...], dict[int, int]] = {}
    for steps, said in rows:
        made: list[str | int] = []
        for step in steps:
            if isinstance(step, int):
                places = known.setdefault(tuple(made), {})
                made.append(places.setdefault(step, len(places)))
            else:
                made.append(step)
        yield made, said


def _named(fields: Sequence[Field], content: Mapping[str, Any], number: int = 1) -> dict[str, Any]:
    """The same with a short name for every part that was given none."""
    made = dict(content)
    for each in fields:
        held = made.get(each.name)
        if each.sort is Sort.GROUP and isinstance(held, Mapping):
            made[each.name] = _with_id(each, _named(each.inner, held), each.name, number)
        elif each.sort is Sort.LIST and each.each is not None and isinstance(held, list):
            inner = each.each
            made[each.name] = [
                _with_id(inner, _named(inner.inner, one, n), each.name, n)
                if isinstance(one, Mapping)
                else one
                for n, one in enumerate(held, 1)
            ]
    return made


def _with_id(field: Field, held: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    if "id" in held or "id" not in {each.name for each in field.inner}:
        return held
    return {"id": f"{NAMED.get(name, 'del')}-{number}", **held}


def _visibility(said: str) -> str:
    for lang in LANGUAGES:
        for each in Visibility:
            if text(f"journal.visibility.{each}", lang) == said.strip().casefold():
                return str(each)
    return said


def _word(value: Any) -> str | None:
    return None if value is None else str(value)
