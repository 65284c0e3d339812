"""One way in for every file of Skolverket's: what it is, is told by what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fgte.catalogue import Catalogue, open_catalogue
from fgte.errors import DataError
from fgte.sources.skolverket.grid import (
    SEPARATORS,
    bytes_of,
    is_workbook,
    rows_of_csv,
    sheets,
    text_of,
)
from fgte.sources.skolverket.measures import definitions
from fgte.sources.skolverket.planned import read_planned
from fgte.sources.skolverket.results import Account, Note, ReadFile
from fgte.sources.skolverket.siris import read_siris
from fgte.sources.skolverket.table import Table, find_table
from fgte.sources.skolverket.units import SchoolUnit


def read_skolverket(
    path: Path,
    *,
    snapshot_id: str,
    book: Catalogue | None = None,
    units: Mapping[str, SchoolUnit] | None = None,
) -> ReadFile:
    """Figures of a file from Skolverket, and an account of what was read and what was left out.

    Reads exports from Siris saved as CSV or Excel (.xlsx), also when they have been opened and
    saved again, and recorded answers of planned-educations v4 (JSON). What a file is, is told by
    its content, never by its name.

    Parameters
    ----------
    path : Path
        The file.
    snapshot_id : str
        Which snapshot the figures belong to; a column of theirs.
    book : Catalogue, optional
        The catalogue whose KPIs are followed; the user's own by default. A column that no
        indicator follows is left out and counted.
    units : mapping of str to SchoolUnit, optional
        Where school units lie, by their code: needed for planned-educations, whose statistics
        do not say so (``read_units``).

    Raises
    ------
    DataError
        If the file is not one of those, or a cell holds what it cannot: file, row, column,
        found and expected are named.
    """
    data = bytes_of(path)
    account, followed = Account(), book or open_catalogue()
    notes: tuple[Note, ...] = ()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        recognised, notes = read_planned(path, data, account, followed, units or {})
    else:
        recognised, notes = read_siris(path, _tables(path, data), account, followed)
    figures = account.figures(snapshot_id)
    return ReadFile(figures, recognised, account.left_out, notes, account.school_names)


def _tables(path: Path, data: bytes) -> tuple[Table, ...]:
    """Every table in the file: in each sheet, or under the separator that gives one."""
    known = definitions()
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise DataError("empty_file", file=path)
    if is_workbook(data):
        grids = sheets(path, data)
    else:
        text = text_of(path, data)
        grids = tuple(rows_of_csv(path, text, each) for each in SEPARATORS)
    found = tuple(filter(None, (find_table(each, known) for each in grids)))
    if not found:
        rows = [" ".join(row.written(i) for i in row.filled) for row in grids[0].rows]
        first = next(filter(None, rows), "–")
        expected = "Kommun-kod, Skol-enhetskod, Typ av huvudman"
        raise DataError("skolverket_header", file=path, found=first[:80], expected=expected)
    return found if is_workbook(data) else found[:1]
