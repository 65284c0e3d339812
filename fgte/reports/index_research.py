"""What the index lists of research: the register of questions, then the studies by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fgte.reports.jobs import Outcome
from fgte.reports.kinds import KINDS, QUESTIONS, STUDY
from fgte.reports.pages import place_on
from fgte.texts import text

STUDY_STEM = "studie"
"""What the name of a study's files begins with."""


def of_research(folder: Path, made: Mapping[str, Outcome], lang: str) -> list[tuple[str, str, str]]:
    """The register and the studies that lie in a folder: file, name and kind of each.

    Parameters
    ----------
    folder
        Where the reports lie.
    made
        What became of those of this run, by the name of their files.
    lang
        "sv" or "en".
    """
    register = (KINDS[QUESTIONS].stem(""), text(f"reports.{QUESTIONS}.name", lang), QUESTIONS)
    studies = {page.stem for page in folder.glob(f"{STUDY_STEM}-*.html")}
    studies |= {stem for stem, outcome in made.items() if outcome.job.report == STUDY}
    return [register, *((stem, _name(stem, folder, made), STUDY) for stem in sorted(studies))]


def _name(stem: str, folder: Path, made: Mapping[str, Outcome]) -> str:
    """What a study is called: its title, as this run or its page says it."""
    told = made[stem].job.place if stem in made else place_on(folder / f"{stem}.html")
    return told or stem
