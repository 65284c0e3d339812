"""The documentation says what the program says: its lists are made from it, its names exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import fgte
from fgte.catalogue import open_catalogue
from fgte.cli.app import app
from fgte.judgement import Judgement, RegionalJudgement
from fgte.settings import read_settings
from fgte.store.schema import COLUMNS
from tools.docs_pages import TERM, WORDS, fetched_from_outside, filled

PLACE = "<!-- made at build: {} -->"


def page(repo: Path, name: str) -> str:
    return (repo / "docs" / f"{name}.md").read_text(encoding="utf-8")


def command_names(group: Any, before: str = "") -> Iterator[str]:
    """Every command, those below another after it."""
    for name, command in group.commands.items():
        yield f"{before}{name}"
        if hasattr(command, "commands"):
            yield from command_names(command, f"{before}{name} ")


def first_cells(text: str) -> set[str]:
    """Every name in the first column of the tables of a page."""
    rows = re.findall(r"^\| (`[^|]+`) \|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_indicator_has_its_section(lang):
    made = filled(PLACE.format(f"indicators {lang}"))
    for each in open_catalogue().followed[:13]:
        assert f"## {each.label[lang]}\n\n`{each.id}`\n" in made
        assert all(caveat[lang] in made for caveat in each.caveats)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_context_figures_stand_in_a_table(lang):
    assert "| `elever_grundskola` |" in filled(PLACE.format(f"context {lang}"))


def test_the_builders_own_indicators_are_left_out(tmp_path, monkeypatch, repo):
    how_to = page(repo, "how-to/egen-indikator")
    own = how_to.partition(":caption: catalogue/matematik_ak6.toml\n")[2].partition("```")[0]
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "matematik_ak6.toml").write_text(own, encoding="utf-8")
    monkeypatch.setenv("FGTE_HOME", str(tmp_path))
    assert "matematik_ak6" in open_catalogue(read_settings()).indicators
    assert "matematik_ak6" not in filled(PLACE.format("indicators sv"))


@pytest.mark.parametrize(("lang", "word"), [("sv", "Användning: fgte"), ("en", "Usage: fgte")])
def test_every_command_shows_its_help_in_the_pages_language(lang, word):
    made = filled(PLACE.format(f"commands {lang}"))
    names = list(command_names(get_command(app)))
    assert "journal list" in names
    assert re.findall(r"^##+ `fgte ([\w ]+)`$", made, re.MULTILINE) == names
    assert made.count(word) == len(names)


def test_words_stand_in_both_languages():
    made = filled(PLACE.format("terms labels.verdict"))
    assert "| `cannot_be_decided` | kan inte avgöras | cannot be decided |" in made


def test_every_group_of_words_that_a_page_asks_for_is_known(repo):
    pages = [path.read_text(encoding="utf-8") for path in (repo / "docs").rglob("*.md")]
    asked = {key for text in pages for key in re.findall(r"made at build: terms (\S+) -->", text)}
    assert asked == set(WORDS)


def test_a_place_for_something_that_is_not_made_stops_the_build():
    with pytest.raises(KeyError, match="rankings"):
        filled(PLACE.format("rankings sv"))


def test_every_column_of_the_store_is_explained(repo):
    assert first_cells(page(repo, "reference/lagret")) == set(COLUMNS)


@pytest.mark.parametrize("result", [Judgement, RegionalJudgement])
def test_what_a_finding_holds_is_explained(repo, result):
    explained = first_cells(page(repo, "reference/findings"))
    held = {each.name for each in fields(result)} | {"verdict", "to_watch"}
    assert held - explained == set()


def test_no_attribute_is_explained_that_is_not_there(repo):
    either = {each.name for kind in (fgte.Finding, fgte.RegionFinding) for each in fields(kind)}
    explained = first_cells(page(repo, "reference/findings"))
    assert explained - either == {"verdict", "trend", "to_watch"}


def test_every_public_name_is_in_the_reference(repo):
    text = page(repo, "reference/python")
    public = set(fgte.__all__) - {"__version__", "catalogue", "dashboards"}
    named = set(re.findall(r"auto(?:function|class):: (\w+)(?:\(\))?$", text, re.MULTILINE))
    assert public <= named
    assert "fgte.catalogue.indicators" in text
    assert {f"fgte.dashboards.boards.{name}" for name in fgte.dashboards.__all__} <= set(
        re.findall(r"autofunction:: (\S+)", text)
    )


def test_every_analysis_that_others_rely_on_is_in_the_reference(repo):
    named = re.findall(r"autofunction:: (\S+)", page(repo, "reference/analysis"))
    assert len(named) == len(set(named)) > 25
    for name in named:
        module, _, function = name.rpartition(".")
        told = getattr(import_module(module), function).__doc__
        assert "Parameters\n" in told, name
        assert "Returns\n" in told, name


def test_the_analysis_page_has_every_name_of_the_design(repo, shared):
    design = (shared / "DESIGN.md").read_text(encoding="utf-8")
    listed = design.partition("\nfgte.analysis.uncertainty")[2].partition("```")[0]
    functions = set(re.findall(r"(?<![\w.])\.?(?:[a-z]+\.)*([a-z_0-9]+)\(", listed))
    text = page(repo, "reference/analysis")
    assert {each for each in functions if f".{each}\n" not in text} == set()


@pytest.mark.parametrize("name", ["reference/commands", "reference/kommandon"])
def test_every_setting_of_the_environment_is_told(repo, name):
    code = "\n".join(each.read_text("utf-8") for each in (repo / "fgte").rglob("*.py"))
    between_processes = {"FGTE_JOURNAL_STATE"}
    told = set(re.findall(r"`(FGTE_[A-Z_]+)`", page(repo, name)))
    assert told == set(re.findall(r"FGTE_[A-Z_]+", code)) - between_processes


def test_the_glossary_is_in_swedish_order_and_goes_both_ways(repo):
    terms = [sv for sv, _ in TERM.findall(page(repo, "ordlista"))]
    letters = "abcdefghijklmnopqrstuvwxyzåäö"
    assert terms == sorted(terms, key=lambda word: [letters.find(c) for c in word.lower()])
    made = filled(PLACE.format("english"))
    assert "| expected trace | {term}`förväntat spår` |" in made


def test_the_glossary_has_every_word_that_the_product_speaks(repo, shared):
    rows = (shared / "LANGUAGE.md").read_text(encoding="utf-8").splitlines()[6:]
    cells = [row.split("|")[2] for row in rows if row.startswith("|")]
    words = {w.strip() for cell in cells for w in re.split(r"[·/]", re.sub(r"\(så.*\)", "", cell))}
    known = ", ".join(sv for sv, _ in TERM.findall(page(repo, "ordlista")))
    assert {word for word in words if word not in known} == set()


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example.org/x.js"></script>',
        "<img alt='' src='//example.org/x.png'>",
        '<link rel="stylesheet" href="https://fonts.example.org/css">',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>body { background: url(https://example.org/x.png) }</style>",
    ],
)
def test_a_page_that_fetches_from_another_machine_is_seen(html):
    assert len(fetched_from_outside(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org">länk</a>',
        '<script src="../_static/x.js"></script>',
        '<link rel="canonical" href="https://example.org/x">',
        '<link rel="stylesheet" href="_static/x.css">',
    ],
)
def test_links_and_files_of_its_own_are_let_through(html):
    assert fetched_from_outside(html) == []


def test_decisions_are_numbered_once_each(repo):
    numbers = [path.name[:4] for path in (repo / "docs" / "decisions").glob("*.md")]
    assert len(set(numbers)) == len(numbers)
