"""A writer killed in the middle of a save loses nothing confirmed; two who write lose nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa

from fgte.journal import Change, Kind, open_journal
from fgte.journal.database import writing
from fgte.journal.tables import entry, revision
from fgte.settings import read_settings
from tests.unit.journal.factories import inquiry

WRITER = "tests.robustness.journal_writer"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path, monkeypatch, repo):
    """The surroundings of a journal, also for the processes that are started."""
    monkeypatch.setenv("FGTE_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(repo))
    monkeypatch.delenv("FGTE_DATABASE_URL", raising=False)
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql")
        monkeypatch.setenv("FGTE_DATABASE_URL", server.database())
    return read_settings()


@pytest.fixture
def begun(place):
    with open_journal(place) as journal:
        return journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="anna").id


def writer(repo: Path, id: str, who: str, most: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", WRITER, id, who, str(most)]
    return subprocess.Popen(command, cwd=repo, stdout=subprocess.PIPE, text=True, env=os.environ)


@pytest.mark.parametrize("confirmed", [1, 7])
def test_a_writer_that_is_killed_loses_nothing_confirmed(place, begun, repo, confirmed):
    process = writer(repo, begun, "anna", 10_000)
    said = [int(process.stdout.readline()) for _ in range(confirmed)]
    process.send_signal(signal.SIGKILL)
    said += [int(line) for line in process.stdout.read().splitlines()]
    process.wait()
    process.stdout.close()
    with open_journal(place) as journal:
        numbers = [each.number for each in journal.history(begun)]
        assert set(said) <= set(numbers)
        assert numbers == list(range(1, len(numbers) + 1))
        assert journal.entry(begun).current == numbers[-1]


def test_two_processes_that_write_at_once_lose_nothing(place, begun, repo):
    both = [writer(repo, begun, who, 15) for who in ("anna", "bo")]
    with ThreadPoolExecutor() as pool:
        said = [int(n) for out in pool.map(lambda p: p.communicate()[0], both) for n in out.split()]
    assert [process.returncode for process in both] == [0, 0]
    with open_journal(place) as journal:
        history = journal.history(begun)
    assert sorted(said) == list(range(2, 32))
    assert {each.content["lesson"] for each in history[1:]} == {
        f"{who} {number}" for who in ("anna", "bo") for number in range(15)
    }
    standing = [each for each in history if each.change is not Change.CONFLICT]
    assert all(after.based_on == before.number for before, after in pairwise(standing))


def test_a_save_that_breaks_off_leaves_no_half(place, begun):
    with open_journal(place) as journal:
        before = journal.history(begun)

        def broken() -> None:
            with writing(journal.engine) as connection:
                connection.execute(sa.delete(revision))
                connection.execute(sa.delete(entry))
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            broken()
        assert journal.history(begun) == before


def test_several_who_open_a_new_journal_at_once_make_it_once(place):
    def opened(_: int) -> int:
        with open_journal(place) as journal:
            return len(journal.entries())

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(opened, range(4))) == [0, 0, 0, 0]
