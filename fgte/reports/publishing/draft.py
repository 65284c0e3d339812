"""What is to be published next: the reports, and what they were made from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from fgte.errors import RequestError
from fgte.reports.files import write_whole
from fgte.reports.forms import Exported, How, Made, export
from fgte.reports.forms.making import USUAL
from fgte.reports.index import write_index
from fgte.reports.jobs import Job, Outcome
from fgte.reports.publishing.contents import EVERYTHING, Contents, Part, digest_of, jobs_of, part_of
from fgte.reports.publishing.places import alone, draft_folder, published, sha256
from fgte.reports.publishing.said import Said, figures_csv, read_said, verdicts
from fgte.settings import Settings
from fgte.store import is_current, open_table

FILE, FIGURES = ".draft.json", "figures.csv"


@dataclass(frozen=True)
class Draft:
    """Reports that wait to be signed and released.

    ``parts`` has each report with the checksums of its files, by the report's name;
    ``fingerprint`` is the store's.
    """

    prepared: str
    fingerprint: str
    lang: str
    parts: Mapping[str, Part]
    figures: str
    verdicts: Mapping[str, str]

    @property
    def said(self) -> Said:
        """What the reports say."""
        return read_said(self.figures, self.verdicts)

    @property
    def files(self) -> Mapping[str, str]:
        """The checksum of every file, by its name."""
        return {name: given for part in self.parts.values() for name, given in part.files.items()}

    def signed_of(self, municipality: str) -> str:
        """Everything that a municipality signs, in one word.

        Parameters
        ----------
        municipality
            Its code.
        """
        return digest_of(self.parts.values(), municipality)


def prepare(
    settings: Settings, now: datetime, contents: Contents = EVERYTHING, how: How = USUAL
) -> tuple[Draft | None, Sequence[Outcome | Made]]:
    """Make what is to be published: the region's report and each municipality's, in their forms.

    Those that are up to date are left as they are, and with them what has been signed.

    Returns
    -------
    tuple
        The draft and what became of each page and form; no draft when one of them failed.

    Raises
    ------
    RequestError
        When the store is older than the figures: ``fgte build`` first.
    """
    _require_built(settings)
    with alone(settings):
        folder, jobs = draft_folder(settings), jobs_of(contents, settings)
        done = export(jobs, contents.forms, settings, replace(how, every_page=True))
        if not done.ok:
            (folder / FILE).unlink(missing_ok=True)
            return None, done.everything
        write_index(done.pages, settings, settings.lang, output=folder)
        draft = Draft(
            prepared=now.isoformat(timespec="seconds"),
            fingerprint=open_table(settings.store).fingerprint,
            lang=settings.lang,
            parts=_parts(jobs, done, settings),
            figures=figures_csv(settings),
            verdicts=verdicts(settings),
        )
        kept = _same(read_draft(settings), draft)
        write_whole(folder / FILE, json.dumps(asdict(kept), ensure_ascii=False, indent=1) + "\n")
        return kept, done.everything


def read_draft(settings: Settings) -> Draft | None:
    """What has been prepared; None where nothing has, or it cannot be read."""
    try:
        found = json.loads((draft_folder(settings) / FILE).read_text(encoding="utf-8"))
        parts = {stem: Part(**each) for stem, each in found["parts"].items()}
        return Draft(**{**found, "parts": parts})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def require_current(settings: Settings) -> Draft:
    """The draft, if it is made of the figures that lie there now and nobody has touched it.

    Raises
    ------
    RequestError
        Otherwise: it must be prepared again.
    """
    draft = read_draft(settings)
    if draft is None:
        raise RequestError("nothing_prepared")
    if not is_current(settings) or open_table(settings.store).fingerprint != draft.fingerprint:
        raise RequestError("draft_is_old", prepared=draft.prepared)
    for name, expected in draft.files.items():
        path = draft_folder(settings) / name
        if not path.is_file() or sha256(published(path, settings)) != expected:
            raise RequestError("draft_is_touched", page=name)
    return draft


def _parts(jobs: Sequence[Job], done: Exported, settings: Settings) -> dict[str, Part]:
    """Each report with the checksums of the files that have just been seen to."""
    pages = [each.job for each in (*done.pages, *done.short)]
    paths = [path for job in pages for path in (job.html, job.executed)]
    paths += [each.path for each in done.made]
    files = {path.name: sha256(published(path, settings)) for path in paths}
    return {job.stem: part_of(job, files) for job in jobs}


def _same(before: Draft | None, draft: Draft) -> Draft:
    """The draft as it was, where nothing but the time of day is another."""
    if before is None:
        return draft
    alike = {**asdict(before), "prepared": None} == {**asdict(draft), "prepared": None}
    return before if alike else draft


def _require_built(settings: Settings) -> None:
    if not is_current(settings):
        raise RequestError("store_not_current")
