"""Making every form that was asked for; one that fails never stops the others."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fgte.errors import FgteError, RequestError
from fgte.reports.engine import run
from fgte.reports.forms.kinds import OF_REPORTS, Form, file_of, one_page_job
from fgte.reports.jobs import Job, Outcome
from fgte.settings import Settings


@dataclass(frozen=True)
class Made:
    """One form of one report: where it lies, or why it could not be made."""

    job: Job
    form: Form
    path: Path
    cause: str | None = None

    @property
    def ok(self) -> bool:
        return self.cause is None

    def to_dict(self) -> dict[str, Any]:
        """The outcome as plain values, for a machine to read."""
        return {
            "place": self.job.place,
            "form": str(self.form),
            "file": str(self.path),
            "status": "ok" if self.ok else "failed",
            "cause": self.cause,
        }


@dataclass(frozen=True)
class Exported:
    """What came of an export: the reports' own pages, and every form."""

    pages: tuple[Outcome, ...]
    made: tuple[Made, ...]

    @property
    def ok(self) -> bool:
        return all(each.ok for each in self.pages) and all(each.ok for each in self.made)


def export(
    jobs: Sequence[Job],
    forms: Sequence[Form],
    settings: Settings,
    on_progress: Callable[[Made], None] | None = None,
) -> Exported:
    """Make the forms of the reports, and first the pages that they follow from.

    Parameters
    ----------
    jobs
        The reports.
    forms
        Which forms of them; a page of one sheet comes with its PDF.
    on_progress
        Called with each form as it is made.

    Raises
    ------
    RequestError
        When none of the forms belongs to any of the reports: nothing was done.
    """
    of_reports = [form for form in forms if form in OF_REPORTS]
    short = [each for each in (one_page_job(job, forms) for job in jobs) if each]
    reports = list(jobs) if of_reports else []
    if not short and not reports:
        raise RequestError("form_does_not_fit", forms=", ".join(forms))
    # one sheet after the reports: the index takes what is older than its report for earlier figures
    outcomes = [each for jobs in (reports, short) if jobs for each in run(jobs, settings)]
    tell = on_progress or (lambda made: None)
    made = []
    for outcome in outcomes:
        own = of_reports if outcome.job in reports else [Form.PDF]
        for each in _forms_of(outcome, own, settings):
            made.append(each)
            tell(each)
    pages = tuple(each for each in outcomes if each.job in reports)
    return Exported(pages, tuple(made))


def _forms_of(outcome: Outcome, forms: Sequence[Form], settings: Settings) -> Iterator[Made]:
    subject = lru_cache(maxsize=1)(lambda: _subject(outcome.job))
    short = outcome.job.report in (Form.BOARD, Form.SUMMARY)
    for form in forms:
        path, named = file_of(outcome.job, form), form
        if short:
            named = Form(outcome.job.report)
        if not outcome.ok:
            path.unlink(missing_ok=True)
            yield Made(outcome.job, named, path, outcome.cause)
            continue
        try:
            _write(form, outcome, subject, path, settings)
            yield Made(outcome.job, named, path)
        except Exception as error:
            path.unlink(missing_ok=True)
            yield Made(outcome.job, named, path, _cause(error, outcome.job, settings))


def _write(
    form: Form, outcome: Outcome, subject: Callable[[], Any], path: Path, settings: Settings
) -> None:
    """Make one form. What each is made with is imported only when it is asked for."""
    if form is Form.PDF:
        from fgte.reports.forms.pdf import write_pdf

        write_pdf(outcome.html, path, settings)
    elif form is Form.SLIDES:
        from fgte.reports.forms.slides import write_slides

        write_slides(subject(), path, settings)
    else:
        from fgte.reports.forms.workbook import write_workbook

        write_workbook(subject(), path)


def _subject(job: Job) -> Any:
    from fgte.reports.forms.subject import subject_of

    return subject_of(job)


def _cause(error: Exception, job: Job, settings: Settings) -> str:
    """The fault in one sentence; what a programmer needs goes to the log."""
    if isinstance(error, FgteError):
        return error.message(job.lang)
    log = settings.home / "logs" / f"export-{job.stem}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return f"{type(error).__name__}: {error} ({log})"
