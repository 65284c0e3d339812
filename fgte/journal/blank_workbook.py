"""A form to fill in as a workbook: a row for each value, its help, and lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fgte.catalogue import Catalogue
from fgte.journal.as_excel import text_cell
from fgte.journal.documents.fields import FIRST_YEAR, LAST_YEAR
from fgte.journal.documents.kinds import WORDS, Kind
from fgte.journal.entries import REGION, Visibility
from fgte.journal.flat import steps_of
from fgte.journal.form_fields import Field, Row, Sort, rows_of
from fgte.journal.form_words import (
    BESIDE,
    Step,
    choices_of,
    field_label,
    heading_of,
    heads,
    help_in_form,
    label_of,
)
from fgte.texts import text

WIDTHS = {"A": 34, "B": 60, "C": 62, "D": 26}
LISTS = "val"
"""The sheet with what can be chosen."""
_ASKED = PatternFill("solid", fgColor="FFF3F6F8")
_UNDER = Border(bottom=Side(style="thin", color="FFD5DBE1"))
_QUIET = "FF3D3D3D"
_FONT = "Calibri"
_BOLD = Font(name=_FONT, bold=True)
_LONG = 60


def blank_excel(
    kind: Kind,
    book: Catalogue,
    lang: str = "sv",
    *,
    content: Mapping[str, Any] | None = None,
    owner: str = "",
) -> bytes:
    """The workbook: a row for each value, with its help, and a list where it is chosen.

    Parameters
    ----------
    content, owner
        What is to stand in it from the start; a blank form has nothing.
    """
    made = Workbook()
    sheet: Worksheet = made.active
    sheet.title = text(f"journal.sheet.{kind}", lang)
    lists = _Lists(made.create_sheet(LISTS))
    _head(sheet, kind, book, lists, lang, owner)
    _answers(sheet, kind, book, lists, lang, content)
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    made[LISTS].sheet_state = "hidden"
    written = BytesIO()
    made.save(written)
    return written.getvalue()


class _Lists:
    """The sheet of choices: each list once, in a column of its own."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._places: dict[tuple[str, ...], str] = {}

    def validation(self, words: Sequence[str], lang: str, *, strict: bool) -> DataValidation:
        key = tuple(words)
        if key not in self._places:
            column = len(self._places) + 1
            for row, word in enumerate(key, 1):
                text_cell(self._sheet, row, column, word)
            letter = self._sheet.cell(1, column).column_letter
            self._places[key] = f"'{LISTS}'!${letter}$1:${letter}${len(key)}"
        return _told(
            DataValidation(type="list", formula1=self._places[key], showErrorMessage=strict),
            "choice",
            lang,
        )


def _head(
    sheet: Worksheet, kind: Kind, book: Catalogue, lists: _Lists, lang: str, owner: str
) -> None:
    """The first rows: what the columns are, and what a form says beside the document."""
    titles = (*heads(lang), text("journal.form.head.field", lang))
    for column, head in enumerate(titles, 1):
        text_cell(sheet, 1, column, head).font = _BOLD
    _put_beside(sheet, "kind", WORDS[kind], lang)
    row = _put_beside(sheet, "owner", owner, lang, required=True)
    places = [*(each.name for each in book.members), REGION]
    _validate(sheet, row, lists.validation(places, lang, strict=False))
    row = _put_beside(sheet, "visibility", "", lang)
    words = [text(f"journal.visibility.{each}", lang) for each in Visibility]
    _validate(sheet, row, lists.validation(words, lang, strict=True))


def _answers(
    sheet: Worksheet,
    kind: Kind,
    book: Catalogue,
    lists: _Lists,
    lang: str,
    content: Mapping[str, Any] | None,
) -> None:
    below = ""
    for each in rows_of(kind, content):
        steps = steps_of(each.path)
        part = heading_of(kind, _part(steps), lang)
        if part != below and part:
            row = sheet.max_row + 1
            text_cell(sheet, row, 1, part).font = _BOLD
        below = part
        words = choices_of(each.field, book, lang)
        named = {code: word for word, code in words.items()}
        row = _put(sheet, label_of(kind, steps, lang), _with(each, named), lang)
        rule = lists.validation([*words], lang, strict=True) if words else _rule(each.field, lang)
        if rule is not None:
            _validate(sheet, row, rule)


def _with(row: Row, named: Mapping[str, str]) -> Row:
    return Row(row.path, row.field, named.get(row.value, row.value))


def _part(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The part of the document that a value stands in."""
    whole = steps[:-1] if isinstance(steps[-1], int) else steps
    return tuple(whole[:-1])


def _put_beside(
    sheet: Worksheet, name: str, value: str, lang: str, *, required: bool = False
) -> int:
    """A row for what a form says beside the document."""
    row = Row(name, Field(BESIDE, name, Sort.LINE, required), value)
    return _put(sheet, field_label(BESIDE, name, lang), row, lang)


def _put(sheet: Worksheet, label: str, row: Row, lang: str) -> int:
    """A row of the form; where the answer goes is shaded, and its own name stands last."""
    place: int = sheet.max_row + 1
    asked = row.field.required and row.field.name != "id"
    needed = text("journal.form.needed", lang) if asked else ""
    text_cell(sheet, place, 1, f"{label} {needed}".strip())
    answer = text_cell(sheet, place, 2, row.value)
    answer.quotePrefix = False
    answer.fill, answer.border = _ASKED, _UNDER
    answer.alignment = Alignment(wrap_text=True, vertical="top")
    told = help_in_form(row.field, lang)
    text_cell(sheet, place, 3, told).font = Font(name=_FONT, color=_QUIET)
    text_cell(sheet, place, 4, row.path).font = Font(name=_FONT, color=_QUIET, size=9)
    lines = max(ceil(len(told) / WIDTHS["C"]), ceil(len(row.value) / WIDTHS["B"]), 1)
    least = _LONG if row.field.sort is Sort.PROSE else 0
    sheet.row_dimensions[place].height = max(least, 16 * lines)
    return place


def _rule(field: Field, lang: str) -> DataValidation | None:
    """What a cell may hold, where the sort of the field says so."""
    if field.sort is Sort.DAY:
        ends = [f"DATE({year},1,1)" for year in (FIRST_YEAR, LAST_YEAR)]
        rule = DataValidation(type="date", operator="between", formula1=ends[0], formula2=ends[1])
        return _told(rule, "day", lang)
    if field.sort is Sort.NUMBER:
        rule = DataValidation(type="whole", operator="between", formula1="1", formula2="2100")
        return _told(rule, "number", lang)
    return None


def _told(rule: DataValidation, sort: str, lang: str) -> DataValidation:
    rule.allow_blank = True
    rule.error = text(f"journal.form.refused.{sort}", lang)
    rule.errorTitle = text("journal.form.refused.title", lang)
    return rule


def _validate(sheet: Worksheet, row: int, rule: DataValidation) -> None:
    rule.add(f"B{row}")
    sheet.add_data_validation(rule)
