"""The journal as people meet it in a browser: by keyboard, on a phone, without script."""

from __future__ import annotations

import json
import time
from pathlib import Path
from threading import Thread

import axe_playwright_python
import httpx
import pytest
from playwright.sync_api import expect

from fgte.journal import open_journal
from fgte.journal.examples import add_examples
from fgte.settings import read_settings
from tests.browser.conftest import PATIENCE, end, serve
from tests.browser.journal_visitors import BOARD, FIRST, PASSWORD, Visitor, add_accounts

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
PHONE, WIDE = 340, 1280


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server of its own, with accounts and the invented examples."""
    settings = read_settings({}, home=tmp_path_factory.mktemp("journal"))
    with open_journal(settings) as journal:
        add_accounts(journal)
        add_examples(journal, who="provare")
    served = serve(settings, "--kernels=0")
    yield served
    if served.process.poll() is None:
        assert end(served) == 0


@pytest.fixture(scope="module")
def written(served):
    """An entry with something in it, and one that two have written in at once."""
    first, second = Visitor(served.url, "hanna"), Visitor(served.url, "halvar")
    id = first.begin()
    form = first.form(f"{BOARD}/andra/{id}")
    expected = {"indicator": "alla_amnen_ak6", "direction": "higher", "first_year": "2030"}
    rows = {f"expected[1].{name}": value for name, value in expected.items()}
    assert first.write({**form, **rows}).status_code == 303
    mine, theirs = first.form(f"{BOARD}/andra/{id}"), second.form(f"{BOARD}/andra/{id}")
    assert second.write(theirs, observation="Halvars text").status_code == 303
    assert first.write(mine, observation="Hannas text").status_code == 409
    for each in (first, second):
        each.client.close()
    return id


@pytest.fixture
def page(browser, served, request):
    script = getattr(request, "param", True)
    context = browser.new_context(java_script_enabled=script, bypass_csp=True, base_url=served.url)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    context.close()


def go(page, act):
    with page.expect_navigation():
        act()


def sign_in(page, login="hanna"):
    page.goto(f"{BOARD}/logga-in")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    go(page, lambda: page.locator("#password").press("Enter"))
    return page


def save(page):
    go(page, lambda: page.locator(".send button").first.click())


def faults(page):
    """What axe finds, each with the elements it is about."""
    page.add_script_tag(path=str(AXE))
    asked = json.dumps({"runOnly": RULES, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run(document, {asked})")
    return [(e["id"], [n["html"][:120] for n in e["nodes"]]) for e in found["violations"]]


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


KINDS = ("provande", "utbyte", "framgangsfaktor", "uppdrag", "forslag", "kommunikation")
KINDS += ("arshjul", "ombasning", "larande_natverk", "kompetensresa", "forskningsfraga")
PAGES = ["", "/logga-in", "/post/{id}", "/andra/{id}", "/krock/{id}/4", "/post/p-00000000"]
PAGES += [f"/nytt/{kind}" for kind in KINDS]


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("address", PAGES)
def test_every_sort_of_page_is_clean_under_axe_and_fits_a_phone(page, written, address, width):
    if address != "/logga-in":
        sign_in(page)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{BOARD}{address.format(id=written)}")
    for each in page.locator("main details").all():
        each.evaluate("each => { each.open = true; }")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert faults(page) == []
    assert fits(page)
    assert page.faults == []


def test_a_form_with_faults_is_clean_under_axe_and_led_through(page, written):
    sign_in(page)
    page.goto(f"{BOARD}/andra/{written}")
    page.fill("#f-title", "")
    page.fill("#f-next_follow_up", "i vår")
    save(page)
    expect(page.locator(".error-summary")).to_be_focused()
    assert faults(page) == []
    page.locator(".error-summary a").last.click()
    expect(page.locator("#f-next_follow_up")).to_be_focused()
    expect(page.locator("#f-next_follow_up")).to_have_value("i vår")


def test_a_newcomer_makes_an_inquiry_by_keyboard_alone(page):
    page.goto(f"{BOARD}/nytt/provande")

    def on_to(selector):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({json.dumps(selector)})"):
                return
        pytest.fail(f"the keyboard does not reach {selector}")

    on_to("#login")
    page.keyboard.type("hanna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    go(page, lambda: page.keyboard.press("Enter"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Nytt prövande")
    for name, words in FIRST.items():
        on_to(f"#f-{name}")
        page.keyboard.type(words)
    on_to(".send button[value=save]")
    go(page, lambda: page.keyboard.press("Enter"))
    expect(page.get_by_role("status")).to_contain_text("Sparat")
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST["title"])
    on_to("a[href*='#del-doing']")
    go(page, lambda: page.keyboard.press("Enter"))
    on_to("button[value='add:activities']")
    go(page, lambda: page.keyboard.press("Enter"))
    expect(page.locator("#f-activities-1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Läsa frågan tillsammans")
    go(page, lambda: page.keyboard.press("Enter"))
    expect(page.get_by_text("Läsa frågan tillsammans", exact=True)).to_be_visible()


@pytest.mark.parametrize("page", [False], indirect=True, ids=["no-script"])
def test_all_of_it_works_without_script(page):
    sign_in(page)
    go(page, lambda: page.get_by_role("link", name="Börja ett prövande").click())
    for name, words in FIRST.items():
        page.fill(f"#f-{name}", words)
    go(page, lambda: page.get_by_role("button", name="Visa alla delar nu").click())
    go(page, lambda: page.get_by_role("button", name="Lägg till förväntat spår").click())
    page.select_option("#f-expected-1-indicator", "alla_amnen_ak6")
    page.select_option("#f-expected-1-direction", "higher")
    page.fill("#f-expected-1-first_year", "2030")
    go(page, lambda: page.get_by_role("button", name="Lägg till aktivitet").click())
    go(page, lambda: page.get_by_role("button", name="Ta bort aktivitet 1").click())
    expect(page.locator("#f-expected-1-first_year")).to_have_value("2030")
    save(page)
    expect(page.get_by_text("Alla ämnen åk 6 väntas stiga")).to_be_visible()
    go(page, lambda: page.get_by_role("button", name="Ta bort ur listorna").click())
    go(page, lambda: page.get_by_role("button", name="Ångra senaste ändringen").click())
    expect(page.get_by_role("status")).to_contain_text("Ångrat")


def test_leaving_a_form_with_something_typed_is_asked_about(page):
    sign_in(page)
    page.goto(f"{BOARD}/nytt/provande")
    page.locator("#f-title").press_sequentially("Något")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(BOARD)
    assert asked == ["beforeunload"]


def test_the_list_is_narrowed_and_the_start_page_leads_here(page):
    page.goto("/")
    go(page, lambda: page.get_by_role("main").get_by_role("link", name="Förändringsarbete").click())
    expect(page.locator("#provande .card").first).to_be_visible()
    page.select_option("#choice-slag", "framgangsfaktor")
    go(page, lambda: page.get_by_role("button", name="Visa").click())
    expect(page.locator("#provande")).to_have_count(0)
    expect(page.locator("#framgangsfaktor .card").first).to_contain_text("exempel, påhittat")


def test_the_overview_leads_to_where_expected_traces_are_written(page):
    page.goto("/oversikt")
    go(page, lambda: page.get_by_role("link", name="Läs och skriv vidare").click())
    expect(page.get_by_role("heading", level=1)).to_have_text("Förändringsarbete")


def saved_until_killed(visitor, confirmed):
    """Save one new entry after another until the server answers no more."""
    while True:
        try:
            confirmed.append(visitor.begin(title=f"Rubrik {len(confirmed)}"))
        except (httpx.TransportError, AssertionError):
            return


def test_a_server_that_is_killed_in_a_save_has_kept_all_it_confirmed(tmp_path):
    """The last save may be there or not; none that was answered is gone, and none is half."""
    settings = read_settings({}, home=tmp_path)
    with open_journal(settings) as journal:
        add_accounts(journal)
    served = serve(settings, "--kernels=0")
    visitor, confirmed = Visitor(served.url, "hanna"), []
    writer = Thread(target=saved_until_killed, args=(visitor, confirmed))
    writer.start()
    while len(confirmed) < 5 and writer.is_alive():
        time.sleep(0.01)
    served.process.kill()
    served.process.wait()
    writer.join(PATIENCE)
    visitor.client.close()
    with open_journal(settings) as journal:
        found = [each.id for each in journal.entries()]
        histories = [journal.history(id) for id in found]
    assert len(confirmed) >= 5
    assert found[: len(confirmed)] == confirmed
    assert len(found) - len(confirmed) in (0, 1)
    assert all(len(each) == 1 for each in histories)
