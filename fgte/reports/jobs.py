"""Which reports to make, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from fgte.catalogue import Catalogue, open_catalogue
from fgte.errors import RequestError
from fgte.model import COUNTRY, Municipality
from fgte.reports.files import notebook_of, output_folder
from fgte.reports.kinds import KINDS, MUNICIPAL, REGION, SCHOOL, About, kind_of, school_place
from fgte.reports.parameters import validated
from fgte.settings import Settings
from fgte.texts import text

NAMED_BY = {About.SCHOOL: "school", About.EXCHANGE: "exchange", About.YEAR: "year"}
"""The parameter that a report is asked for by, where it is no municipality."""


class JobStatus(StrEnum):
    """Whether a report could be made."""

    OK = "ok"
    UP_TO_DATE = "up_to_date"
    FAILED = "failed"


class Engine(StrEnum):
    """By what a notebook is run: in the worker itself, or by papermill with a kernel beside it."""

    FGTE = "fgte"
    PAPERMILL = "papermill"


class End(StrEnum):
    """How making a report came to an end that it could not tell of itself."""

    CRASHED = "crashed"
    TOO_SLOW = "too_slow"
    WORKER_LOST = "worker_lost"


@dataclass(frozen=True)
class Job:
    """One report to make: which notebook, with which parameters, to which files.

    ``figures`` is the home that the figures are read from where that is another than
    the one in the parameters: on a machine that was sent them.
    """

    report: str
    municipality: str | None
    place: str
    parameters: Mapping[str, Any]
    notebook: Path
    stem: str
    output: Path
    figures: Path | None = None

    @property
    def executed(self) -> Path:
        """Where the executed notebook goes."""
        return self.output / f"{self.stem}.ipynb"

    @property
    def html(self) -> Path:
        """Where the page goes that people read."""
        return self.output / f"{self.stem}.html"

    @property
    def lang(self) -> str:
        return str(self.parameters["lang"])

    @property
    def heading(self) -> str:
        """The place, and the years where only some were asked for: they make another report."""
        first, last = self.parameters["first_year"], self.parameters["last_year"]
        name = self.place
        if not kind_of(self.report).unasked:
            name = text(f"reports.{self.report}.name", self.lang, place=self.place)
        if first is None and last is None:
            return name
        key = "both" if first and last else "from" if first else "until"
        return text(f"reports.period.{key}", self.lang, place=name, first=first, last=last)

    @property
    def title(self) -> str | None:
        """What the page is called where that is not its notebook's own heading."""
        return None

    @property
    def command(self) -> str:
        """The command that makes this report again."""
        years = (("--first-year", "first_year"), ("--last-year", "last_year"))
        asked = [
            f"{option} {self.parameters[name]}" for option, name in years if self.parameters[name]
        ]
        spoken = [] if self.lang == "sv" else [f"--lang {self.lang}"]
        return " ".join(["fgte report", self._which, *asked, *spoken])

    @property
    def _which(self) -> str:
        """The words that ask for this report."""
        place = f'"{self.place}"' if " " in self.place else self.place
        named = NAMED_BY.get(kind_of(self.report).about)
        if named:
            return f"{self.report} {self.parameters[named]}"
        if not kind_of(self.report).unasked:
            return f"{self.report} {place}"
        return f"--municipality {place}" if self.municipality else "--region"


@dataclass(frozen=True)
class Fault:
    """Why a report could not be made, and below which heading of its notebook."""

    cause: str
    heading: str | None = None


Answer = Fault | End | None
"""What a worker says of a job: nothing when it went well, a fault, or how it came to its end."""


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    A failed one says why (``cause``) and below which heading of the notebook;
    at ``html`` there is then a page that says the same to a reader.
    """

    job: Job
    status: JobStatus
    seconds: float
    cause: str | None = None
    heading: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the report is there: made now, or already as it should be."""
        return self.status is not JobStatus.FAILED

    @property
    def html(self) -> Path:
        return self.job.html

    @property
    def executed(self) -> Path | None:
        """The executed notebook, as far as it came; None when nothing was kept."""
        return self.job.executed if self.job.executed.exists() else None

    def to_dict(self) -> dict[str, Any]:
        """The outcome as plain values, for a machine to read."""
        return {
            "report": self.job.report,
            "municipality": self.job.municipality,
            "status": str(self.status),
            "cause": self.cause,
            "heading": self.heading,
            "seconds": round(self.seconds, 2),
            "html": str(self.html),
            "notebook": str(self.executed) if self.executed else None,
        }


def jobs_for(
    municipalities: Iterable[str | int],
    region: bool,
    settings: Settings,
    *,
    report: str = MUNICIPAL,
    schools: Iterable[str] = (),
    first_year: int | None = None,
    last_year: int | None = None,
    output: Path | None = None,
) -> tuple[Job, ...]:
    """The reports that were asked for: the region, municipalities in code order, then schools.

    Parameters
    ----------
    municipalities
        Codes or names, in any order; one that is named twice is made once.
    region
        Whether the regional report is made.
    report
        Which of the reports on a municipality.
    schools
        Codes of school units; each gets its own page.
    output
        Another folder for the files than ``settings.output``.
    """
    asked = {
        "first_year": first_year,
        "last_year": last_year,
        "lang": settings.lang,
        "home": str(settings.home),
    }
    folder = output_folder(settings, output)
    places = _in_code_order(municipalities, open_catalogue(settings))
    regional = [_job(REGION, None, asked, settings, folder)] if region else []
    municipal = (_job(report, each, asked, settings, folder) for each in places)
    return (
        *regional,
        *municipal,
        *(_school_job(each, asked, settings, folder) for each in sorted(set(schools))),
    )


def _in_code_order(asked: Iterable[str | int], book: Catalogue) -> list[Municipality]:
    found = {each.id: each for each in map(book.municipality, asked)}
    if COUNTRY in found:
        raise RequestError("no_country_report", found=found[COUNTRY].name)
    return [found[id] for id in sorted(found)]


def _job(
    report: str,
    where: Municipality | None,
    asked: Mapping[str, object],
    settings: Settings,
    folder: Path,
) -> Job:
    given = {**asked, "municipality": where.id} if where else asked
    parameters = validated(report, given)
    ends = period_mark(parameters["first_year"], parameters["last_year"])
    return Job(
        report=report,
        municipality=where.id if where else None,
        place=where.name if where else text("reports.region.place", settings.lang),
        parameters=parameters,
        notebook=notebook_of(report, settings),
        stem=f"{KINDS[report].stem(where.slug if where else REGION)}{ends}",
        output=folder,
    )


def _school_job(unit: str, asked: Mapping[str, object], settings: Settings, folder: Path) -> Job:
    parameters = validated(SCHOOL, {**asked, "school": unit})
    ends = period_mark(parameters["first_year"], parameters["last_year"])
    return Job(
        report=SCHOOL,
        municipality=None,
        place=school_place(unit, settings),
        parameters=parameters,
        notebook=notebook_of(SCHOOL, settings),
        stem=f"{KINDS[SCHOOL].stem(unit)}{ends}",
        output=folder,
    )


def period_mark(first: int | None, last: int | None) -> str:
    """What tells a report of some years from the one of all, in the name of its files."""
    if first is None and last is None:
        return ""
    if first is not None and last is not None:
        return f"-{first}-{last}"
    return f"-fran-{first}" if last is None else f"-till-{last}"
