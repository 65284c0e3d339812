"""The dashboards as a visitor meets them: opened, steered, linked to, by keyboard, on a phone."""

from __future__ import annotations

import os
import time
from itertools import pairwise

import psutil  # ipykernel, and so the workbench, asks for it
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from fgte.api import assess, assess_region, open_store
from fgte.present.cards import latest_value
from fgte.present.numbers import decimal
from tests.browser.conftest import PATIENCE
from tests.conftest import REPO

pytestmark = pytest.mark.browser

ALL = ["", "oversikt", "kommun?kommun=kungsbacka", "monster", "likvardighet?kommun=varberg"]
PLACES = ("hylte", "halmstad", "laholm", "varberg", "kungsbacka")
KERNEL = """() => JSON.parse(document.querySelector("iframe.kernel").contentDocument
  .getElementById("jupyter-config-data").textContent).kernelId"""
PICTURES = REPO / "build" / "screenshots"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@pytest.fixture(scope="module")
def visitor(browser):
    """One visitor's browser for all tests here: pages of the same site share a process."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(visitor):
    page = visitor.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else 0)
    yield page
    page.close()


def opened(page, dashboards, address):
    page.goto(dashboards.url + address)
    expect(page.locator("[data-fgte-board][data-ready]")).to_have_count(1)
    return page


def board(page):
    return page.locator("[data-fgte-view]")


def choose(page, name, value):
    page.select_option(f"#choice-{name}", value)


@pytest.mark.parametrize("address", ALL)
def test_each_dashboard_opens_and_asks_no_one_else(page, dashboards, address):
    opened(page, dashboards, address)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    keep_pictures(page, address)
    assert page.faults == []
    assert [url for url in page.asked if not url.startswith(dashboards.url)] == []


def keep_pictures(page, address):
    """The first screen as a leader meets it, to be looked at: in build/screenshots."""
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        name = f"{address.partition('?')[0] or 'start'}-{width}.png"
        page.screenshot(path=PICTURES / name)
        assert (PICTURES / name).stat().st_size > 10_000


def on_the_first_screen(page, place):
    """Whether a piece of the page begins where it is seen before anyone scrolls."""
    return place.bounding_box()["y"] < page.viewport_size["height"]


def test_the_overview_answers_its_four_questions_on_the_first_screen(page, dashboards):
    page.set_viewport_size({"width": 1280, "height": 800})
    opened(page, dashboards, "oversikt")
    answers = page.locator(".brief").get_by_role("heading", level=3)
    expect(answers).to_have_text(
        ["Vad rör sig?", "Nytt och reviderat", "Förväntat spår att pröva", "Vad kan inte avgöras?"]
    )
    ends = [each.locator("xpath=..").bounding_box() for each in answers.all()]
    assert max(box["y"] + box["height"] for box in ends) < 800
    page.set_viewport_size({"width": 390, "height": 844})
    assert on_the_first_screen(page, answers.first.locator("xpath=../p").first)


@pytest.mark.parametrize("address", ALL[2:])
def test_main_points_and_first_chart_are_seen_at_once(page, dashboards, address):
    page.set_viewport_size({"width": 1280, "height": 800})
    opened(page, dashboards, address)
    assert on_the_first_screen(page, page.locator(".summary li").first)
    assert on_the_first_screen(page, page.locator("figure.chart svg").first)
    page.set_viewport_size({"width": 390, "height": 844})
    assert on_the_first_screen(page, page.locator(".summary li").first)


@pytest.mark.parametrize("address", [*ALL, "kommun?kommun=kungsbacka&oppen=meritvarde"])
def test_headings_are_read_in_order_without_a_gap(page, dashboards, address):
    opened(page, dashboards, address)
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "all => all.map(e => +e.tagName[1])"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_link_of_an_opened_indicator_begins_at_its_card(page, dashboards):
    opened(page, dashboards, "oversikt")
    page.locator(".brief .moves a").first.click()
    card = page.locator("[data-fgte-opened]")
    expect(card).to_be_in_viewport()
    choose(page, "kommun", "laholm")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Laholm")
    assert page.url.endswith("#tile-betygspoang")


def test_twenty_at_once_are_each_shown_their_own(browser, dashboards):
    asked = [(each, word) for each in PLACES for word in ("", "flickor", "pojkar", "alla")]
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    pages = [context.new_page() for _ in asked]
    for page, (place, word) in zip(pages, asked, strict=True):
        address = f"{dashboards.url}kommun?kommun={place}&elever={word}"
        page.goto(address, wait_until="commit")
    for page, (place, word) in zip(pages, asked, strict=True):
        expect(page.get_by_role("heading", level=1)).to_contain_text(place.capitalize())
        expect(page.locator(".chosen").first).to_contain_text((word or "alla").capitalize())
    choose(pages[0], "kommun", "varberg")
    expect(pages[0].get_by_role("heading", level=1)).to_contain_text("Varberg")
    expect(pages[1].get_by_role("heading", level=1)).to_contain_text("Hylte")
    context.close()


def test_a_page_is_complete_without_script(browser, dashboards):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{dashboards.url}kommun?kommun=varberg")
    assert page.locator("figure.chart svg").count() >= 8
    page.select_option("#choice-elever", "flickor")
    page.get_by_role("button", name="Visa").click()
    expect(page).to_have_url(
        f"{dashboards.url}kommun?kommun=varberg&elever=flickor&fran=&till=&skolor="
    )
    expect(page.locator(".chosen")).to_have_text("Flickor · alla år")
    context.close()


def test_the_start_page_leads_to_every_dashboard(page, dashboards):
    opened(page, dashboards, "")
    for name in ("Översikt", "Kommun", "Mönster", "Likvärdighet"):
        page.get_by_role("navigation").get_by_role("link", name=name).click()
        expect(page.locator("[aria-current=page]")).to_have_text(name)


def test_the_municipality_changes_heading_figures_and_address(page, dashboards):
    opened(page, dashboards, "kommun?kommun=kungsbacka")
    choose(page, "kommun", "laholm")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Laholm")
    expect(page).to_have_url(f"{dashboards.url}kommun?kommun=laholm")
    found = assess("meritvarde", "Laholm", store=open_store(dashboards.settings.home))
    tile = page.locator("#tile-meritvarde")
    expect(tile).to_contain_text(f"{latest_value(found, 'sv')} ({found.year})")


def test_every_list_changes_what_it_should(page, dashboards):
    opened(page, dashboards, "kommun?kommun=kungsbacka")
    choose(page, "elever", "pojkar")
    expect(page.locator(".chosen")).to_have_text("Pojkar · alla år")
    choose(page, "elever", "")
    choose(page, "skolor", "hemkommun")
    expect(page.locator(".chosen")).to_contain_text("elever som bor")
    choose(page, "skolor", "")
    choose(page, "fran", "2017")
    choose(page, "till", "2021")
    expect(page).to_have_url(f"{dashboards.url}kommun?kommun=kungsbacka&fran=2017&till=2021")
    expect(page.locator("#tile-meritvarde .now")).to_contain_text("(2021)")


def test_an_opened_indicator_says_what_its_finding_says(page, dashboards):
    opened(page, dashboards, "kommun?kommun=kungsbacka")
    page.locator("#tile-examen_3ar h3 a").click()
    card = page.locator("[data-fgte-opened]")
    store = open_store(dashboards.settings.home)
    found = assess("examen_3ar", "Kungsbacka", store=store)
    expect(card.locator(".lead")).to_contain_text(found.sentence())
    expect(card).to_be_focused()
    card.get_by_text("Visa siffrorna som tabell").first.click()
    rows = card.locator("details.data").first.locator("tbody tr")
    years = [each for each in found.series if each.value is not None]
    for each in years:
        row = rows.filter(has=page.get_by_role("rowheader", name=str(each.year)))
        expect(row.first).to_contain_text(decimal(each.value, 1, "sv"))


def test_the_link_of_an_opened_indicator_shows_it_to_someone_else(page, dashboards):
    opened(page, dashboards, "kommun?kommun=varberg&oppen=meritvarde&elever=flickor")
    expect(page.locator("[data-fgte-opened] h3")).to_have_text(
        "Genomsnittligt meritvärde med nyinvandrade elever"
    )
    assert page.locator("#choice-elever").input_value() == "flickor"


def test_back_leads_to_what_was_shown_before(page, dashboards):
    opened(page, dashboards, "kommun?kommun=kungsbacka")
    choose(page, "kommun", "hylte")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hylte")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kungsbacka")
    assert page.locator("#choice-kommun").input_value() == "kungsbacka"


def test_the_pattern_says_what_the_region_finding_says(page, dashboards):
    opened(page, dashboards, "monster?oppen=examen_3ar")
    found = assess_region("examen_3ar", store=open_store(dashboards.settings.home))
    expect(page.locator("[data-fgte-opened] .lead")).to_contain_text(found.sentence())


def test_a_wrong_link_shows_a_page_that_says_what_was_wrong(page, dashboards):
    opened(page, dashboards, "kommun?kommun=falkenberg&fran=1066&oppen=<script>alert(1)</script>")
    notice = page.locator(".notice")
    expect(notice).to_contain_text("”falkenberg” finns inte bland valen")
    expect(notice).to_contain_text("<script>")
    assert page.locator("figure.chart svg").count() >= 5
    assert page.faults == []


def test_all_can_be_done_by_keyboard_and_is_said(page, dashboards):
    opened(page, dashboards, "kommun?kommun=hylte")
    page.get_by_label("Kommun", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status")).to_have_text("Nu visas Halmstad: vad har ändrats?")
    expect(page.get_by_label("Kommun", exact=True)).to_be_focused()
    page.locator("#tile-meritvarde h3 a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-fgte-opened]")).to_be_focused()
    page.get_by_role("link", name="Stäng").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#tile-meritvarde h3 a")).to_be_focused()


@pytest.mark.parametrize("address", ALL)
def test_nothing_is_cut_off_at_any_width(page, dashboards, address):
    opened(page, dashboards, address)
    for width in (320, 390, 640, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", [*ALL, "kommun?kommun=kungsbacka&oppen=meritvarde", "fel"])
def test_axe_finds_nothing_at_wcag_aa(page, dashboards, address):
    page.goto(dashboards.url + address)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        found = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()


def test_a_kernel_takes_over_its_death_is_told_plainly_and_it_goes_with_the_page(page, dashboards):
    page.clock.install()
    opened(page, dashboards, "kommun?kommun=kungsbacka")
    choose(page, "kommun", "laholm")
    expect(page.locator("[data-live]")).to_have_count(1)
    choose(page, "kommun", "varberg")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Varberg")
    for pid in kernels(dashboards):
        os.kill(pid, 9)  # as the system does when memory is out
    choose(page, "kommun", "halmstad")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Halmstad")
    trouble = page.get_by_role("alert")
    expect(trouble).to_contain_text("Inget är förlorat")
    trouble.get_by_role("button", name="Försök igen").click()
    expect(trouble).to_be_hidden()
    expect(page.locator("iframe.kernel")).to_have_count(1)
    page.clock.fast_forward(31_000)  # the kernel that stood ready is dead too: it is given up
    expect(page.locator("iframe.kernel")).to_have_count(0)
    choose(page, "kommun", "hylte")
    expect(page.locator("[data-live]")).to_have_count(1)
    mine = page.evaluate(KERNEL)
    assert any(mine in each for each in kernels(dashboards).values())
    page.goto(f"{dashboards.url}monster")
    until = time.monotonic() + PATIENCE
    while any(mine in each for each in kernels(dashboards).values()):
        assert time.monotonic() < until, "the kernel of a page that was left is still there"
        page.wait_for_timeout(200)
    assert [
        url for url in page.asked if not url.removeprefix("blob:").startswith(dashboards.url)
    ] == []


def kernels(dashboards):
    """The kernels of one server, and nothing else: what started each, by process."""
    children = psutil.Process(dashboards.process.pid).children(recursive=True)
    found = {each.pid: " ".join(each.cmdline()) for each in children if each.status() != "zombie"}
    return {pid: line for pid, line in found.items() if "ipykernel_launcher" in line}
