"""The forms of an instrument: an Excel file to answer in, and the small file about the round."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fgte.catalogue.instruments import Instrument
from fgte.errors import RequestError
from fgte.sources.instruments.answers import heading
from fgte.sources.instruments.round_file import CODE, GROUP
from fgte.texts import text

ROWS = 200
"""How many people there is room for."""

_MADE = datetime(2026, 1, 1)
_HEAD = PatternFill("solid", fgColor="E8ECF2")


def workbook(asked: Instrument, groups: Sequence[str], lang: str) -> bytes:
    """The Excel form: a sheet that explains and a sheet to answer in, a row a person.

    Every answer is picked from the steps of the scale, every group from the list of groups.

    Parameters
    ----------
    asked : Instrument
        What is asked.
    groups : sequence of str
        The groups to choose from; none, no such column.
    lang : str
        In which language the form explains itself; the questions are in the instrument's own.

    Raises
    ------
    RequestError
        The instrument has no scale: its questions are answered in own words, in the journal.
    """
    if asked.scale is None:
        raise RequestError("instrument_without_scale", id=asked.id)
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    first = book.active
    if first is None:
        raise ValueError("a new workbook has no sheet")
    _explain(first, asked, lang)
    _answers(book.create_sheet(text("instruments.form.answers", lang)), asked, groups, lang)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _explain(sheet: Worksheet, asked: Instrument, lang: str) -> None:
    sheet.title = text("instruments.form.first", lang)
    scale = asked.scale
    steps = zip(scale.steps, scale.labels, strict=True) if scale else ()
    lines = [
        asked.label[lang],
        asked.explanation[lang],
        "",
        text("instruments.form.how", lang),
        text("instruments.form.code", lang),
        "",
        text("instruments.form.steps", lang),
        *(f"{step} = {label[asked.language]}" for step, label in steps),
        *_talked_of(asked, lang),
        "",
        asked.source[lang],
        asked.terms[lang],
    ]
    for number, line in enumerate(lines, start=1):
        cell = sheet.cell(number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1, size=14 if number == 1 else 11)
    sheet.column_dimensions["A"].width = 90


def _talked_of(asked: Instrument, lang: str) -> list[str]:
    """The questions in own words, and that they are not answered here; nothing without any."""
    if not asked.talked_of:
        return []
    questions = (each.text[asked.language] for each in asked.talked_of)
    return ["", text("instruments.form.open", lang), *questions]


def _answers(sheet: Worksheet, asked: Instrument, groups: Sequence[str], lang: str) -> None:
    questions = [heading(n, each, asked.language) for n, each in enumerate(asked.scaled, start=1)]
    heads = [CODE, *([GROUP] if groups else []), *questions]
    for column, words in enumerate(heads, start=1):
        cell = sheet.cell(1, column, words)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = 14 if column == 1 else 22
    first = len(heads) - len(questions) + 1
    sheet.freeze_panes = sheet.cell(2, first)
    sheet.row_dimensions[1].height = 90
    if groups:
        _choose(sheet, 2, 2, [_plain(each) for each in groups], "group", lang)
    steps = [str(step) for step in asked.scale.steps] if asked.scale else []
    _choose(sheet, first, len(heads), steps, "step", lang)


def _plain(name: str) -> str:
    """A group as it can stand in a list of choices."""
    if "," in name or '"' in name:
        raise RequestError("instrument_group_name", found=name)
    return name


def _choose(
    sheet: Worksheet, first: int, last: int, choices: Sequence[str], kind: str, lang: str
) -> None:
    """Let the cells of some columns be picked from a list, and refuse anything else."""
    rule = DataValidation(
        type="list",
        formula1='"' + ",".join(choices) + '"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=text("instruments.form.refused", lang),
        error=text(f"instruments.form.choose_{kind}", lang),
        showInputMessage=True,
        prompt=text(f"instruments.form.choose_{kind}", lang),
    )
    rule.add(f"{get_column_letter(first)}2:{get_column_letter(last)}{ROWS + 1}")
    sheet.add_data_validation(rule)


def round_form(asked: Instrument, groups: Sequence[str], lang: str, *, codes: bool) -> bytes:
    """The small file about the round, to fill in: what is rated, when, by whom."""
    kinds = ", ".join(asked.objects)
    listed = json.dumps(list(groups), ensure_ascii=False)
    sealed = 'codes = "koder.json"' if codes else '# codes = "koder.json"'
    said = {key: text(f"instruments.round.{key}", lang, kinds=kinds) for key in _ROUND_WORDS}
    lines = [
        f"# {said['head']}",
        f"# {said['names']}",
        "",
        f"instrument = {json.dumps(asked.id)}",
        f"source = {json.dumps(said['source'], ensure_ascii=False)}",
        f"terms = {json.dumps(said['terms'], ensure_ascii=False)}",
        f"groups = {listed}  # {said['groups']}",
        f"{sealed}  # {said['codes']}",
        f"example = false  # {said['example']}",
        "",
        f"[object]  # {said['object']}",
        f"kind = {json.dumps(str(asked.objects[0]))}",
        f'id = "1384"  # {said["id"]}',
        'name = "Kungsbacka"',
        f'# municipality = "1384"  # {said["municipality"]}',
        "",
        "[round]",
        f"date = {date.today()}  # {said['date']}",
        f"who = {json.dumps(said['who'], ensure_ascii=False)}",
        f"# invited = 24  # {said['invited']}",
    ]
    return ("\n".join(lines) + "\n").encode()


_ROUND_WORDS = (
    *("head", "names", "source", "terms", "groups", "codes", "example", "object", "id"),
    *("municipality", "date", "who", "invited"),
)
