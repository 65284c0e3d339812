"""What an edition is to hold: the usual reports, others that are asked for, and in which forms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fgte.catalogue import open_catalogue
from fgte.errors import RequestError, closest
from fgte.model import Municipality
from fgte.reports.forms import Form
from fgte.reports.forms.kinds import SHORT
from fgte.reports.jobs import Job, jobs_for
from fgte.reports.kinds import KINDS, MUNICIPAL, About
from fgte.reports.publishing.places import draft_folder
from fgte.settings import Settings

OTHERS = tuple(
    each.id for each in KINDS.values() if each.about is About.MUNICIPALITY and not each.unasked
)
"""Reports on a municipality that an edition may hold besides the usual one; none on a school."""


@dataclass(frozen=True)
class Contents:
    """The forms of the reports, and the names of other reports than the usual ones."""

    forms: tuple[Form, ...] = tuple(Form)
    others: tuple[str, ...] = ()


EVERYTHING = Contents()
"""What an edition holds unless something else is asked for."""


@dataclass(frozen=True)
class Part:
    """One report with its forms: what it is, on whom, and the checksum of each file by its name."""

    report: str
    municipality: str | None
    files: Mapping[str, str]


def contents_named(forms: Iterable[str], others: Iterable[str], *, pages_only: bool) -> Contents:
    """What was asked for, in fixed order; without names every form of the usual reports.

    Parameters
    ----------
    forms
        Names of forms.
    others
        Names of other reports on a municipality.
    pages_only
        No forms at all.

    Raises
    ------
    RequestError
        For a name that is no form's, or no report's on a municipality.
    """
    from fgte.reports.forms import forms_named

    asked = list(others)
    for name in asked:
        if name not in OTHERS:
            near, known = closest(name, OTHERS), ", ".join(OTHERS)
            raise RequestError("no_such_part", found=name, closest=near, known=known)
    kept = () if pages_only else forms_named(forms)
    return Contents(kept, tuple(name for name in OTHERS if name in asked))


def members(settings: Settings) -> tuple[Municipality, ...]:
    """The municipalities that sign, in code order."""
    return tuple(sorted(open_catalogue(settings).members, key=lambda each: each.id))


def jobs_of(contents: Contents, settings: Settings) -> tuple[Job, ...]:
    """The reports of an edition: the region's, then each municipality's, by code."""
    ids, folder = [each.id for each in members(settings)], draft_folder(settings)
    jobs = [
        job
        for report in (MUNICIPAL, *contents.others)
        for job in jobs_for(ids, report == MUNICIPAL, settings, report=report, output=folder)
    ]
    return tuple(sorted(jobs, key=lambda job: job.municipality or ""))


def part_of(job: Job, files: Mapping[str, str]) -> Part:
    """A report with those of the files that are its own: the page, the notebook, every form.

    Parameters
    ----------
    job
        The report.
    files
        The checksums of all files, by name.
    """
    stems = [job.stem]
    if job.report in SHORT:
        stems.append(f"{job.stem}-{Form.BOARD}" if job.municipality else str(Form.SUMMARY))
    mine = {name: files[name] for name in files if name.rpartition(".")[0] in stems}
    return Part(job.report, job.municipality, mine)


def digest_of(parts: Iterable[Part], municipality: str) -> str:
    """Everything that a municipality has in an edition, in one word."""
    own = [part.files for part in parts if part.municipality == municipality]
    lines = sorted(f"{given}  {name}\n" for files in own for name, given in files.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def forms_in(parts: Mapping[str, Part]) -> Sequence[str]:
    """Which forms there are in an edition, each once, in their own order."""
    found = set()
    for stem, part in parts.items():
        for name in part.files:
            rest, _, end = name.rpartition(".")
            if rest != stem:
                found.add(SHORT[part.report])
            elif end in list(Form):
                found.add(Form(end))
    return [str(form) for form in Form if form in found]
