"""Notebooks run in the worker itself: what is kept is what papermill keeps of a kernel's."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from fgte.reports import Engine, Outcome, jobs_for, run
from fgte.settings import Settings

SHOWS_ALL_KINDS = """
import sys
from IPython.display import HTML, Image, Markdown, clear_output, display
print("först"); print("fel", file=sys.stderr); print("sist")
display(HTML("<b>fet</b>"), metadata={"text/html": {"isolated": True}})
handle = display({"text/plain": "a"}, raw=True, display_id="ett"); handle.update(HTML("b"))
display(Markdown("*kursiv*")); print("efter")
display(Image(data=b"\\x89PNG\\r\\n\\x1a\\n" + bytes(30), format="png"))
import asyncio
await asyncio.sleep(0)
{"å": [1, 2.5, None], "mängd": {"a", "b", "c"}}
"""
FORGETS = """
from IPython.display import clear_output
print("borta"); clear_output(); print("kvar"); clear_output(wait=True); 1 + 1
"""
FAILS = """
def under():
    raise ValueError("inga siffror för åk 9")
print("före"); under()
"""
LEAVES_TRACES = """
import fgte, os
from IPython.display import HTML
found = hasattr(fgte, "left_behind"), "other" in globals(), "FGTE_LEFT" in os.environ
fgte.left_behind = other = os.environ["FGTE_LEFT"] = "x"
HTML(f"<p>{found}</p>")
"""
WHO = """
import os
from IPython.display import HTML
HTML(f"<p>{len(os.listdir(f'/proc/{os.getppid()}/task'))} {os.getpid() != os.getppid()}</p>")
"""

COLOUR = re.compile(rb"\\u001b\[[0-9;]*m")

linux = pytest.mark.skipif(sys.platform != "linux", reason="only there are reports forked")


def made(settings: Settings, folder: Path, **how: object) -> list[Outcome]:
    """The two municipal reports and the region, by one worker, in a folder of their own."""
    jobs = jobs_for(["1380", "1384"], True, settings, output=folder)
    return list(run(jobs, settings, workers=1, **how))  # type: ignore[arg-type]


def written(outcomes: list[Outcome]) -> dict[str, bytes]:
    found = [path for each in outcomes for path in (each.html, each.job.executed)]
    return {path.name: path.read_bytes() for path in found}


@pytest.mark.parametrize("code", [SHOWS_ALL_KINDS, FORGETS], ids=["all kinds", "cleared"])
def test_the_files_are_those_of_papermills_own_engine_to_the_byte(
    project: Callable[..., Settings], tmp_path: Path, code: str
) -> None:
    settings = project(kommun=code, region=code)
    papermills = made(settings, tmp_path / "1", engine=Engine.PAPERMILL)
    ours = made(settings, tmp_path / "2")
    assert [each.cause for each in ours] == [each.cause for each in papermills]
    mine, theirs = written(ours), written(papermills)
    assert [name for name in theirs if mine[name] != theirs[name]] == []


def test_a_failed_notebook_too_is_papermills_own_but_for_the_colours_of_its_error(
    project: Callable[..., Settings], tmp_path: Path
) -> None:
    settings = project(kommun=FAILS)
    papermills = made(settings, tmp_path / "1", engine=Engine.PAPERMILL)
    ours = made(settings, tmp_path / "2")
    assert [each.cause for each in ours] == [each.cause for each in papermills]
    mine, theirs = written(ours), written(papermills)
    for name, content in theirs.items():
        assert COLOUR.sub(b"", mine[name]) == COLOUR.sub(b"", content)


def test_the_shipped_reports_are_the_same_by_either_engine(
    settings: Settings, reports: Path, tmp_path: Path
) -> None:
    jobs = jobs_for(["1315", "1384"], True, settings, output=tmp_path)
    for outcome in run(jobs, settings, engine=Engine.PAPERMILL):
        assert outcome.cause is None
        for path in (outcome.html, outcome.job.executed):
            assert path.read_bytes() == (reports / path.name).read_bytes()


@pytest.mark.parametrize("code", [SHOWS_ALL_KINDS, FAILS], ids=["all", "fails"])
def test_without_forks_the_files_are_the_same(
    project: Callable[..., Settings], tmp_path: Path, code: str
) -> None:
    settings = project(kommun=code)
    one, other = (made(settings, tmp_path / str(fork), fork=fork) for fork in (True, False))
    assert written(one) == written(other)


@linux
def test_a_report_finds_nothing_that_another_has_left(
    project: Callable[..., Settings], tmp_path: Path
) -> None:
    outcomes = made(project(kommun=LEAVES_TRACES, region=LEAVES_TRACES), tmp_path)
    for outcome in outcomes:
        assert "(False, False, False)" in outcome.html.read_text(encoding="utf-8")


def test_without_forks_a_report_has_a_namespace_of_its_own(
    project: Callable[..., Settings], tmp_path: Path
) -> None:
    code = 'found = "other" in globals()\nother = 1\nfrom IPython.display import HTML\n'
    outcomes = made(project(kommun=f"{code}HTML(f'<p>{{found}}</p>')"), tmp_path, fork=False)
    assert all(each.ok for each in outcomes)
    assert "<p>True</p>" not in "".join(str(page) for page in written(outcomes).values())


@linux
def test_a_worker_has_one_thread_when_it_forks(
    project: Callable[..., Settings], tmp_path: Path
) -> None:
    for outcome in made(project(kommun=WHO, region=WHO), tmp_path):
        assert "<p>1 True</p>" in outcome.html.read_text(encoding="utf-8")


def test_the_executed_notebook_is_valid_and_numbers_its_cells(
    project: Callable[..., Settings], tmp_path: Path
) -> None:
    [region, *_] = made(project(region="1 + 1"), tmp_path)
    notebook = nbformat.read(region.job.executed, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3]
    assert code[-1].outputs[0].data["text/plain"] == "2"
