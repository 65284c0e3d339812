"""Surveys made up for the tests: a description, and answers in any form."""

import csv
import io
import json
from copy import deepcopy
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from fgte.sources.surveys import read_description, read_survey

DESCRIPTION = {
    "id": "trygghet",
    "instrument": "Trygghetsenkäten, version 2",
    "label": "Trygghet i årskurs 5",
    "measure": "share",
    "level": "municipality",
    "municipality": "1384",
    "source": "Kungsbacka kommun",
    "licence": "Fri användning",
    "population": {"who": "elever i årskurs 5", "school_form": "grundskola", "grades": ["5"]},
    "round": {"date": date(2025, 3, 14), "invited": 400, "answered": 380},
    "scale": {
        "min": 1,
        "max": 4,
        "labels": ["Stämmer inte alls", "Stämmer dåligt", "Stämmer bra", "Stämmer helt"],
        "positive": [3, 4],
        "missing": ["99"],
    },
    "file": {"layout": "wide", "sex": "Kön"},
    "question": [
        {"id": "trygg", "wording": "Jag känner mig trygg i skolan.", "column": "F1"},
        {"id": "studiero", "wording": "Jag har studiero på lektionerna.", "column": "F2"},
    ],
}
"""Of the municipality, by sex, with two questions on four steps, a column each."""

BY_SCHOOL = {"level": "school", "file.school": "Skola"}
LONG = {
    "file.layout": "long",
    "file.respondent": "Nr",
    "file.question": "Fråga",
    "file.answer": "Svar",
}


def toml(table, name=""):
    """A table as TOML; the values are such that JSON writes them alike."""
    lines = [f"[{name}]"] if name else []
    nested = []
    for key, value in table.items():
        if isinstance(value, dict):
            nested.append(toml(value, f"{name.strip('[]')}.{key}".strip(".")))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            nested += [toml(each, f"[{key}]") for each in value]
        else:
            lines.append(f"{json.dumps(key)} = {written(value)}")
    return "\n".join([*lines, *nested])


def written(value):
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def describe(folder, changes=None, name="enkat.toml"):
    """A description on disk, changed at the fields named ("scale.max"); None takes one away."""
    table = deepcopy(DESCRIPTION)
    for place, value in (changes or {}).items():
        *outer, last = place.split(".")
        inner = table
        for key in outer:
            inner = inner[int(key)] if key.isdigit() else inner.setdefault(key, {})
        if value is None:
            inner.pop(last)
        else:
            inner[last] = value
    path = Path(folder) / name
    path.write_text(toml(table), encoding="utf-8")
    return path


def description(folder, changes=None, name="enkat.toml"):
    return read_description(describe(folder, changes, name))


def people(count, **answers):
    """That many who answered alike."""
    return [dict(answers) for _ in range(count)]


def as_csv(rows, separator=";"):
    """Rows of cells by heading as CSV; a heading that one row lacks is an empty cell there."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, delimiter=separator, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def in_csv(folder, rows, *, separator=";", encoding="utf-8-sig", name="svar.csv"):
    path = Path(folder) / name
    path.write_bytes(as_csv(rows, separator).encode(encoding))
    return path


def in_excel(folder, rows, *, sheets=("Svar",), name="svar.xlsx"):
    """The rows on the last of the sheets; the others say that they are no answers."""
    book = Workbook()
    book.remove(book.active)
    for title in sheets[:-1]:
        book.create_sheet(title).append(["Instruktion"])
    sheet = book.create_sheet(sheets[-1])
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    sheet.append(headings)
    for row in rows:
        sheet.append([row.get(heading) for heading in headings])
    path = Path(folder) / name
    book.save(path)
    return path


def as_long(rows, questions=("F1", "F2")):
    """Wide rows as one row an answer."""
    return [
        {"Nr": number, **about(row, questions), "Fråga": question, "Svar": row.get(question, "")}
        for number, row in enumerate(rows, start=1)
        for question in questions
    ]


def about(row, questions):
    return {heading: cell for heading, cell in row.items() if heading not in questions}


def read(folder, rows, changes=None, **options):
    """The survey read from a description and a CSV file."""
    file = in_csv(folder, rows)
    return read_survey(describe(folder, changes), file, snapshot_id="enkat-1", **options)


def figure(read, question="trygg", sex="T", school=None):
    """One figure of a survey."""
    table = read.figures
    schools = table["school_unit"].isna() if school is None else table["school_unit"].eq(school)
    chosen = table["kpi"].eq(f"trygghet:{question}") & table["sex"].eq(sex) & schools
    (row,) = table[chosen].to_dict("records")
    return row


def standing(read, question="trygg"):
    """The status of each figure of a question, by school and sex."""
    table = read.figures[read.figures["kpi"].eq(f"trygghet:{question}")]
    places = [
        (unit, sex) if unit else sex
        for unit, sex in zip(table["school_unit"], table["sex"], strict=False)
    ]
    return dict(zip(places, table["status"], strict=True))
