"""Pages of the documentation of each sort under axe, on a screen and on a phone; none is wide."""

import shutil
import subprocess
import sys
from pathlib import Path

import axe_playwright_python
import pytest

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
PAGES = ("how-to/uppgradera", "reference/analysis", "reference/lagret")
INDEX = "# Prov\n\n```{{toctree}}\n:caption: Innehåll\n\n{}\n```\n"


@pytest.fixture(scope="module")
def site(repo, tmp_path_factory):
    """A small site of some of the pages, built as the whole is: words, code, tables, signatures."""
    folder = tmp_path_factory.mktemp("docs")
    source = folder / "docs"
    source.mkdir()
    for name in ("conf.py", "_static", "locale"):
        place = repo / "docs" / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, source / name)
    for name in PAGES:
        (source / name).parent.mkdir(exist_ok=True)
        shutil.copy(repo / "docs" / f"{name}.md", source / f"{name}.md")
    (source / "index.md").write_text(INDEX.format("\n".join(PAGES)), encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", str(source), str(folder / "site")]
    subprocess.run(command, cwd=repo, check=True, capture_output=True)
    return folder / "site"


@pytest.fixture(scope="module", params=[1280, 390])
def page(request, browser):
    """A page as wide as a screen or a phone."""
    opened = browser.new_page(viewport={"width": request.param, "height": 900})
    yield opened
    opened.close()


@pytest.mark.parametrize("name", ["index", *PAGES])
def test_a_page_of_the_docs_has_no_violation_and_is_not_wide(site, page, name):
    page.goto((site / f"{name}.html").as_uri())
    page.add_script_tag(path=AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(e["id"], e["nodes"][0]["html"]) for e in found["violations"]] == []
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
