"""Everything goes out and comes back exactly, and coming in overwrites nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fgte.errors import DataError, FgteError
from fgte.journal import Change, Kind, Revision, Visibility, open_journal
from fgte.journal.archive import everything, take_in
from fgte.journal.as_excel import excel_bytes, read_excel
from fgte.journal.as_json import json_bytes, read_json
from fgte.journal.documents import plain, read_body
from fgte.journal.entries import Archived
from fgte.journal.flat import flat, folded
from fgte.privacy import identifier_in
from fgte.settings import read_settings
from tests.unit.journal.factories import EXCHANGE, FACTOR, TRACE, inquiry

READERS = {"json": (json_bytes, read_json), "xlsx": (excel_bytes, read_excel)}


@pytest.fixture
def filled(journal):
    first = journal.create(Kind.INQUIRY, inquiry(expected=[TRACE]), owner="1384", who="åsa")
    journal.save(first.id, inquiry(whys=["", "därför"]), based_on=1, who="=HYPERLINK(1)")
    journal.save(first.id, inquiry(lesson="krock"), based_on=1, who="bo")
    journal.create(Kind.EXCHANGE, EXCHANGE, owner="region", who="bo")
    factor = journal.create(Kind.SUCCESS_FACTOR, FACTOR, owner="natverk:las", who="bo")
    journal.delete(factor.id, who="bo")
    return journal


@pytest.fixture
def elsewhere(tmp_path):
    with open_journal(read_settings({}, home=tmp_path / "elsewhere")) as other:
        yield other


@pytest.mark.parametrize("form", READERS)
def test_everything_comes_back_exactly(filled, elsewhere, tmp_path, form):
    write, read = READERS[form]
    path = tmp_path / f"journal.{form}"
    path.write_bytes(write(everything(filled)))
    done = take_in(elsewhere, read(path, elsewhere))
    assert len(done.new) == 3
    assert write(everything(elsewhere)) == path.read_bytes() or form == "xlsx"
    assert json_bytes(everything(elsewhere)) == json_bytes(everything(filled))
    assert [e.content for e in elsewhere.conflicts()] == [e.content for e in filled.conflicts()]


ODD = ["=1+1", "+46", "-x", "@a", "\t=1", "_x000D_", "_x0041_", "'", " x ", "\n\n", "a\nb", ""]
ODD += ["🙂", "#N/A", "1", "TRUE", "2026-01-01", "é", "\u2028"]
TYPED = st.text(st.characters(exclude_categories=["C"]), max_size=30) | st.sampled_from(ODD)
FREE = TYPED.filter(lambda words: identifier_in(words) is None)


FIRST = Revision(
    entry_id="p-00000001",
    number=1,
    change=Change.CREATED,
    at=datetime(2026, 8, 17, 9, 0, 0, 5, tzinfo=UTC),
    who="anna",
    based_on=None,
    settles=None,
    owner="region",
    visibility=Visibility.REGIONAL,
    deleted=False,
    content={},
)
FIELDS = {"lesson": FREE, "analysis": FREE, "whys": st.lists(FREE, max_size=5)}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    with open_journal(read_settings({}, home=tmp_path_factory.mktemp("reader"))) as journal:
        yield journal


@hypothesis_settings(max_examples=20)
@given(more=st.fixed_dictionaries({}, optional=FIELDS))
def test_any_text_that_can_be_typed_comes_back(reader, more):
    content = plain(read_body(Kind.INQUIRY, inquiry(**more)))
    archive = (Archived("p-00000001", Kind.INQUIRY, False, (replace(FIRST, content=content),)),)
    with TemporaryDirectory() as folder:
        for form, (write, read) in READERS.items():
            path = Path(folder) / f"journal.{form}"
            path.write_bytes(write(archive))
            assert read(path, reader) == archive


NAMES = st.from_regex(r"[a-z][a-z_]{0,5}", fullmatch=True)
TREES = st.recursive(
    st.text() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4))
def test_a_document_laid_flat_folds_back(content):
    assert folded(flat(content)) == content


@pytest.mark.parametrize("path", ["", "a..b", "a[0]", "a[2]", "A", "a b", "a[1]x!"])
def test_a_row_that_fits_nowhere_is_seen(path):
    with pytest.raises(ValueError, match=re.escape(path) or "^$"):
        folded([(path, "text", "x")])


def test_no_cell_of_the_workbook_is_a_formula(filled, tmp_path):
    path = tmp_path / "journal.xlsx"
    path.write_bytes(excel_bytes(everything(filled)))
    cells = [cell for sheet in load_workbook(path) for row in sheet for cell in row if cell.value]
    assert any(str(cell.value).startswith("=") for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_the_same_file_twice_changes_nothing(filled, tmp_path):
    before = everything(filled)
    path = tmp_path / "journal.json"
    path.write_bytes(json_bytes(before))
    assert len(take_in(filled, read_json(path, filled)).unchanged) == 3
    assert everything(filled) == before


def test_what_went_on_elsewhere_goes_on_here_and_what_parted_is_left(filled, elsewhere):
    take_in(elsewhere, everything(filled))
    first = next(each for each in elsewhere.entries() if each.kind is Kind.INQUIRY)
    elsewhere.save(first.id, inquiry(lesson="där"), based_on=first.current, who="bo")
    assert take_in(filled, everything(elsewhere)).continued == (first.id,)
    here = filled.entry(first.id)
    filled.save(first.id, inquiry(lesson="här"), based_on=here.current, who="bo")
    elsewhere.save(first.id, inquiry(lesson="där igen"), based_on=here.current, who="bo")
    assert take_in(filled, everything(elsewhere)).parted == (first.id,)
    assert filled.entry(first.id).body.lesson == "här"


def test_an_import_cannot_back_date_an_expectation(filled, elsewhere, clock):
    elsewhere = type(elsewhere)(elsewhere.engine, elsewhere.catalogue, clock)
    made = filled.create(Kind.INQUIRY, inquiry(expected=[TRACE]), owner="1384", who="a")
    clock.to(2029, 1, 1)
    take_in(elsewhere, everything(filled))
    (there,) = [e for e in elsewhere.registered() if e.entry_id == made.id]
    (here,) = [e for e in filled.registered() if e.entry_id == made.id]
    assert there.registered == here.registered
    assert here.before_result
    assert not there.before_result
    assert there.received.year == 2029


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda c: c | {"sha256": "0"}, "har ändrats"),
        (lambda c: c | {"format": "annat"}, "ingen export"),
        (lambda c: [], "ingen export"),
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_refused(filled, tmp_path, spoil, said):
    path = tmp_path / "journal.json"
    path.write_text(json.dumps(spoil(json.loads(json_bytes(everything(filled))))))
    with pytest.raises(DataError, match=said):
        read_json(path, filled)


def test_a_changed_workbook_is_refused(filled, tmp_path):
    path = tmp_path / "journal.xlsx"
    path.write_bytes(excel_bytes(everything(filled)))
    book = load_workbook(path)
    book["content"].cell(2, 5).value = "annat"
    book.save(path)
    with pytest.raises(DataError, match="har ändrats"):
        read_excel(path, filled)


@pytest.mark.parametrize("name", ["a.json", "a.xlsx"])
def test_any_other_file_is_refused(journal, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04 nothing of ours")
    with pytest.raises(FgteError):
        READERS[path.suffix[1:]][1](path, journal)
