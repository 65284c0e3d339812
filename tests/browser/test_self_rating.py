"""*Självskattning* through the server: answered by anyone with a code, run by those who may."""

import json
import re
import secrets
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

import fgte
from fgte.journal import open_journal
from fgte.settings import read_settings
from fgte.sources.instruments import new_codes, read_round_file
from fgte.store import build
from fgte.store.open_rounds import open_round, rounds_being_answered, throw_away
from tests.browser.conftest import end, serve
from tests.browser.journal_visitors import add_accounts, form_in
from tests.unit.sources.instrument_files import about, varied

pytestmark = pytest.mark.browser

RATING = "sjalvskattning"
STEPS = {f"p{n}": "3" for n in range(1, 11)}
NEW = {
    "instrument": "kollegialt_larande",
    "owner": "1384",
    "kind": "network",
    "who": "rektorer",
    "how": "koder",
    "codes": "3",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    settings = read_settings({}, home=tmp_path_factory.mktemp("självskattning"))
    build(settings)
    with open_journal(settings) as journal:
        add_accounts(journal)
    served = serve(settings, "--kernels=0")
    yield served
    assert end(served) == 0
    [log] = settings.home.glob("dashboard-*.log")
    assert "127.0.0.1)" not in log.read_text(encoding="utf-8")


@pytest.fixture
def begin(served, tmp_path):
    """Open a round about a network of its own; the codes and the round."""

    def opened(codes=3, **wish):
        slips, sealed = new_codes(codes) if codes else ((), None)
        rated = {"kind": "network", "id": f"n{secrets.token_hex(3)}", "name": "Skolchefer"} | wish
        file = about(tmp_path, date=date.today().isoformat(), municipality="1384", **rated)
        return slips, open_round(read_round_file(file), sealed, served.settings)

    return opened


def send(visitor, opened, **fields):
    """Fill in the round's form and send it."""
    form = form_in(visitor.get(f"{RATING}/svara/{opened.id}").text)
    return post(visitor, {**form, **STEPS, "fgte-do": "answer", **fields})


def post(visitor, form, **more):
    return visitor.client.post(f"{RATING}/skriv", data=form, **more)


def page_of(answer):
    return BeautifulSoup(answer.text, "html.parser")


def faults(answer):
    return {each["id"]: each.text for each in page_of(answer).select(".fault")}


# Answering


def test_an_answer_with_a_code_is_saved_and_thanked_for(stranger, begin):
    codes, opened = begin()
    answer = send(stranger, opened, kod=codes[0].upper())
    assert answer.status_code == 303
    assert "Tack" in stranger.get(answer.headers["Location"]).text
    assert opened.box.held().answers == (((3,) * 10, ""),)


def test_a_code_that_is_used_twice_is_told_plainly_and_the_first_answer_counts(stranger, begin):
    codes, opened = begin()
    send(stranger, opened, kod=codes[0])
    again = send(stranger, opened, kod=codes[0], p1="1")
    assert again.status_code == 409
    assert "redan använd" in faults(again)["f-kod-fault"]
    assert opened.box.held().answers == (((3,) * 10, ""),)


def test_a_forged_code_is_refused_at_its_field_and_what_was_chosen_is_kept(stranger, begin):
    _, opened = begin()
    answer = send(stranger, opened, kod="aaaaaaaaaa", p4="2")
    assert answer.status_code == 422
    assert "hör inte till" in faults(answer)["f-kod-fault"]
    assert form_in(answer.text)["p4"] == "2"
    assert opened.box.held().answers == ()


def test_a_code_of_another_round_is_as_good_as_forged(stranger, begin):
    codes, _ = begin()
    _, other = begin()
    assert send(stranger, other, kod=codes[0]).status_code == 422


def test_what_is_left_out_is_told_at_each_statement(stranger, begin):
    codes, opened = begin(groups=("förskola",))
    answer = send(stranger, opened, kod=codes[0], p2="", p7="9")
    assert set(faults(answer)) == {"f-grupp-fault", "f-p2-fault", "f-p7-fault"}
    assert not page_of(answer).select("#f-grupp input[checked], #f-p7 input[checked]")
    assert form_in(answer.text)["kod"] == codes[0]


def test_an_open_round_takes_a_form_once_and_forms_at_a_pace(stranger, begin, monkeypatch):
    _, opened = begin(codes=0)
    form = form_in(stranger.get(f"{RATING}/svara/{opened.id}").text)
    sent = {**form, **STEPS, "fgte-do": "answer"}
    assert post(stranger, sent).status_code == 303
    again = post(stranger, sent)
    assert again.status_code == 409
    assert "redan skickat" in again.text
    statuses = [
        post(stranger, {**sent, "fgte-once": secrets.token_hex(16)}).status_code for _ in range(60)
    ]
    assert statuses[:59] == [303] * 59
    assert statuses[59] == 429


def test_a_form_without_its_mark_is_shown_again_as_it_was_typed(stranger, begin):
    codes, opened = begin()
    answer = send(stranger, opened, kod=codes[0], p3="1", _xsrf="")
    assert answer.status_code == 403
    assert form_in(answer.text)["p3"] == "1"
    assert opened.box.held().answers == ()
    elsewhere = {"Origin": "https://example.com", "Sec-Fetch-Site": "cross-site"}
    form = {**form_in(answer.text), "fgte-do": "answer"}
    refused = post(stranger, form, headers=elsewhere)
    assert refused.status_code == 403
    assert codes[0] not in refused.text


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "å" * 50_000, '"><img src=x>'])
def test_what_is_typed_is_never_markup_and_never_too_much(stranger, begin, hostile):
    _, opened = begin()
    fields = {"kod": hostile, "p1": hostile, "grupp": hostile, "fgte-once": hostile}
    answer = send(stranger, opened, **fields, okand=hostile)
    assert answer.status_code == 422
    assert not page_of(answer).select("main script, main img")
    assert opened.box.held().answers == ()


def test_what_an_editor_typed_is_never_markup(stranger, begin):
    _, opened = begin(name="<script>alert(1)</script>")
    for address in (RATING, f"{RATING}/svara/{opened.id}"):
        page = page_of(stranger.get(f"{address}?kommun=%3Cscript%3E"))
        assert not page.select("main script")
        assert "<script>alert(1)</script>" in page.text


@pytest.mark.parametrize("id", ["r-00000000", "..%2f..%2fetc", "x" * 80])
def test_a_round_that_is_not_open_is_said_so(stranger, id):
    answer = stranger.get(f"{RATING}/svara/{id}")
    assert answer.status_code == 404


# Reading


def test_nothing_of_an_open_round_can_be_read_by_looking_twice(stranger, begin):
    _, opened = begin(codes=0)
    for n, (_, steps) in enumerate(varied(10)):
        opened.box.put((tuple(steps), ""), f"s{n}")
    before = page_of(stranger.get(f"{RATING}?kommun=kungsbacka")).main
    opened.box.put(((4,) * 10, ""), "en till")
    assert page_of(stranger.get(f"{RATING}?kommun=kungsbacka")).main == before


# Opening and closing


def test_an_editor_opens_a_round_sees_the_codes_once_and_closes_it(hanna, served):
    form = form_in(hanna.get(f"{RATING}/omgangar").text)
    shown = post(hanna, {**form, **NEW, "name": "Förstelärare", "fgte-do": "open"})
    slips = [each.text for each in page_of(shown).select(".slips code")]
    assert len(slips) == 3
    [made] = [
        e for e in rounds_being_answered(served.settings) if e.about.rated.id == "forstelarare"
    ]
    board = hanna.get(f"{RATING}/omgangar").text
    assert not any(each in board for each in slips)
    send(hanna, made, kod=slips[0])
    closed = post(hanna, {**form, "fgte-round": made.id, "fgte-do": "close"})
    assert closed.status_code == 303, closed.text
    page = hanna.get(f"{RATING}?kommun=kungsbacka").text
    assert "Förstelärare" in page
    assert "Färre än 10 svarade" in page


def test_what_is_amiss_in_a_new_round_is_told_at_its_field(hanna):
    form = form_in(hanna.get(f"{RATING}/omgangar").text)
    wrong = {**NEW, "name": "", "codes": "0", "invited": "många", "groups": "a\nA", "who": ""}
    answer = post(hanna, {**form, **wrong, "fgte-do": "open"})
    assert answer.status_code == 422
    names = ("name", "codes", "invited", "groups", "who")
    assert set(faults(answer)) == {f"f-{name}-fault" for name in names}
    assert form_in(answer.text)["invited"] == "många"


def test_only_those_of_the_municipality_open_and_close_its_rounds(visit, stranger, begin):
    _, opened = begin()
    for who in (visit("vera"), visit("lars"), stranger):
        marks = who.marks("forandringsarbete") | who.marks(f"{RATING}/svara/{opened.id}")
        for do in ("close", "discard", "open"):
            asked = {**marks, **NEW, "name": "Andras", "fgte-round": opened.id, "fgte-do": do}
            answer = post(who, {**asked, "fgte-confirm": opened.id})
            assert answer.status_code in (403, 422), (do, answer.status_code)
    assert opened.box.path.is_file()


def test_a_session_without_its_mark_closes_nothing(hanna, begin):
    _, opened = begin()
    form = form_in(hanna.get(f"{RATING}/omgangar").text)
    asked = {**form, "fgte-mark": "0" * 64, "fgte-round": opened.id, "fgte-do": "discard"}
    assert post(hanna, {**asked, "fgte-confirm": opened.id}).status_code == 403
    assert opened.box.path.is_file()


def test_a_round_is_thrown_away_only_when_its_id_is_written(hanna, begin):
    _, opened = begin()
    form = form_in(hanna.get(f"{RATING}/omgangar").text)
    asked = {**form, "fgte-round": opened.id, "fgte-do": "discard"}
    assert post(hanna, asked).status_code == 422
    assert post(hanna, {**asked, "fgte-confirm": opened.id}).status_code == 303
    assert not opened.folder.exists()


# In a browser


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(browser, served, begin, width):
    _, opened = begin(groups=("förskola", "grundskola"))
    page = browser.new_page(viewport={"width": width, "height": 900})
    for address in (f"{RATING}?kommun=kungsbacka", f"{RATING}/svara/{opened.id}"):
        page.goto(served.url + address)
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("button[value=answer]").click()
    assert Axe().run(page).response["violations"] == []
    page.close()


def test_the_keyboard_alone_answers_a_round_without_script(browser, served, begin):
    codes, opened = begin()
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{served.url}{RATING}/svara/{opened.id}")
    page.locator("#f-kod").focus()
    page.keyboard.type(codes[0])
    for _ in range(10):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/tack$"))
    assert opened.box.held().answers == (((2,) * 10, ""),)
    assert codes[0] not in json.dumps(opened.box.held().used)
    page.close()


OPEN_QUESTION = """
[[item]]
id = "ord"
open = true
text = { sv = "Vad saknar ni?", en = "What is lacking?" }
"""


@pytest.fixture
def talked_of(served):
    """An instrument of the municipality's own, with a question in own words."""
    shipped = Path(fgte.__file__).parent / "catalogue/instruments/definitions"
    own = (shipped / "kollegialt_larande.toml").read_text(encoding="utf-8")
    own = own.replace('id = "kollegialt_larande"', 'id = "med_ord"', 1) + OPEN_QUESTION
    path = served.settings.user_catalogue / "instrument" / "med_ord.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(own, encoding="utf-8")
    yield
    path.unlink()


def test_who_answers_and_who_opens_are_told_that_own_words_wait_for_the_analysis_day(
    served, talked_of, stranger, hanna, tmp_path
):
    wish = {"date": date.today().isoformat(), "municipality": "1384"}
    file = about(tmp_path, kind="network", id="ord", name="Ordet", **wish)
    file.write_text(file.read_text("utf-8").replace("kollegialt_larande", "med_ord"), "utf-8")
    slips, sealed = new_codes(1)
    opened = open_round(read_round_file(file), sealed, served.settings)
    try:
        sheet = page_of(stranger.get(f"{RATING}/svara/{opened.id}"))
        promise = sheet.select_one(".promise").get_text(" ")
        assert "öppna frågor (1)" in promise
        assert "analysdagen" in promise
        assert "Vad saknar ni?" in sheet.get_text(" ")
        assert not sheet.select("[name=ord]")
        runs = page_of(hanna.get(f"{RATING}/omgangar"))
        assert "tas upp på analysdagen; det som sägs där skrivs i journalen" in runs.get_text(" ")
        assert "har öppna frågor (1)" in runs.select_one(".write-form").get_text(" ")
        sent = send(stranger, opened, kod=slips[0], ord="Hemligt ord")
        kept = [path for path in opened.folder.rglob("*") if path.is_file()]
        assert sent.status_code == 303
        assert all(b"Hemligt" not in path.read_bytes() for path in kept)
    finally:
        throw_away(opened)
