"""Which doors of the dashboards' server are open, to whom, and what stands in every answer."""

from __future__ import annotations

import json

import httpx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fgte.cli import main
from fgte.store import build
from tests.browser.conftest import end, serve

pytestmark = pytest.mark.browser


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
]


@pytest.mark.parametrize("address", CLOSED)
def test_only_what_is_meant_is_served(visitor, address):
    answer = visitor.get(address)
    assert answer.status_code in (400, 403, 404)
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
    frame = visitor.get("voila/render/kommun.ipynb", headers={"Sec-Fetch-Dest": "iframe"})
    assert "from fgte import" not in frame.text


@pytest.mark.parametrize("address", ["", "kommun", "finns-inte", "voila/static/voila.js"])
def test_every_answer_says_what_a_page_may_do(visitor, address):
    said = visitor.get(address).headers
    policy = said["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["X-Frame-Options"] in ("DENY", "SAMEORIGIN")


def test_a_page_of_ours_runs_no_script_but_its_file(visitor):
    policy = visitor.get("kommun").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy


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


def test_with_a_password_nothing_is_shown_before_it_is_given(dashboards):
    served = serve(dashboards.settings, "--kernels=0", FGTE_DASHBOARD_PASSWORD="en lång hemlighet")
    try:
        with httpx.Client(base_url=served.url, trust_env=False, follow_redirects=True) as client:
            for address in ("", "kommun", "vy/kommun", "kommun.csv?oppen=meritvarde"):
                shown = client.get(address)
                assert "Logga in" in shown.text or shown.status_code == 403
                assert "Kungsbacka" not in shown.text
            form = {"password": "fel", "_xsrf": client.cookies.get("_xsrf", "")}
            assert "Fel lösenord" in client.post("login", data=form).text
            form = {"password": "en lång hemlighet", "_xsrf": client.cookies.get("_xsrf", "")}
            assert client.post("login?next=%2Fkommun", data=form).status_code == 200
            assert json.loads(client.get("vy/kommun").text)["values"]["kommun"] == "hylte"
    finally:
        assert end(served) == 0
