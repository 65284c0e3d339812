"""A report that crashes, takes too long or takes too much: its own page says so, no other's."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from fgte.reports import Outcome, jobs_for, run
from fgte.settings import Settings
from tests.robustness.test_report_processes import (
    SLOW,
    alive,
    in_a_process_of_its_own,
    pids_in,
    project,
    wait_until,
)

SEGFAULT = "import ctypes\nctypes.string_at(0)"
EXIT = "import os\nos._exit(0)"
SLEEP = "import time\ntime.sleep(300)"
BUSY = "while True: pass"
HUNGRY = "import numpy\nkept = [numpy.ones(10_000_000) for _ in range(100)]"
ONCE = """
import os, pathlib, signal
mark = pathlib.Path(home) / "killed"
if municipality == "1380" and not mark.exists():
    mark.touch()
    os.kill(os.{whom}(), signal.SIGKILL)
"""
CHILD = """
import pathlib, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
(pathlib.Path(home) / "child").write_text(str(child.pid))
"""
WHO = """
import os, pathlib
pathlib.Path(home, f"pid-{municipality}").write_text(str(os.getppid()))
"""
WITHOUT_MEMORY = "minne än de 256 MB"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only there are reports forked")


def for_halmstad(code: str) -> str:
    """Code that only Halmstad's report runs."""
    return 'if municipality == "1380":\n' + "".join(f"    {line}\n" for line in code.splitlines())


def made(settings: Settings, **how: object) -> list[Outcome]:
    jobs = jobs_for(["1380", "1381", "1384"], False, settings)
    return list(run(jobs, settings, workers=1, **how))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def enough(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Seconds that are many more than an ordinary report takes here, as busy as the machine is."""
    [_, *ready] = made(project(tmp_path_factory.mktemp("usual"), "1"))
    return round(3 + 10 * max(each.seconds for each in ready))


TOO_SLOW = "inte klar inom {} sekunder"


@pytest.mark.parametrize(
    ("code", "said", "fork"),
    [
        pytest.param(SEGFAULT, "Beräkningen avbröts", True, marks=linux, id="segfault"),
        pytest.param(EXIT, "Beräkningen avbröts", True, marks=linux, id="exit"),
        pytest.param(BUSY, TOO_SLOW, True, marks=linux, id="too slow"),
        pytest.param(HUNGRY, WITHOUT_MEMORY, True, marks=linux, id="memory"),
        pytest.param(SEGFAULT, "Beräkningen avbröts", False, id="segfault, no fork"),
        pytest.param(SLEEP, TOO_SLOW, False, id="too slow, no fork"),
    ],
)
def test_one_report_has_its_own_fault_and_the_others_are_made(
    tmp_path: Path, code: str, said: str, fork: bool, enough: int
) -> None:
    own = project(tmp_path, for_halmstad(code))
    seconds = enough if said == TOO_SLOW else own.report_seconds
    failed, *others = made(replace(own, report_seconds=seconds, report_megabytes=256), fork=fork)
    said = said.format(enough)
    assert said in str(failed.cause)
    assert said in failed.html.read_text(encoding="utf-8")
    assert [each.cause for each in others] == [None, None]


@linux
def test_of_a_crashed_report_the_notebook_is_kept_as_far_as_it_came(tmp_path: Path) -> None:
    settings = project(tmp_path, for_halmstad(EXIT))
    notebook = nbformat.read(settings.notebooks / "reports" / "kommun.ipynb", as_version=4)
    shown = nbformat.v4.new_code_cell("'visat innan'")
    notebook.cells.insert(2, shown)
    nbformat.write(notebook, settings.notebooks / "reports" / "kommun.ipynb")
    failed, *_ = made(settings)
    assert failed.heading == "Titel"
    assert "visat innan" in str(nbformat.read(failed.job.executed, as_version=4).cells[3].outputs)


@linux
def test_a_report_whose_worker_is_killed_once_is_begun_again(tmp_path: Path) -> None:
    outcomes = made(project(tmp_path, ONCE.format(whom="getppid")))
    assert [each.cause for each in outcomes] == [None] * 3
    assert (tmp_path / "home" / "killed").exists()


@linux
def test_a_report_that_is_itself_killed_says_so(tmp_path: Path) -> None:
    killed, *others = made(project(tmp_path, ONCE.format(whom="getpid")))
    assert "Beräkningen avbröts" in str(killed.cause)
    assert all(each.ok for each in others)


@linux
def test_what_a_notebook_has_started_does_not_outlive_it(tmp_path: Path) -> None:
    settings = project(tmp_path, CHILD)
    [outcome] = run(jobs_for(["1384"], False, settings), settings)
    pid = int((settings.home / "child").read_text())
    assert outcome.ok
    wait_until(lambda: not alive(pid))


def test_no_temporary_files_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    made(project(tmp_path, for_halmstad(EXIT)))
    assert list(place.iterdir()) == []


def test_a_worker_that_cannot_start_fails_its_reports_and_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    outcomes = made(project(tmp_path, "1"))
    assert ["avbröts utifrån" in str(each.cause) for each in outcomes] == [True] * 3


def test_progress_that_fails_leaves_no_worker(tmp_path: Path) -> None:
    settings = project(tmp_path, WHO)

    def fail(outcome: Outcome) -> None:
        raise RuntimeError("the one who looks on")

    with pytest.raises(RuntimeError, match="looks on"):
        run(jobs_for(["1380", "1381", "1384"], False, settings), settings, fail, workers=2)
    pids = [int(file.read_text()) for file in settings.home.glob("pid-*")]
    assert pids
    assert not any(map(alive, pids))


@linux
def test_a_worker_that_is_killed_takes_its_report_along_and_another_begins_it_again(
    tmp_path: Path,
) -> None:
    settings = project(tmp_path, SLOW)
    with in_a_process_of_its_own(settings, tmp_path):
        wait_until(lambda: len(pids_in(settings.home)) == 4)
        report, worker = map(int, (settings.home / "kernel-1380").read_text().split())
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: not alive(report))
        wait_until(lambda: str(worker) not in (settings.home / "kernel-1380").read_text())
        wait_until(lambda: len(pids_in(settings.home)) == 4)
        again = pids_in(settings.home)
        assert all(map(alive, again))
    wait_until(lambda: not any(map(alive, again)))
