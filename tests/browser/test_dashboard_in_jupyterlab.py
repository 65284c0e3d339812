"""The board in a cell of JupyterLab is the one of its page: a real lab, kernel and browser."""

from __future__ import annotations

import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect

from fgte.api import assess, open_store
from fgte.present.cards import latest_value
from fgte.settings import read_settings
from tests.browser.conftest import PATIENCE, end, serve

pytestmark = pytest.mark.browser

SLOW = 1000 * PATIENCE
KEY = "en lång hemlig nyckel"
META = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
CELL = 'from fgte import dashboards\n\ndashboards.municipality("1384")'


@pytest.fixture(scope="module")
def lab(settings, tmp_path_factory):
    """JupyterLab as ``fgte lab`` opens it, with a notebook of one cell."""
    own = read_settings({}, home=tmp_path_factory.mktemp("labb"))
    shutil.copytree(settings.store, own.store)
    folder = own.home / "notebooks"
    folder.mkdir()
    nbformat.write(new_notebook(cells=[new_code_cell(CELL)], metadata=META), folder / "vy.ipynb")
    as_root = '{"ServerApp": {"allow_root": true}}'  # in a container tests may run as root
    (own.home / "jupyter_server_config.json").write_text(as_root, encoding="utf-8")
    served = serve(own, verb="lab", JUPYTER_TOKEN=KEY, JUPYTER_CONFIG_DIR=str(own.home))
    yield served
    end(served)


def test_a_cell_shows_the_board_and_answers_what_is_chosen(lab, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{lab.url}lab/tree/vy.ipynb?token={KEY}")
    page.locator(".jp-CodeCell .cm-content").first.click(timeout=SLOW)
    expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_attached(
        timeout=SLOW
    )
    page.keyboard.press("Shift+Enter")
    board = page.locator(".jp-OutputArea-output [data-fgte-board][data-ready]")
    expect(board.get_by_role("heading", level=1)).to_have_text(
        "Kungsbacka: vad har ändrats?", timeout=SLOW
    )
    assert board.locator("figure.chart svg").count() >= 8

    board.get_by_label("Kommun", exact=True).select_option("varberg")
    expect(board.get_by_role("heading", level=1)).to_contain_text("Varberg", timeout=SLOW)
    found = assess("meritvarde", "Varberg", store=open_store(lab.settings.home))
    expect(board.locator("#tile-meritvarde .now")).to_contain_text(latest_value(found, "sv"))

    board.locator("#tile-examen_3ar h3 a").click()
    opened = board.locator("[data-fgte-opened]")
    expect(opened).to_be_focused(timeout=SLOW)
    expect(opened.locator(".lead")).to_contain_text(
        assess("examen_3ar", "Varberg", store=open_store(lab.settings.home)).sentence()
    )
    assert [
        url for url in asked if not url.removeprefix("blob:").startswith(("data:", lab.url))
    ] == []
    page.close()
