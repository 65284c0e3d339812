"""Skolverket's files on a bad day: cut, stirred, half of something else. A result or a clear no."""

import io
import json
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from fgte.errors import FgteError
from fgte.model import Status
from fgte.sources.skolverket import SchoolUnit, read_skolverket
from tests.robustness.mangling import mangled, steady, stirring
from tests.unit.sources.skolverket_files import AK9, SCHOOL, lines, school

HIDDEN_UNIT = "99999999"
HIDDEN = school("..", "..", "..", "..", unit=HIDDEN_UNIT)
ROWS = (
    school("73", "84,5", "~100", "241,3", unit="11111111"),
    HIDDEN,
    school("1 120", "100,0", "95,8", "258,5", unit="22222222", organiser="Enskild"),
    school("12", ".", "..", "200,0", unit="33333333"),
)
WHOLE = "\r\n".join(lines(*ROWS)).encode("utf-8-sig")
ANSWER = {
    "json": {
        "body": {
            "schoolUnit": "11111111",
            "averageGradesMeritRating9thGrade": [
                {"value": "258,5", "valueType": "EXISTS", "timePeriod": "2024/25"},
                {"value": "..", "valueType": "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS"},
            ],
        }
    }
}
UNITS = {"11111111": SchoolUnit("11111111", "1384", municipal=True)}
ODD = [
    "..",
    ".",
    "~100",
    "~99",
    "…",
    "-",
    "",
    "*",
    "84,5",
    "1e9",
    "NaN",
    "101",
    "١٢",
    "\x00",
    '"',
    "å",
]

stirred = stirring(len(WHOLE), ODD, separated=True)
usual = steady(300)


def read(path, data):
    """The figures, or None where the file was refused with a message in both languages."""
    path.write_bytes(data)
    try:
        return read_skolverket(path, snapshot_id="x", units=UNITS).figures
    except FgteError as error:
        return require_said(path, error)


def require_said(path, error):
    assert str(path) in error.message("sv")
    assert str(path) in error.message("en")


def require_sound(figures):
    """A figure has a value when it can be read, bounds when it is censored, else no number."""
    for row in figures.to_dict("records"):
        assert math.isnan(row["value"]) == (row["status"] != Status.OK)
        assert math.isnan(row["low"]) == (row["status"] != Status.CENSORED)
        assert math.isnan(row["value"]) or 0 <= row["value"] <= 340
        assert len(row["municipality_id"]) == 4


@pytest.fixture
def path(tmp_path):
    return tmp_path / "export"


def test_the_whole_file_is_read(path):
    assert len(read(path, WHOLE)) == 12


@usual
@given(changes=stirred)
@example(changes=[("cut", len(WHOLE) - 120, len(WHOLE))])
@example(changes=[("insert", 200, b'"')])
def test_a_stirred_csv_file_is_read_soundly_or_refused(path, changes):
    figures = read(path, mangled(WHOLE, changes))
    if figures is not None:
        require_sound(figures)


@usual
@given(data=st.binary(max_size=400))
def test_any_bytes_at_all_are_refused(path, data):
    assert read(path, data) is None


@usual
@given(
    others=st.lists(st.sampled_from([row for row in ROWS if row is not HIDDEN]), max_size=4),
    odd_cells=st.lists(st.sampled_from(ODD), max_size=1),
    order=st.permutations(range(10)),
    separator=st.sampled_from(";\t,"),
)
@example(others=list(ROWS[2:]), odd_cells=[], order=list(range(10)), separator=",")
def test_what_was_hidden_never_gets_a_number(path, others, odd_cells, order, separator):
    odd_rows = [school("9", each, "90,0", "200,0", unit="44444444") for each in odd_cells]
    stirred_rows = [SCHOOL + AK9, *others, HIDDEN, *odd_rows]
    heads, *arranged = [[f'"{row[i]}"' for i in order] for row in stirred_rows]
    text = "\n".join(lines(*arranged, heads=[heads], separator=separator))
    figures = read(path, text.encode())
    if figures is not None:
        hidden = figures[figures["school_unit"] == HIDDEN_UNIT]
        assert set(hidden["status"]) == {"suppressed"}
        assert hidden[["value", "low", "high", "pupils"]].isna().all(axis=None)


@usual
@given(changes=stirred)
def test_a_stirred_answer_is_read_soundly_or_refused(path, changes):
    figures = read(path, mangled(json.dumps(ANSWER).encode(), changes))
    if figures is not None:
        require_sound(figures)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(ODD),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "valueType", "timePeriod", "x"]), inner)
    ),
    max_leaves=8,
)

json_cells = st.fixed_dictionaries(
    {
        "value": st.sampled_from(ODD) | st.none(),
        "valueType": st.sampled_from(["EXISTS", "MISSING", "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS"]),
        "timePeriod": st.sampled_from(["2024/25", "2023/24", "VT24", None]),
    }
)


@usual
@given(
    values=json_values | st.lists(json_cells, min_size=1, max_size=2),
    programs=json_values | st.none(),
)
def test_an_answer_of_another_form_is_refused_or_read_soundly(path, values, programs):
    field = "averageGradesMeritRating9thGrade"
    body = {"schoolUnit": "11111111", field: values, "programMetrics": programs}
    figures = read(path, json.dumps({"body": body}).encode())
    if figures is not None:
        require_sound(figures)


@pytest.fixture(scope="module")
def workbook():
    book, written = Workbook(), io.BytesIO()
    for line in lines(*ROWS):
        book.active.append(line.split(";"))
    book.save(written)
    return written.getvalue()


@steady(60)
@given(changes=stirring(len(WHOLE)))
def test_a_stirred_workbook_is_read_soundly_or_refused(path, workbook, changes):
    figures = read(path, mangled(workbook, changes))
    if figures is not None:
        require_sound(figures)
