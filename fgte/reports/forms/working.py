"""One form from its report's page or figures: written whole, or a fault that says why not."""

from __future__ import annotations

import traceback
from pathlib import Path

from fgte.errors import FgteError
from fgte.reports.aftermath import told
from fgte.reports.forms.kinds import Form, FormJob
from fgte.reports.jobs import Answer, Fault, Job
from fgte.reports.serving import log_file
from fgte.settings import Settings


def make_form(job: FormJob, settings: Settings) -> Fault | None:
    """Write a form, or say what stopped it; what a programmer needs is printed.

    Parameters
    ----------
    job
        Which form of which report.
    settings
        Where the templates and logos lie.
    """
    try:
        _write(job, settings)
    except Exception as error:
        traceback.print_exc()
        return Fault(_cause(error, job, settings))
    return None


def settle_form(job: Job, answer: Answer, trace: Path | None, settings: Settings) -> Fault | None:
    """Say what came of a form. Where it failed no earlier file stands in its place.

    Parameters
    ----------
    job
        Which form of which report.
    answer
        What its worker answered, or how it came to its end.
    trace
        Where a worker notes how far it has come; a form leaves nothing there.
    settings
        Where the logs are and how long a form may take.
    """
    fault = told(job, answer, trace, settings)
    if fault is not None:
        job.html.unlink(missing_ok=True)
    return fault


def _write(job: FormJob, settings: Settings) -> None:
    """Make one form. What each is made with is imported only when it is asked for."""
    if job.form is Form.PDF:
        from fgte.reports.forms.pdf import write_pdf

        write_pdf(job.report_job.html, job.html, settings)
        return
    from fgte.reports.forms.subject import subject_of

    subject = subject_of(job.report_job)
    if job.form is Form.SLIDES:
        from fgte.reports.forms.slides import write_slides

        write_slides(subject, job.html, settings)
    else:
        from fgte.reports.forms.workbook import write_workbook

        write_workbook(subject, job.html)


def _cause(error: Exception, job: FormJob, settings: Settings) -> str:
    """The fault in one sentence; the whole of it is kept in a log."""
    if isinstance(error, FgteError):
        return error.message(job.lang)
    log = log_file(job, settings)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as kept:
        kept.write("".join(traceback.format_exception(error)))
    return f"{type(error).__name__}: {error} ({log})"
