"""The report of a study as a job for the engine that makes all reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fgte.reports.files import notebook_of, output_folder
from fgte.reports.index_research import STUDY_STEM
from fgte.reports.jobs import Job
from fgte.reports.kinds import STUDY
from fgte.reports.parameters import validated
from fgte.research.study_file import Study
from fgte.settings import Settings
from fgte.texts import text


@dataclass(frozen=True)
class StudyJob(Job):
    """A report that follows from a study file."""

    @property
    def heading(self) -> str:
        """What the report is called."""
        return text("research.report.name", self.lang, title=self.place)

    @property
    def title(self) -> str:
        """The study's own title: what the reader of its page meets first."""
        return self.place

    @property
    def command(self) -> str:
        """The command that makes this report again, in the folder of the study file."""
        spoken = [] if self.lang == "sv" else [f"--lang {self.lang}"]
        file = Path(str(self.parameters["study"])).name
        return " ".join(["fgte study", file, *spoken])


def study_job(study: Study, settings: Settings, output: Path | None = None) -> StudyJob:
    """The job that makes a study's report.

    Parameters
    ----------
    study
        The study.
    settings
        Where its figures are, and in which language it is told.
    output
        Another folder for the files than ``settings.output``.
    """
    asked = {
        "study": str(study.path.absolute()),
        "lang": settings.lang,
        "home": str(settings.home),
    }
    return StudyJob(
        report=STUDY,
        municipality=None,
        place=study.file.title,
        parameters=validated(STUDY, asked),
        notebook=notebook_of(STUDY, settings),
        stem=f"{STUDY_STEM}-{study.name}",
        output=output_folder(settings, output),
    )
