"""What someone has typed: from the form's flat names to a document's content, and back.

A field's name in the form is its path in the document, as the journal itself writes it:
``activities[2].start``, counted from one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fgte.dashboards.change_work.fields import Field, Sort

Posted = Mapping[str, Sequence[str]]
Raw = dict[str, Any]
"""Nested as the document is, every leaf the text that was typed."""

ROW = re.compile(r"(.*)\[([1-9]\d{0,2})\](?:\..*)?", re.DOTALL)
MOST_ROWS = 200
"""More rows than any document may hold, so that nobody's text is dropped before it is told."""


def read_typed(fields: Iterable[Field], posted: Posted) -> Raw:
    """The texts of a form that was sent; names that the form does not have are passed over."""
    return _group(fields, posted, "", _rows(posted))


def content_of(fields: Iterable[Field], raw: Raw, standing: Mapping[str, Any]) -> Raw:
    """The document's content: what is empty is left out, as the document leaves it out.

    Parameters
    ----------
    fields
        The form.
    raw
        What was typed.
    standing
        The content that was changed; an empty text that stands there stays an empty text.
    """
    kept = {}
    for each in fields:
        value = _content(each, raw.get(each.name), standing.get(each.name))
        if value is not None:
            kept[each.name] = value
    return kept


def typed_from(fields: Iterable[Field], content: Mapping[str, Any]) -> Raw:
    """A document's content as texts to fill in a form with."""
    return {each.name: _typed(each, content.get(each.name)) for each in fields}


def without_empty_rows(fields: Iterable[Field], raw: Raw) -> Raw:
    """The same with no row in which nothing was typed, so that faults point at what is shown."""
    kept = dict(raw)
    for each in fields:
        value = kept.get(each.name)
        if each.sort is Sort.GROUP and value:
            kept[each.name] = without_empty_rows(each.inner, value)
        elif each.sort is Sort.MANY and each.each is not None:
            kept[each.name] = [
                without_empty_rows(each.each.inner, row) if each.each.inner else row
                for row in value or []
                if not _is_empty(each.each, row)
            ]
    return kept


def with_row(fields: Sequence[Field], raw: Raw, path: str) -> Raw:
    """One more row in the repeating part at a path; the same where there is no such part."""
    return _at(fields, raw, path, lambda field, rows: [*rows, _new_row(field)])


def without_row(fields: Sequence[Field], raw: Raw, path: str) -> Raw:
    """One row less: the one at a path such as ``activities[2]``."""
    found = ROW.fullmatch(path)
    if found is None or path.endswith("]") is False:
        return raw
    place = int(found[2]) - 1
    return _at(fields, raw, found[1], lambda _, rows: [r for i, r in enumerate(rows) if i != place])


def _at(fields: Sequence[Field], raw: Raw, path: str, change: Any) -> Raw:
    """The texts with the rows at a path changed."""
    head, _, rest = path.partition(".")
    row = ROW.fullmatch(head)
    name = row[1] if row else head
    field = next((each for each in fields if each.name == name), None)
    if field is None:
        return raw
    value = raw.get(name)
    if row is None and not rest and field.sort is Sort.MANY:
        return {**raw, name: change(field.each, value or [])}
    if row is None and field.sort is Sort.GROUP:
        return {**raw, name: _at(field.inner, value or {}, rest, change)}
    if row is not None and field.each is not None and int(row[2]) <= len(value or []):
        rows, place = list(value or []), int(row[2]) - 1
        rows[place] = _at(field.each.inner, rows[place], rest, change)
        return {**raw, name: rows}
    return raw


def _new_row(field: Field) -> Any:
    return _group(field.inner, {}, "", {}) if field.inner else ""


def _rows(posted: Posted) -> Mapping[str, list[int]]:
    """For each repeating part by its path: the numbers of the rows that were sent."""
    found: dict[str, set[int]] = {}
    for name in posted:
        path = name
        while (row := ROW.fullmatch(path)) is not None:
            found.setdefault(row[1], set()).add(int(row[2]))
            path = row[1]
    return {path: sorted(places)[:MOST_ROWS] for path, places in found.items()}


def _group(
    fields: Iterable[Field], posted: Posted, before: str, rows: Mapping[str, list[int]]
) -> Raw:
    return {each.name: _read(each, posted, f"{before}{each.name}", rows) for each in fields}


def _read(field: Field, posted: Posted, path: str, rows: Mapping[str, list[int]]) -> Any:
    if field.sort is Sort.GROUP:
        return _group(field.inner, posted, f"{path}.", rows)
    if field.sort is Sort.MANY and field.each is not None:
        each = field.each
        return [_read(each, posted, f"{path}[{n}]", rows) for n in rows.get(path, [])]
    found = list(posted.get(path, ()))
    if field.sort is Sort.CHECKS:
        return [each for each in found if each]
    if field.sort is Sort.HIDDEN:
        return found[0] if found and found[0] else f"s-{secrets.token_hex(3)}"
    return found[0] if found else field.usual if not posted else ""


def _content(field: Field, value: Any, standing: Any) -> Any:
    if field.sort is Sort.GROUP:
        if _is_empty(field, value) and not field.required:
            return None
        return content_of(field.inner, value or {}, standing or {})
    if field.sort is Sort.MANY and field.each is not None:
        held = standing if isinstance(standing, Sequence) else ()
        return [_content(field.each, row, _same(row, n, held)) for n, row in enumerate(value or [])]
    if field.sort is Sort.CHECKS:
        return list(value or [])
    if field.sort is Sort.CHECK:
        return bool(value)
    if not str(value or "").strip():
        return "" if standing == "" else None
    number = field.sort is Sort.NUMBER or field.source == "month"
    return str(value).strip() if number or field.sort is Sort.DAY else value


def _same(row: Any, place: int, held: Sequence[Any]) -> Any:
    """What stood for this row: the part with its id, else the one in its place."""
    id = row.get("id") if isinstance(row, dict) else None
    if id:
        return next((each for each in held if each.get("id") == id), {})
    return held[place] if place < len(held) else ({} if isinstance(row, dict) else None)


def _is_empty(field: Field, value: Any) -> bool:
    """Whether nothing was typed; what is hidden or stands there from the start does not count."""
    if field.sort is Sort.GROUP:
        return all(_is_empty(each, (value or {}).get(each.name)) for each in field.inner)
    if field.sort is Sort.MANY and field.each is not None:
        return all(_is_empty(field.each, row) for row in value or [])
    if field.sort is Sort.HIDDEN:
        return True
    return not value or value == field.usual or not str(value).strip()


def _typed(field: Field, value: Any) -> Any:
    if field.sort is Sort.GROUP:
        return typed_from(field.inner, value) if value else _new_row(field)
    if field.sort is Sort.MANY and field.each is not None:
        return [_typed(field.each, each) for each in value or []]
    if field.sort is Sort.CHECKS:
        return [str(each) for each in value or []]
    if field.sort is Sort.CHECK:
        return "ja" if value else ""
    if field.sort is Sort.HIDDEN and not value:
        return f"s-{secrets.token_hex(3)}"
    return field.usual if value is None else str(value)
