"""What is left behind where a report could not be made: a page that says so, and why."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from fgte.reports.files import write_whole
from fgte.reports.jobs import Answer, End, Fault, Job
from fgte.reports.pages import failure_page
from fgte.reports.serving import log_file
from fgte.settings import Settings
from fgte.texts import text


def settle(job: Job, answer: Answer, trace: Path | None, settings: Settings) -> Fault | None:
    """Say what came of a job. Where it failed, its page says so and no earlier file stands.

    Parameters
    ----------
    answer
        What its worker answered, or how it came to its end.
    trace
        Where it was noted how far the notebook had come.
    """
    fault = told(job, answer, trace, settings)
    if fault is not None:
        job.html.unlink(missing_ok=True)
        with suppress(OSError):
            write_whole(job.html, failure_page(job, fault, log_file(job, settings), settings))
    return fault


def told(job: Job, answer: Answer, trace: Path | None, settings: Settings) -> Fault | None:
    """The fault of a report, also of one that could not tell of it itself.

    Parameters
    ----------
    answer, trace
        As for ``settle``.
    """
    return _of_end(job, answer, trace, settings) if isinstance(answer, End) else answer


def _of_end(job: Job, end: End, trace: Path | None, settings: Settings) -> Fault:
    """What is said of it; its notebook is kept as far as it came."""
    if end is End.WORKER_LOST or trace is None:
        job.executed.unlink(missing_ok=True)
        return Fault(text("reports.causes.worker_lost", job.lang))
    from fgte.reports.trace import read_trace

    come = read_trace(trace)
    come.keep(job)
    limits = {"seconds": round(settings.report_seconds)}
    key = "too_slow" if end is End.TOO_SLOW else "kernel_died"
    return Fault(text(f"reports.causes.{key}", job.lang, **limits), come.heading(job.lang))
