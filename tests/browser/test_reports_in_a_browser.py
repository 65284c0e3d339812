"""The index and the reports as a reader meets them: opened, followed, at every width."""

from io import BytesIO

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.asked = []
    page.faults = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else 0)
    yield page
    page.close()


def test_from_the_index_to_a_report_and_its_charts(page, reports):
    page.goto((reports / "index.html").as_uri())
    page.get_by_role("link", name="Kungsbacka", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Vad har ändrats?"
    charts = page.get_by_role("img", name="Genomsnittligt meritvärde med nyinvandrade elever")
    charts.first.scroll_into_view_if_needed()
    box = charts.first.bounding_box()
    assert box["width"] > 400
    assert box["height"] > 200
    assert page.faults == []


def test_a_report_asks_for_nothing_but_itself(page, reports):
    page.goto((reports / "region.html").as_uri())
    assert {url.split("?")[0] for url in page.asked} == {(reports / "region.html").as_uri()}


@pytest.mark.parametrize("width", [340, 390, 768, 1280])
@pytest.mark.parametrize("stem", ["index", "varberg", "region"])
def test_nothing_is_cut_off_at_any_width(page, reports, stem, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto((reports / f"{stem}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_chart_opens_its_table_by_keyboard(page, reports):
    page.goto((reports / "varberg.html").as_uri())
    summary = page.get_by_text("Visa siffrorna som tabell").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.data[open] tbody tr").first.is_visible()


def test_text_in_charts_is_dark(page, reports):
    page.goto((reports / "varberg.html").as_uri())
    colours = page.eval_on_selector_all(
        "figure.chart svg text", "all => [...new Set(all.map(e => getComputedStyle(e).fill))]"
    )
    for colour in colours:
        assert max(int(part) for part in colour[4:-1].split(",")) <= 0x3D


def test_the_contents_lead_to_their_headings(page, reports):
    page.goto((reports / "varberg.html").as_uri())
    targets = page.eval_on_selector_all("nav a[href^='#']", "all => all.map(a => a.hash.slice(1))")
    assert len(targets) >= 10
    for target in targets:
        assert page.locator(f"[id='{target}']").count() == 1


def test_a_printed_report_has_every_chart_whole(page, reports):
    page.goto((reports / "hylte.html").as_uri())
    page.emulate_media(media="print")
    kept = page.eval_on_selector_all(
        "figure.chart", "all => all.map(e => getComputedStyle(e).breakInside)"
    )
    assert set(kept) == {"avoid"}
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_on_paper_how_to_read_the_charts_stands_with_charts_and_nothing_stays_folded(page, reports):
    page.goto((reports / "kungsbacka.html").as_uri())
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    said = [" ".join(each.extract_text().split()) for each in pages]
    (how,) = [each for each in said if "Så läser du diagrammen" in each]
    assert "Från årskurs 3 till gymnasiet" in how
    assert "Nationella prov åk 3 69,9" in how.replace("\u00a0", " ")
    assert sum("Eget modellberäknat värde:" in each for each in said) > 1


def test_on_a_phone_the_verdicts_of_the_overview_are_read_without_scrolling(page, reports):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((reports / "kungsbacka.html").as_uri())
    verdicts = page.locator("#overview .verdict").all()
    assert len(verdicts) == 13
    assert all(box["x"] > 0 and box["x"] + box["width"] <= 390 for box in map(place, verdicts))
    assert page.locator("#overview").evaluate("e => e.scrollWidth <= e.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator("#overview thead").is_visible()


def place(found):
    return found.bounding_box()
