"""A fetch that is killed, interrupted, doubled or out of space: what is kept is whole, and the
next one goes on where it stopped."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fgte.errors import RequestError, WorkError
from fgte.sources.kolada import fetch, read_fetch
from fgte.sources.snapshots import SnapshotStore
from tests.kolada_server import QUICK, KoladaServer, listening, status

REPO = Path(__file__).resolve().parents[2]
KPIS = ("N15505", "N15507", "N15419")
FIGURES = 3 * 6 * 5 * 3
REQUESTS = 2 + 1 + 13
FETCH = """
from fgte.settings import read_settings
from fgte.sources.kolada import Patience, fetch
fetch(read_settings(), kpis=["N15505", "N15507", "N15419"], patience=Patience(longest_wait=1))
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@pytest.fixture(scope="module")
def http():
    with listening() as server:
        yield server


@pytest.fixture
def kolada(http):
    """A server with seven entries a page: 3 requests for metadata, 13 for figures."""
    server = KoladaServer(http)
    server.per_page = 7
    return server


@pytest.fixture
def settings(kolada, tmp_path):
    return kolada.settings(tmp_path)


def in_a_process_of_its_own(settings):
    """Begin a fetch in another process, which can then be stopped."""
    about = {"FGTE_HOME": str(settings.home), "FGTE_KOLADA_URL": settings.kolada_url}
    surroundings = os.environ | about | {"PYTHONPATH": str(REPO)}
    command = [sys.executable, "-c", FETCH]
    return subprocess.Popen(command, env=surroundings, stderr=subprocess.DEVNULL)


def here(settings, **more):
    return fetch(settings, kpis=KPIS, patience=QUICK, **more)


def figures(settings):
    snapshots = SnapshotStore(settings.snapshots)
    return [len(read_fetch(snapshots, each)) for each in snapshots.fetches()]


def everything_kept_is_whole(settings):
    """Each file under a final name has the content that its name says."""
    raw = [path for path in (settings.snapshots / "raw").rglob("*") if path.is_file()]
    kept = [path for path in raw if re.fullmatch(r"[0-9a-f]{64}", path.name)]
    assert [p for p in kept if hashlib.sha256(p.read_bytes()).hexdigest() != p.name] == []
    return len(kept)


@pytest.mark.parametrize("number", [1, 2, 4, 5, 9, REQUESTS])
def test_whoever_is_killed_leaves_a_fetch_that_goes_on(kolada, settings, number):
    fetching = in_a_process_of_its_own(settings)
    kolada.faults.extend([None] * (number - 1) + [lambda _: fetching.kill()])
    assert fetching.wait(timeout=120) == -signal.SIGKILL
    kolada.faults.clear()
    everything_kept_is_whole(settings)
    [begun] = SnapshotStore(settings.snapshots).unfinished()
    result = here(settings)
    assert result.requests_made == REQUESTS - len(begun.pages)
    assert result.resumed == bool(begun.pages)
    assert figures(settings) == [FIGURES]


def test_what_had_come_is_not_asked_for_again(kolada, settings):
    kolada.faults.extend([None] * 9)
    kolada.always = status(404)
    with pytest.raises(RequestError):
        here(settings)
    before = set(kolada.asked[:9])
    kolada.always, kolada.asked = None, []
    assert here(settings).resumed
    assert not before & set(kolada.asked)
    assert len(kolada.asked) == REQUESTS - 9
    assert figures(settings) == [FIGURES]


def test_an_interrupt_is_obeyed_at_once_and_leaves_the_same(kolada, settings):
    answers_come = threading.Event()
    kolada.faults.extend([None] * 8)
    kolada.always = lambda _: answers_come.wait(120) and None
    fetching = in_a_process_of_its_own(settings)
    while len(kolada.asked) < 9:
        time.sleep(0.01)
    fetching.send_signal(signal.SIGINT)
    assert fetching.wait(timeout=50) not in (0, -signal.SIGKILL)  # less than it waits for answers
    answers_come.set()
    assert here(settings).resumed
    assert figures(settings) == [FIGURES]
    everything_kept_is_whole(settings)


def test_two_fetches_at_once_do_not_disturb_each_other(kolada, settings):
    kolada.seconds = 0.02
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(lambda _: here(settings), range(3)))
    assert len({each.fetch_id for each in results}) == 3
    assert [each.requests_made for each in results] == [REQUESTS] * 3
    assert figures(settings) == [FIGURES] * 3
    everything_kept_is_whole(settings)


def test_two_processes_at_once_do_not_disturb_each_other(kolada, settings):
    kolada.seconds = 0.02
    both = [in_a_process_of_its_own(settings) for _ in range(2)]
    assert [each.wait(timeout=120) for each in both] == [0, 0]
    assert figures(settings) == [FIGURES] * 2


def test_a_write_that_fails_is_said_and_leaves_nothing_half(settings, monkeypatch):
    room = iter([None] * 20)

    def until_the_disk_is_full(_):
        if next(room, "full"):
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", until_the_disk_is_full)
        with pytest.raises(WorkError, match="No space left") as caught:
            here(settings)
    assert "Frigör utrymme" in str(caught.value)
    everything_kept_is_whole(settings)
    assert list(settings.snapshots.rglob(".*.part")) == []
    assert here(settings).resumed
    assert figures(settings) == [FIGURES]


@pytest.fixture
def small_disk(tmp_path):
    """A file system of a few blocks, where one may be mounted."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=80k", "tmpfs", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small tmpfs cannot be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_the_fetch_goes_on_when_there_is_room(kolada, small_disk):
    settings = kolada.settings(small_disk)
    with pytest.raises(WorkError, match="FGTE_HOME"):
        here(settings)
    assert everything_kept_is_whole(settings) > 2
    assert figures(settings) == []
    subprocess.run(["mount", "-o", "remount,size=2m", str(small_disk)], check=True)
    assert here(settings).resumed
    assert figures(settings) == [FIGURES]
