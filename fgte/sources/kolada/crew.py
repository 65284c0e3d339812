"""Several requests under way at once, while everything that is written is written by one."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator
from queue import SimpleQueue
from typing import TypeVar

Result = TypeVar("Result")


def as_they_come(
    work: Callable[[str], Result], todo: deque[str], *, at_once: int
) -> Generator[tuple[str, Result]]:
    """What ``work`` gives for each of ``todo``, in the order it is done; todo may grow meanwhile.

    An error in one stops them all. The threads are daemons: whoever interrupts the program does
    not wait for an answer that may never come.
    """
    jobs: SimpleQueue[str | None] = SimpleQueue()
    done: SimpleQueue[tuple[str, Result | BaseException]] = SimpleQueue()
    for _ in range(at_once):
        threading.Thread(target=_work_off, args=(work, jobs, done), daemon=True).start()
    under_way = 0
    try:
        while todo or under_way:
            while todo:
                jobs.put(todo.popleft())
                under_way += 1
            job, outcome = done.get()
            under_way -= 1
            if isinstance(outcome, BaseException):
                raise outcome
            yield job, outcome
    finally:
        _send_home(jobs, at_once)


def _work_off(
    work: Callable[[str], Result],
    jobs: SimpleQueue[str | None],
    done: SimpleQueue[tuple[str, Result | BaseException]],
) -> None:
    while (job := jobs.get()) is not None:
        try:
            done.put((job, work(job)))
        except BaseException as error:
            done.put((job, error))


def _send_home(jobs: SimpleQueue[str | None], workers: int) -> None:
    """Take back what nobody has begun, then let each worker go."""
    while not jobs.empty():
        jobs.get()
    for _ in range(workers):
        jobs.put(None)
