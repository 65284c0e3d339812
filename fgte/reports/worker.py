"""A worker as the one who asks sees it: started, given jobs one at a time, stopped."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fgte.reports.jobs import Answer, End, Engine, Job
from fgte.reports.kernel import kernel_environment
from fgte.reports.serving import Orders
from fgte.settings import Settings

SECONDS_TO_STOP = 10
CAN_FORK = sys.platform == "linux"
"""macOS has forks, but its own libraries do not survive them."""


@dataclass(eq=False)
class Worker:
    """A process that makes one report at a time."""

    orders: Orders
    process: subprocess.Popen[bytes]
    _ready: bool = False
    _over_time: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def start(
        cls,
        settings: Settings,
        *,
        engine: Engine = Engine.FGTE,
        fork: bool = CAN_FORK,
        rehearse: bool = False,
        journal: bytes = b"",
    ) -> Worker:
        """Start a worker. It gets ready while something else is done here.

        Parameters
        ----------
        fork
            Whether it makes each report in a fork of itself.
        rehearse
            Whether it makes itself ready as thoroughly as many reports are worth.
        journal
            What its reports may show of the journal.
        """
        place = Path(tempfile.mkdtemp(prefix="fgte-"))
        log = settings.home / "logs" / "report-workers.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as printed:
            process = subprocess.Popen(
                [sys.executable, "-c", "from fgte.reports.serving import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=printed,
                cwd=place,
                env=kernel_environment(os.environ, place),
                start_new_session=True,
            )
        given = replace(settings, database_url=None)
        worker = cls(Orders(given, place, engine, fork, rehearse, journal), process)
        worker._say(worker.orders)
        return worker

    def make(self, job: Job) -> Answer:
        """Have a report made: nothing when it went well, a fault, or how it came to its end."""
        try:
            if not self._ready:
                self._ready = bool(self._hear())
            self._say(job)
            with self._watched():
                answer: Answer = self._hear()
            return answer
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._end()

    def stop(self) -> None:
        """See the process to its end; one that does not listen is killed."""
        with suppress(OSError):
            self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for channel in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if channel:
                    channel.close()
        shutil.rmtree(self.orders.place, ignore_errors=True)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Stop the worker if it takes too long. One that forks sees to that itself."""
        if self.orders.fork:
            yield
            return
        timer = threading.Timer(self.orders.settings.report_seconds, self._stop_over_time)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _hear(self) -> Any:
        assert self.process.stdout is not None
        return pickle.load(self.process.stdout)

    def _say(self, something: object) -> None:
        """Send an object; when there is no one to take it, that shows when the answer is read."""
        with suppress(OSError):
            assert self.process.stdin is not None
            pickle.dump(something, self.process.stdin)
            self.process.stdin.flush()

    def _stop_over_time(self) -> None:
        self._over_time.set()
        self.process.kill()

    def _end(self) -> End:
        """What became of a worker that did not answer."""
        code = self.process.wait()
        if self._over_time.is_set():
            return End.TOO_SLOW
        from_outside = code in (-signal.SIGKILL, -signal.SIGTERM) if os.name != "nt" else False
        return End.WORKER_LOST if self.orders.fork or from_outside else End.CRASHED
