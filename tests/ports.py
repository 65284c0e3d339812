"""Ports of this machine for servers that have to be told theirs, and ports where nobody answers."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any

LOWEST, EACH = 20_000, 2_000
"""Below the ports that a machine gives out on its own, to anyone, between our look and our use;
so many for each worker of a run.
"""


def ports_of(worker: str) -> range:
    """The ports that a worker of a run has to itself; ``gw0`` also stands for a run without any."""
    start = LOWEST + int(worker.removeprefix("gw")) % 5 * EACH
    return range(start, start + EACH)


def _in_turn() -> Iterator[int]:
    """This worker's ports, from one of them on, so that none is given twice in a while."""
    ports = ports_of(os.environ.get("PYTEST_XDIST_WORKER", "gw0"))
    first = random.SystemRandom().randrange(EACH)
    return cycle([*ports[first:], *ports[:first]])


_ports = _in_turn()


def free_port() -> int:
    """A port that nothing has, and that nobody else is given meanwhile."""
    for _ in range(EACH):
        port = next(_ports)
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
    raise RuntimeError("none of this worker's ports is free")


@contextmanager
def silent_port() -> Iterator[int]:
    """A port at which nobody answers: held, so that nobody else gets it, but never listened at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])


def give_kernels_their_own() -> None:
    """A kernel that nbval starts is told its ports a second before it takes them.

    Jupyter would choose some that the machine gives out: of two workers that start a kernel in the
    same second, one might be told a port of the other's.
    """
    from jupyter_client.connect import LocalPortCache

    def find(_: Any, ip: str) -> int:
        return free_port()

    LocalPortCache.find_available_port = find
