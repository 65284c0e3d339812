"""A build that is killed, runs out of disk or meets another: the store is whole or untouched."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from filelock import FileLock

from fgte.errors import FgteError
from fgte.settings import read_settings
from fgte.store import build, open_table
from fgte.store.tables import FILE

BUILD = "from fgte.settings import read_settings; from fgte.store import build; print(build)\n"
AGAIN = (
    BUILD + "import sys; settings = read_settings(home=sys.argv[1])\nwhile True: build(settings)"
)


def building(home):
    command = [sys.executable, "-c", AGAIN, str(home)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("moment", [0.02, 0.11, 0.23, 0.31])
def test_a_build_killed_at_any_moment_leaves_a_whole_store(tmp_path, moment):
    settings = read_settings({}, home=tmp_path)
    build(settings)
    whole = (settings.store / FILE).read_bytes()
    process = building(tmp_path)
    process.stdout.readline()
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (settings.store / FILE).read_bytes() == whole
    assert len(open_table(settings.store).table) > 1500


def test_what_a_killed_build_leaves_behind_does_not_disturb_the_next(tmp_path):
    settings = read_settings({}, home=tmp_path)
    settings.store.mkdir()
    (settings.store / f".{FILE}.99.part").write_bytes(b"half a file")
    build(settings)
    assert len(open_table(settings.store).table) > 1500


def test_two_builds_at_once_leave_one_whole_store(tmp_path):
    settings = read_settings({}, home=tmp_path)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: build(settings), range(8)))
    assert len(open_table(settings.store).table) > 1500
    assert [p.name for p in settings.store.iterdir() if p.name.startswith(".")] == []


def test_a_build_waits_for_one_that_is_under_way_and_says_so_when_it_takes_too_long(
    tmp_path, monkeypatch
):
    settings = read_settings({}, home=tmp_path)
    monkeypatch.setattr(import_module("fgte.store.build"), "PATIENCE", 0.01)
    with FileLock(tmp_path / ".build.lock"), pytest.raises(FgteError, match="byggs redan"):
        build(settings)
    assert not settings.store.exists()
    build(settings)


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 64 kB, where this user may mount one."""
    place = tmp_path / "tiny"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk could not be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_and_leaves_nothing_half(tiny_disk):
    settings = read_settings({}, home=tiny_disk)
    (tiny_disk / "filler").write_bytes(b"x" * 52_000)
    with pytest.raises(FgteError, match="utrymme"):
        build(settings)
    assert not (settings.store / FILE).exists()


def test_a_store_that_may_not_be_written_is_told(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    (tmp_path / "store").mkdir(mode=0o500)
    with pytest.raises(FgteError, match="skrivrätt"):
        build(read_settings({}, home=tmp_path))
