"""A table of words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fgte.texts import text


@dataclass(frozen=True)
class DataTable:
    """Headers and rows, every cell already written for the reader."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def heads(names: Iterable[str], lang: str) -> tuple[str, ...]:
    """The headers of a table by the names of its columns."""
    return tuple(text(f"charts.table.{name}", lang) for name in names)
