"""Making reports: the good ones are made whatever happens to the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from fgte.errors import RequestError
from fgte.reports import JobStatus, Outcome, jobs_for, run
from fgte.settings import Settings

KOMMUN = """
import os, sys
from IPython.display import HTML
if municipality == "1380":
    raise ValueError("no figures")
if municipality == "1381":
    os._exit(3)
print("to the log")
HTML(f"<p>{sys.executable}</p><p>{set('abcdefgh')}</p>")
"""


@pytest.fixture(scope="module")
def settings(project: Callable[..., Settings]) -> Settings:
    return project(kommun=KOMMUN)


@pytest.fixture(scope="module")
def outcomes(settings: Settings) -> dict[str, Outcome]:
    """What became of four reports, two of which fail; one has an earlier version lying there."""
    settings.output.mkdir(parents=True)
    for name in ("halmstad.html", "laholm.ipynb"):
        (settings.output / name).write_text("EARLIER", encoding="utf-8")
    made = run(jobs_for([1380, 1381, 1384], True, settings), settings, workers=2)
    return {outcome.job.stem: outcome for outcome in made}


def test_outcomes_come_in_the_order_they_were_asked_for(outcomes: dict[str, Outcome]) -> None:
    assert list(outcomes) == ["region", "halmstad", "laholm", "kungsbacka"]


def test_one_that_fails_does_not_stop_the_others(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["region"].ok
    assert outcomes["kungsbacka"].ok


def test_a_failed_report_says_why_and_below_which_heading(outcomes: dict[str, Outcome]) -> None:
    failed = outcomes["halmstad"]
    assert failed.status is JobStatus.FAILED
    assert (failed.cause, failed.heading) == ("ValueError: no figures", "Avsnittet")


def test_an_earlier_page_is_not_left_as_if_it_were_new(outcomes: dict[str, Outcome]) -> None:
    page = outcomes["halmstad"].html.read_text(encoding="utf-8")
    assert "EARLIER" not in page
    assert "Rapporten kunde inte göras" in page
    assert "Traceback" not in page


def test_a_failed_notebook_is_kept_as_far_as_it_came(outcomes: dict[str, Outcome]) -> None:
    executed = outcomes["halmstad"].executed
    assert executed is not None
    cells = nbformat.read(executed, as_version=4).cells
    assert cells[-1].outputs[0].ename == "ValueError"


def test_a_dead_kernel_is_a_failed_report(outcomes: dict[str, Outcome]) -> None:
    failed = outcomes["laholm"]
    assert not failed.ok
    assert "Beräkningen avbröts" in str(failed.cause)
    assert failed.heading == "Avsnittet"
    assert "EARLIER" not in failed.job.executed.read_text(encoding="utf-8")


def test_the_kernel_is_the_interpreter_that_runs_fgte(outcomes: dict[str, Outcome]) -> None:
    page = outcomes["kungsbacka"].html.read_text(encoding="utf-8")
    assert f"<p>{sys.executable}</p>" in page


def test_what_a_notebook_prints_is_not_in_the_page(outcomes: dict[str, Outcome]) -> None:
    assert "to the log" not in outcomes["kungsbacka"].html.read_text(encoding="utf-8")


def test_nothing_half_done_is_left_behind(outcomes: dict[str, Outcome]) -> None:
    left = {path.name for path in outcomes["region"].job.output.iterdir()}
    expected = {f"{stem}.{kind}" for stem in outcomes for kind in ("html", "ipynb")}
    assert left == expected | {".reports.json"}


def test_made_again_the_files_are_the_same_to_the_byte(
    outcomes: dict[str, Outcome], settings: Settings, tmp_path: Path
) -> None:
    job = outcomes["kungsbacka"].job
    [again] = run(jobs_for([1384], False, settings, output=tmp_path), settings)
    assert again.html.read_bytes() == job.html.read_bytes()
    assert again.job.executed.read_bytes() == job.executed.read_bytes()


def test_the_executed_notebook_says_how_it_was_made(outcomes: dict[str, Outcome]) -> None:
    kept = nbformat.read(outcomes["kungsbacka"].job.executed, as_version=4).metadata
    assert kept.fgte.command == "fgte report --municipality Kungsbacka"
    assert kept.papermill.parameters.municipality == "1384"


def test_progress_is_told_for_each_report(project: Callable[..., Settings]) -> None:
    settings, told = project(), []
    made = run(jobs_for([], True, settings), settings, told.append)
    assert told == list(made)


def test_a_notebook_that_is_missing_is_a_failed_report(project: Callable[..., Settings]) -> None:
    settings = project()
    (settings.notebooks / "reports" / "region.ipynb").unlink()
    [outcome] = run(jobs_for([], True, settings), settings)
    assert "region.ipynb saknas" in str(outcome.cause)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_stops_everything(
    project: Callable[..., Settings], tmp_path: Path
) -> None:
    tmp_path.chmod(0o500)
    settings = project()
    with pytest.raises(RequestError, match="--out"):
        run(jobs_for([], True, settings, output=tmp_path / "x"), settings)


def test_a_file_in_the_place_of_the_folder_stops_everything(
    project: Callable[..., Settings], tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    settings = project()
    with pytest.raises(RequestError, match="går inte att skriva"):
        run(jobs_for([], True, settings, output=tmp_path / "out"), settings)
