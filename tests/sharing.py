"""How several workers share one run: the order of the modules, the cores, and what is made once."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

LONGEST = (
    "tests/browser/test_accessible_pages.py",
    "tests/contracts/test_docs_blocks.py",
    "tests/robustness/test_report_cluster.py",
    "tests/browser/test_self_rating.py",
    "tests/browser/test_journal_pages.py",
    "tests/unit/reports/test_report_in_process.py",
    "tests/robustness/test_report_forms.py",
    "tests/robustness/test_report_limits.py",
    "tests/browser/test_journal_doors.py",
    "tests/unit/reports/test_report_publishing.py",
    "tests/browser/test_dashboards.py",
    "tests/robustness/test_report_processes.py",
    "tests/robustness/test_national_table.py",
    "tests/unit/reports/forms/test_forms_making.py",
    "tests/unit/research/test_many.py",
    "tests/unit/reports/test_report_record.py",
    "tests/contracts/test_finished_windows.py",
    "tests/unit/reports/test_report_journal.py",
    "tests/browser/test_reports_in_a_browser.py",
    "tests/contracts/test_no_ranking.py",
    "tests/contracts/test_finished_reports.py",
    "tests/robustness/test_kolada_stand_in.py",
    "tests/robustness/test_survey_mangled.py",
    "tests/robustness/test_kolada_interrupted.py",
    "tests/unit/sources/test_kolada_faults.py",
    "tests/browser/test_dashboard_in_jupyterlab.py",
    "tests/notebooks/test_lab_server.py",
)
"""Modules that take about a quarter of a minute or more, the longest first.

A worker takes a whole module at a time. Begun last, one of these would leave the other worker
with nothing to do; pytest-xdist's own order, by number of tests, begins them last.
"""


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests of the long modules before the others, which keep their order."""
    places = {module: place for place, module in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


def share_the_cores() -> None:
    """Of several workers each has its share of the cores: what asks how many there are is told so.

    A run of reports starts a process for each core. Were each worker to start one for every core,
    twice as many would get ready as can work.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers > 1 and hasattr(os, "sched_getaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        mine = set(cores[: max(1, len(cores) // workers)])
        os.sched_getaffinity = lambda pid: mine  # type: ignore[assignment]


def leave_the_program_out_of_the_search() -> None:
    """What was imported before the first test is no garbage: the collector need not look at it."""
    gc.collect()
    gc.freeze()


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the worker who comes first fills and every worker reads; not to be changed."""
    place = factory.getbasetemp()
    folder = (place.parent if "PYTEST_XDIST_WORKER" in os.environ else place) / name
    done = folder.with_suffix(".done")
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            done.touch()
    return folder
