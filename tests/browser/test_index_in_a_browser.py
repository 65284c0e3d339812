"""The index of the whole country: searched by keyboard, never sorted, whole without script."""

import pytest

from fgte.catalogue import open_catalogue
from fgte.reports import JobStatus, Outcome, jobs_for, write_index
from fgte.settings import Settings
from tests.browser.test_accessible_pages import faults

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def index(settings, tmp_path_factory):
    """The index of 290 reports and the region's; the reports themselves are not made."""
    folder = tmp_path_factory.mktemp("country")
    codes = [each.id for each in open_catalogue(settings).every_municipality if each.id != "0000"]
    jobs = jobs_for(codes, True, Settings(home=folder, shipped=settings.shipped), output=folder)
    for job in jobs:
        job.html.write_text(f"<title>{job.place}</title>", encoding="utf-8")
    return write_index([Outcome(job, JobStatus.OK, 1.0) for job in jobs], settings, "sv").as_uri()


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.faults = []
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else 0)
    yield page
    page.close()


def names(page):
    return page.eval_on_selector_all(
        "[data-name]", "all => all.filter(e => e.offsetParent).map(e => e.dataset.name)"
    )


def test_what_is_typed_hides_the_rest_and_leaves_the_order(page, index):
    page.goto(index)
    every = names(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("HÄRN")
    assert page.get_by_role("status").inner_text() == "Antal rapporter som visas: 1"
    assert names(page) == ["Härnösand 2280"]
    page.get_by_role("searchbox").fill("berg")
    assert names(page) == [name for name in every if "berg" in name.lower()]
    page.get_by_role("searchbox").fill("")
    assert names(page) == every
    assert len(every) == 291
    assert page.faults == []


def test_a_county_without_a_match_is_not_shown(page, index):
    page.goto(index)
    page.get_by_role("searchbox").fill("1384")
    assert page.locator(".county:visible").count() == 0


def test_enter_opens_the_only_one_left(page, index):
    page.goto(index)
    page.get_by_role("searchbox").fill("kiruna")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kiruna.html")


def test_without_script_everything_is_there_and_no_field_that_does_nothing(browser, index):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(index)
    assert page.locator("[data-name]").count() == 291
    assert not page.locator("#search").is_visible()
    context.close()


def test_nothing_is_cut_off_on_a_phone(page, index):
    page.goto(index)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("h2, h3").count() > 20


def test_axe_finds_nothing_in_the_whole_country(browser, index):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page.goto(index)
    assert faults(page) == []
    page.close()
