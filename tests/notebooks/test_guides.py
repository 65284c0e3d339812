"""The guides beside the first hour: each runs from an empty home to a result, in its own order."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from fgte.settings import read_settings
from fgte.store import build

GUIDES = (
    "egna_indikatorer",
    "folja_en_arskull",
    "bygga_en_egen_rapport",
    "fran_fraga_till_studie",
)


def guide(repo: Path, name: str) -> dict[str, Any]:
    text = (repo / "notebooks" / "guides" / f"{name}.ipynb").read_text(encoding="utf-8")
    return json.loads(text)


def sources(found: dict[str, Any], kind: str) -> list[str]:
    return ["".join(cell["source"]) for cell in found["cells"] if cell["cell_type"] == kind]


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A home of its own with a store, as ``fgte lab`` leaves it."""
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    build(read_settings())
    return tmp_path / "home"


def run(cell: str, names: dict[str, Any]) -> Any:
    """Run a cell and give what stands last in it, as a notebook shows it."""
    *before, last = ast.parse(cell).body
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    return exec(compile(ast.Module([last], []), "cell", "exec"), names)


def shown(repo: Path, name: str) -> tuple[dict[str, Any], list[Any]]:
    names: dict[str, Any] = {}
    return names, [run(cell, names) for cell in sources(guide(repo, name), "code")]


@pytest.mark.parametrize("name", GUIDES)
def test_prose_stands_in_both_languages_and_each_step_is_a_question(repo, name):
    found = guide(repo, name)
    tags = [cell["metadata"]["tags"] for cell in found["cells"] if cell["cell_type"] == "markdown"]
    assert tags == [["lang-sv"], ["lang-en"]] * (len(tags) // 2)
    steps = re.findall(r"^## (\d+)\. (.+)$", "\n".join(sources(found, "markdown")), re.MULTILINE)
    assert [int(n) for n, _ in steps] == [n // 2 + 1 for n in range(len(steps))]
    assert all(question.endswith("?") for _, question in steps)
    assert len(steps) == 2 * len(sources(found, "code"))


@pytest.mark.parametrize("name", GUIDES)
def test_each_says_what_it_cannot_tell(repo, name):
    assert "## Vad guiden inte kan säga" in "\n".join(sources(guide(repo, name), "markdown"))


def test_the_first_hour_leads_to_every_guide(repo):
    last = sources(guide(repo, "forsta_timmen"), "markdown")[-1]
    led = set(re.findall(r"\((\w+)\.ipynb\)", last))
    there = {path.stem for path in (repo / "notebooks" / "guides").glob("*.ipynb")}
    assert led == there - {"forsta_timmen"}


def test_an_own_indicator_is_judged_and_leaves_the_own_figures_alone(repo, home, capsys):
    before = (home / "store" / "observations.parquet").read_bytes()
    names, _ = shown(repo, "egna_indikatorer")
    assert names["finding"].sentence() in capsys.readouterr().out
    assert names["own"].scope == "local"
    assert "Källa: Kungsbacka kommun, 2025." in names["finding"]._repr_html_()
    assert (home / "store" / "observations.parquet").read_bytes() == before
    assert not (home / "catalogue").exists()


def test_the_own_indicator_can_be_taken_in_again(repo, home):
    shown(repo, "egna_indikatorer")
    shown(repo, "egna_indikatorer")


def test_a_year_groups_way_is_drawn(repo, home):
    names, found = shown(repo, "folja_en_arskull")
    assert names["page"].paths
    assert "<svg" in str(found[1])


def test_the_own_report_is_a_page_with_its_sources(repo, home):
    names, _ = shown(repo, "bygga_en_egen_rapport")
    page = names["place"].read_text("utf-8")
    assert page.count("<svg") >= 2
    assert names["first"].sentence() in page
    assert "Källa: Kolada" in page


def test_the_study_of_the_guide_answers_that_it_cannot(repo, home):
    _, found = shown(repo, "fran_fraga_till_studie")
    assert "Designen kan inte besvara frågan" in str(found[-1])
    assert 0 < found[6] < 20


def test_the_guide_shows_the_question_s_form_and_writes_nothing_in_the_journal(repo, home, capsys):
    _, found = shown(repo, "fran_fraga_till_studie")
    assert 'kind = "forskningsfraga"' in capsys.readouterr().out
    assert "Ingen forskningsfråga är nedskriven" in str(found[2])
    assert not (home / "journal").exists()
