"""The pages of research in a folder: kept up to date when a study is made or removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fgte.errors import RequestError
from fgte.reports import Outcome, run, write_index
from fgte.reports.files import output_folder
from fgte.reports.index import INDEX
from fgte.reports.index_research import STUDY_STEM
from fgte.reports.journal_jobs import journal_jobs
from fgte.reports.kinds import KINDS, QUESTIONS
from fgte.research.study_file import NAME
from fgte.settings import Settings


@dataclass(frozen=True)
class Removed:
    """What was removed of a study, and what was left: what was frozen of it, and its package."""

    files: tuple[Path, ...]
    frozen: Path | None
    package: Path | None


def refresh(settings: Settings, output: Path | None = None, made: Sequence[Outcome] = ()) -> None:
    """Make the register's page again where there is one, and the index that leads to it.

    In another folder than the home's own an index is renewed, never begun; nor is it where no
    report has been made.

    Parameters
    ----------
    settings
        The home, and the language of what is made.
    output
        Another folder than ``settings.output``.
    made
        What has just been made there.
    """
    folder = output_folder(settings, output)
    outcomes = list(made)
    if (folder / f"{KINDS[QUESTIONS].stem('')}.html").is_file():
        outcomes += run(journal_jobs(QUESTIONS, [], settings, output=folder), settings, workers=1)
    own = folder == settings.output.absolute() and folder.is_dir()
    if own or (folder / INDEX).is_file():
        write_index(outcomes, settings, settings.lang, output=folder)


def remove_study(name: str, settings: Settings, output: Path | None = None) -> Removed:
    """Remove a study from the home and its report from the folder of reports.

    What was frozen stays: that a design was settled on a day is not undone by removing the
    study. A package that was made of it stays too: it may have been handed on.

    Parameters
    ----------
    name
        The study's name.
    settings
        The home.
    output
        Another folder for the report than ``settings.output``.

    Raises
    ------
    RequestError
        If no such study has been made or frozen.
    """
    kept = settings.studies / f"{name}.toml"
    if not NAME.fullmatch(name) or not kept.is_file():
        known = sorted(each.stem for each in settings.studies.glob("*.toml"))
        raise RequestError("study_not_made", found=name[:60], known=", ".join(known) or "–")
    folder = output_folder(settings, output)
    files = (kept, *sorted(folder.glob(f"{STUDY_STEM}-{name}.*")))
    for each in files:
        each.unlink()
    frozen, package = settings.studies / f"{name}.frozen.json", folder / f"paket-{name}"
    return Removed(
        files,
        frozen if frozen.is_file() else None,
        package if package.is_dir() else None,
    )
