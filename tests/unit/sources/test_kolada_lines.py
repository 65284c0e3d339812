"""A line to Kolada that is opened as the fetch stops is closed like every other."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from fgte.errors import FgteError
from fgte.sources.kolada.client import Client
from tests.kolada_server import QUICK

PATIENCE = 60


class Empty(BaseHTTPRequestHandler):
    """Answers with nothing, and keeps its lines open for more questions as Kolada does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def address():
    with ThreadingHTTPServer(("127.0.0.1", 0), Empty) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/v3"
        server.shutdown()


def test_a_line_that_was_opened_as_we_stopped_is_closed(address, monkeypatch):
    opening, stopped, lines = threading.Event(), threading.Event(), []
    plain = socket.create_connection

    def late(*words, **more):
        opening.set()
        stopped.wait(PATIENCE)
        lines.append(plain(*words, **more))
        return lines[-1]

    def ask():
        with suppress(FgteError):
            client.get(f"{address}/municipality")

    monkeypatch.setattr(socket, "create_connection", late)
    with Client(address, QUICK) as client:
        asking = threading.Thread(target=ask)
        asking.start()
        assert opening.wait(PATIENCE)
    stopped.set()
    asking.join(PATIENCE)
    assert [line.fileno() for line in lines] == [-1]
