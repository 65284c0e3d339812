"""A report says what it was made of and by which command, and that is enough to make it again."""

from __future__ import annotations

import html
import re
import shlex
from pathlib import Path

import nbformat
import pytest

from fgte.cli import main
from fgte.settings import Settings
from fgte.store import open_table
from fgte.version import VERSION

COMMAND = re.compile(r"<code>(fgte report .*?)</code>")


@pytest.mark.parametrize("name", ["laholm", "region"])
def test_the_command_on_a_page_makes_the_same_page(
    reports: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (reports / f"{name}.html").read_text(encoding="utf-8")
    [printed] = COMMAND.findall(page)
    made_in = nbformat.read(reports / f"{name}.ipynb", as_version=4).metadata.papermill.parameters
    monkeypatch.setenv("FGTE_HOME", made_in.home)
    assert main([*shlex.split(html.unescape(printed))[1:], "--out", str(tmp_path)]) == 0
    assert (tmp_path / f"{name}.html").read_bytes() == (reports / f"{name}.html").read_bytes()
    assert (tmp_path / f"{name}.ipynb").read_bytes() == (reports / f"{name}.ipynb").read_bytes()


def test_a_page_says_of_which_store_and_sets_of_figures_it_is_made(
    reports: Path, settings: Settings
) -> None:
    store = open_table(settings.store)
    page = (reports / "hylte.html").read_text(encoding="utf-8")
    [snapshot] = store.origins
    assert f"Gjord med FGTE Analysverkstad {VERSION} ur lagret {store.fingerprint[:12]}" in page
    assert snapshot in page


def test_the_executed_notebook_holds_the_whole_of_it(reports: Path, settings: Settings) -> None:
    noted = nbformat.read(reports / "hylte.ipynb", as_version=4).metadata.fgte
    store = open_table(settings.store)
    assert (noted.version, noted.store) == (VERSION, store.fingerprint)
    assert noted.snapshots == list(store.origins)
