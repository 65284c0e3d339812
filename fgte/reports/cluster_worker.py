"""What a Dask worker does: keep a warm process beside it and hand it report after report.

The Dask worker has threads and an event loop, so it never forks and never runs a notebook
itself. The process beside it is the one that makes the reports on one machine, with the same
environment, limits and forks: hence the same bytes, and a report that crashes leaves the Dask
worker standing. It dies with the Dask worker, because its input then ends.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from distributed import WorkerPlugin, get_worker

from fgte.reports.aftermath import told
from fgte.reports.crew import TRIES
from fgte.reports.inputs import program
from fgte.reports.jobs import Answer, End, Engine, Fault, Job
from fgte.reports.parcel import Parcel, at, unpacked
from fgte.reports.serving import log_file
from fgte.reports.worker import CAN_FORK, Worker
from fgte.settings import Settings


@dataclass(frozen=True)
class Made:
    """What came of a job, as bytes: the files need no disk that both machines see.

    ``program`` says by which program it was made, ``seconds`` how long it took.
    """

    fault: Fault | None
    html: bytes | None
    executed: bytes | None
    log: bytes
    program: dict[str, str]
    seconds: float


class Bench(WorkerPlugin):
    """The place in a Dask worker where reports are made: what is needed, and the warm processes.

    Dask sends it once to each worker, also to those that join later.

    Parameters
    ----------
    parcel
        What the reports are made from.
    settings
        Limits and language of the one who asked.
    rehearse
        Whether so many reports are to come that the processes make themselves ready first.
    journal
        What the reports may show of the journal.
    """

    def __init__(
        self,
        parcel: Parcel,
        settings: Settings,
        engine: Engine,
        rehearse: bool,
        *,
        journal: bytes = b"",
    ) -> None:
        self._parcel, self._asked = parcel, replace(settings, database_url=None)
        self._engine, self._rehearse, self._journal = engine, rehearse, journal

    def setup(self, worker: Any) -> None:
        """Unpack what was sent. A warm process is started by the first job of each thread."""
        self._place = Path(tempfile.mkdtemp(prefix="fgte-", dir=worker.local_directory))
        self._settings = unpacked(self._parcel, self._place, self._asked)
        self._own = threading.local()
        self._lock, self._processes, self._closed = threading.Lock(), set[Worker](), False

    def teardown(self, worker: Any) -> None:
        """End the warm processes and remove what was unpacked."""
        with self._lock:
            self._closed = True
            processes = [*self._processes]
        for each in processes:
            each.stop()
        shutil.rmtree(self._place, ignore_errors=True)

    def make(self, job: Job) -> Made:
        """Make one report in the warm process of this thread.

        Parameters
        ----------
        job
            As the one who asked has it.
        """
        output = Path(tempfile.mkdtemp(prefix="report-", dir=self._place))
        here = at(job, self._settings, output)
        try:
            return self._made(here)
        finally:
            shutil.rmtree(output, ignore_errors=True)

    def _made(self, job: Job) -> Made:
        answer: Answer = End.WORKER_LOST
        started = time.monotonic()
        for _ in range(TRIES):
            process = self._process()
            answer = process.make(job)
            if answer is not End.WORKER_LOST:
                break
            self._drop(process)
        fault = told(job, answer, process.orders.trace, self._settings)
        if process.process.poll() is not None:
            self._drop(process)
        seconds = time.monotonic() - started
        html, executed = _content(job.html), _content(job.executed)
        log = _content(log_file(job, self._settings)) or b""
        return Made(fault, html, executed, log, dict(program()), seconds)

    def _process(self) -> Worker:
        """The warm process of this thread."""
        process: Worker | None = getattr(self._own, "process", None)
        if process is None:
            process = self._started()
            self._own.process = process
        return process

    def _started(self) -> Worker:
        with self._lock:
            if self._closed:
                raise RuntimeError("the run that this job belongs to has ended")
            process = Worker.start(
                self._settings,
                engine=self._engine,
                fork=CAN_FORK,
                rehearse=self._rehearse,
                journal=self._journal,
            )
            self._processes.add(process)
        return process

    def _drop(self, process: Worker) -> None:
        process.stop()
        with self._lock:
            self._processes.discard(process)
        self._own.process = None


def make_here(job: Job, run: str) -> Made:
    """Make a report on this Dask worker: what is handed to Dask.

    Parameters
    ----------
    run
        The name under which the run's ``Bench`` was sent.
    """
    return cast(Bench, get_worker().plugins[run]).make(job)


def _content(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return None
