"""Reports when processes are killed or stopped: one is lost, none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from fgte.reports import jobs_for, run
from fgte.settings import Settings

REPO = Path(__file__).resolve().parents[2]
DECLARED = 'municipality = "1384"\nfirst_year = None\nlast_year = None\nlang = "sv"\nhome = None'
KILLED = """
import os, signal
if municipality == "1380":
    os.kill(os.getppid(), signal.SIGKILL)
"""
SLOW = """
import os, pathlib, time
pathlib.Path(home, f"kernel-{municipality}").write_text(f"{os.getpid()} {os.getppid()}")
time.sleep(300)
"""
MAKE = """
import sys
from pathlib import Path
from fgte.reports import jobs_for, run
from fgte.settings import Settings
if __name__ == "__main__":
    settings = Settings(home=Path(sys.argv[1]), shipped=Path(sys.argv[2]))
    where = {"scheduler": sys.argv[3]} if sys.argv[3:] else {"workers": 2}
    run(jobs_for(["1380", "1384"], False, settings), settings, **where)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


def project(root: Path, code: str) -> Settings:
    """Write a project whose municipal notebook runs the given code."""
    folder = root / "shipped" / "notebooks" / "reports"
    folder.mkdir(parents=True)
    (root / "home").mkdir()
    (root / "shipped" / "templates").symlink_to(REPO / "templates")
    cells = [
        new_markdown_cell("# Titel"),
        new_code_cell(DECLARED, metadata={"tags": ["parameters"]}),
        new_code_cell(code),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(
        new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / "kommun.ipynb"
    )
    return Settings(home=root / "home", shipped=root / "shipped")


def alive(pid: int) -> bool:
    """Whether a process runs; one that is only waiting to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def wait_until(true: object) -> None:
    """Wait for something to be so; how long a busy machine may take to it is not what is tested."""
    limit = time.monotonic() + 120
    while not true():  # type: ignore[operator]
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.1)


@contextmanager
def in_a_process_of_its_own(
    settings: Settings, place: Path, *scheduler: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Begin two reports in another process, which can then be stopped; it does not outlive this."""
    script = place / "make.py"
    script.write_text(MAKE, encoding="utf-8")
    surroundings = os.environ | {"PYTHONPATH": str(REPO)}
    command = [sys.executable, str(script), str(settings.home), str(settings.shipped), *scheduler]
    with subprocess.Popen(command, env=surroundings, stderr=subprocess.DEVNULL) as making:
        try:
            yield making
        finally:
            making.terminate()


def pids_in(home: Path) -> list[int]:
    """The kernels and workers that have written who they are."""
    return [int(pid) for file in home.glob("kernel-*") for pid in file.read_text().split()]


def test_a_killed_worker_takes_only_its_own_report_with_it(tmp_path: Path) -> None:
    settings = project(tmp_path, KILLED)
    lost, made = run(jobs_for(["1380", "1384"], False, settings), settings, workers=2)
    assert made.ok
    assert "avbröts utifrån" in str(lost.cause)
    assert "Rapporten kunde inte göras" in lost.html.read_text(encoding="utf-8")


def test_a_lost_report_leaves_no_earlier_notebook_as_if_it_were_new(tmp_path: Path) -> None:
    settings = project(tmp_path, KILLED)
    settings.output.mkdir()
    (settings.output / "halmstad.ipynb").write_text("EARLIER", encoding="utf-8")
    [lost] = run(jobs_for(["1380"], False, settings), settings)
    assert lost.executed is None


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopping_leaves_no_process_and_no_half_report(tmp_path: Path, sent: int) -> None:
    settings = project(tmp_path, SLOW)
    with in_a_process_of_its_own(settings, tmp_path) as making:
        wait_until(lambda: len(pids_in(settings.home)) == 4)
        pids = pids_in(settings.home)
        making.send_signal(sent)
        making.wait(timeout=120)
    wait_until(lambda: not any(map(alive, pids)))
    assert list(settings.output.iterdir()) == []


def test_many_reports_at_once_each_reach_their_own_kernel(tmp_path: Path) -> None:
    settings = project(tmp_path, "assert municipality == str(municipality)")
    members = ["1315", "1380", "1381", "1383", "1384"]
    outcomes = run(jobs_for(members, False, settings), settings, workers=5)
    assert [outcome.cause for outcome in outcomes] == [None] * 5
