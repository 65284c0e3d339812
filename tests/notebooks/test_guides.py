"""The guides: each runs from an empty home to a result, in its own order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from fgte.cli.guides import GUIDES
from fgte.reports.own_page import SavedPage
from fgte.settings import read_settings
from fgte.store import build
from tests.notebooks.guide_cells import guide_of, run, sources


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A home of its own with a store, as ``fgte lab`` leaves it."""
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    build(read_settings())
    return tmp_path / "home"


def shown(repo: Path, name: str) -> tuple[dict[str, Any], list[Any]]:
    names: dict[str, Any] = {}
    return names, [run(cell, names) for cell in sources(guide_of(repo, name), "code")]


@pytest.mark.parametrize("name", GUIDES)
def test_prose_stands_in_both_languages_and_each_step_is_a_question(repo, name):
    found = guide_of(repo, name)
    tags = [cell["metadata"]["tags"] for cell in found["cells"] if cell["cell_type"] == "markdown"]
    assert tags == [["lang-sv"], ["lang-en"]] * (len(tags) // 2)
    steps = re.findall(r"^## (\d+)\. (.+)$", "\n".join(sources(found, "markdown")), re.MULTILINE)
    assert [int(n) for n, _ in steps] == [n // 2 + 1 for n in range(len(steps))]
    assert all(question.endswith("?") for _, question in steps)
    assert len(steps) == 2 * len(sources(found, "code"))


@pytest.mark.parametrize("name", GUIDES[1:])
def test_each_says_what_it_cannot_tell(repo, name):
    assert "## Vad guiden inte kan säga" in "\n".join(sources(guide_of(repo, name), "markdown"))


def test_the_first_hour_leads_to_every_guide(repo):
    last = sources(guide_of(repo, "forsta_timmen"), "markdown")[-1]
    led = set(re.findall(r"\((\w+)\.ipynb\)", last))
    there = {path.stem for path in (repo / "notebooks" / "guides").glob("*.ipynb")}
    assert led == there - {"forsta_timmen"}
    assert "(start.md)" in last


def test_an_own_indicator_is_judged_and_leaves_the_own_figures_alone(repo, home):
    before = (home / "store" / "observations.parquet").read_bytes()
    names, found = shown(repo, "egna_indikatorer")
    assert names["finding"] in found
    assert names["own"].scope == "local"
    assert "Källa: Kungsbacka kommun, 2025." in names["finding"]._repr_html_()
    assert (home / "store" / "observations.parquet").read_bytes() == before
    assert not (home / "catalogue").exists()


def test_a_key_figure_of_ones_own_is_read_from_the_form_and_lacks_only_its_figures(repo, home):
    names, _ = shown(repo, "egna_indikatorer")
    assert names["other"].sentence().startswith("Uppgift saknas")


@pytest.mark.parametrize("name", GUIDES[1:])
def test_each_ends_in_a_page_that_can_be_shared(repo, home, name):
    _, found = shown(repo, name)
    (saved,) = [each for each in found if isinstance(each, SavedPage)]
    page = saved.path.read_text("utf-8")
    assert saved.path.parent == home / "output"
    assert "Källa: " in page or "underlag från" in page
    assert str(saved.path) in saved._repr_html_()


def test_the_own_indicator_can_be_taken_in_again(repo, home):
    shown(repo, "egna_indikatorer")
    shown(repo, "egna_indikatorer")


def test_a_year_groups_way_is_drawn(repo, home):
    names, found = shown(repo, "folja_en_arskull")
    assert names["page"].paths
    assert "<svg" in str(found[1])


def test_the_own_report_is_a_page_with_its_sources(repo, home):
    names, _ = shown(repo, "bygga_en_egen_rapport")
    page = (home / "output" / "egen-till-motet.html").read_text("utf-8")
    assert page.count("<svg") >= 2
    assert f"Behöriga till yrkesprogram: {names['first'].sentence()}" in page
    assert "Källa: Kolada" in page


def test_the_study_of_the_guide_answers_that_it_cannot(repo, home):
    names, found = shown(repo, "fran_fraga_till_studie")
    told = [str(each) for each in found]
    assert sum("Designen kan inte besvara frågan" in each for each in told) == 3
    assert names["own"] == home / "notebooks" / "min-studie.toml"


def test_what_has_been_written_in_the_own_study_file_stays(repo, home):
    own = shown(repo, "fran_fraga_till_studie")[0]["own"]
    written = own.read_text("utf-8").replace("Steg meritvärdet", "Steg meritvärdet tydligt")
    own.write_text(written, "utf-8")
    _, found = shown(repo, "fran_fraga_till_studie")
    assert own.read_text("utf-8") == written
    (saved,) = [each for each in found if isinstance(each, SavedPage)]
    assert "Steg meritvärdet tydligt" in saved.path.read_text("utf-8")


def test_the_guide_shows_the_question_s_form_and_writes_nothing_in_the_journal(repo, home, capsys):
    _, found = shown(repo, "fran_fraga_till_studie")
    assert 'kind = "forskningsfraga"' in capsys.readouterr().out
    assert "Ingen forskningsfråga är nedskriven" in str(found[2])
    assert not (home / "journal").exists()


def test_the_form_of_an_own_indicator_is_the_how_tos_example(repo):
    told = (repo / "docs" / "how-to" / "egen-indikator.md").read_text("utf-8")
    form = (repo / "data" / "forms" / "egen-indikator.toml").read_text("utf-8")
    assert form[form.index("[[indicator]]") :] in told
