"""Making many reports at once, so that one that fails never stops the others.

Each report is made by a process of its own, at most one per core at a time. The
processes are forked from a server that has read papermill and nbconvert once
(there is no such server on Windows: there each reads them for itself). A process
that is killed, or whose kernel dies, takes only its own report with it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from fgte.reports.files import require_writable, write_whole
from fgte.reports.jobs import Fault, Job, JobStatus, Outcome
from fgte.reports.pages import failure_page
from fgte.settings import Settings
from fgte.texts import text

SECONDS_TO_STOP = 10


@dataclass(frozen=True)
class Running:
    """A report that is being made: by which process, since when."""

    job: Job
    process: BaseProcess
    answer: Connection
    place: Path
    started: float


def run(
    jobs: Sequence[Job],
    settings: Settings,
    on_progress: Callable[[Outcome], None] | None = None,
    *,
    workers: int | None = None,
) -> tuple[Outcome, ...]:
    """Make the reports and say what became of each, in the order they were asked for.

    Parameters
    ----------
    on_progress
        Called with each outcome as it comes.
    workers
        How many are made at once; by default one for each core.

    Raises
    ------
    RequestError
        When the files cannot be written where they should be: nothing was done.
    """
    for folder in {job.output for job in jobs}:
        require_writable(folder)
    tell = on_progress or (lambda outcome: None)
    outcomes: list[Outcome] = []
    waiting, running = deque(jobs), list[Running]()
    try:
        while waiting or running:
            while waiting and len(running) < (workers or cores()):
                running.append(_start(waiting.popleft(), settings))
            for each in _finished(running):
                running.remove(each)
                outcomes.append(_outcome(each, settings))
                tell(outcomes[-1])
    finally:
        _stop(running)
    return tuple(sorted(outcomes, key=lambda outcome: jobs.index(outcome.job)))


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def warm_up() -> None:
    """Let the server of workers begin to read papermill while something else is done."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        from multiprocessing.forkserver import ensure_running

        _context()
        ensure_running()


def log_file(job: Job, settings: Settings) -> Path:
    """Where what a report's process prints is kept, for whoever has to mend it."""
    return settings.home / "logs" / f"report-{job.stem}.log"


def _context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["fgte.reports.worker"])
    return context


def _start(job: Job, settings: Settings) -> Running:
    context = _context()
    log = log_file(job, settings)
    log.parent.mkdir(parents=True, exist_ok=True)
    answer, to_us = context.Pipe(duplex=False)
    place = Path(tempfile.mkdtemp(prefix="fgte-"))
    given = (job, settings, dict(os.environ), place, log, to_us)
    process = context.Process(target=_made_in_worker, args=given, daemon=True)  # type: ignore[attr-defined]
    process.start()
    to_us.close()
    return Running(job, process, answer, place, time.monotonic())


def _made_in_worker(*given: Any) -> None:
    """What a worker does. Only there is papermill imported: the one who waits is spared it."""
    from fgte.reports.worker import make

    make(*given)


def _finished(running: Sequence[Running]) -> list[Running]:
    """Those that have answered, or can no longer answer; waits until there is one."""
    ready = wait([each.answer for each in running])
    return [each for each in running if each.answer in ready]


def _outcome(done: Running, settings: Settings) -> Outcome:
    fault = _fault(done)
    seconds = time.monotonic() - done.started
    if fault is None:
        return Outcome(done.job, JobStatus.OK, seconds)
    _say_so(done.job, fault, settings)
    return Outcome(done.job, JobStatus.FAILED, seconds, fault.cause, fault.heading)


def _fault(done: Running) -> Fault | None:
    """The worker's own answer, or that it was lost before it could give one."""
    try:
        answer: Fault | None = done.answer.recv()
        return answer
    except (EOFError, OSError):
        done.job.executed.unlink(missing_ok=True)
        return Fault(text("reports.causes.worker_lost", done.job.lang))
    finally:
        _stop([done], gently=True)


def _say_so(job: Job, fault: Fault, settings: Settings) -> None:
    """Put a page that says what went wrong where an earlier report would be taken for new."""
    job.html.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        write_whole(job.html, failure_page(job, fault, log_file(job, settings), settings))


def _stop(running: Sequence[Running], *, gently: bool = False) -> None:
    """See processes to their end and clear up after them; one that does not listen is killed."""
    for each in running:
        each.answer.close()
        if not gently:
            each.process.terminate()
    for each in running:
        each.process.join(SECONDS_TO_STOP)
        if each.process.is_alive():
            each.process.kill()
        shutil.rmtree(each.place, ignore_errors=True)
