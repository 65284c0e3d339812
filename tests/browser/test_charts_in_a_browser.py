"""Every type of chart at the width of a phone: no word on another, none outside the drawing."""

import pytest

from fgte.present.svg import render
from tests.example_charts import EXAMPLES, example

pytestmark = pytest.mark.browser

PAGE = '<!doctype html><html lang="sv"><body style="margin:0">{}</body></html>'

WORDS = """svg => {
  const toDrawing = svg.getScreenCTM().inverse();
  return [...svg.querySelectorAll("text")].map(text => {
    const box = text.getBBox(), place = toDrawing.multiply(text.getScreenCTM());
    const corner = new DOMPoint(box.x, box.y).matrixTransform(place);
    return {words: text.lastChild.textContent, x: corner.x, y: corner.y,
            width: box.width, height: box.height};
  });
}"""
AIR = 0.22
"""The share of a line box over and under the letters themselves."""


@pytest.fixture(scope="module")
def page(browser):
    """All examples under each other on a phone, each in an element of its name."""
    page = browser.new_page(viewport={"width": 340, "height": 700})
    drawn = (f'<div id="at-{name}">{render(example(name))}</div>' for name in EXAMPLES)
    page.set_content(PAGE.format("".join(drawn)))
    yield page
    page.close()


def written(page, name):
    return page.locator(f"#at-{name} > svg").evaluate(WORDS)


def overlap(first, second):
    """Whether the letters of two texts meet."""
    across = min(first["x"] + first["width"], second["x"] + second["width"]) - max(
        first["x"], second["x"]
    )
    tops = [each["y"] + AIR * each["height"] for each in (first, second)]
    ends = [each["y"] + (1 - AIR) * each["height"] for each in (first, second)]
    return across > 1 and min(ends) - max(tops) > 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_word_stands_on_another(page, name):
    words = written(page, name)
    met = [
        (first["words"], second["words"])
        for i, first in enumerate(words)
        for second in words[i + 1 :]
        if overlap(first, second)
    ]
    assert words
    assert met == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_word_reaches_outside_the_drawing(page, name):
    svg = page.locator(f"#at-{name} > svg")
    _, _, width, height = map(float, svg.get_attribute("viewBox").split())
    outside = [
        each["words"]
        for each in written(page, name)
        if each["x"] < -1 or each["x"] + each["width"] > width + 1
        or each["y"] + AIR * each["height"] < 0 or each["y"] + each["height"] > height + 2
    ]  # fmt: skip
    assert outside == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_text_is_at_least_eleven_pixels_on_a_phone(page, name):
    svg = page.locator(f"#at-{name} > svg")
    _, _, width, _ = map(float, svg.get_attribute("viewBox").split())
    sizes = svg.locator("text").evaluate_all(
        "all => all.map(text => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert min(sizes) * 340 / width >= 11


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_screen_reader_meets_one_image_with_a_name(page, name):
    seen = page.locator(f"#at-{name}").aria_snapshot()
    assert seen.count("img") == 1
    assert example(name).title in seen


def test_every_id_on_a_page_of_many_charts_is_its_own(page):
    ids = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(ids) > 3 * len(EXAMPLES)
    assert sorted(ids) == sorted(set(ids))
