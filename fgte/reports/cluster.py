"""The same work handed to a Dask cluster: reports made elsewhere come back as bytes.

What the reports are made from is sent once to each worker (``parcel``); the workers need the
same program and nothing else, no disk in common. A worker that is lost has its report made
by another.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from fgte.errors import FgteError, RequestError, WorkError
from fgte.reports.aftermath import settle
from fgte.reports.crew import Done
from fgte.reports.files import write_whole
from fgte.reports.inputs import program
from fgte.reports.jobs import End, Engine, Job
from fgte.reports.parcel import packed
from fgte.reports.serving import log_file
from fgte.settings import Settings

if TYPE_CHECKING:
    from fgte.reports.cluster_worker import Made

SECONDS_TO_ANSWER = 10
"""How long a scheduler may take to answer that it is there."""

SECONDS_TO_WORKERS = 60
"""How long it may take until the cluster has its first worker."""

NEVER = "365 days"
"""Longer than any run."""

SHOWN_OF_CAUSE = 200


class Cluster:
    """The workers behind a scheduler.

    Parameters
    ----------
    address
        Where the scheduler listens, such as ``tcp://10.0.0.5:8786``.
    rehearsal
        Reports for each worker from which it pays that they make themselves ready first.
    journal
        What the reports may show of the journal: no worker reaches a database.
    """

    def __init__(
        self,
        address: str,
        settings: Settings,
        *,
        engine: Engine = Engine.FGTE,
        rehearsal: int = 3,
        journal: bytes = b"",
    ) -> None:
        self._address, self._settings = address, settings
        self._engine, self._rehearsal, self._journal = engine, rehearsal, journal

    def make(self, jobs: Sequence[Job]) -> Iterator[Done]:
        """Make the reports and give what came of each as it comes.

        Raises
        ------
        RequestError
            When there is no scheduler, no worker, or another program on the workers.
        WorkError
            When the scheduler was lost on the way. What had come by then is there.
        """
        client = connected(self._address, SECONDS_TO_ANSWER)
        run = f"fgte-{secrets.token_hex(8)}"
        try:
            self._require_workers(client)
            self._send_bench(client, run, jobs)
            yield from self._made(client, run, jobs)
        finally:
            with suppress(Exception):
                if client.status == "running":  # else there is no one to tell
                    client.unregister_worker_plugin(run)
            with suppress(Exception):
                client.close(SECONDS_TO_ANSWER)

    def _require_workers(self, client: Any) -> None:
        """Stop unless there is a worker, and each runs the program that runs here."""
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_WORKERS)
        except TimeoutError as error:
            raise RequestError("no_cluster_workers", address=self._address) from error
        except OSError as error:
            raise WorkError("scheduler_lost", address=self._address) from error
        try:
            found = client.run(program)
        except Exception as error:
            raise RequestError("no_program_on_cluster", cause=_short(error)) from error
        for worker, theirs in sorted(found.items()):
            require_same_program(theirs, worker)

    def _send_bench(self, client: Any, run: str, jobs: Sequence[Job]) -> None:
        from fgte.reports.cluster_worker import Bench

        lanes = sum(client.nthreads().values())
        many = len(jobs) >= self._rehearsal * lanes
        parcel = packed(jobs, self._settings)
        bench = Bench(parcel, self._settings, self._engine, many, journal=self._journal)
        try:
            client.register_plugin(bench, name=run)
        except Exception as error:
            raise WorkError("cluster_not_ready", cause=_short(error)) from error

    def _made(self, client: Any, run: str, jobs: Sequence[Job]) -> Iterator[Done]:
        from distributed import as_completed

        from fgte.reports.cluster_worker import make_here

        work = partial(make_here, run=run)
        with self._reached():
            futures = {
                client.submit(work, job, key=f"{run}-{job.stem}", priority=-n, pure=False): job
                for n, job in enumerate(jobs)
            }
            coming = as_completed(futures, loop=client.loop)
        for _ in jobs:
            with self._reached():
                future = next(coming)
            yield self._settled(futures[future], future)
            future.release()

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """What goes wrong in here, for want of an answer, is that the scheduler was lost."""
        try:
            yield
        except (OSError, StopIteration) as error:
            raise WorkError("scheduler_lost", address=self._address) from error

    def _settled(self, job: Job, future: Any) -> Done:
        """Put the files of a report in place, or the page that says why there are none."""
        made = self._result(job, future)
        if isinstance(made, End):
            return Done(job, settle(job, made, None, self._settings), 0.0)
        require_same_program(made.program, job.place)
        log = log_file(job, self._settings)
        with suppress(OSError):
            log.parent.mkdir(parents=True, exist_ok=True)
            log.write_bytes(made.log)
        if made.executed is None:
            job.executed.unlink(missing_ok=True)
        else:
            write_whole(job.executed, made.executed.decode())
        if made.html is not None and made.fault is None:
            write_whole(job.html, made.html.decode())
        return Done(job, settle(job, made.fault, None, self._settings), made.seconds)

    def _result(self, job: Job, future: Any) -> Made | End:
        from distributed import KilledWorker

        if future.status in ("cancelled", "lost"):
            raise WorkError("scheduler_lost", address=self._address)
        try:
            with self._reached():
                made: Made = future.result()
        except KilledWorker:
            return End.WORKER_LOST
        except FgteError:
            raise
        except Exception as error:
            raise WorkError("cluster_failed", place=job.place, cause=_short(error)) from error
        return made


def connected(address: str, seconds: float) -> Any:
    """A client of the scheduler at this address, which asks it nothing on its own.

    Dask's client else asks every other second how the cluster is, on a new line when the others
    are busy; a line that is being opened when the client is closed is never closed.

    Parameters
    ----------
    address
        Where the scheduler listens.
    seconds
        How long it may take to answer.

    Raises
    ------
    RequestError
        When Dask is not installed or no scheduler answers.
    """
    try:
        import dask
        from distributed import Client
        from distributed.comm.addressing import get_address_host_port
    except ImportError as error:
        raise RequestError("no_dask") from error
    try:
        get_address_host_port(address)  # a client of no address is made by halves and never closed
        with dask.config.set({"distributed.client.scheduler-info-interval": NEVER}):
            return Client(address, timeout=seconds, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise RequestError("no_scheduler", address=address, cause=_short(error)) from error


def require_same_program(theirs: Mapping[str, str], where: str) -> None:
    """Stop if another program than this one is at work: its reports would not be the same.

    Parameters
    ----------
    theirs
        As ``inputs.program`` gives it there.
    where
        Which worker it is, to be told.
    """
    ours = program()
    for name in ours:
        if theirs.get(name) != ours[name]:
            other = {"found": theirs.get(name, "-"), "expected": ours[name]}
            raise RequestError("other_program_on_cluster", where=where, name=name, **other)


def _short(error: BaseException) -> str:
    said = f"{type(error).__name__}: {error}".strip().splitlines()[0]
    return said[:SHOWN_OF_CAUSE]
