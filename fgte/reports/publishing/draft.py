"""What is to be published next: the reports, and what they were made from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.errors import RequestError
from fgte.model import Municipality
from fgte.reports.engine import run
from fgte.reports.files import write_whole
from fgte.reports.index import write_index
from fgte.reports.jobs import Outcome, jobs_for
from fgte.reports.publishing.places import alone, draft_folder, sha256
from fgte.reports.publishing.said import Said, figures_csv, read_said, verdicts
from fgte.settings import Settings
from fgte.store import is_current, open_table

FILE, FIGURES = ".draft.json", "figures.csv"


@dataclass(frozen=True)
class Draft:
    """Reports that wait to be signed and released.

    ``pages`` has the checksum of each report's page by its name, ``fingerprint`` the store's.
    """

    prepared: str
    fingerprint: str
    lang: str
    pages: Mapping[str, str]
    figures: str
    verdicts: Mapping[str, str]

    @property
    def said(self) -> Said:
        """What the reports say."""
        return read_said(self.figures, self.verdicts)


def prepare(
    settings: Settings,
    now: datetime,
    on_progress: Callable[[Outcome], None] | None = None,
) -> tuple[Draft | None, Sequence[Outcome]]:
    """Make the reports that are to be published: the region's and one for each municipality.

    Those that are up to date are left as they are, and with them what has been signed.

    Returns
    -------
    tuple
        The draft and what became of each report; no draft when one of them failed.

    Raises
    ------
    RequestError
        When the store is older than the figures: ``fgte build`` first.
    """
    _require_built(settings)
    with alone(settings):
        folder = draft_folder(settings)
        jobs = jobs_for([each.id for each in members(settings)], True, settings, output=folder)
        outcomes = run(jobs, settings, on_progress)
        if not all(each.ok for each in outcomes):
            (folder / FILE).unlink(missing_ok=True)
            return None, outcomes
        write_index(outcomes, settings, settings.lang, output=folder)
        draft = Draft(
            prepared=now.isoformat(timespec="seconds"),
            fingerprint=open_table(settings.store).fingerprint,
            lang=settings.lang,
            pages={job.stem: sha256(job.html.read_bytes()) for job in jobs},
            figures=figures_csv(settings),
            verdicts=verdicts(settings),
        )
        kept = _same(read_draft(settings), draft)
        write_whole(folder / FILE, json.dumps(asdict(kept), ensure_ascii=False, indent=1) + "\n")
        return kept, outcomes


def read_draft(settings: Settings) -> Draft | None:
    """What has been prepared; None where nothing has, or it cannot be read."""
    try:
        found = json.loads((draft_folder(settings) / FILE).read_text(encoding="utf-8"))
        return Draft(**found)
    except (OSError, ValueError, TypeError):
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
    for stem, expected in draft.pages.items():
        if _sum(draft_folder(settings) / f"{stem}.html") != expected:
            raise RequestError("draft_is_touched", page=f"{stem}.html")
    return draft


def members(settings: Settings) -> tuple[Municipality, ...]:
    """The municipalities that sign, in code order."""
    return tuple(sorted(open_catalogue(settings).members, key=lambda each: each.id))


def _same(before: Draft | None, draft: Draft) -> Draft:
    """The draft as it was, where nothing but the time of day is another."""
    if before is None:
        return draft
    alike = {**asdict(before), "prepared": None} == {**asdict(draft), "prepared": None}
    return before if alike else draft


def _require_built(settings: Settings) -> None:
    if not is_current(settings):
        raise RequestError("store_not_current")


def _sum(path: Path) -> str | None:
    return sha256(path.read_bytes()) if path.is_file() else None
