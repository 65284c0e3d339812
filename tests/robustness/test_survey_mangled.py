"""A survey on a bad day: cut, stirred, half of something else, killed. Read rightly or refused."""

import io
import math
import signal
import subprocess
import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from fgte.cli import main
from fgte.errors import FgteError
from fgte.settings import read_settings
from fgte.sources.snapshots import SnapshotStore
from fgte.sources.surveys import read_description, read_survey
from fgte.store import build, open_table
from fgte.store.tables import FILE
from tests.robustness.mangling import mangled, steady, stirring
from tests.unit.sources.survey_files import as_csv, describe, in_csv, people

ROWS = [
    *people(14, Kön="Flicka", F1=4, F2=1),
    *people(13, Kön="Flicka", F1=2, F2=3),
    *people(15, Kön="Pojke", F1=3, F2="99"),
    *people(12, Kön="Pojke", F1=1, F2=2),
]
WHOLE = as_csv(ROWS).encode("utf-8-sig")
PERSON = b"811218-9876"
ODD = ["..", "-1", "5", "99", "4,0", "3.5", "1e9", "NaN", "~100", '"', "\x00", "å", "١", "Anna Ek"]

stirred = stirring(len(WHOLE), ODD, separated=True)
usual = steady(120)


def read(folder, data, *, description=None):
    """The survey, or None where it was refused with a message in both languages."""
    about, answers = folder / "enkat.toml", folder / "svar"
    if description is not None:
        about.write_bytes(description)
    answers.write_bytes(data)
    try:
        return read_survey(about, answers, snapshot_id="x")
    except FgteError as error:
        return require_said(error, about, answers)


def require_said(error, *paths):
    """The message names one of the files, in both languages."""
    for lang in ("sv", "en"):
        assert any(str(path) in error.message(lang) for path in paths)


def require_sound(survey):
    """A figure is within its scale and of ten or more, or it is hidden and says nothing."""
    for row in survey.figures.to_dict("records"):
        assert row["status"] in ("ok", "suppressed")
        assert math.isnan(row["value"]) == (row["status"] == "suppressed")
        assert math.isnan(row["value"]) or 0 <= row["value"] <= 100
        assert math.isnan(row["pupils"]) or row["pupils"] >= 10


@pytest.fixture
def folder(tmp_path):
    describe(tmp_path)
    return tmp_path


def test_the_whole_file_is_read(folder):
    survey = read(folder, WHOLE)
    require_sound(survey)
    assert set(survey.figures["pupils"].dropna()) >= {54}


@usual
@given(changes=stirred)
@example(changes=[("cut", len(WHOLE) - 9, len(WHOLE))])
@example(changes=[("insert", 40, b'"')])
@example(changes=[("insert", 0, b"\xff\xfe")])
def test_stirred_answers_are_read_soundly_or_refused(folder, changes):
    survey = read(folder, mangled(WHOLE, changes))
    if survey is not None:
        require_sound(survey)


@usual
@given(data=st.binary(max_size=300))
def test_any_bytes_at_all_are_refused(folder, data):
    assert read(folder, data) is None


@usual
@given(rows=st.lists(st.integers(0, len(ROWS)), max_size=3), at=st.sampled_from([0, 1, 2]))
@example(rows=[0], at=0)
def test_a_person_anywhere_is_refused_and_not_repeated(folder, rows, at):
    lines = WHOLE.split(b"\r\n")
    for number in rows:
        cells = lines[number].split(b";")
        cells[at] += b" " + PERSON
        lines[number] = b";".join(cells)
    (folder / "svar").write_bytes(b"\r\n".join(lines))
    if not rows:
        assert read(folder, WHOLE) is not None
        return
    with pytest.raises(FgteError) as caught:
        read_survey(folder / "enkat.toml", folder / "svar", snapshot_id="x")
    assert PERSON.decode() not in caught.value.message("sv") + repr(caught.value.details)


@pytest.fixture(scope="module")
def workbook():
    book, written = Workbook(), io.BytesIO()
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append(list(row.values()))
    book.save(written)
    return written.getvalue()


@steady(60)
@given(changes=stirring(len(WHOLE)))
def test_a_stirred_workbook_is_read_soundly_or_refused(folder, workbook, changes):
    survey = read(folder, mangled(workbook, changes))
    if survey is not None:
        require_sound(survey)


cells = st.one_of(
    st.none(), st.integers(-2, 6), st.floats(), st.booleans(), st.dates(), st.text(max_size=4)
)


@steady(60)
@given(odd_cells=st.lists(st.tuples(st.integers(2, 55), st.integers(1, 4), cells), max_size=3))
def test_odd_cells_of_a_workbook_are_read_soundly_or_refused(folder, workbook, odd_cells):
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    book, written = load_workbook(io.BytesIO(workbook)), io.BytesIO()
    for row, column, value in odd_cells:
        try:
            book.active.cell(row, column, value)
        except IllegalCharacterError:
            continue
    book.save(written)
    survey = read(folder, written.getvalue())
    if survey is not None:
        require_sound(survey)


@pytest.fixture(scope="module")
def template():
    return (read_settings({}).shipped / "data/forms/enkatbeskrivning.toml").read_bytes()


TOML_WORDS = ['"', "[", "]]", "=", "\n", "-1", "#", "'''", "1979-05-27"]


@usual
@given(changes=stirring(4000, TOML_WORDS))
def test_a_stirred_description_is_read_whole_or_refused(folder, template, changes):
    path = folder / "beskrivning.toml"
    path.write_bytes(mangled(template, changes))
    try:
        made = read_description(path)
    except FgteError as error:
        require_said(error, path)
    else:
        assert made.questions
        assert all(each.scale.low < each.scale.high for each in made.questions)


values = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3000), st.text(max_size=6), st.just([]), st.just({})
)
FIELDS = ["id", "label", "measure", "level", "round.date", "round.answered", "scale", "scale.max"]
FIELDS += ["scale.positive", "scale.labels", "file", "file.layout", "population.who", "schools"]
FIELDS += ["question", "question.0", "question.0.wording", "question.1.column", "municipality"]


@usual
@given(field=st.sampled_from(FIELDS), value=values)
def test_a_field_of_another_form_is_refused_or_read(folder, field, value):
    try:
        describe(folder, {field: value})
    except (KeyError, TypeError):
        return
    survey = read(folder, WHOLE)
    if survey is not None:
        require_sound(survey)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    build(read_settings())
    return tmp_path / "home"


@steady(15)
@given(changes=stirred)
def test_the_store_is_untouched_after_a_refusal_and_whole_after_an_import(home, folder, changes):
    before = (home / "store" / FILE).read_bytes()
    answers = folder / "svar.csv"
    answers.write_bytes(mangled(WHOLE, changes))
    about = folder / "enkat.toml"
    code = main(["import", str(answers), "--survey", str(about), "--replace"])
    kept = SnapshotStore(read_settings().snapshots).imports()
    if code:
        assert (home / "store" / FILE).read_bytes() == before
    else:
        assert len(kept) == 1
    assert len(open_table(home / "store").table) > 1500


IMPORT = """
import sys
from fgte.cli import main
print("begun", flush=True)
for answers in sys.argv[2:] * 50:
    main(["import", answers, "--survey", sys.argv[1], "--replace"])
"""


@pytest.mark.parametrize("moment", [0.05, 0.2, 0.4, 0.6, 0.8, 1.1, 1.4])
def test_an_import_killed_at_any_moment_leaves_a_whole_store(home, tmp_path, moment):
    about = describe(tmp_path)
    both = [in_csv(tmp_path, ROWS), in_csv(tmp_path, ROWS[1:], name="svar2.csv")]
    command = [sys.executable, "-c", IMPORT, str(about), *map(str, both)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.readline()
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert len(open_table(home / "store").table) > 1500
    assert main(["build"]) == 0
    assert main(["import", str(both[0]), "--survey", str(about), "--replace"]) == 0
    assert len(SnapshotStore(read_settings().snapshots).imports()) == 1
    table = open_table(home / "store").table
    assert table.loc[table["indicator"].eq("trygghet") & table["sex"].eq("T"), "pupils"].max() == 54
