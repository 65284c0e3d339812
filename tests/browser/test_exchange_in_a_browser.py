"""The pages of exchanges in a real Chromium: the width of a phone, the wheel of the year.

Axe, keyboard and headings: test_accessible_pages.py.
"""

from __future__ import annotations

import pytest

from fgte.journal import open_journal
from fgte.journal.examples import add_examples
from fgte.reports import run
from fgte.reports.journal_jobs import journal_jobs
from fgte.settings import read_settings

pytestmark = pytest.mark.browser

PAGES = ("utbyte", "erfarenhetsutbyte")


@pytest.fixture(scope="module")
def pages(settings, tmp_path_factory):
    """A documented exchange and its year, made of the examples."""
    home = read_settings({}, home=tmp_path_factory.mktemp("exchanges"))
    home.store.symlink_to(settings.store)
    with open_journal(home) as journal:
        add_examples(journal, who="anna")
    jobs = (
        *journal_jobs("utbyte", ["lasning-i-alla"], home),
        *journal_jobs("erfarenhetsutbyte", ["2026"], home),
    )
    outcomes = run(jobs, home)
    assert [each.cause for each in outcomes] == [None, None]
    return dict(zip(PAGES, (each.html for each in outcomes), strict=True))


@pytest.fixture
def opened(browser, pages):
    shown = []

    def make(name, width):
        page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
        page.goto(pages[name].as_uri())
        shown.append(page)
        return page

    yield make
    for page in shown:
        page.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1280, 340])
def test_nothing_is_to_the_side(opened, name, width):
    assert opened(name, width).evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_has_the_list_alone_and_a_wide_screen_and_paper_the_wheel_too(opened, name):
    phone = opened(name, 340)
    assert not phone.locator(".wheel svg").is_visible()
    assert phone.locator("ol.days > li").first.is_visible()
    assert opened(name, 1280).locator(".wheel svg").is_visible()
    phone.emulate_media(media="print")
    assert phone.locator(".wheel svg").is_visible()


def test_a_table_of_words_becomes_rows_that_say_their_columns(opened):
    """A phone shows every cell under its row's name; a wide screen shows a table."""
    narrow, wide = opened("utbyte", 340), opened("utbyte", 1280)
    assert narrow.locator(".of-cell").first.is_visible()
    assert not wide.locator(".of-cell").first.is_visible()
    named = narrow.locator(".worded [role=columnheader]").first
    assert named.inner_text()


def test_every_mark_lies_within_the_wheel(opened):
    page = opened("utbyte", 1280)
    frame = page.locator(".wheel svg").bounding_box()
    for mark in page.locator(".wheel svg > g:has(> title)").all():
        box = mark.bounding_box()
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
