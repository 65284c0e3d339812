"""The Excel form: tidy figures, the tables of the report, and a codebook in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fgte.model import Origin, Unit
from fgte.present.numbers import places
from fgte.present.theme import BLUE, GRID
from fgte.reports.forms import codebook, rows
from fgte.reports.forms.packed import write_packed
from fgte.reports.forms.subject import Subject
from fgte.texts import text

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a text must not begin with unless it is said to be text: a program could compute it."""
WIDEST, NARROWEST, FRONT_WIDTH = 60, 8, 100
LINE_HEIGHT = 15.5
"""Points a line of text takes: not every program counts how high a row of text must be."""
ABREAST = 3
"""Sheets of paper that the widest table takes beside each other."""
FORMATS = {"year": "0", "pupils": "#,##0"}
FIGURE, SLOPE = "figure", "slope"
DECIMALS = {FIGURE: "{}", SLOPE: "+{};\u2212{};{}"}
"""How figures and slopes are written, with as many decimals as the row's unit is published with."""


@dataclass(frozen=True)
class Table:
    """A sheet with one table: its name, what it is, its columns and rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    formats: Sequence[str] = ()
    units: Sequence[Unit] = ()
    wide: bool = False


def write_workbook(subject: Subject, target: Path) -> Path:
    """Write the Excel form of a report: the same figures give the same bytes.

    Parameters
    ----------
    subject
        What the report is about, judged.
    target
        Where the file is put.
    """
    book = Workbook()
    front = book.active
    _front(front, subject)
    for table in _tables(subject):
        _sheet(book.create_sheet(table.name), table)
    for sheet in book:
        _foot(sheet, subject)
    about = book.properties
    about.title, about.language = subject.title, "sv-SE" if subject.lang == "sv" else "en-GB"
    about.creator = text("reports.page.collaboration", subject.lang)
    about.created = about.modified = datetime.combine(subject.day, datetime.min.time())
    return write_packed(book.save, target, subject.day)


def _tables(subject: Subject) -> list[Table]:
    lang = subject.lang
    names = [codebook.header(column, lang) for column in codebook.DATA]
    formats = [_format(column) for column in codebook.DATA]
    moved = [text(f"workbook.movement.{column}", lang) for column in rows.MOVEMENT]
    sheet = {key: text(f"workbook.sheet.{key}", lang) for key in _SHEETS}
    own = [*rows.movement_rows(subject.judged, lang)]
    units = [each.indicator.unit for each in subject.judged]
    tables = [Table(sheet["movements"], moved, own, _MOVED, units)]
    if subject.common:
        common = [*rows.common_rows(subject.common, lang)]
        units = [each.indicator.unit for each in subject.common]
        tables.insert(0, Table(sheet["common"], moved, common, _MOVED, units))
    data = [*rows.data_rows(subject.every, lang)]
    units = [*rows.data_units(subject.every)]
    book = [text(f"workbook.codebook.{key}", lang) for key in ("sv", "en", "means_sv", "means_en")]
    return [
        *tables,
        Table(sheet["data"], names, data, formats, units, wide=True),
        Table(sheet["columns"], book, [*codebook.column_rows()]),
        Table(sheet["words"], book, [*codebook.word_rows()]),
    ]


_SHEETS = ("movements", "common", "data", "columns", "words")
_MOVED = ("", "", "", "", SLOPE, SLOPE, SLOPE, "", "", "", "")


def _format(column: str) -> str:
    return FORMATS.get(column, FIGURE) if column in codebook.NUMBERS else ""


def _front(sheet: Worksheet, subject: Subject) -> None:
    """The first sheet: what this is, how it is read and on what terms it may be used."""
    lang = subject.lang
    sheet.title = text("workbook.sheet.front", lang)
    said = [subject.title, text("workbook.front.what", lang, place=subject.place)]
    said += [text(f"workbook.front.{key}", lang) for key in ("order", "empty", "chance", "terms")]
    said += [_origin(each, lang) for each in subject.origins]
    said.append(text("workbook.front.again", lang, command=subject.command))
    for n, words in enumerate(said, start=1):
        cell = _put(sheet, n, 1, words)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=True, size=16, color=BLUE[1:]) if n == 1 else Font(size=11)
        sheet.row_dimensions[n].height = _height(words, FRONT_WIDTH) + (8 if n == 1 else 6)
    sheet.column_dimensions["A"].width = FRONT_WIDTH
    sheet.sheet_view.showGridLines = False
    _on_paper(sheet)


def _origin(origin: Origin, lang: str) -> str:
    return text(
        "labels.origin.what",
        lang,
        title=origin.title[lang],
        sources=", ".join(origin.sources),
        date=origin.retrieved.isoformat(),
        checksum=origin.sha256[:12],
    )


def _sheet(sheet: Worksheet, table: Table) -> None:
    """One table with a header that stays in sight, filters and columns wide enough."""
    for column, name in enumerate(table.columns, start=1):
        cell = _put(sheet, 1, column, name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=BLUE[1:])
        over = "right" if _is_number(table, column - 1) else "left"
        indent = int(_is_number(table, column - 2))
        cell.alignment = Alignment(over, "center", wrap_text=True, indent=indent * (over == "left"))
    line = Border(bottom=Side(style="thin", color=GRID[1:]))
    for n, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = _put(sheet, n, column, value)
            cell.border = line
            is_text = isinstance(value, str)
            indent = int(is_text and _is_number(table, column - 2))
            side = "left" if indent else None
            cell.alignment = Alignment(side, "top", wrap_text=is_text, indent=indent)
            cell.number_format = _number_format(table, n - 2, column - 1)
    sheet.row_dimensions[1].height = 2 * LINE_HEIGHT
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _widths(sheet, table)
    _on_paper(sheet, to_width=not table.wide)


def _is_number(table: Table, column: int) -> bool:
    """Whether a column holds numbers: what stands to the right of them begins further in."""
    return 0 <= column < len(table.formats) and bool(table.formats[column])


def _number_format(table: Table, row: int, column: int) -> str:
    """How a number is written; the decimal sign is that of whoever opens the file."""
    given = table.formats[column] if table.formats else ""
    if given not in DECIMALS:
        return given or "General"
    shown = places(table.units[row])
    return DECIMALS[given].replace("{}", f"0.{'0' * shown}" if shown else "0")


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> Cell:
    """A value in its cell; a text stays a text whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(RISKY)
    return cell


def _widths(sheet: Worksheet, table: Table) -> None:
    for column, name in enumerate(table.columns):
        longest = max((_width(row[column]) for row in table.rows), default=0)
        word = max(len(each) for each in name.split())
        width = min(max(longest, len(name) * 0.8, word * 1.1, NARROWEST) + 3, WIDEST)
        sheet.column_dimensions[get_column_letter(column + 1)].width = width
    for n, row in enumerate(table.rows, start=2):
        lines = max(_height(value, WIDEST) for value in row)
        sheet.row_dimensions[n].height = lines


def _width(value: object) -> int:
    if isinstance(value, float):
        return NARROWEST
    return len(str(value)) if value is not None else 0


def _height(value: object, width: int) -> float:
    """How high a row must be for a text to be read whole in a column of a width."""
    return LINE_HEIGHT * max(1, -(-len(str(value)) * 11 // (width * 10)))


def _foot(sheet: Worksheet, subject: Subject) -> None:
    """What a printed sheet belongs to and its number: sheets are carried apart."""
    sender = text("reports.page.collaboration", subject.lang)
    sheet.oddFooter.left.text = f"{sender} · {subject.title}".replace("&", "&&")
    sheet.oddFooter.right.text = "&A · &P / &N"


def _on_paper(sheet: Worksheet, *, to_width: bool = True) -> None:
    """Printed on A4 with the header on each sheet; a table of many columns beside each other."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1 if to_width else ABREAST, 0
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.print_title_rows = "1:1" if sheet.max_column > 1 else None
