"""The package read in R and in Stata: by programs of its own, made from its columns."""

from __future__ import annotations

import re
import shutil
import subprocess

import pandas as pd
import pytest

from fgte.research import package_readers
from fgte.research.package_fields import TABLES
from fgte.research.package_place import require_replaceable
from fgte.research.package_readers import LONGEST_LABEL, read_in_r, read_in_stata
from fgte.research.packages import pack
from tests.unit.research.country import country, study_file

LOOK = """
source("read.R")
for (name in names(tables)) {
  for (column in names(tables[[name]])) {
    cat(name, column, class(tables[[name]][[column]]), "\\n")
  }
}
cat(figures$value[1:3], sep = "\\n")
cat(nchar(unique(figures$unit_name)[1]), utf8ToInt(enc2utf8(withheld$reason_sv[2])), "\\n")
cat(sum(is.na(figures$low)), format(origins$retrieved), figures$unit_code[1], "\\n")
"""
IN_R = {"string": "character", "integer": "integer", "number": "numeric", "date": "Date"}


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    place = tmp_path_factory.mktemp("read")
    settings = country(place / "home", municipalities=30)
    return pack(str(study_file(place, effect=12)), settings, place / "out")


@pytest.fixture(scope="module")
def told(packed):
    """What R says of the tables, in a locale that knows no Swedish letters."""
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not installed")
    (packed.parent / "look.R").write_text(LOOK, encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "../look.R"], cwd=packed, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def test_r_reads_every_column_as_the_type_it_is_said_to_be(told):
    read = {tuple(line.split()[:2]): line.split()[2] for line in told[:-5]}
    assert read == {
        (t, c): IN_R[kind] for t, columns in TABLES.items() for c, kind in columns.items()
    }


def test_r_reads_numbers_letters_days_and_what_is_missing(told, packed):
    figures = pd.read_csv(packed / "data" / "figures.csv", dtype={"unit_code": str})
    withheld = pd.read_csv(packed / "data" / "withheld.csv")
    assert [float(line) for line in told[-5:-2]] == pytest.approx(figures["value"][:3], rel=1e-6)
    letters = [int(each) for each in told[-2].split()]
    assert letters == [len(figures["unit_name"][0]), *map(ord, withheld["reason_sv"][1])]
    assert told[-1].split() == [str(len(figures)), "2025-12-01", figures["unit_code"][0]]


def test_stata_reads_every_table_with_text_as_text_and_numbers_as_numbers():
    said = read_in_stata()
    for name, columns in TABLES.items():
        line = re.search(rf'^import delimited using "data/{name}.csv".*$', said, re.M).group()
        for option, kinds in (
            ("stringcols", ("string", "date")),
            ("numericcols", ("integer", "number")),
        ):
            places = [str(n) for n, kind in enumerate(columns.values(), 1) if kind in kinds]
            found = re.search(rf"{option}\(([\d ]+)\)", line)
            assert (found.group(1).split() if found else []) == places
            assert f"{option}()" not in line
    assert 'generate retrieved_day = date(retrieved, "YMD")' in said


def test_stata_saves_each_table_in_the_folder_it_is_told_and_else_nothing():
    said = read_in_stata()
    saved = re.findall(r"^(.*)\bsave `\"`folder'/(\w+)\.dta\"', replace emptyok$", said, re.M)
    assert {name for _, name in saved} == set(TABLES)
    assert {told for told, _ in saved} == {'if `"`folder\'"\' != "" '}
    assert len(re.findall(r"^[^*\n]*\bsave ", said, re.M)) == len(TABLES)
    assert said.index("args folder") < said.index("import delimited")


def test_the_figures_are_what_stays_in_stata_s_memory():
    read = re.findall(r'^import delimited using "data/(\w+)\.csv"', read_in_stata(), re.M)
    assert read[-1] == "figures"
    assert sorted(read) == sorted(TABLES)


def test_a_package_that_was_read_in_r_can_be_made_again(packed, told):
    assert told
    require_replaceable(packed, packed.name.removeprefix("paket-"))


def test_every_variable_has_a_label_that_stata_takes():
    labels = re.findall(r"^label variable (\w+) `\"(.*)\"'$", read_in_stata(), re.M)
    assert len(labels) == sum(len(columns) for columns in TABLES.values())
    assert all(0 < len(words) <= LONGEST_LABEL and '"' not in words for _, words in labels)


def test_quotation_marks_in_a_meaning_do_not_end_its_label(monkeypatch):
    monkeypatch.setattr(package_readers, "text", lambda *_: 'Så kallad "omatch`')
    (label,) = set(re.findall(r"^label variable unit_code (.*)$", read_in_stata(), re.M))
    assert label == "`\"Så kallad ”omatch'\"'"


def test_no_variable_is_named_by_a_word_that_stata_keeps():
    kept = {"_all", "_b", "_coef", "_cons", "_n", "_N", "_pi", "_pred", "_rc", "_skip", "byte"}
    kept |= {"double", "float", "if", "in", "int", "long", "using", "with"}
    assert not kept & {column for columns in TABLES.values() for column in columns}
    assert not [
        c for columns in TABLES.values() for c in columns if re.fullmatch(r"str\d+|strL", c)
    ]


def test_the_read_me_says_how(packed):
    read_me = (packed / "README.md").read_text("utf-8")
    assert 'source("read.R")' in read_me
    assert "do read.do" in read_me
    assert (packed / "read.R").read_text("utf-8") == read_in_r()
