"""Forms to fill in: a blank one for every kind, which comes back as it was filled in."""

from __future__ import annotations

import tomllib
from io import BytesIO

import pytest
from openpyxl import load_workbook

from fgte.catalogue import open_catalogue
from fgte.journal.blank_forms import blank_toml
from fgte.journal.blank_workbook import blank_excel
from fgte.journal.documents import BodyError, Kind, plain, read_body
from fgte.journal.documents.kinds import WORDS
from fgte.journal.form_fields import Sort, rows_of
from fgte.journal.forms import read_form
from fgte.texts import LANGUAGES
from tests.unit.journal.full_documents import FULL

KINDS = list(Kind)


@pytest.fixture(scope="module")
def book():
    return open_catalogue()


def kept(folder, content, name):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def filled(kind, answers, book, lang="sv"):
    """A blank form with these answers, by the field's own name."""
    sheet_book = load_workbook(BytesIO(blank_excel(kind, book, lang)))
    sheet = sheet_book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 4).value in answers:
            sheet.cell(row, 2).value = answers[sheet.cell(row, 4).value]
    written = BytesIO()
    sheet_book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_in_workbook_comes_back_whole(kind, lang, book, tmp_path):
    made = blank_excel(kind, book, lang, content=FULL[kind], owner="1384")
    form = read_form(kept(tmp_path, made, "form.xlsx"))
    assert (form.kind, form.owner) == (kind, "1384")
    assert plain(read_body(kind, form.content)) == plain(read_body(kind, FULL[kind]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_in_text_form_comes_back_whole(kind, lang, tmp_path):
    made = blank_toml(kind, lang, content=FULL[kind], owner="1384")
    form = read_form(kept(tmp_path, made, "form.toml"))
    assert (form.kind, form.owner) == (kind, "1384")
    assert plain(read_body(kind, form.content)) == plain(read_body(kind, FULL[kind]))


@pytest.mark.parametrize("kind", KINDS)
def test_the_full_documents_leave_no_field_of_a_form_out(kind):
    empty = [row.path for row in rows_of(kind, FULL[kind]) if not row.value]
    lists = [path for path in empty if path.endswith("]") or "]." in path]
    assert set(empty) - set(lists) - ONE_OF == set()


ONE_OF = {
    *("month", "soft_values[1].expected.soft_value", "soft_values[1].expected.instrument"),
    *("laid_aside.day", "laid_aside.group", "laid_aside.because"),
}
"""Of two fields a document has one."""


@pytest.mark.parametrize(
    ("kind", "table", "needed"),
    [
        (Kind.RESEARCH_QUESTION, "formed", {"day", "groups"}),
        (Kind.ASSIGNMENT, "given", {"day", "group", "text"}),
    ],
)
def test_what_must_be_written_at_once_is_no_comment_in_a_blank_form(kind, table, needed):
    blank = tomllib.loads(blank_toml(kind))
    assert set(blank[table]) == needed
    assert {name for name, value in blank.items() if isinstance(value, dict)} == {table}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", ["xlsx", "toml"])
def test_a_blank_form_says_what_it_still_needs(kind, ending, book, tmp_path):
    made = blank_excel(kind, book) if ending == "xlsx" else blank_toml(kind)
    form = read_form(kept(tmp_path, made, f"form.{ending}"))
    assert form.kind is kind
    with pytest.raises(BodyError):
        read_body(kind, form.content)


def test_answers_may_be_chosen_by_their_words_and_rows_left_empty(book, tmp_path):
    answers = {
        "title": "Läsning",
        "municipalities[1]": "Laholm",
        "municipalities[4]": "Varberg",
        "year": 2027,
        "development_area": "Läsning",
        "soft_values[2].name": "Trygghet",
        "soft_values[2].expected.indicator": "Alla ämnen åk 6 (alla_amnen_ak6)",
        "soft_values[2].expected.direction": "högre",
        "soft_values[2].expected.first_year": 2028,
    }
    path = kept(tmp_path, filled(Kind.EXCHANGE, answers, book), "utbyte.xlsx")
    body = plain(read_body(Kind.EXCHANGE, read_form(path).content))
    assert body["municipalities"] == ["1381", "1383"]
    (soft,) = body["soft_values"]
    assert (soft["id"], soft["expected"]["id"]) == ("mjukt-1", "spar-1")
    assert soft["expected"]["indicator"] == "alla_amnen_ak6"
    assert soft["expected"]["direction"] == "higher"


def test_yes_is_yes_and_a_form_says_who_reads_it(book, tmp_path):
    answers = {
        "claim": "Påstående",
        "criteria.system.met": "ja",
        "criteria.system.how": "Samma uppgift varje gång",
        "standing": "prövas",
        "visibility": "regionalt",
        "owner": "Kungsbacka",
    }
    path = kept(tmp_path, filled(Kind.SUCCESS_FACTOR, answers, book), "faktor.xlsx")
    form = read_form(path)
    assert (form.owner, form.visibility) == ("Kungsbacka", "regional")
    assert form.content["criteria"]["system"]["met"] == "true"
    assert plain(read_body(form.kind, form.content))["criteria"]["system"]["met"] is True


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_chosen_has_a_list_and_days_and_numbers_a_rule(kind, book):
    sheet = load_workbook(BytesIO(blank_excel(kind, book))).worksheets[0]
    ruled = {str(cells): rule for rule in sheet.data_validations.dataValidation
             for cells in rule.sqref.ranges}  # fmt: skip
    types = {Sort.DAY: "date", Sort.NUMBER: "whole", Sort.CHOICE: "list", Sort.YES_NO: "list"}
    wanted = {row.path: types[row.field.sort] for row in rows_of(kind) if row.field.sort in types}
    found = {
        sheet.cell(row, 4).value: ruled[f"B{row}"].type
        for row in range(2, sheet.max_row + 1)
        if f"B{row}" in ruled and sheet.cell(row, 4).value not in ("owner", "visibility")
    }
    assert found == wanted


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_has_a_name_and_a_help(kind, lang, book):
    sheet = load_workbook(BytesIO(blank_excel(kind, book, lang))).worksheets[0]
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 4).value:
            assert sheet.cell(row, 1).value
            assert sheet.cell(row, 3).value


@pytest.mark.parametrize(
    ("kind", "field", "asked"),
    [
        (Kind.REBASING, "indicator", "Den serie som får en ny utgångspunkt."),
        (Kind.EXCHANGE, "soft_values[1].name", "Till exempel: Trygghet på raster."),
        (Kind.COMPETENCE_JOURNEY, "goals[1].text", "Till exempel: Tryggare i att leda."),
        (Kind.LEARNING_NETWORK, "carried_home[1].municipality", "Till vilken kommun."),
        (Kind.LEARNING_NETWORK, "prepared_answers[1].question", "huvudansvar, benamning"),
        (Kind.INQUIRY, "traces[1].expected", "Skriv det förväntade spårets korta namn."),
        (Kind.CALENDAR, "month", "Skriv månadens nummer, 1–12."),
    ],
)
def test_a_field_is_asked_for_as_its_own_kind_means_it(kind, field, asked, book):
    sheet = load_workbook(BytesIO(blank_excel(kind, book))).worksheets[0]
    helps = {sheet.cell(row, 4).value: sheet.cell(row, 3).value for row in range(2, sheet.max_row)}
    assert asked in helps[field]


@pytest.mark.parametrize(
    ("kind", "field", "line"),
    [
        (Kind.REBASING, "indicator", "#   meritvarde: Meritvärde"),
        (Kind.EXCHANGE, "municipalities", "#   1384: Kungsbacka"),
        (Kind.LEARNING_NETWORK, "anonymous", "#   true: ja"),
    ],
)
def test_a_text_form_lists_what_may_be_written(kind, field, line):
    above = blank_toml(kind).partition(f"{field} = ")[0].rpartition("\n\n")[2]
    assert line in above.splitlines()


def test_every_kind_has_its_word():
    assert set(WORDS) == set(Kind)


def test_what_is_typed_is_never_a_formula(book, tmp_path):
    content = {**FULL[Kind.INQUIRY], "title": "=1+1"}
    sheet = load_workbook(BytesIO(blank_excel(Kind.INQUIRY, book, content=content))).worksheets[0]
    held = {sheet.cell(r, 4).value: sheet.cell(r, 2) for r in range(2, sheet.max_row + 1)}
    assert held["title"].data_type == "s"
