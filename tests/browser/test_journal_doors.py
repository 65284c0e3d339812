"""Who may read and write the journal through the server, and what becomes of every refused try."""

from __future__ import annotations

import json

import httpx
import pytest
from bs4 import BeautifulSoup

from fgte.journal import open_journal
from fgte.journal.backups import backup
from fgte.settings import read_settings
from tests.browser.conftest import end, serve
from tests.browser.journal_visitors import BOARD, FIRST, PASSWORD, add_accounts, form_in

pytestmark = pytest.mark.browser

SECRET = "en hemlighet mellan hubben och oss"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server of its own, with four accounts and nothing written."""
    settings = read_settings({}, home=tmp_path_factory.mktemp("journal"))
    with open_journal(settings) as journal:
        add_accounts(journal)
    served = serve(settings, "--kernels=0", FGTE_DASHBOARD_SERVICE_SECRET=SECRET)
    yield served
    assert end(served) == 0


@pytest.fixture(scope="module")
def vera(visit):
    return visit("vera")


@pytest.fixture(scope="module")
def lars(visit):
    return visit("lars")


@pytest.fixture
def written(served):
    """How many revisions there are of each entry."""

    def count():
        with open_journal(served.settings) as journal:
            return {each.id: each.current for each in journal.entries(deleted=True)}

    return count


def heading(answer):
    return BeautifulSoup(answer.text, "html.parser").h1.text


# Reading


def test_anyone_reads_the_regional_and_only_the_owners_people_the_local(
    hanna, vera, lars, stranger
):
    local = hanna.begin(title="Bara för oss")
    regional = hanna.begin(title="För alla", **{"fgte-visibility": "regional"})
    for who, sees in ((stranger, False), (vera, False), (hanna, True), (lars, True)):
        board, file = who.get(BOARD).text, who.get(f"{BOARD}.csv").text
        assert "För alla" in board
        assert "För alla" in file
        assert ("Bara för oss" in board) is sees
        assert ("Bara för oss" in file) is sees
        assert who.get(f"{BOARD}/post/{regional}").status_code == 200
        assert who.get(f"{BOARD}/post/{local}").status_code == (200 if sees else 404)


def test_an_entry_that_is_not_ones_own_looks_like_one_that_is_not_there(hanna, vera, stranger):
    local = hanna.begin(title="Bara för oss")
    for who in (vera, stranger):
        there, not_there = (who.get(f"{BOARD}/post/{id}") for id in (local, "p-00000000"))
        assert there.status_code == not_there.status_code == 404
        assert heading(there) == heading(not_there)
        assert "Bara för oss" not in there.text
    for address in (f"andra/{local}", f"krock/{local}/1"):
        assert vera.get(f"{BOARD}/{address}").status_code == 404


def test_what_was_local_stays_local_when_the_entry_becomes_regional(hanna, stranger):
    id = hanna.begin(observation="Det vi bara sade till varandra.")
    form = hanna.form(f"{BOARD}/andra/{id}")
    changed = {"observation": "Det alla får läsa.", "fgte-visibility": "regional"}
    assert hanna.write(form, **changed).status_code == 303
    shown = stranger.get(f"{BOARD}/post/{id}").text
    assert "Det alla får läsa." in shown
    assert "Det vi bara sade" not in shown
    assert "Tidigare versioner var lokala" in shown
    assert "Det vi bara sade" in hanna.get(f"{BOARD}/post/{id}").text


def test_a_text_that_parted_while_it_was_local_is_not_a_participant_s_to_see(visit, vera, hanna):
    halvar = visit("halvar")
    words = {"title": "Utbyte", "municipalities": ["1383", "1384"], "year": "2027"}
    id = hanna.begin("utbyte", **words, development_area="Läsning")
    mine, theirs = hanna.form(f"{BOARD}/andra/{id}"), halvar.form(f"{BOARD}/andra/{id}")
    assert hanna.write(mine, preparation="Vi träffas.").status_code == 303
    assert halvar.write(theirs, preparation="Bara oss emellan.").status_code == 409
    seen = {"fgte-visibility": "regional"}
    assert hanna.write(hanna.form(f"{BOARD}/andra/{id}"), **seen).status_code == 303
    assert f"krock/{id}/3" not in vera.get(f"{BOARD}/post/{id}").text
    assert vera.get(f"{BOARD}/krock/{id}/3").status_code == 404
    settled = {**vera.form(f"{BOARD}/andra/{id}"), "fgte-settles": "3"}
    assert vera.write(settled, preparation="x").status_code == 403
    assert vera.write({**settled, "fgte-based": "4"}, "keep").status_code == 403
    assert "Bara oss emellan." in hanna.get(f"{BOARD}/krock/{id}/3").text


def test_who_wrote_is_told_only_to_those_who_have_signed_in(hanna, vera, stranger):
    id = hanna.begin(title="Vem skrev?", **{"fgte-visibility": "regional"})
    assert "hanna" in vera.get(f"{BOARD}/post/{id}").text
    assert "hanna" not in stranger.get(f"{BOARD}/post/{id}").text


def test_no_text_of_the_address_is_taken_on_trust(stranger):
    shown = stranger.get(
        BOARD, params={"agare": "<b>", "slag": "annat", "lage": "x", "y": "1"}
    ).text
    assert "”&lt;b&gt;” finns inte" in shown
    assert "<b>" not in shown


# Writing


def test_a_newcomer_answers_four_things_and_the_entry_is_there(hanna, written):
    form = hanna.form(f"{BOARD}/nytt/provande")
    assert [name for name in form if not name.startswith(("fgte-", "_"))] == list(FIRST)
    id = hanna.begin()
    assert "Resten kan komma senare" in hanna.get(f"{BOARD}/post/{id}").text
    assert written()[id] == 1


def test_without_signing_in_nothing_is_written_and_nothing_lost(hanna, stranger, written):
    before, form = written(), hanna.form(f"{BOARD}/nytt/provande")
    form["_xsrf"] = stranger.marks(f"{BOARD}/logga-in")["_xsrf"]
    answer = stranger.write(form, **FIRST)
    assert answer.status_code == 403
    assert heading(answer) == "Logga in för att skriva"
    assert written() == before
    carried = form_in(answer.text)
    assert {name: carried[name] for name in FIRST} == FIRST
    again = stranger.post("logga-in", {**carried, "fgte-login": "hanna", "fgte-password": PASSWORD})
    assert again.status_code == 200
    assert {name: form_in(again.text)[name] for name in FIRST} == FIRST
    assert written() == before
    assert stranger.write(form_in(again.text)).status_code == 303


def test_without_the_form_s_mark_nothing_is_written_and_nothing_lost(hanna, written):
    before, form = written(), hanna.form(f"{BOARD}/nytt/provande")
    answer = hanna.write({**form, "_xsrf": "fel"}, **FIRST)
    assert answer.status_code == 403
    assert heading(answer) == "Skicka en gång till"
    assert FIRST["observation"] in answer.text
    assert written() == before
    elsewhere = hanna.write({**form, "_xsrf": "fel"}, **FIRST | {"title": "utifrån"})
    assert elsewhere.status_code == 403


def test_another_site_s_form_is_neither_taken_nor_shown(hanna, written):
    before, form = written(), {**hanna.form(f"{BOARD}/nytt/provande"), **FIRST, "fgte-do": "save"}
    foreign = {"Origin": "http://elak.example", "Sec-Fetch-Site": "cross-site"}
    for sent in (form, {**form, "_xsrf": "fel"}):
        answer = hanna.post("skriv", sent, headers=foreign)
        assert answer.status_code == 403
        assert FIRST["observation"] not in answer.text
    assert written() == before


def test_a_form_of_another_session_is_shown_again_and_not_saved(visit, hanna, vera, written):
    before, form = written(), hanna.form(f"{BOARD}/nytt/provande")
    other = visit("halvar")
    mine = other.marks(f"{BOARD}/nytt/provande")
    answer = other.write({**form, "_xsrf": mine["_xsrf"]}, **FIRST)
    assert "är inte sparat" in answer.text
    assert written() == before


def test_a_reader_writes_nothing(hanna, lars, written):
    id = hanna.begin()
    before, form = written(), hanna.form(f"{BOARD}/andra/{id}")
    answer = lars.write({**form, **lars.marks(f"{BOARD}/post/{id}")}, title="Läsarens")
    assert answer.status_code == 403
    assert heading(answer) == "Du kan inte skriva här"
    assert "Läsarens" in answer.text
    assert lars.get(f"{BOARD}/nytt/provande").status_code == 403
    assert written() == before


@pytest.mark.parametrize("do", ["save", "undo", "delete", "purge", "keep", "add:activities"])
def test_another_municipality_s_editor_changes_nothing(hanna, vera, written, do):
    id = hanna.begin(**{"fgte-visibility": "regional"})
    before, form = written(), hanna.form(f"{BOARD}/andra/{id}")
    mine = {**form, **vera.marks(f"{BOARD}/post/{id}"), "fgte-to": "1", "fgte-confirm": id}
    answer = vera.write({**mine, "fgte-owner": "1383"}, do, title="Veras", **{"fgte-why": "Jo"})
    assert answer.status_code == 403
    assert written() == before


def test_a_forged_owner_is_refused(hanna, written):
    before, form = written(), hanna.form(f"{BOARD}/nytt/provande")
    for owner in ("1383", "Varberg", "region", "natverk:las", "9999", ""):
        answer = hanna.write(form, **FIRST, **{"fgte-owner": owner})
        assert answer.status_code == 403
        assert FIRST["title"] in answer.text
    exchange = {"title": "x", "municipalities": ["1383", "1384"], "year": "2027"}
    form = {**hanna.form(f"{BOARD}/nytt/utbyte"), **exchange, "fgte-owner": "1383"}
    assert hanna.write(form, development_area="y").status_code == 403
    assert written() == before


def test_an_exchange_is_written_by_every_participant_but_not_given_away(hanna, vera, stranger):
    words = {"municipalities": ["1383", "1384"], "year": "2027", "development_area": "Läsning"}
    id = vera.begin("utbyte", **words, **{"fgte-owner": "region"})
    form = hanna.form(f"{BOARD}/andra/{id}")
    assert hanna.write(form, preparation="Vi träffas två gånger.").status_code == 303
    marks = hanna.marks(f"{BOARD}/post/{id}")
    assert hanna.write({**marks, "fgte-id": id, "fgte-based": "2"}, "delete").status_code == 403
    shared = vera.begin("utbyte", **words, **{"fgte-visibility": "regional"})
    shut = {**hanna.form(f"{BOARD}/andra/{shared}"), "fgte-visibility": "local"}
    assert hanna.write(shut, preparation="Vi träffas.").status_code == 303
    assert stranger.get(f"{BOARD}/post/{shared}").status_code == 200
    alone = vera.begin(
        "utbyte", **words | {"municipalities": ["1381", "1383"]}, **{"fgte-visibility": "regional"}
    )
    assert hanna.get(f"{BOARD}/andra/{alone}").status_code == 403


def test_a_form_of_another_kind_or_of_what_was_taken_away_is_refused(hanna, written):
    id = hanna.begin()
    form = hanna.form(f"{BOARD}/andra/{id}")
    other = {**hanna.form(f"{BOARD}/nytt/uppdrag"), "fgte-id": id, "fgte-based": "1"}
    assert hanna.write(other, title="x").status_code == 403
    marks = hanna.marks(f"{BOARD}/post/{id}")
    assert hanna.write({**marks, "fgte-id": id, "fgte-based": "1"}, "delete").status_code == 303
    before = written()
    assert hanna.write({**form, "fgte-based": "2"}, observation="Ny text").status_code == 403
    assert written() == before


def test_a_row_more_and_a_row_less_keep_what_was_typed(hanna):
    id = hanna.begin()
    form = hanna.form(f"{BOARD}/andra/{id}")
    form = form_in(hanna.write(form, "add:activities", hypothesis="Om … så …").text)
    form = form_in(hanna.write({**form, "activities[1].what": "Läsa"}, "add:activities").text)
    form["activities[2].what"] = "Skriva"
    form = form_in(hanna.write(form, "remove:activities[1]").text)
    assert form["hypothesis"] == "Om … så …"
    assert form["activities[1].what"] == "Skriva"
    assert "activities[2].what" not in form


def test_faults_stand_at_their_fields_and_in_a_summary(hanna):
    id = hanna.begin()
    form = {**hanna.form(f"{BOARD}/andra/{id}"), "title": " ", "next_follow_up": "i vår"}
    form |= {"activities[1].what": "Läsa", "activities[1].start": "2027-05-01"}
    form |= {"activities[1].end": "2026-05-01", "observation": "Ring 070-123 45 67"}
    answer = hanna.write(form)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    led = [each["href"] for each in page.select(".error-summary a")]
    assert led == ["#f-title", "#f-observation", "#f-activities-1", "#f-next_follow_up"]
    assert all(page.select_one(place) for place in led)
    assert page.select_one("#f-title")["aria-invalid"] == "true"
    kept = form_in(answer.text)
    assert kept["observation"] == "Ring 070-123 45 67"
    assert kept["activities[1].end"] == "2026-05-01"


def test_the_same_form_sent_twice_makes_one_entry(hanna, written):
    form, before = {**hanna.form(f"{BOARD}/nytt/provande"), **FIRST}, len(written())
    first, second = hanna.write(form), hanna.write(form)
    assert (
        first.headers["Location"].partition("?")[0]
        == (second.headers["Location"].partition("?")[0])
    )
    assert len(written()) == before + 1


def test_two_at_once_see_both_texts_and_keep_both(visit, hanna):
    halvar, id = visit("halvar"), hanna.begin()
    mine, theirs = hanna.form(f"{BOARD}/andra/{id}"), halvar.form(f"{BOARD}/andra/{id}")
    assert halvar.write(theirs, observation="Halvars text").status_code == 303
    answer = hanna.write(mine, observation="Hannas text")
    assert answer.status_code == 409
    assert "Hannas text" in answer.text
    assert "Halvars text" in answer.text
    assert "Visa båda texterna" in hanna.get(f"{BOARD}/post/{id}").text
    assert "Hannas text" in hanna.get(f"{BOARD}/krock/{id}/3").text
    together = hanna.write(form_in(answer.text), observation="Hannas och Halvars text")
    assert together.status_code == 303
    shown = hanna.get(f"{BOARD}/post/{id}").text
    assert "Visa båda texterna" not in shown
    assert all(each in shown for each in ("Hannas text", "Halvars text", "Hannas och Halvars"))


def test_what_stands_may_be_kept(visit, hanna):
    halvar, id = visit("halvar"), hanna.begin()
    mine, theirs = hanna.form(f"{BOARD}/andra/{id}"), halvar.form(f"{BOARD}/andra/{id}")
    halvar.write(theirs, observation="Halvars text")
    answer = hanna.write(mine, observation="Hannas text")
    assert hanna.write(form_in(answer.text), "keep").status_code == 303
    assert hanna.form(f"{BOARD}/andra/{id}")["observation"] == "Halvars text"


def test_a_change_is_undone_and_an_entry_taken_away_and_brought_back(hanna):
    id = hanna.begin()
    hanna.write(hanna.form(f"{BOARD}/andra/{id}"), title="Ny rubrik")
    marks = {**hanna.marks(f"{BOARD}/post/{id}"), "fgte-id": id}
    assert hanna.write({**marks, "fgte-based": "2"}, "undo").status_code == 303
    assert heading(hanna.get(f"{BOARD}/post/{id}")) == FIRST["title"]
    assert hanna.write({**marks, "fgte-based": "2"}, "delete").status_code == 409
    assert hanna.write({**marks, "fgte-based": "3"}, "delete").status_code == 303
    assert id not in hanna.get(BOARD).text
    assert hanna.write({**marks, "fgte-based": "4"}, "undo").status_code == 303
    assert id in hanna.get(BOARD).text


def test_only_a_steward_removes_for_good_and_only_by_writing_its_name(hanna, vera, written):
    own, other = vera.begin(**{"fgte-owner": "1383"}), hanna.begin()
    marks = {**hanna.marks(f"{BOARD}/post/{other}"), "fgte-id": other, "fgte-confirm": other}
    assert hanna.write(marks, "purge", **{"fgte-why": "Skäl"}).status_code == 403
    marks = {**vera.marks(f"{BOARD}/post/{own}"), "fgte-id": own, "fgte-why": "Begäran"}
    assert vera.write({**marks, "fgte-confirm": "ja"}, "purge").status_code == 422
    assert own in written()
    assert vera.write({**marks, "fgte-confirm": own}, "purge").status_code == 303
    assert own not in written()


def test_who_removes_for_good_is_told_once_which_copies_may_still_have_it(vera, served):
    own = vera.begin(**{"fgte-owner": "1383"})
    with open_journal(served.settings) as journal:
        place = backup(journal, served.settings, who="vera")
    marks = {**vera.marks(f"{BOARD}/post/{own}"), "fgte-id": own, "fgte-why": "Begäran"}
    gone = vera.write({**marks, "fgte-confirm": own}, "purge")
    told = vera.get(gone.headers["Location"]).text
    assert "raderad för gott" in told
    assert str(place) in told
    assert "utgåvor som redan är gjorda" in told
    assert str(place) not in vera.get(gone.headers["Location"]).text


def test_a_form_of_what_was_removed_meanwhile_is_not_saved_and_nothing_typed_is_lost(vera, written):
    own = vera.begin(**{"fgte-owner": "1383"})
    stale = vera.form(f"{BOARD}/andra/{own}")
    marks = {**vera.marks(f"{BOARD}/post/{own}"), "fgte-id": own, "fgte-why": "Begäran"}
    vera.write({**marks, "fgte-confirm": own}, "purge")
    late = vera.write(stale, title="Skrivet för sent")
    assert late.status_code == 404
    assert "Skrivet för sent" in late.text
    assert own not in written()
    assert vera.write({**marks, "fgte-based": "1"}, "undo").status_code == 404


# What is typed


SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


def test_script_in_every_text_is_shown_as_text(hanna):
    id = hanna.begin(**{name: f"{SCRIPT} {name}" for name in FIRST})
    form = hanna.form(f"{BOARD}/andra/{id}")
    for row in ("activities", "expected", "traces", "whys"):
        form = form_in(hanna.write(form, f"add:{row}").text)
    given = {"expected[1].indicator": "", "expected[1].direction": "higher"}
    given |= {"expected[1].first_year": "2030", "activities[1].arena": "other"}
    for name, value in form.items():
        is_text = not name.startswith(("fgte-", "_")) and not name.endswith("].id") and value == ""
        if is_text and not name.endswith(("start", "end", "day", "year", "follow_up", "series")):
            given.setdefault(name, "" if name.endswith(CHOICES) else f"{SCRIPT} {name}")
    refused = hanna.write({**form, **given}, title="")
    saved = hanna.write({**form, **given})
    assert (refused.status_code, saved.status_code) == (422, 303)
    for address in (BOARD, f"{BOARD}/post/{id}", f"{BOARD}/andra/{id}"):
        shown = hanna.get(address).text
        assert "&lt;script&gt;alert(1)" in shown
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
    assert "<script>alert" not in refused.text


CHOICES = ("variant", "series", "arena", "illeris", "indicator", "].expected")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "＝1+1"])
def test_no_cell_of_the_list_is_a_formula(hanna, formula):
    hanna.begin(title=f"{formula} rubrik")
    lines = hanna.get(f"{BOARD}.csv").text.splitlines()
    assert any(f"'{formula} rubrik" in line for line in lines)
    assert not any(f'"{formula}' in line for line in lines)


def test_a_text_that_is_too_long_is_refused_and_kept(hanna):
    id = hanna.begin()
    form = hanna.form(f"{BOARD}/andra/{id}")
    answer = hanna.write(form, title="a" * 201, hypothesis="b" * 8001)
    assert answer.status_code == 422
    assert form_in(answer.text)["hypothesis"] == "b" * 8001
    rows = {f"whys[{n}]": "varför" for n in range(1, 300)}
    assert hanna.write({**form, **rows}).status_code == 422


def test_too_much_at_once_is_refused_with_a_page(hanna):
    form = hanna.form(f"{BOARD}/nytt/provande")
    answer = hanna.write(form, **FIRST | {"observation": "a" * 2_100_000})
    assert answer.status_code == 413
    assert heading(answer) == "Det är för mycket på en gång"


def test_a_body_that_no_form_could_send_is_not_read(served):
    with httpx.Client(base_url=served.url, trust_env=False, timeout=60) as client:
        try:
            answer = client.post(f"{BOARD}/skriv", content=b"x" * 9_000_000)
        except httpx.TransportError:
            return
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "kind", ["application/json", "multipart/form-data; boundary=x", "text/plain"]
)
def test_only_a_form_is_taken(hanna, kind):
    content = json.dumps({"fgte-do": "save"})
    sent = {"Content-Type": kind, "X-XSRFToken": hanna.client.cookies["_xsrf"]}
    answer = hanna.client.post(f"{BOARD}/skriv", content=content, headers=sent)
    assert answer.status_code in (400, 415)


# Signing in


def test_the_session_s_cookie_is_kept_from_scripts_and_other_sites(visit):
    visitor = visit()
    marks = {**visitor.marks(f"{BOARD}/logga-in"), "fgte-login": "hanna", "fgte-password": PASSWORD}
    cookie = visitor.post("logga-in", marks).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    marks = {**visit().marks(f"{BOARD}/logga-in"), **marks}
    behind = visitor.post("logga-in", marks, headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in behind.headers["Set-Cookie"]


def test_a_session_that_was_planted_is_not_the_one_that_is_used(visit):
    visitor = visit()
    visitor.client.cookies.set("fgte-editor", "planterad")
    visitor.sign_in("hanna")
    planted = visit()
    planted.client.cookies.set("fgte-editor", "planterad")
    assert "Inloggad: hanna" not in planted.get(BOARD).text


def test_signing_out_ends_the_session_for_whoever_has_its_cookie(visit):
    visitor = visit("hanna")
    secret = next(each.value for each in visitor.client.cookies.jar if each.name == "fgte-editor")
    form = visitor.marks(BOARD)
    assert visitor.write(form, "sign-out").status_code == 303
    thief = visit()
    thief.client.cookies.set("fgte-editor", secret)
    assert "Inloggad" not in thief.get(BOARD).text


def secret_of(visitor):
    return next(each.value for each in visitor.client.cookies.jar if each.name == "fgte-editor")


def is_signed_in(visit, secret):
    holder = visit()
    holder.client.cookies.set("fgte-editor", secret)
    return "Inloggad" in holder.get(BOARD).text


def test_signing_in_anew_ends_the_session_that_the_browser_held(visit):
    visitor = visit()
    marks = visitor.marks(f"{BOARD}/logga-in")
    known = {**marks, "fgte-login": "hanna", "fgte-password": PASSWORD}
    secrets = []
    for _ in range(2):
        assert visitor.post("logga-in", known).status_code == 303
        secrets.append(secret_of(visitor))
    assert [is_signed_in(visit, each) for each in secrets] == [False, True]


def test_nobody_is_signed_out_by_a_form_of_another_session(visit):
    visitor, other = visit("hanna"), visit("vera")
    form = {**visitor.marks(BOARD), "fgte-mark": other.marks(BOARD)["fgte-mark"]}
    visitor.write(form, "sign-out")
    assert is_signed_in(visit, secret_of(visitor))


def test_a_login_in_capitals_is_the_same_login_and_gives_no_more_tries(visit):
    visitor = visit()
    visitor.client.headers.update({"X-FGTE-Service": SECRET, "X-Forwarded-For": "192.0.2.8"})
    tries = ["hilma", "HILMA", "Hilma"] * 4
    answers = [visitor.sign_in(each, "fel lösenord här").status_code for each in tries]
    assert answers == [403] * 10 + [429] * 2


def test_a_wrong_login_and_a_wrong_password_are_answered_alike(served, stranger):
    tries = [("hanna", "fel lösenord här"), ("ingen", "fel lösenord här"), ("Å" * 500, "x")]
    pages = [stranger.sign_in(*each) for each in tries]
    assert {each.status_code for each in pages} == {403}
    assert (
        len({BeautifulSoup(p.text, "html.parser").select_one(".error-summary").text for p in pages})
        == 1
    )
    typed = BeautifulSoup(pages[0].text, "html.parser").select_one("#login")["value"]
    assert typed == "hanna"
    assert not BeautifulSoup(pages[0].text, "html.parser").select_one("#password").get("value")


def test_whoever_follows_a_link_to_two_texts_signs_in_and_comes_to_them(stranger):
    led = stranger.get(f"{BOARD}/krock/p-0123abcd/3").headers["Location"]
    assert led.partition("?till=")[2] == f"{BOARD}/krock/p-0123abcd/3"


def test_whoever_signs_in_comes_to_the_form_they_went_for(visit):
    for kind in ("provande", "larande_natverk"):
        visitor = visit()
        led = visitor.get(f"{BOARD}/nytt/{kind}").headers["Location"]
        onward = led.partition("?till=")[2]
        answer = visitor.sign_in("hanna", **{"fgte-next": onward})
        assert answer.headers["Location"] == f"/{BOARD}/nytt/{kind}"


@pytest.mark.parametrize(
    "onward", ["//elak.example", "http://elak.example", "forandringsarbete/../x"]
)
def test_nobody_is_led_to_another_site(visit, onward):
    visitor = visit()
    answer = visitor.sign_in("hanna", **{"fgte-next": onward})
    assert answer.headers["Location"] == f"/{BOARD}"


def test_who_guesses_has_to_wait_also_for_a_login_that_does_not_exist(visit):
    """From an address of its own, by the service that is believed about addresses."""
    visitor = visit()
    visitor.client.headers.update({"X-FGTE-Service": SECRET, "X-Forwarded-For": "192.0.2.7"})
    for login in ("halvar", "finns-inte"):
        answers = [visitor.sign_in(login, "fel lösenord här").status_code for _ in range(11)]
        assert answers == [403] * 10 + [429]
    shut = visitor.sign_in("halvar")
    assert shut.status_code == 429
    assert int(shut.headers["Retry-After"]) > 0
    assert visit().sign_in("halvar").status_code == 303


def test_an_address_that_a_visitor_makes_up_gives_no_more_tries(stranger):
    answers = []
    for number in range(11):
        stranger.client.headers["X-Forwarded-For"] = f"198.51.100.{number}"
        answers.append(stranger.sign_in("en-annan-som-inte-finns", "fel lösenord här").status_code)
    assert answers == [403] * 10 + [429]


def test_the_hub_s_word_is_taken_only_with_its_secret(visit):
    believed, forged = visit(), visit()
    believed.client.headers.update({"X-FGTE-Service": SECRET, "X-FGTE-User": "hanna"})
    forged.client.headers.update({"X-FGTE-Service": "gissning", "X-FGTE-User": "hanna"})
    assert believed.begin(title="Genom hubben")
    assert "Inloggad" not in forged.get(BOARD).text
    assert forged.get(f"{BOARD}/nytt/provande").status_code == 303


def test_every_page_of_the_journal_is_kept_by_nobody_and_runs_no_foreign_script(hanna):
    for address in (BOARD, f"{BOARD}.csv", f"{BOARD}/nytt/provande", f"{BOARD}/logga-in"):
        said = hanna.get(address).headers
        assert said["Cache-Control"] == "no-store"
        assert "form-action 'self'" in said["Content-Security-Policy"]
        assert "script-src 'self';" in said["Content-Security-Policy"]


def test_where_the_dashboards_are_guarded_the_journal_is_too(served):
    """A key in the address opens the pages, but does instead of no form's mark."""
    key = "en-nyckel-till-sidorna"
    guarded = serve(served.settings, "--kernels=0", FGTE_DASHBOARD_TOKEN=key)
    form = {**FIRST, "fgte-kind": "provande", "fgte-do": "save", "fgte-owner": "1384"}
    words = {"fgte-login": "hanna", "fgte-password": PASSWORD}
    try:
        with httpx.Client(base_url=guarded.url, trust_env=False, timeout=60) as client:
            assert client.get(BOARD).status_code == 302
            assert client.get(f"{BOARD}.csv").status_code == 302
            shut = client.post(f"{BOARD}/skriv", data=form, headers={"Origin": guarded.url[:-1]})
            assert heading(shut) == "Översikterna är stängda för den här webbläsaren"
            assert FIRST["observation"] in shut.text
            let_in = {"Authorization": f"token {key}"}
            assert client.get(BOARD, headers=let_in).status_code == 200
            answer = client.post(f"{BOARD}/logga-in", data=words, headers=let_in)
            assert answer.status_code == 403
            assert "fgte-editor" not in answer.headers.get("Set-Cookie", "")
    finally:
        assert end(guarded) == 0


SHARED = "Adressen i webbläsaren leder tillbaka"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (BOARD, True),
        (f"{BOARD}?kommun=1384", True),
        ("sjalvskattning", True),
        ("kommun?kommun=1384", True),
        ("", False),
        (f"{BOARD}/nytt/provande", False),
        ("sjalvskattning/omgangar", False),
        ("sjalvskattning/svara/r-00000000", False),
    ],
)
def test_only_where_choices_stand_in_the_address_is_it_said_to_lead_back(hanna, address, said):
    assert (SHARED in hanna.get(address).text) is said


def test_the_page_to_sign_in_says_nothing_of_the_address(stranger):
    assert SHARED not in stranger.get(f"{BOARD}/logga-in").text
