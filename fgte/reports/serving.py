"""A worker: a long-lived process that has read everything once and makes report after report.

It is told what to do on its standard input and answers on its standard output,
one pickled object each: first ``Orders``, to which it says that it is ready, then
jobs. When the input ends, so does
the worker, whatever it is doing. On Linux each report is made in a fork of the
worker, elsewhere in the worker itself.
"""

from __future__ import annotations

import os
import pickle
import queue
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from fgte.journal.state import HANDED_STATE
from fgte.reports.files import clear_parts
from fgte.reports.jobs import Answer, Engine, Fault, Job
from fgte.settings import Settings

READY = "ready"
"""What a worker says when it has read everything, before the first job."""


@dataclass(frozen=True)
class Orders:
    """What a worker is told once: for whom, how, and where it may put what it needs meanwhile."""

    settings: Settings
    place: Path
    engine: Engine
    fork: bool
    rehearse: bool
    journal: bytes = b""

    @property
    def state(self) -> Path:
        """Where what the reports may show of the journal lies while the worker does."""
        return self.place / "journal.json"

    @property
    def trace(self) -> Path:
        """Where it is noted how far the report at hand has come."""
        return self.place / "trace"


def log_file(job: Job, settings: Settings) -> Path:
    """Where what a report prints is kept, for whoever has to mend it."""
    return settings.home / "logs" / f"report-{job.stem}.log"


def main() -> None:
    """Serve until there is no one to serve."""
    asked, answers = _channels()
    orders: Orders = pickle.load(asked)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    tempfile.tempdir = str(orders.place)
    try:
        _serve(orders, asked, answers)
    except (EOFError, BrokenPipeError):
        pass
    finally:
        os.chdir(orders.place.anchor)
        shutil.rmtree(orders.place, ignore_errors=True)


def _serve(orders: Orders, asked: IO[bytes], answers: IO[bytes]) -> None:
    from fgte.reports.warming import warm_up

    _hand_over(orders)
    warm_up(orders.settings, rehearse=orders.rehearse)
    _say(READY, answers)
    for job in _jobs(asked, watched=not orders.fork):
        orders.trace.unlink(missing_ok=True)
        try:
            answer = _forked(job, orders, asked.fileno()) if orders.fork else _here(job, orders)
        except BaseException:
            clear_parts(job)
            raise
        _say(answer, answers)


def _hand_over(orders: Orders) -> None:
    """Put the journal's state where the notebooks find it, and nothing that leads further."""
    os.environ.pop("FGTE_DATABASE_URL", None)
    if orders.journal:
        orders.state.write_bytes(orders.journal)
    os.environ[HANDED_STATE] = str(orders.state)


def _say(something: object, answers: IO[bytes]) -> None:
    pickle.dump(something, answers)
    answers.flush()


def _forked(job: Job, orders: Orders, leash: int) -> Answer:
    from fgte.reports.forking import in_a_fork

    settings = orders.settings
    return in_a_fork(
        lambda: _here(job, orders),
        leash=leash,
        seconds=settings.report_seconds,
        megabytes=settings.report_megabytes,
    )


def _here(job: Job, orders: Orders) -> Fault | None:
    from fgte.reports.forms.kinds import FormJob

    _write_to(log_file(job, orders.settings))
    if isinstance(job, FormJob):
        from fgte.reports.forms.working import make_form

        return make_form(job, orders.settings)
    from fgte.reports.work import make

    return make(job, orders.settings, engine=orders.engine, trace=orders.trace)


def _jobs(asked: IO[bytes], *, watched: bool) -> Iterator[Job]:
    """The jobs as they come. Where they are made in this process, a thread watches for the end."""
    if not watched:
        while True:
            yield pickle.load(asked)
    waiting: queue.Queue[Job] = queue.Queue()
    threading.Thread(target=_watch, args=(asked, waiting), daemon=True).start()
    while True:
        yield waiting.get()


def _watch(asked: IO[bytes], waiting: queue.Queue[Job]) -> None:
    try:
        while True:
            waiting.put(pickle.load(asked))
    except EOFError:
        os._exit(0)


def _channels() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output taken aside, so that no notebook can read or write there."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return asked, answers


def _write_to(log: Path) -> None:
    """Send what this process prints to the log, away from the progress shown."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    except OSError:
        target = os.open(os.devnull, os.O_WRONLY)
    sys.stdout.flush()
    sys.stderr.flush()
    os.dup2(target, 1)
    os.dup2(target, 2)
    os.close(target)


def _leave(number: int, frame: FrameType | None) -> None:
    """Leave in order, so that what was begun is stopped and temporary files are removed."""
    raise SystemExit(128 + number)
