"""Which doors of the dashboards' server are open, to whom, and what stands in every answer."""

from __future__ import annotations

import asyncio
import json
import re

import httpx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tornado.websocket import websocket_connect

from fgte.cli import main
from fgte.store import build
from tests.browser.conftest import PATIENCE, end, serve

pytestmark = pytest.mark.browser

FRAMED = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin"}
SECRET, KEY = "en lång hemlighet", "en-lang-nyckel-som-star-i-adressen"


@pytest.fixture(scope="module")
def visitor(dashboards):
    """Someone who asks the server without a browser."""
    with httpx.Client(base_url=dashboards.url, trust_env=False, timeout=60) as client:
        yield client


CLOSED = [
    "nagot-annat",
    "kommun.ipynb",
    "voila/files/kommun.ipynb",
    "voila/tree",
    "voila/api/contents",
    "voila/api/contents/kommun.ipynb",
    "voila/render/annan.ipynb",
    "voila/render/..%2freports%2fkommun.ipynb",
    "voila/query/3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "api/kernels",
    "api/sessions",
    "api/contents",
    "store/observations.parquet",
    "fgte/..%2f..%2fpyproject.toml",
    "fgte/server.py",
    "voila/static/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "voila/templates/lab/static/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "voila/labextensions/..%2f..%2f..%2fetc%2fpasswd",
    "kommun.csv",
    "kommun.csv?oppen=fel",
    "oversikt.csv?oppen=meritvarde",
    "KOMMUN",
    "kommun/",
    "login",
    "logout",
    "api",
    "api/status",
    "voila/",
    "voila/render/",
    "voila/files/style.css",
    "voila/api/shutdown/3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "metrics",
    "journal/journal.sqlite",
    "cache/dashboards/",
]


@pytest.mark.parametrize("address", CLOSED)
def test_only_what_is_meant_is_served(visitor, address):
    answer = visitor.get(address)
    assert answer.status_code in (400, 403, 404, 405)
    assert "Traceback" not in answer.text
    assert "root:" not in answer.text
    assert '"cells"' not in answer.text


def test_a_wrong_address_leads_on_to_the_dashboards(visitor):
    answer = visitor.get("finns-inte")
    assert "Sidan finns inte" in answer.text
    assert 'href="/oversikt"' in answer.text


def test_the_notebook_is_shown_as_its_page_and_never_as_source(visitor):
    answer = visitor.get("voila/render/kommun.ipynb?kommun=varberg")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/kommun?kommun=varberg"
    frame = visitor.get("voila/render/kommun.ipynb", headers=FRAMED)
    assert frame.status_code == 200
    assert "from fgte import" not in re.sub(r"<[^>]*>", "", frame.text)


def test_a_kernel_runs_nothing_that_a_visitor_writes(dashboards, visitor):
    """The same socket carries choices to the widget, and would carry a program if it were let."""
    frame = visitor.get("voila/render/monster.ipynb", headers=FRAMED).text
    kernel = re.search(r'"kernelId": ?"([-0-9a-f]+)"', frame)[1]
    written = dashboards.settings.home / "intrång.txt"
    code = f"open({str(written)!r}, 'w').close()"
    run = {"code": code, "silent": False, "store_history": False, "user_expressions": {}}
    asked = [message("execute_request", **run), message("comm_info_request")]
    assert "comm_info_reply" in asyncio.run(answered(dashboards.url, kernel, asked))
    assert not written.exists()
    assert let_go(visitor, kernel, "").status_code == 403
    mark = re.search(r'data-mark="([^"]+)"', visitor.get("kommun").text)[1]
    assert let_go(visitor, kernel, mark).status_code == 204


def let_go(visitor, kernel, mark):
    """What a page does when it is left: only one that the server has given a mark can do it."""
    return visitor.post(f"voila/api/shutdown/{kernel}", data={"_xsrf": mark})


def message(kind, **content):
    header = {"msg_id": kind, "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    return {"header": header, "parent_header": {}, "metadata": {}, "content": content} | {
        "channel": "shell",
        "buffers": [],
    }


async def answered(url, kernel, asked):
    """What a kernel answers, by kind, up to the answer to the last that was asked."""
    address = f"{url.replace('http', 'ws')}api/kernels/{kernel}/channels"
    socket, said = await websocket_connect(address), []
    for each in asked:
        await socket.write_message(json.dumps(each))
    while asked[-1]["header"]["msg_type"].replace("request", "reply") not in said:
        found = json.loads(await asyncio.wait_for(socket.read_message(), PATIENCE))
        said.append(found["msg_type"])
    socket.close()
    return said


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_frame_on_another_site_starts_no_kernel(visitor, site):
    answer = visitor.get("voila/render/kommun.ipynb", headers=FRAMED | {"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert "kernelId" not in answer.text


@pytest.mark.parametrize("address", ["", "kommun", "finns-inte", "voila/static/voila.js"])
def test_every_answer_says_what_a_page_may_do(visitor, address):
    said = visitor.get(address).headers
    policy = said["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "object-src 'none'" in policy
    assert "base-uri 'none'" in policy
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Referrer-Policy"] == "same-origin"
    assert said["Cross-Origin-Opener-Policy"] == "same-origin"
    assert said["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in said["Permissions-Policy"]
    assert "Server" not in said
    ours = "/voila/" not in f"/{address}"
    assert said["X-Frame-Options"] == ("DENY" if ours else "SAMEORIGIN")
    assert ("frame-ancestors 'none'" if ours else "frame-ancestors 'self'") in policy


def test_a_page_of_ours_runs_no_script_but_its_file(visitor):
    policy = visitor.get("kommun").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy


@pytest.mark.parametrize(
    "words",
    [
        "&".join(f"ord{n}=1" for n in range(60)),
        "kommun=" + "å" * 4000,
        "kommun=%ff%fe%00&oppen=%ed%a0%80",
        "fran=%D9%A2%D9%A0%D9%A1%D9%A6",
        "kommun=laholm&kommun=varberg&kommun=laholm",
        "&&=&;kommun==;=",
    ],
)
def test_no_words_of_an_address_are_too_many_or_too_odd(visitor, words):
    for address in ("kommun", "vy/kommun", "oversikt"):
        assert visitor.get(f"{address}?{words}").status_code == 200
    assert visitor.get(f"kommun.csv?{words}").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize(
    "address", ["kommun", "vy/kommun", "kommun.csv", "voila/render/kommun.ipynb"]
)
def test_pages_can_only_be_read(visitor, method, address):
    answer = visitor.request(method, address)
    assert answer.status_code in (403, 405)
    assert "Traceback" not in answer.text


def test_what_stands_in_an_address_is_never_markup(visitor):
    answer = visitor.get("kommun", params={"kommun": '"><script>alert(1)</script>', "x<y": "1"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "x&lt;y" in answer.text


def test_answers_are_compressed(visitor):
    assert visitor.get("kommun").headers["Content-Encoding"] == "gzip"


def test_a_name_that_is_not_ours_is_refused(visitor):
    """Another site that points its own name here (DNS rebinding) gets nothing."""
    answer = visitor.get("kommun", headers={"Host": "elak.example"})
    assert answer.status_code == 403
    assert "Kungsbacka" not in answer.text


def test_another_site_reaches_no_kernel(visitor):
    kernel = "api/kernels/3fa85f64-5717-4562-b3fc-2c963f66afa6"
    foreign = {"Origin": "http://elak.example"}
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    tried = [
        visitor.get(f"{kernel}/channels", headers=foreign | upgrade | key),
        visitor.delete(kernel, headers=foreign),
        visitor.post(f"voila/api/shutdown/{kernel[12:]}", headers=foreign),
    ]
    assert all(each.status_code in (403, 404) for each in tried)


def test_a_view_is_plain_data(visitor):
    answer = visitor.get("vy/kommun", params={"kommun": "1384"})
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.json()["query"] == "kommun=kungsbacka"


def test_the_file_of_an_indicator_opens_in_a_spreadsheet(visitor):
    answer = visitor.get("kommun.csv", params={"kommun": "kungsbacka", "oppen": "meritvarde"})
    assert (
        answer.headers["Content-Disposition"] == 'attachment; filename="kungsbacka-meritvarde.csv"'
    )
    text = answer.content.decode("utf-8-sig")
    assert text.startswith("År;")
    assert "egen beräkning" in text


def test_a_store_that_is_rebuilt_gives_its_new_figures_at_the_next_view(dashboards, visitor):
    asked = {"kommun": "varberg"}
    before = visitor.get("vy/kommun", params=asked).json()
    assert "97,3\u00a0%" not in before["html"]
    file = dashboards.settings.store / "observations.parquet"
    table = pq.read_table(file)
    altered = altered_figure(table, "examen_3ar", "1383", 2022, 97.3)
    file.unlink()
    assert visitor.get("vy/kommun", params=asked).status_code == 500
    assert "Sidan kunde inte visas" in visitor.get("kommun").text
    pq.write_table(altered, file)
    assert "97,3\u00a0%" in visitor.get("vy/kommun", params=asked).json()["html"]
    build(dashboards.settings)
    assert visitor.get("vy/kommun", params=asked).json() == before


def altered_figure(table, indicator, place, year, value):
    """The same store but for one figure, under a fingerprint of its own."""
    frame = table.to_pandas()
    one = frame["indicator"].eq(indicator) & frame["municipality_id"].eq(place)
    frame.loc[one & frame["year"].eq(year) & frame["sex"].eq("T"), "value"] = value
    said = json.loads(table.schema.metadata[b"fgte"]) | {"fingerprint": "another"}
    schema = table.schema.with_metadata({b"fgte": json.dumps(said).encode()})
    return pa.Table.from_pandas(frame, schema=schema, preserve_index=False)


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_other_machines_are_let_in_only_with_a_secret(address, monkeypatch, capsys):
    monkeypatch.delenv("FGTE_DASHBOARD_TOKEN", raising=False)
    monkeypatch.delenv("FGTE_DASHBOARD_PASSWORD", raising=False)
    assert main(["dashboard", "--address", address]) == 2
    assert "FGTE_DASHBOARD_PASSWORD" in capsys.readouterr().err


def test_a_short_secret_is_refused(capsys):
    assert main(["dashboard", "--password", "hej"]) == 2
    assert "minst 12 tecken" in capsys.readouterr().err


@pytest.fixture(scope="module")
def guarded(dashboards):
    """A server behind another one, under an address of its own, with a password and a token."""
    secrets = {"FGTE_DASHBOARD_PASSWORD": SECRET, "FGTE_DASHBOARD_TOKEN": KEY}
    served = serve(dashboards.settings, "--kernels=0", "--base=/over/sikter/", **secrets)
    yield f"{served.url}over/sikter/"
    assert end(served) == 0


@pytest.fixture
def stranger(guarded):
    """Someone who has shown nothing yet."""
    with httpx.Client(base_url=guarded, trust_env=False, follow_redirects=True) as client:
        yield client


def log_in(client, word, onward="/over/sikter/kommun"):
    client.get("login")
    form = {"password": word, "_xsrf": client.cookies.get("_xsrf", "")}
    return client.post("login", params={"next": onward}, data=form)


@pytest.mark.parametrize(
    "address",
    ["", "kommun", "vy/kommun", "kommun.csv?oppen=meritvarde", "voila/render/kommun.ipynb"],
)
def test_nothing_is_shown_before_the_password_is_given(stranger, address):
    for headers in ({}, FRAMED):
        shown = stranger.get(address, headers=headers)
        assert "Logga in" in shown.text or shown.status_code == 403
        assert "Kungsbacka" not in shown.text
        assert "kernelId" not in shown.text


def test_the_password_opens_the_pages_and_logging_out_shuts_them(stranger):
    assert "Fel lösenord" in log_in(stranger, "fel").text
    shown = log_in(stranger, SECRET)
    assert shown.url.path == "/over/sikter/kommun"
    assert 'href="/over/sikter/monster"' in shown.text
    assert stranger.get("vy/kommun").json()["values"]["kommun"] == "hylte"
    out = shown.url.join(re.search(r'href="([^"]*logout)"', shown.text)[1])
    assert "Du är utloggad" in stranger.get(out).text
    assert "Logga in" in stranger.get("kommun").text


def test_the_token_opens_the_page_that_it_stands_in_the_address_of(stranger):
    assert "Logga in" in stranger.get("kommun?token=fel").text
    assert "Kungsbacka" in stranger.get(f"kommun?kommun=kungsbacka&token={KEY}").text


def test_who_logs_in_is_led_to_no_other_site(stranger):
    for onward in ("//elak.example/", "http://elak.example/", "/\\elak.example"):
        assert "elak.example" not in str(log_in(stranger, SECRET, onward).url.host)


def test_a_form_on_another_site_logs_no_one_in(stranger):
    answer = stranger.post("login", data={"password": SECRET})
    assert answer.status_code == 403
    assert "Logga in" in stranger.get("kommun").text
