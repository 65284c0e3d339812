"""The ports of the tests' own servers: each worker has its own, and gives none twice."""

from __future__ import annotations

import socket

import pytest
from jupyter_client.connect import LocalPortCache

from tests import ports


def test_the_ports_of_two_workers_are_never_the_same_nor_any_that_a_machine_gives_out():
    first, second = ports.ports_of("gw0"), ports.ports_of("gw1")
    assert not set(first) & set(second)
    assert 1024 < min(first) < max(second) < 32_768


def test_a_port_is_free_and_the_next_one_is_another():
    given = [ports.free_port() for _ in range(50)]
    assert len(set(given)) == 50
    with socket.create_server(("127.0.0.1", given[-1])):
        pass


def test_nobody_answers_at_a_silent_port():
    with ports.silent_port() as port, pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=60)


def test_kernels_are_told_ports_of_the_worker_s_own(monkeypatch):
    monkeypatch.setattr(LocalPortCache, "find_available_port", None)
    ports.give_kernels_their_own()
    known = LocalPortCache.instance()
    given = [known.find_available_port("127.0.0.1") for _ in range(5)]
    assert len(set(given)) == 5
    assert max(given) < 32_768
