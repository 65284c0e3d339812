"""From what each report was made, so that only what has changed is made again.

Beside the reports lies a file that says, for each, a digest of everything it
follows from and the state of its two files when they were written.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fgte.journal.state import state_from
from fgte.reports.files import write_whole
from fgte.reports.inputs import (
    digest,
    named,
    of_home,
    of_program,
    of_studies,
    of_templates,
    versions,
)
from fgte.reports.jobs import Job
from fgte.reports.kinds import About, kind_of
from fgte.settings import Settings
from fgte.store.survey_catalogue import survey_rounds

FILE = ".reports.json"

Entry = dict[str, Any]


class Record:
    """What is known of the reports of earlier runs, folder by folder; written when left.

    Parameters
    ----------
    settings
        Where what the reports follow from lies.
    journal
        What they may show of the journal, as ``inputs.handed_state`` gives it.
    """

    def __init__(self, settings: Settings, journal: bytes = b"") -> None:
        self._settings = settings
        self._journal = state_from(journal) if journal else None
        self._known: dict[Path, dict[str, Entry]] = {}
        self._added: dict[Path, dict[str, Entry]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what has been added, also when the work was broken off."""
        for folder, added in self._added.items():
            reports = dict(sorted({**_read(folder), **added}.items()))
            write_whole(folder / FILE, json.dumps({"reports": reports}, indent=1) + "\n")

    def is_up_to_date(self, job: Job) -> bool:
        """Whether the files of a report are there, untouched, and follow from what lies there now.

        Parameters
        ----------
        job
            The report.
        """
        known = self._known.setdefault(job.output, _read(job.output))
        return job.stem in known and known[job.stem] == self._entry(job)

    def add(self, job: Job) -> None:
        """Note a report that has just been made.

        Parameters
        ----------
        job
            The report.
        """
        entry = self._entry(job)
        if entry is not None:
            self._added.setdefault(job.output, {})[job.stem] = entry

    def _entry(self, job: Job) -> Entry | None:
        """What would be noted of a report now; None when a file of it is not there."""
        try:
            files = {path.name: _state(path) for path in (job.executed, job.html)}
            return {"from": self._digest(job), "files": files}
        except OSError:
            return None

    def _digest(self, job: Job) -> str:
        """What a report follows from, in one word."""
        asked = json.dumps(dict(job.parameters), sort_keys=True)
        parts = (job.report.encode(), job.command.encode(), asked.encode())
        shown = (*self._of_journal(job), *self._of_studies(job))
        return digest(self._shared, job.notebook.read_bytes(), *parts, *shown)

    def _of_journal(self, job: Job) -> tuple[bytes, ...]:
        """What of the journal can show in the report: of a municipality's, only its own."""
        if self._journal is None:
            return ()
        kind = kind_of(job.report)
        own = job.municipality and not kind.whole_journal
        shown = self._journal.of(job.municipality) if own else self._journal
        asked = (self._rounds,) if kind.of_journal else ()
        return (shown.fingerprint.encode(), *asked)

    def _of_studies(self, job: Job) -> tuple[bytes, ...]:
        """The studies of the home, where the report shows what came of them."""
        if kind_of(job.report).about is not About.RESEARCH:
            return ()
        return (digest(*map(named, of_studies(self._settings))).encode(),)

    @cached_property
    def _rounds(self) -> bytes:
        """How the surveys that have been taken in were asked, in one word."""
        return digest(*(repr(each).encode() for each in survey_rounds(self._settings))).encode()

    @cached_property
    def _shared(self) -> bytes:
        """What every report follows from: program, figures, definitions, templates, logos."""
        files = (*of_home(self._settings), *of_program(), *of_templates(self._settings))
        said = "\n".join(versions().values())
        return digest(said.encode(), *map(named, files)).encode()


def _state(path: Path) -> list[int]:
    """What is another when a file has been touched: its size and the time of its last change."""
    about = path.stat()
    return [about.st_size, about.st_mtime_ns]


def _read(folder: Path) -> dict[str, Entry]:
    """What the file of a folder says; nothing when it is not there or cannot be read."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return dict(json.loads((folder / FILE).read_text(encoding="utf-8"))["reports"])
    return {}
