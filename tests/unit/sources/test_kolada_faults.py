"""A bad day: asked again where that helps, otherwise a clear error and nothing marked complete."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from email.utils import formatdate
from types import SimpleNamespace

import pytest
from werkzeug import Response

from fgte.errors import DataError, RequestError, WorkError
from fgte.sources.kolada import client, faults, fetch, run
from fgte.sources.kolada.faults import retry_after
from fgte.sources.snapshots import SnapshotStore
from tests.kolada_server import QUICK, KoladaServer, as_json, body, listening, status, value
from tests.ports import silent_port

HASTY = replace(QUICK, silence=1.0, whole_answer=2.0)
HASTY_AND_STUBBORN = replace(HASTY, attempts_unreachable=30)
HTML = body("<!doctype html><title>Driftstopp</title>", Content_Type="text/html")


@pytest.fixture(scope="module")
def http():
    with listening() as server:
        yield server


@pytest.fixture
def kolada(http):
    return KoladaServer(http)


@pytest.fixture
def settings(kolada, tmp_path):
    return kolada.settings(tmp_path)


def ask(settings, **more):
    return fetch(settings, **({"kpis": ["N15505"], "patience": QUICK} | more))


def complaint(settings, kind):
    """What is said when a fetch fails; nothing is then marked complete."""
    with pytest.raises(kind) as caught:
        ask(settings)
    assert SnapshotStore(settings.snapshots).fetches() == ()
    return str(caught.value)


def cut(request):
    """An answer that says how long it is and ends in the middle."""
    whole = b'{"count":1,"values":[' + b" " * 5000
    return Response(whole[:2500], headers={"Content-Length": str(len(whole))})


def silent(_):
    time.sleep(3)


def trickling(_):
    """An answer of which a little comes now and then, and never the end."""
    return Response((time.sleep(0.2) or b" " for _ in range(20)), content_type="application/json")


PASSING = {
    "busy": status(429, Retry_After="0"),
    "busy without a time": status(429),
    "fault": status(503),
    "fault with a time": status(503, Retry_After="0"),
    "bad gateway": status(502),
    "gateway timeout": status(504),
    "cut": cut,
    "cut JSON": body('{"count": 1, "values": ['),
    "html": HTML,
}
FINAL = {
    "busy": (status(429), "upptaget (status 429)"),
    "fault": (status(503), "status 503"),
    "cut": (cut, "bröts av"),
    "cut JSON": (body('{"count": 1, "val'), "bröts av"),
    "html": (HTML, "Driftstopp"),
    "nothing": (body(""), "annat än JSON"),
}
HOPELESS = {
    400: "tog inte emot",
    401: "nekar oss",
    403: "nekar oss",
    404: "finns inte",
    410: "v2, stängdes den 31 mars 2026",
    422: "tog inte emot",
    204: "tog inte emot",
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_what_passes_is_asked_again(kolada, settings, fault):
    kolada.faults.extend([None, fault])
    result = ask(settings)
    assert result.complete
    assert result.requests_made == result.requests_planned + 1


@pytest.mark.parametrize(("fault", "said"), FINAL.values(), ids=FINAL)
def test_what_does_not_pass_is_said_after_a_few_attempts(kolada, settings, fault, said):
    kolada.always = fault
    message = complaint(settings, WorkError)
    assert said in message
    assert kolada.url in message
    assert "Lagret har inte ändrats" in message
    assert len(kolada.asked) <= 2 * QUICK.attempts


@pytest.mark.parametrize("fault", [silent, trickling])
def test_a_slow_server_is_asked_again_and_then_left(kolada, settings, fault):
    kolada.faults.extend([None, fault])
    assert ask(settings, patience=HASTY_AND_STUBBORN).requests_made > 3
    kolada.always = fault
    with pytest.raises(WorkError, match="svarade inte i tid"):
        ask(settings, patience=HASTY)


@pytest.mark.parametrize(("code", "said"), HOPELESS.items())
def test_what_asking_again_cannot_mend_is_said_at_once(kolada, settings, code, said):
    kolada.always = status(code)
    message = complaint(settings, RequestError)
    assert said in message
    assert str(code) in message
    assert len(kolada.asked) <= 2


def test_nobody_there_is_said_with_what_to_check(settings):
    with silent_port() as port:
        nobody = replace(settings, kolada_url=f"http://127.0.0.1:{port}/v3")
        message = complaint(nobody, WorkError)
    assert "FGTE_KOLADA_URL" in message
    assert "efter 2 försök" in message


def test_as_long_as_kolada_asks_for_is_waited(kolada, settings):
    kolada.faults.extend([None, None, status(429, Retry_After="1")])
    started = time.perf_counter()
    ask(settings)
    assert time.perf_counter() - started > 1


def test_waits_lie_between_the_attempts(kolada, settings):
    kolada.always = status(503)
    with pytest.raises(WorkError):
        ask(settings, patience=replace(QUICK, attempts=7, first_wait=0.5, longest_wait=0.5))
    assert kolada.times[-1] - kolada.times[0] > 0.1


def test_a_time_of_day_is_understood(monkeypatch):
    now = 1_800_000_000.0
    monkeypatch.setattr(faults, "time", SimpleNamespace(time=lambda: now))
    assert retry_after(formatdate(now + 30, usegmt=True)) == 30
    assert retry_after(formatdate(now - 30, usegmt=True)) == 0
    assert retry_after("7") == 7
    assert retry_after("soon") is None


def test_a_very_long_wait_is_said_and_not_waited(kolada, settings):
    kolada.always = status(429, Retry_After="86400")
    message = complaint(settings, WorkError)
    assert "ber oss vänta till 20" in message
    assert len(kolada.asked) <= 2


def test_a_redirect_is_not_followed(kolada, settings):
    kolada.always = status(301, Location="http://127.0.0.1:9/v4")
    assert "127.0.0.1:9/v4" in complaint(settings, RequestError)


@pytest.mark.parametrize("base", ["kolada.se", "ftp://kolada.se/v3", "http://", ""])
def test_an_address_that_is_none_is_refused(settings, base):
    assert "FGTE_KOLADA_URL" in complaint(replace(settings, kolada_url=base), RequestError)


def test_a_list_that_goes_on_elsewhere_is_not_followed(kolada, settings):
    elsewhere = {"values": [], "next_url": "http://127.0.0.1:9/v3/municipality?page=2"}
    kolada.always = lambda _: as_json(elsewhere)
    message = complaint(settings, DataError)
    assert "127.0.0.1:9" in message
    assert "följer inte med" in message


def test_a_list_may_go_on_under_another_scheme_of_the_same_host(kolada, settings):
    kolada.per_page = 5
    plain = kolada.page
    kolada.page = lambda request: json.loads(json.dumps(plain(request)).replace("http:", "https:"))
    assert ask(settings).complete


@pytest.mark.parametrize("page", [1, 2])
def test_a_list_that_never_ends_is_left(kolada, settings, page):
    kolada.per_page = 2
    plain = kolada.page

    def circling(request):
        turned = request.base_url + f"?page={page}&per_page=5000"
        return plain(request) | {"next_url": turned, "values": []}

    kolada.page = circling
    assert "tar inte slut" in complaint(settings, DataError)


def test_a_list_of_ever_new_pages_is_left(kolada, settings, monkeypatch):
    monkeypatch.setattr(run, "MOST_PAGES", 5)
    kolada.per_page = 1
    assert "tar inte slut" in complaint(settings, DataError)
    assert len(kolada.asked) < 12


FORMS = {
    "no list": ({"count": 0, "next_url": None}, "values"),
    "no next_url": ({"values": []}, "next_url"),
    "a text for a year": ("period", "2022", "period"),
    "a text for a value": ("value", "81,0", "value"),
    "another sex": ("gender", "X", "'X'"),
    "another status": ("status", "Secret", "”Secret”, väntade något av: Missing, Privacy"),
    "neither value nor status": ("value", None, "både värde och status"),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_an_answer_of_another_form_is_refused_with_the_place_in_it(kolada, settings, form):
    *changed, said = form
    entry = {"kpi": "N15505", "municipality": "1384", "period": 2022, "values": [value("T", 81.0)]}
    if len(changed) == 2:
        name, content = changed
        (entry if name in entry else entry["values"][0])[name] = content
        changed = [{"values": [entry], "next_url": None}]
    kolada.faults.extend([None, None, lambda _: as_json(changed[0])])
    message = complaint(settings, DataError)
    assert said in message
    assert "N15505 1384 2022" in message or len(form) == 2 or "N15505, 1384, 2022" in message
    assert len(kolada.asked) == 3


@pytest.fixture
def heard(monkeypatch):
    """When one of those who ask has heard that it has to wait, on the server's clock."""
    moments = []

    def noting(stopped):
        def sleep(seconds):
            moments.append(time.monotonic())
            stopped.wait(seconds)

        return sleep

    monkeypatch.setattr(client, "sleep_using_event", noting)
    return moments


def test_everyone_holds_still_while_kolada_is_busy(kolada, settings, heard):
    """But for the three others who may have been on their way when the first heard of it."""
    kolada.has_every_kpi()
    kolada.per_page = 50
    kolada.faults.extend([None] * 20 + [status(429, Retry_After="1")])
    ask(settings, kpis=None)
    [since], until = heard, kolada.times[20] + 1
    assert len([each for each in kolada.times if since < each < until]) <= run.AT_ONCE - 1
    assert len([each for each in kolada.times if each > until]) > 10


def test_answers_with_another_form_are_no_reason_to_ask_again(kolada, settings):
    kolada.always = lambda _: as_json([])
    complaint(settings, DataError)
    assert len(kolada.asked) <= 2
