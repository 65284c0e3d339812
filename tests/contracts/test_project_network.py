"""Tests reach this machine and nothing else, and so do the commands that they start."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request

import pytest
from pytest_socket import SocketConnectBlockedError

SET_ASIDE_FOR_EXAMPLES = ("192.0.2.1", 80)


def test_another_machine_is_out_of_reach():
    with socket.socket() as line, pytest.raises(SocketConnectBlockedError):
        line.connect(SET_ASIDE_FOR_EXAMPLES)


def test_a_command_that_asks_for_a_page_finds_a_dead_proxy():
    with pytest.raises(urllib.error.URLError, match="refused"):
        urllib.request.urlopen("http://example.org", timeout=5)


def test_this_machine_is_within_reach():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
