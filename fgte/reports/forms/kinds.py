"""Which forms there are, what each is made of, and where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from fgte.errors import RequestError, closest
from fgte.reports.jobs import Job
from fgte.reports.kinds import MUNICIPAL, REGION
from fgte.reports.pages import is_failure_page
from fgte.texts import text


class Form(StrEnum):
    """A form of a report besides its page."""

    PDF = "pdf"
    SLIDES = "pptx"
    WORKBOOK = "xlsx"
    BOARD = "namnd"
    SUMMARY = "sammanfattning"


OF_REPORTS = (Form.PDF, Form.SLIDES, Form.WORKBOOK)
"""Forms of a report; the others are pages of one sheet, with a PDF of their own."""
SHORT = {MUNICIPAL: Form.BOARD, REGION: Form.SUMMARY}
"""The page of one sheet that goes with a report."""


@dataclass(frozen=True)
class OnePageJob(Job):
    """A page of one sheet: run as a report is, made again by another command."""

    form: Form = Form.BOARD

    @property
    def command(self) -> str:
        """The command that makes this page again."""
        return f"{self._report.command.replace('report', 'export', 1)} --form {self.form}"

    @property
    def heading(self) -> str:
        """The place, and the years where only some were asked for."""
        return self._report.heading

    @property
    def _report(self) -> Job:
        """The report that the page belongs to."""
        return Job(**{**_of(self), "report": MUNICIPAL if self.municipality else REGION})


@dataclass(frozen=True)
class FormJob(Job):
    """One form of one report to make, by a worker or here: its only file is the form's.

    ``of`` is the report, or the page of one sheet, whose page is already there.
    """

    of: Job | None = None
    form: Form = Form.PDF

    @classmethod
    def make(cls, of: Job, form: Form) -> FormJob:
        """The form of a report."""
        return cls(**{**_of(of), "stem": f"{of.stem}.{form}"}, of=of, form=form)

    @property
    def report_job(self) -> Job:
        """The report that it is a form of."""
        assert self.of is not None
        return self.of

    @property
    def html(self) -> Path:
        """Where the form goes."""
        return self.output / self.stem

    @property
    def executed(self) -> Path:
        """Where the form goes: it has no notebook of its own."""
        return self.html

    @property
    def command(self) -> str:
        """The command that makes what it is a form of."""
        return self.report_job.command


def forms_named(names: Iterable[str]) -> tuple[Form, ...]:
    """The forms that were asked for, in their own order; all of them where none is named.

    Raises
    ------
    RequestError
        For a name that is no form's.
    """
    asked = [name.strip().lower() for each in names for name in each.split(",")]
    for name in asked:
        if name not in list(Form):
            near, known = closest(name, Form), ", ".join(Form)
            raise RequestError("unknown_form", found=name, closest=near, known=known)
    return tuple(form for form in Form if not asked or form in asked)


def fits(form: Form, job: Job) -> bool:
    """Whether a report has such a form: every page a PDF, the usual reports all the others.

    Parameters
    ----------
    form
        One of the forms.
    job
        The report.
    """
    if form in OF_REPORTS:
        return form is Form.PDF or job.report in SHORT
    return SHORT.get(job.report) is form


def one_page_job(job: Job, forms: Sequence[Form]) -> OnePageJob | None:
    """The page of one sheet that belongs to a report, where it is asked for.

    A municipality has one for its board, the region a summary.
    """
    form = SHORT.get(job.report)
    if form is None or form not in forms:
        return None
    stem = f"{job.stem}-{form}" if job.municipality else job.stem.replace("region", form, 1)
    notebook = job.notebook.with_name(f"{form}.ipynb")
    made = OnePageJob(**_of(job), form=form)
    return replace(made, report=str(form), stem=stem, notebook=notebook)


def _of(job: Job) -> dict[str, Any]:
    """What every job has, to make another sort of job of."""
    return {each.name: getattr(job, each.name) for each in fields(Job)}


@dataclass(frozen=True)
class Link:
    """A form that lies beside a page, for the index to lead to."""

    href: str
    name: str


def links_beside(page: Path, lang: str) -> tuple[Link, ...]:
    """The forms that lie beside a report's page and are not older than it.

    An older one shows earlier figures and is not led to until it is made again.
    """
    if not page.is_file():
        return ()
    since = page.stat().st_mtime_ns
    return tuple(
        link
        for link in links_of(page.stem, lang)
        if (path := page.with_name(link.href)).is_file()
        and path.stat().st_mtime_ns >= since
        and not _failed(path)
    )


def links_of(stem: str, lang: str) -> tuple[Link, ...]:
    """Every form that there can be of a report, in fixed order.

    Parameters
    ----------
    stem
        The name of the report's files.
    lang
        The language of the words.
    """
    short, kind = f"{stem}-{Form.BOARD}", Form.BOARD
    if stem.startswith(REGION):
        short, kind = stem.replace(REGION, Form.SUMMARY, 1), Form.SUMMARY
    named = [(f"{stem}.{form}", str(form)) for form in OF_REPORTS]
    named += [(f"{short}.{end}", f"{kind}_{end}") for end in ("html", "pdf")]
    return tuple(Link(file, text(f"forms.link.{key}", lang)) for file, key in named)


def _failed(path: Path) -> bool:
    return path.suffix == ".html" and is_failure_page(path)
