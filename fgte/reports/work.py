"""One report from a job: execute the notebook, keep it, make the page.

This is the whole of the work, in whichever process it is done: a job is a
notebook, its parameters and a home; what comes of it is two files or a fault.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from fgte.errors import FgteError
from fgte.reports.executed import keep, settle
from fgte.reports.export import to_html
from fgte.reports.files import write_whole
from fgte.reports.in_process.engine import register
from fgte.reports.jobs import Engine, Fault, Job
from fgte.reports.kernel import OwnKernel
from fgte.reports.parameters import literal_path, require_agreement
from fgte.reports.trace import Trace
from fgte.settings import Settings
from fgte.texts import text


def make(
    job: Job, settings: Settings, *, engine: Engine = Engine.FGTE, trace: Path | None = None
) -> Fault | None:
    """Execute the notebook and write its two files, or say what stopped it.

    Parameters
    ----------
    engine
        In this process, or by papermill with a kernel beside it. Same files.
    trace
        Where to note how far it has come.
    """
    come = Trace(trace)
    try:
        require_agreement(job.report, job.notebook)
        notebook = settle(_executed(job, settings, engine, come), job)
        page = to_html(notebook, lang=job.lang, settings=settings)
        keep(notebook, job)
        write_whole(job.html, page)
    except Exception as error:
        traceback.print_exc()
        come.keep(job)
        return Fault(_cause(error, job.lang, settings), come.heading(job.lang))
    return None


def _executed(job: Job, settings: Settings, engine: Engine, come: Trace) -> NotebookNode:
    """The notebook run from top to bottom by papermill, nothing saved on the way."""
    executed: NotebookNode = papermill.execute_notebook(
        literal_path(job.notebook),
        None,
        parameters=_parameters(job),
        kernel_name="python3",
        request_save_on_cell_execute=False,
        autosave_cell_every=0,
        progress_bar=False,
        log_output=False,
        on_notebook_start=come.begins,
        on_cell_start=come.reaches,
        **_of_engine(engine, settings),
    )
    return executed


def _parameters(job: Job) -> dict[str, Any]:
    here = {"home": str(job.figures)} if job.figures else {}
    return {**job.parameters, **here}


def _of_engine(engine: Engine, settings: Settings) -> dict[str, Any]:
    if engine is Engine.FGTE:
        return {"engine_name": register()}
    return {
        "kernel_manager_class": OwnKernel,
        "shutdown_kernel": "immediate",
        "record_timing": False,
        "execution_timeout": round(settings.report_seconds),
    }


def _cause(error: Exception, lang: str, settings: Settings) -> str:
    """The fault in one sentence, in the reader's language where it is one of ours."""
    if isinstance(error, FgteError):
        return error.message(lang)
    if isinstance(error, DeadKernelError):
        return text("reports.causes.kernel_died", lang)
    if isinstance(error, CellTimeoutError):
        return text("reports.causes.too_slow", lang, seconds=round(settings.report_seconds))
    name = error.ename if isinstance(error, PapermillExecutionError) else type(error).__name__
    if name.endswith("MemoryError"):
        return text("reports.causes.memory", lang, megabytes=settings.report_megabytes)
    said = error.evalue if isinstance(error, PapermillExecutionError) else error
    return f"{name}: {said}".strip()
