"""A document as rows of path, sort and value, and back: exactly, for a spreadsheet to hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Row = tuple[str, str, str]
"""Path (``activities[1].what``, counted from one), sort, and value as text."""

_STEP = re.compile(r"\.?([a-z_]+)|\[(\d+)\]")


def flat(content: Mapping[str, Any]) -> list[Row]:
    """Every value of a document on a row of its own; an empty list or table has one too."""
    return list(_rows("", content))


def folded(rows: Iterable[Row]) -> dict[str, Any]:
    """The document that the rows hold; a ``ValueError`` names a row that does not fit."""
    root: dict[str, Any] = {}
    for path, sort, value in rows:
        _put(root, steps_of(path), _value(sort, value), path)
    return root


def _rows(path: str, value: Any) -> Iterator[Row]:
    if isinstance(value, Mapping) and (value or not path):
        for name, inner in value.items():
            yield from _rows(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, list | tuple) and value:
        for place, inner in enumerate(value, 1):
            yield from _rows(f"{path}[{place}]", inner)
    elif isinstance(value, Mapping):
        yield path, "table", ""
    elif isinstance(value, list | tuple):
        yield path, "list", ""
    elif isinstance(value, bool):
        yield path, "bool", "true" if value else "false"
    elif isinstance(value, int):
        yield path, "number", str(value)
    else:
        yield path, "text", str(value)


def _value(sort: str, value: str) -> Any:
    if sort == "text":
        return value
    if sort == "number":
        return int(value)
    if sort == "bool" and value in ("true", "false"):
        return value == "true"
    if sort in ("list", "table"):
        return [] if sort == "list" else {}
    raise ValueError(sort)


def steps_of(path: str) -> list[str | int]:
    """The steps of a path, places counted from nought; a ``ValueError`` for what is no path."""
    steps = [(found[1] or int(found[2]) - 1) for found in _STEP.finditer(path)]
    if not steps or "".join(found[0] for found in _STEP.finditer(path)) != path:
        raise ValueError(path)
    return steps


def _put(root: dict[str, Any], steps: list[str | int], value: Any, path: str) -> None:
    """Put a value at its place, making the lists and tables on the way."""
    at: Any = root
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        fresh = value if following is None else [] if isinstance(following, int) else {}
        if isinstance(step, int) != isinstance(at, list):
            raise ValueError(path)
        if isinstance(step, int) and step == len(at):
            at.append(fresh)
        elif isinstance(step, str) and step not in at:
            at[step] = fresh
        elif following is None or (isinstance(step, int) and step > len(at)):
            raise ValueError(path)
        at = at[step]


def path_of(steps: Iterable[str | int]) -> str:
    """The path that the steps make, counted from one."""
    path = ""
    for each in steps:
        path += f"[{each + 1}]" if isinstance(each, int) else f".{each}" if path else each
    return path
