"""Making every form that was asked for; one that fails never stops the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from fgte.errors import RequestError
from fgte.reports.crew import Done
from fgte.reports.engine import by_crew, cores, run
from fgte.reports.forms.kinds import OF_REPORTS, Form, FormJob, fits, one_page_job
from fgte.reports.forms.working import make_form, settle_form
from fgte.reports.inputs import handed_state
from fgte.reports.jobs import Job, JobStatus, Outcome
from fgte.reports.record import Record
from fgte.settings import Settings

FEW = 4
"""So few forms are made here; for more it pays to start workers."""


@dataclass(frozen=True)
class Made:
    """One form of one report: where it lies, or why it could not be made."""

    job: Job
    form: Form
    path: Path
    cause: str | None = None
    status: JobStatus = JobStatus.OK

    @property
    def ok(self) -> bool:
        return self.status is not JobStatus.FAILED

    def to_dict(self) -> dict[str, Any]:
        """The outcome as plain values, for a machine to read."""
        return {
            "report": self.job.report,
            "place": self.job.place,
            "form": str(self.form),
            "file": str(self.path),
            "status": str(self.status),
            "cause": self.cause,
        }


@dataclass(frozen=True)
class Exported:
    """What came of an export: the reports' own pages, the pages of one sheet, and every form."""

    pages: tuple[Outcome, ...]
    made: tuple[Made, ...]
    short: tuple[Outcome, ...] = ()

    @property
    def everything(self) -> tuple[Outcome | Made, ...]:
        """What became of each page and each form."""
        return (*self.pages, *self.short, *self.made)

    @property
    def ok(self) -> bool:
        return all(each.ok for each in self.everything)


@dataclass(frozen=True)
class How:
    """How an export is done: on how many workers or which cluster, and what is told on the way.

    The forms themselves are always made on this machine; ``scheduler`` is for the pages.
    With ``every_page`` the page of each report is made also where no form of it is asked for.
    """

    workers: int | None = None
    scheduler: str | None = None
    force: bool = False
    every_page: bool = False
    on_page: Callable[[Outcome], None] = lambda outcome: None
    on_form: Callable[[Made], None] = lambda made: None


USUAL = How()


def export(
    jobs: Sequence[Job], forms: Sequence[Form], settings: Settings, how: How = USUAL
) -> Exported:
    """Make the forms of the reports, and first the pages that they follow from.

    Parameters
    ----------
    jobs
        The reports.
    forms
        Which forms of them; a page of one sheet comes with its PDF.
    how
        On what they are made, whether also those that are up to date, and whom to tell.

    Raises
    ------
    RequestError
        When none of the forms belongs to any of the reports: nothing was done.
    """
    short = [each for each in (one_page_job(job, forms) for job in jobs) if each]
    wanted = {
        job.stem: [form for form in forms if form in OF_REPORTS and fits(form, job)] for job in jobs
    }
    reports = [job for job in jobs if how.every_page or wanted[job.stem]]
    if not short and not reports:
        raise RequestError("form_does_not_fit", forms=", ".join(forms))
    # one sheet after the reports: the index takes what is older than its report for earlier figures
    pages = _pages(reports, settings, how)
    sheets = _pages(short, settings, how)
    asked = [(page, form) for page in pages for form in wanted[page.job.stem]]
    made = _forms([*asked, *((page, Form.PDF) for page in sheets)], settings, how)
    return Exported(pages, made, sheets)


def pages_of(jobs: Sequence[Job], forms: Sequence[Form], *, every_page: bool = False) -> int:
    """How many pages and files an export comes to, for whoever shows how far it has come.

    Parameters
    ----------
    jobs, forms
        As for ``export``.
    every_page
        As in ``How``.
    """
    short = sum(one_page_job(job, forms) is not None for job in jobs)
    of_reports = [sum(form in OF_REPORTS and fits(form, job) for form in forms) for job in jobs]
    return sum(every_page or n > 0 for n in of_reports) + sum(of_reports) + 2 * short


def _pages(jobs: Sequence[Job], settings: Settings, how: How) -> tuple[Outcome, ...]:
    if not jobs:
        return ()
    given = {"workers": how.workers, "scheduler": how.scheduler, "force": how.force}
    return run(jobs, settings, how.on_page, **given)  # type: ignore[arg-type]


def _forms(asked: Sequence[tuple[Outcome, Form]], settings: Settings, how: How) -> tuple[Made, ...]:
    """Every form, in the order asked for; those that are up to date are left as they are."""
    jobs = [(FormJob.make(page.job, form), page) for page, form in asked]
    found: dict[str, Made] = {}

    def tell(job: FormJob, status: JobStatus, cause: str | None = None) -> None:
        found[job.stem] = _made(job, status, cause)
        how.on_form(found[job.stem])

    journal = handed_state(settings)
    with Record(settings, journal) as record:
        todo = []
        for job, page in jobs:
            if not page.ok:
                job.html.unlink(missing_ok=True)
                tell(job, JobStatus.FAILED, page.cause)
            elif not how.force and _is_up_to_date(job, record):
                tell(job, JobStatus.UP_TO_DATE)
            else:
                todo.append(job)
        for done in _by_someone(todo, settings, how, journal):
            if done.fault is None:
                record.add(done.job)
            failed = done.fault.cause if done.fault else None
            assert isinstance(done.job, FormJob)
            tell(done.job, JobStatus.FAILED if failed else JobStatus.OK, failed)
    return tuple(found[job.stem] for job, _ in jobs)


def _is_up_to_date(job: FormJob, record: Record) -> bool:
    """Whether a form follows from what lies there now, and is not older than its page."""
    if not record.is_up_to_date(job):
        return False
    return job.html.stat().st_mtime_ns >= job.report_job.html.stat().st_mtime_ns


def _by_someone(
    jobs: Sequence[FormJob], settings: Settings, how: How, journal: bytes
) -> Iterator[Done]:
    """Made here where they are few, else by workers that each make one at a time."""
    if len(jobs) > FEW:
        settle = partial(settle_form, settings=settings)
        workers = how.workers or cores()
        yield from by_crew(jobs, settings, workers, settle=settle, journal=journal)
        return
    for job in jobs:
        started = time.monotonic()
        fault = settle_form(job, make_form(job, settings), None, settings)
        yield Done(job, fault, time.monotonic() - started)


def _made(job: FormJob, status: JobStatus, cause: str | None) -> Made:
    of = job.report_job
    form = Form(of.report) if of.report in list(Form) else job.form
    return Made(of, form, job.html, cause, status)
