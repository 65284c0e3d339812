"""The guide leads from an open store to an own figure, whichever municipality is chosen."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fgte.catalogue import municipalities
from fgte.settings import read_settings
from fgte.store import build

CHOSEN = 'catalogue.municipality("Varberg")'


@pytest.fixture(scope="module")
def guide(repo: Path) -> dict[str, Any]:
    text = (repo / "notebooks" / "guides" / "forsta_timmen.ipynb").read_text(encoding="utf-8")
    return json.loads(text)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of its own with a store, as ``fgte lab`` leaves it."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("home")
        patch.setenv("FGTE_HOME", str(place))
        build(read_settings())
        yield place


def sources(guide: dict[str, Any], kind: str) -> list[str]:
    return ["".join(cell["source"]) for cell in guide["cells"] if cell["cell_type"] == kind]


def run(cell: str, names: dict[str, Any]) -> Any:
    """Run a cell and give what stands last in it, as a notebook shows it."""
    *before, last = ast.parse(cell).body
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    return exec(compile(ast.Module([last], []), "cell", "exec"), names)


def test_it_has_ten_steps_and_each_asks_a_question(guide):
    headings = re.findall(r"^## (\d+)\. (.+)$", "\n".join(sources(guide, "markdown")), re.MULTILINE)
    assert [int(number) for number, _ in headings] == list(range(1, 11))
    assert all(question.endswith("?") for _, question in headings)
    assert len(sources(guide, "code")) == 10


@pytest.mark.parametrize("name", [each.name for each in municipalities()])
def test_it_works_for_every_municipality_of_the_collaboration(guide, home, name, capsys):
    names: dict[str, Any] = {}
    cells = [
        cell.replace(CHOSEN, f'catalogue.municipality("{name}")') for cell in sources(guide, "code")
    ]
    shown = [run(cell, names) for cell in cells]
    assert names["finding"].municipality.name == name
    assert "".join(each._repr_html_() for each in shown if hasattr(each, "_repr_html_"))
    assert names["finding"].sentence() in capsys.readouterr().out


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
