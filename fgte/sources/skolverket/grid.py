"""A file as rows of cells, whatever it was saved as."""

from __future__ import annotations

import codecs
import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from fgte.errors import DataError
from fgte.sources.skolverket.cells import Cell, written

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SEPARATORS = ";\t,"


@dataclass(frozen=True)
class Row:
    """One row of a file and its number there, counted from 1."""

    number: int
    cells: tuple[Cell, ...]

    def __getitem__(self, index: int) -> Cell:
        return self.cells[index] if index < len(self.cells) else ""

    def written(self, index: int) -> str:
        """A cell as text."""
        return written(self[index])

    @property
    def filled(self) -> list[int]:
        return [i for i, cell in enumerate(self.cells) if written(cell)]


@dataclass(frozen=True)
class Grid:
    """The rows of a CSV file or of one sheet; ``place`` names it in messages."""

    place: str
    sheet: str
    rows: tuple[Row, ...]


def bytes_of(path: Path) -> bytes:
    """What the file holds, or an error that says that it could not be opened."""
    try:
        return path.read_bytes()
    except OSError as cause:
        raise DataError("skolverket_unreadable", file=path, cause=cause.strerror) from cause


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an Excel file of the kind that can be read (.xlsx)."""
    return data.startswith(ZIP)


def sheets(path: Path, data: bytes) -> tuple[Grid, ...]:
    """Every sheet of an Excel file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the reader warns of styles, which do not matter here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return tuple(
                Grid(f"{path} ({sheet.title})", sheet.title, tuple(_rows_of(sheet)))
                for sheet in book.worksheets
            )
    except Exception as cause:  # a damaged workbook can fail anywhere in the zip or the XML
        raise DataError("skolverket_unreadable", file=path, cause=type(cause).__name__) from cause


def text_of(path: Path, data: bytes) -> str:
    """The text of a CSV file: UTF-8, or as Windows and Excel ("Unicode text") write Swedish."""
    if data.startswith(OLD_EXCEL):
        raise DataError("skolverket_unreadable", file=path, cause="Excel 97–2003 (.xls)")
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError("skolverket_unreadable", file=path, cause="UTF-8, UTF-16, cp1252")


def rows_of_csv(path: Path, text: str, separator: str) -> Grid:
    """A CSV file's rows, each with the line it begins on."""
    return Grid(str(path), "", tuple(_lines(path, text, separator)))


def _lines(path: Path, text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = 1
    try:
        for cells in reader:
            yield Row(begins, tuple(cells))
            begins = reader.line_num + 1
    except csv.Error as cause:
        raise DataError("skolverket_unreadable", file=path, cause=cause) from cause


def _rows_of(sheet: object) -> Iterator[Row]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):  # type: ignore[attr-defined]
        yield Row(number, tuple(map(_cell, values)))


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else str(value)  # type: ignore[arg-type]
