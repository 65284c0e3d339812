"""The guide leads from an open store to an own figure, whichever municipality is chosen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from fgte.catalogue import municipalities
from tests.notebooks.guide_cells import guide_of, run, sources

CHOSEN = 'catalogue.municipality("Varberg")'


@pytest.fixture(scope="module")
def guide(repo: Path) -> dict[str, Any]:
    return guide_of(repo, "forsta_timmen")


def test_it_has_ten_steps_and_each_asks_a_question(guide):
    headings = re.findall(r"^## (\d+)\. (.+)$", "\n".join(sources(guide, "markdown")), re.MULTILINE)
    assert [int(number) for number, _ in headings] == [n // 2 + 1 for n in range(2 * 10)]
    assert all(question.endswith("?") for _, question in headings)
    assert len(sources(guide, "code")) == 10


@pytest.mark.parametrize("name", [each.name for each in municipalities()])
def test_it_works_for_every_municipality_of_the_collaboration(guide, home, name):
    names: dict[str, Any] = {}
    cells = [
        cell.replace(CHOSEN, f'catalogue.municipality("{name}")') for cell in sources(guide, "code")
    ]
    shown = [run(cell, names) for cell in cells]
    assert names["finding"].municipality.name == name
    assert "".join(each._repr_html_() for each in shown if hasattr(each, "_repr_html_"))
    assert names["finding"].sentence() in [each for each in shown if isinstance(each, str)]


def test_the_own_table_and_figure_are_files_where_reports_lie(guide, home):
    names: dict[str, Any] = {}
    for cell in sources(guide, "code"):
        run(cell, names)
    made = {path.name: path.stat().st_size for path in (home / "output").glob("egen-*")}
    assert set(made) == {"egen-tabell.xlsx", "egen-figur.svg", "egen-figur.png"}
    assert (home / "output" / "egen-figur.svg").read_text("utf-8").startswith("<svg xmlns=")


def test_no_figure_is_typed_into_its_prose(guide):
    assert (
        re.findall(r"\d+[,.]\d|\d\s?(?:%|procent|poäng)", "\n".join(sources(guide, "markdown")))
        == []
    )
