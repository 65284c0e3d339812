"""Making many reports at once, so that one that fails never stops the others.

There is one worker for each core (``crew``, ``worker``): a process that has read
everything once and forks a clean copy of itself for each report (``serving``,
``forking``). What is already as it should be is not made again (``record``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from fgte.reports.aftermath import settle
from fgte.reports.crew import Crew, Done, Settle
from fgte.reports.files import require_writable
from fgte.reports.inputs import handed_state
from fgte.reports.jobs import Engine, Job, JobStatus, Outcome
from fgte.reports.record import Record
from fgte.reports.worker import CAN_FORK, Worker
from fgte.settings import Settings

WORTH_A_REHEARSAL = 3
"""Reports for each worker from which it pays that the workers make themselves ready first."""


def run(
    jobs: Sequence[Job],
    settings: Settings,
    on_progress: Callable[[Outcome], None] | None = None,
    *,
    workers: int | None = None,
    force: bool = False,
    engine: Engine = Engine.FGTE,
    fork: bool = CAN_FORK,
    scheduler: str | None = None,
) -> tuple[Outcome, ...]:
    """Make the reports and say what became of each, in the order they were asked for.

    Parameters
    ----------
    on_progress
        Called with each outcome as it comes.
    workers
        How many are made at once; by default one for each core.
    force
        Make also what is up to date: made before from the same notebook, parameters,
        figures, templates and program, its files untouched.
    engine
        ``papermill`` runs each notebook with a kernel of its own: slower, the same files.
    fork
        Whether each report is made in a fork of a worker; where that cannot be had,
        in the worker itself.
    scheduler
        The address of a Dask scheduler, such as ``tcp://10.0.0.5:8786``: the reports are
        made on its workers instead of here. Same files.

    Raises
    ------
    RequestError
        When the files cannot be written where they should be, or there is no such
        scheduler: nothing was done.
    """
    for folder in {job.output for job in jobs}:
        require_writable(folder)
    tell = on_progress or (lambda outcome: None)
    journal = handed_state(settings)
    with Record(settings, journal) as record:
        ready = [] if force else [job for job in jobs if record.is_up_to_date(job)]
        outcomes = {job.stem: Outcome(job, JobStatus.UP_TO_DATE, 0.0) for job in ready}
        for outcome in outcomes.values():
            tell(outcome)
        todo = [job for job in jobs if job.stem not in outcomes]
        if scheduler is None:
            seen_to, n = partial(settle, settings=settings), workers or cores()
            made = by_crew(
                todo, settings, n, settle=seen_to, engine=engine, fork=fork, journal=journal
            )
        else:
            made = _by_cluster(todo, settings, scheduler, engine, journal)
        for done in made:
            outcomes[done.job.stem] = _outcome(done)
            if done.fault is None:
                record.add(done.job)
            tell(outcomes[done.job.stem])
    return tuple(outcomes[job.stem] for job in jobs)


def by_crew(
    jobs: Sequence[Job],
    settings: Settings,
    workers: int,
    *,
    settle: Settle,
    engine: Engine = Engine.FGTE,
    fork: bool = CAN_FORK,
    journal: bytes = b"",
) -> Iterator[Done]:
    """What comes of each, made by workers on this machine.

    Parameters
    ----------
    workers
        How many there are at most.
    settle
        Says what came of a job and sees to what is left behind where it failed.
    engine, fork
        As for ``run``.
    journal
        What they may show of the journal.
    """
    at_once = max(1, min(workers, len(jobs)))
    many = len(jobs) >= WORTH_A_REHEARSAL * at_once
    start = partial(
        Worker.start, settings, engine=engine, fork=fork, rehearse=many, journal=journal
    )
    return Crew(start, settle).make(jobs, at_once)


def _by_cluster(
    jobs: Sequence[Job], settings: Settings, scheduler: str, engine: Engine, journal: bytes
) -> Iterator[Done]:
    """Made by the workers of a Dask cluster; where there is nothing to make, none is asked."""
    from fgte.reports.cluster import Cluster

    there = Cluster(
        scheduler, settings, engine=engine, rehearsal=WORTH_A_REHEARSAL, journal=journal
    )
    return there.make(jobs) if jobs else iter(())


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _outcome(done: Done) -> Outcome:
    if done.fault is None:
        return Outcome(done.job, JobStatus.OK, done.seconds)
    fault = done.fault
    return Outcome(done.job, JobStatus.FAILED, done.seconds, fault.cause, fault.heading)
