"""A file of answers as headings and rows of text, whatever it was saved as.

No message made here repeats anything of what stands in the file.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from fgte.errors import DataError

WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SEPARATORS = ";\t,"
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LONGEST_CELL = 131_072
"""The most that a cell may hold: what ``csv`` allows unless something in the process changes it."""


@dataclass(frozen=True)
class Row:
    """One row and its number in the file, the first being 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """The rows of a CSV file, or of one sheet, that are not empty; headings come first."""

    file: Path
    sheet: str
    heading: Row
    rows: tuple[Row, ...]


def column_letter(place: int) -> str:
    """The name of a column as a spreadsheet has it: 0 is A."""
    return str(get_column_letter(place + 1))


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Every sheet that is not empty; a CSV file is one sheet.

    Raises
    ------
    DataError
        The file cannot be read, is no CSV or Excel file, is empty, or has a row with more cells
        than headings.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise DataError("survey_no_file", file=path, cause=cause) from None
    found = _sheets(path, content) if content.startswith(WORKBOOK) else _text_file(path, content)
    grids = tuple(grid for name, rows in found if (grid := _grid(path, name, rows)) is not None)
    if not grids:
        raise DataError("survey_no_answers", file=path)
    return grids


def _grid(path: Path, sheet: str, rows: Iterable[Row]) -> Grid | None:
    filled = [row for row in rows if any(row.cells)]
    if not filled:
        return None
    heading, *rest = filled
    width = max(place + 1 for place, cell in enumerate(heading.cells) if cell)
    for row in rest:
        if any(row.cells[width:]):
            found = max(place + 1 for place, cell in enumerate(row.cells) if cell)
            raise DataError("survey_ragged", file=path, row=row.number, found=found, expected=width)
    even = (Row(row.number, (*row.cells[:width], *_blank(width - len(row.cells)))) for row in rest)
    return Grid(path, sheet, Row(heading.number, heading.cells[:width]), tuple(even))


def _blank(cells: int) -> tuple[str, ...]:
    return ("",) * max(cells, 0)


def _sheets(path: Path, content: bytes) -> list[tuple[str, list[Row]]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and the like, which do not matter here
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            return [(sheet.title, list(_rows_of(sheet))) for sheet in book.worksheets]
    except Exception:  # a damaged workbook can fail anywhere in the zip or the XML
        raise DataError("survey_unreadable", file=path) from None


def _rows_of(sheet: object) -> Iterator[Row]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):  # type: ignore[attr-defined]
        yield Row(number, tuple(_as_text(value) for value in values))


def _as_text(value: object) -> str:
    """A cell of a workbook as it would stand in a CSV file: 4, not 4.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else _tidy(str(value))


def _text_file(path: Path, content: bytes) -> list[tuple[str, list[Row]]]:
    text = _decoded(path, content)
    told = re.match(r"sep=(.)\r?\n", text)
    lines = text[told.end() :] if told else text
    separator = told[1] if told else _separator(lines)
    first = 2 if told else 1
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator)
    try:
        rows = [Row(n, tuple(map(_tidy, cells))) for n, cells in enumerate(reader, start=first)]
    except csv.Error:
        raise DataError("survey_unreadable", file=path) from None
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row.cells):
        raise DataError("survey_unreadable", file=path)
    return [("", rows)]


def _decoded(path: Path, content: bytes) -> str:
    """The text: with a mark of its encoding, else UTF-8, else as Windows writes Swedish."""
    encodings = [_MARKS.get(content[:2], "utf-8-sig"), "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not content.startswith(OLD_WORKBOOK):
            return text
    raise DataError("survey_unreadable", file=path)


def _separator(lines: str) -> str:
    """The one that parts the headings into most; the Swedish semicolon when none does."""
    heading = next((line for line in lines.splitlines() if line.strip()), "")
    unquoted = re.sub(r'"[^"]*"', "", heading)
    return max(_SEPARATORS, key=unquoted.count)


def _tidy(cell: str) -> str:
    return " ".join(cell.split())
