"""One report, made in a process of its own: execute the notebook, keep it, make the page."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import FrameType

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from fgte.errors import FgteError
from fgte.reports.executed import heading_above, settle
from fgte.reports.export import to_html
from fgte.reports.files import write_whole
from fgte.reports.jobs import Fault, Job
from fgte.reports.kernel import OwnKernel, kernel_environment
from fgte.reports.parameters import literal_path, require_agreement
from fgte.settings import Settings
from fgte.texts import text

CELL_SECONDS = 600
"""A cell that has not answered after ten minutes never will."""


@dataclass
class Watch:
    """How far a notebook has come: what remains to be read when its kernel is gone."""

    notebook: NotebookNode | None = None
    index: int = 0
    hooks: dict[str, object] = field(init=False)

    def __post_init__(self) -> None:
        self.hooks = {"on_notebook_start": self._begins, "on_cell_start": self._reaches}

    def heading(self, lang: str) -> str | None:
        return heading_above(self.notebook, self.index, lang) if self.notebook else None

    def _begins(self, notebook: NotebookNode) -> None:
        self.notebook = notebook

    def _reaches(self, cell: NotebookNode, cell_index: int) -> None:
        self.index = cell_index


def make(
    job: Job,
    settings: Settings,
    environment: Mapping[str, str],
    place: Path,
    log: Path,
    answer: Connection,
) -> None:
    """Make one report and answer with None or the fault. The target of a worker process.

    ``place`` is a folder for this process alone, cleared away afterwards: the
    connection to the kernel lies there, and the notebook runs there, so that no
    file of the user's can be taken for a module.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _write_to(log)
    tempfile.tempdir = str(place)
    os.environ.clear()
    os.environ.update(kernel_environment(environment, place))
    os.chdir(place)
    try:
        answer.send(attempt(job, settings))
    finally:
        os.chdir(place.anchor)
        shutil.rmtree(place, ignore_errors=True)


def attempt(job: Job, settings: Settings) -> Fault | None:
    """Execute the notebook and write its two files, or say what stopped it."""
    watch = Watch()
    try:
        require_agreement(job.report, job.notebook)
        notebook = settle(_executed(job, watch), job)
        page = to_html(notebook, lang=job.lang, settings=settings)
        _keep(notebook, job)
        write_whole(job.html, page)
    except Exception as error:
        traceback.print_exc()
        _keep_what_there_is(watch, job)
        return Fault(_cause(error, job.lang), watch.heading(job.lang))
    return None


def _executed(job: Job, watch: Watch) -> NotebookNode:
    """The notebook run from top to bottom by papermill, nothing saved on the way."""
    executed: NotebookNode = papermill.execute_notebook(
        literal_path(job.notebook),
        None,
        parameters=dict(job.parameters),
        kernel_name="python3",
        kernel_manager_class=OwnKernel,
        shutdown_kernel="immediate",
        request_save_on_cell_execute=False,
        autosave_cell_every=0,
        progress_bar=False,
        log_output=False,
        record_timing=False,
        execution_timeout=CELL_SECONDS,
        **watch.hooks,
    )
    return executed


def _keep(notebook: NotebookNode, job: Job) -> None:
    write_whole(job.executed, nbformat.writes(notebook) + "\n")


def _keep_what_there_is(watch: Watch, job: Job) -> None:
    """The notebook as far as it came, in place of an earlier one that no longer holds."""
    job.executed.unlink(missing_ok=True)
    if watch.notebook:
        _keep(settle(watch.notebook, job), job)


def _cause(error: Exception, lang: str) -> str:
    """The fault in one sentence, in the reader's language where it is one of ours."""
    if isinstance(error, FgteError):
        return error.message(lang)
    if isinstance(error, PapermillExecutionError):
        return f"{error.ename}: {error.evalue}".strip()
    if isinstance(error, DeadKernelError):
        return text("reports.causes.kernel_died", lang)
    if isinstance(error, CellTimeoutError):
        return text("reports.causes.too_slow", lang, minutes=CELL_SECONDS // 60)
    return f"{type(error).__name__}: {error}"


def _write_to(log: Path) -> None:
    """Send what this process and its kernel print to the log, away from the progress shown."""
    try:
        target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    except OSError:
        target = os.open(os.devnull, os.O_WRONLY)
    os.dup2(target, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    os.dup2(target, sys.__stderr__.fileno() if sys.__stderr__ else 2)
    os.close(target)


def _leave_with_parent() -> None:
    """Leave when the process that asked for the report is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _leave(number: int, frame: FrameType | None) -> None:
    """Leave at once but in order, so that the kernel is stopped and temporary files removed."""
    raise SystemExit(128 + number)
