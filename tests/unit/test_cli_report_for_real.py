"""``fgte report`` on the shipped notebooks and figures, from the command to the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from fgte.cli import main

PAGES = ("index.html", "region.html", "kungsbacka.html")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same two reports made twice, in two folders, from one home."""
    home = tmp_path_factory.mktemp("home")
    folders = (home / "first", home / "second")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FGTE_HOME", str(home))
        for folder in folders:
            assert main(["report", "-m", "Kungsbacka", "--region", "--out", str(folder)]) == 0
    return folders


def test_the_pages_and_the_executed_notebooks_are_there(places: tuple[Path, Path]) -> None:
    names = {path.name for path in places[0].iterdir()}
    assert names == {*PAGES, "region.ipynb", "kungsbacka.ipynb", ".reports.json"}


@pytest.mark.parametrize("name", [*PAGES, "region.ipynb", "kungsbacka.ipynb"])
def test_made_twice_they_are_the_same_to_the_byte(places: tuple[Path, Path], name: str) -> None:
    assert (places[0] / name).read_bytes() == (places[1] / name).read_bytes()


def test_the_report_shows_the_figures_and_not_the_code(places: tuple[Path, Path]) -> None:
    page = (places[0] / "kungsbacka.html").read_text(encoding="utf-8")
    assert "237,0" in page
    assert page.count("<svg") >= 10
    assert "assess_all" not in page
