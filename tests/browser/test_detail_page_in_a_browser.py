"""The detail view as a page: reached with the Tab key, named, described, its table after it."""

import pytest

from fgte.errors import RequestError, WorkError
from fgte.present.detail_page import detail_page
from tests.example_charts import example

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    saved = detail_page(example("indicator_series")).save(tmp_path_factory.mktemp("p") / "x.html")
    page = browser.new_page()
    page.goto(saved.as_uri())
    page.wait_for_selector(".main-svg")
    yield page
    page.close()


def focused(page, what):
    return page.evaluate(f"document.activeElement.{what}")


def test_tab_reaches_the_figure_its_buttons_in_swedish_and_its_table(page):
    page.keyboard.press("Tab")
    assert focused(page, "tagName") == "FIGURE"
    said = []
    while focused(page, "getAttribute('role')") != "region" and len(said) < 10:
        page.keyboard.press("Tab")
        said.append(focused(page, "getAttribute('aria-label')"))
    *buttons, table = said
    assert {"Zooma in", "Zooma ut", "Visa allt igen"} <= set(buttons)
    assert not [each for each in buttons if "Download" in each or "Reset" in each]
    assert table == "Examen inom tre år, Hylte"
    assert "77,0" in focused(page, "innerText")


def test_a_screen_reader_meets_the_name_the_description_and_the_table(page):
    heard = page.locator("main").aria_snapshot()
    assert 'group "Examen inom tre år, Hylte"' in heard
    assert "Hylte går från" in heard
    assert "columnheader" in heard


def test_nothing_is_fetched_from_elsewhere(page):
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0


def test_a_page_is_saved_as_html_only(tmp_path):
    view = detail_page(example("indicator_series"))
    with pytest.raises(RequestError, match="html"):
        view.save(tmp_path / "x.pdf")
    with pytest.raises(WorkError, match="gick inte"):
        view.save(tmp_path / "no" / "x.html")
