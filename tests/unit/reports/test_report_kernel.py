"""The kernel of a report is our own interpreter, whatever lies in the user's folders."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fgte.reports import jobs_for, run
from fgte.reports.kernel import OwnKernel, kernel_environment
from fgte.settings import PACKAGE, Settings

ASK = """
import os, fgte
from IPython.display import HTML
from IPython.paths import get_ipython_dir
HTML(f"<p>{fgte.__path__[0]}</p><p>{get_ipython_dir()}</p><p>{os.getcwd()}</p>")
"""


@pytest.fixture
def stray_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another environment's python3, found first by everyone who asks Jupyter."""
    folder = tmp_path / "jupyter" / "kernels" / "python3"
    folder.mkdir(parents=True)
    spec = {"argv": ["/nonexistent/python"], "display_name": "x", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))


@pytest.mark.usefixtures("stray_kernel")
def test_a_stray_kernel_specification_is_not_picked_up(project: Callable[..., Settings]) -> None:
    settings = project()
    [outcome] = run(jobs_for([], True, settings), settings)
    assert outcome.cause is None


def test_the_kernel_has_our_fgte_and_nothing_of_the_users(
    project: Callable[..., Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fgte.py").write_text("raise SystemError('a file of the user')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    settings = project(region=ASK)
    [outcome] = run(jobs_for([], True, settings), settings)
    page = outcome.html.read_text(encoding="utf-8")
    assert outcome.cause is None
    assert f"<p>{PACKAGE}</p>" in page
    assert str(Path.home() / ".ipython") not in page
    assert str(tmp_path) not in page


def test_two_kernels_never_share_an_address() -> None:
    one, two = OwnKernel(), OwnKernel()
    assert one.transport == ("tcp" if os.name == "nt" else "ipc")
    assert one.connection_file != two.connection_file


def test_what_the_caller_has_set_is_kept(tmp_path: Path) -> None:
    given = {"FGTE_HOME": "/x", "PYTHONHASHSEED": "7", "PYTHONPATH": "/own"}
    made = kernel_environment(given, tmp_path)
    assert (made["FGTE_HOME"], made["PYTHONHASHSEED"]) == ("/x", "7")
    assert made["PYTHONPATH"].endswith("/own")
