"""Several workers sharing a list of jobs, one report at a time each."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fgte.reports.files import clear_parts
from fgte.reports.jobs import Answer, End, Fault, Job
from fgte.reports.worker import Worker

TRIES = 2
"""A report whose worker was killed from outside is begun again once."""


@dataclass(frozen=True)
class Done:
    """What came of a job. ``fault`` is None when the files are there."""

    job: Job
    fault: Fault | None
    seconds: float


Settle = Callable[[Job, Answer, Path | None], Fault | None]
"""What is done with an answer while the worker's trace is still there."""


class Crew:
    """The workers. Each has a thread here that gives it jobs and takes its answers.

    Parameters
    ----------
    start
        Starts a worker; called again for one that was lost.
    settle
        Called with the answer to each job and with the worker's trace, to say what came of it.
    """

    def __init__(self, start: Callable[[], Worker], settle: Settle) -> None:
        self._start, self._settle = start, settle
        self._waiting: deque[Job] = deque()
        self._done: queue.Queue[Done | BaseException] = queue.Queue()
        self._workers: set[Worker] = set()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def make(self, jobs: Sequence[Job], at_once: int) -> Iterator[Done]:
        """Make the reports and give what came of each as it comes.

        Parameters
        ----------
        jobs
            Begun in this order.
        at_once
            How many workers there are at most.
        """
        self._waiting.extend(jobs)
        for _ in range(min(at_once, len(jobs))):
            self._threads.append(threading.Thread(target=self._lane, daemon=True))
            self._threads[-1].start()
        try:
            for _ in jobs:
                done = self._done.get()
                if isinstance(done, BaseException):
                    raise done
                yield done
        finally:
            self._stop()

    def _lane(self) -> None:
        worker: Worker | None = None
        try:
            while self._waiting and not self._stopping.is_set():
                try:
                    job = self._waiting.popleft()
                except IndexError:
                    return
                worker = self._made(job, worker)
        except BaseException as error:
            self._done.put(error)
        finally:
            self._without(worker)

    def _made(self, job: Job, worker: Worker | None) -> Worker | None:
        """Make one report, with another worker when one is lost; the worker to go on with."""
        started = time.monotonic()
        answer: Answer = End.WORKER_LOST
        for _ in range(TRIES):
            worker = worker or self._new()
            answer = worker.make(job)
            if self._stopping.is_set():
                return worker
            if isinstance(answer, End):
                clear_parts(job)
            if answer is not End.WORKER_LOST:
                break
            self._without(worker)
            worker = None
        fault = self._settle(job, answer, worker.orders.trace if worker else None)
        self._done.put(Done(job, fault, time.monotonic() - started))
        if worker is None or worker.process.poll() is None:
            return worker
        self._without(worker)
        return None

    def _new(self) -> Worker:
        worker = self._start()
        self._workers.add(worker)
        if self._stopping.is_set():
            worker.process.terminate()
        return worker

    def _without(self, worker: Worker | None) -> None:
        """See a worker gone. There is then none, until another is started."""
        if worker is not None:
            worker.stop()
            self._workers.discard(worker)

    def _stop(self) -> None:
        """End what is being made, and see every worker gone."""
        self._stopping.set()
        for worker in [*self._workers]:
            worker.process.terminate()
        for thread in self._threads:
            thread.join()
