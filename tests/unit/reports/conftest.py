"""Small notebooks and a small project around them, for the tests of reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fgte.settings import Settings

REPO = Path(__file__).resolve().parents[3]
DECLARED = 'first_year = None\nlast_year = None\nlang = "sv"\nhome = None'


def parameters_cell(municipal: bool = True) -> nbformat.NotebookNode:
    source = f'municipality = "1384"\n{DECLARED}' if municipal else DECLARED
    return new_code_cell(source, id="parameters", metadata={"tags": ["parameters"]})


def of_python(cells: list[nbformat.NotebookNode]) -> nbformat.NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Settings]:
    """Make a project whose two notebooks end in the given lines of code."""

    def make(kommun: str = "", region: str = "") -> Settings:
        root = tmp_path_factory.mktemp("project")
        folder = root / "shipped" / "notebooks" / "reports"
        folder.mkdir(parents=True)
        (root / "shipped" / "templates").symlink_to(REPO / "templates")
        for name, code in (("kommun", kommun), ("region", region)):
            cells = [
                new_markdown_cell("# Titel", id="title"),
                parameters_cell(name == "kommun"),
                new_markdown_cell("## Avsnittet", id="section"),
                new_code_cell(code, id="code"),
            ]
            nbformat.write(of_python(cells), folder / f"{name}.ipynb")
        return Settings(home=root / "home", shipped=root / "shipped")

    return make


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """The project's own templates and an empty home."""
    return Settings(home=tmp_path, shipped=REPO)


def said(source: str, *tags: str) -> nbformat.NotebookNode:
    return new_markdown_cell(source, metadata={"tags": list(tags)})


def shown(data: dict[str, str], kind: str = "execute_result") -> nbformat.NotebookNode:
    """A code cell that has been run and shows one result."""
    more = {"execution_count": 1} if kind == "execute_result" else {}
    return new_code_cell("secret_code()", outputs=[new_output(kind, data, **more)])


@pytest.fixture
def notebook() -> Callable[..., nbformat.NotebookNode]:
    """Make an executed notebook of markdown (text) and results (mappings of type and content)."""

    def make(*cells: str | dict[str, str] | nbformat.NotebookNode) -> nbformat.NotebookNode:
        made = []
        for cell in cells:
            if isinstance(cell, str):
                made.append(said(cell))
            elif "cell_type" in cell:
                made.append(cell)
            else:
                made.append(shown(dict(cell)))
        return new_notebook(cells=made)

    return make
