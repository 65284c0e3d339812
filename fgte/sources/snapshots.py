"""Snapshots: raw bytes kept once, unchanged, each beside a record of where it came from.

::

    snapshots/raw/ab/<sha256>                  the bytes, as they came
    snapshots/raw/ab/<sha256>.<id>.json        where they came from; one for each time they came
    snapshots/fetches/<id>.json                one run against a source: asked, come, complete?
    snapshots/imports/<id>.json                files that a user brought
    snapshots/taken_back/<id>.json             which of these no longer count, and why

Everything the store holds can be made again from this folder and the figures that ship.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fgte.errors import RequestError
from fgte.model import Localised
from fgte.sources.open_fetches import OpenFetch, locked
from fgte.sources.raw_bytes import PROGRAM, RawBytes
from fgte.sources.snapshot_records import (
    Asked,
    Fetch,
    Import,
    KeptFile,
    TakenBack,
    new_id,
    read_record,
    write_record,
)
from fgte.sources.whole_files import sweep

RESUMED_WITHIN = timedelta(days=1)
"""An older beginning is left: what it brought may differ too much from what would follow."""


class SnapshotStore(RawBytes):
    """The folder of raw bytes and of the records of how they came."""

    def fetches(self) -> tuple[Fetch, ...]:
        """The complete fetches that have not been taken back, oldest first."""
        gone = self._gone()
        return tuple(each for each in self._complete() if each.id not in gone)

    def unfinished(self) -> tuple[Fetch, ...]:
        """The fetches that were begun and never became complete, oldest first."""
        return tuple(each for each in self._fetches() if not each.complete)

    @contextmanager
    def open_fetch(
        self,
        asked: Asked,
        *,
        source: str,
        base_url: str,
        title: Localised,
        terms: Localised,
        resume: bool = True,
    ) -> Iterator[OpenFetch]:
        """A fetch to be filled: one that was interrupted with the same question, or a new one.

        While it is open nobody else goes on with it: a second fetch of the same begins anew.
        """
        sweep(self.folder)
        now = datetime.now(UTC)
        begun = Fetch(new_id(source, now), source, base_url, title, terms, PROGRAM, asked, now)
        for fetch in (*(self._to_resume(begun) if resume else ()), begun):
            path = self._record("fetches", fetch.id)
            with locked(path) as mine:
                current = read_record(path, Fetch) if mine and path.is_file() else fetch
                if mine and not current.complete:
                    yield from _to_be_filled(OpenFetch(self, path, current))
                    return

    def keep_file(
        self,
        path: Path,
        *,
        source: str,
        reader: str,
        terms: Localised,
        title: Localised | None = None,
        urls: Sequence[str] = (),
        retrieved: date | None = None,
        options: Mapping[str, str] | None = None,
        companions: Sequence[Path] = (),
    ) -> Import:
        """Keep a file that the user brought, with what is needed to read it again.

        Parameters
        ----------
        path : Path
            The data file.
        source : str
            Who published it, as it is cited.
        reader : str
            The name of the reader that understood it; the store asks the same one again.
        terms, title : Localised
            On which terms it may be used, and what to call it (the file's name when not given).
        urls : sequence of str
            Where it can be found, if known.
        retrieved : date, optional
            When it was taken from there; the day of the import when not known.
        options : mapping, optional
            What the reader was told beside the file.
        companions : sequence of Path
            Files that belong to it, such as the description of a survey.
        """
        now = datetime.now(UTC)
        record = Import(
            id=new_id(source, now),
            source=source,
            reader=reader,
            title=title or Localised(path.name, path.name),
            terms=terms,
            program=PROGRAM,
            imported=now,
            files=tuple(self._kept(each, source, terms, now) for each in (path, *companions)),
            urls=tuple(urls),
            retrieved=retrieved,
            options=dict(options or {}),
        )
        write_record(self._record("imports", record.id), record)
        return record

    def imports(self) -> tuple[Import, ...]:
        """What the user has brought and not taken back, oldest first."""
        gone = self._gone()
        return tuple(each for each in self._imports() if each.id not in gone)

    def take_back(self, id: str, *, who: str, why: str) -> TakenBack:
        """Note that an import or a fetch no longer counts; nothing of it is removed."""
        record = TakenBack(id, datetime.now(UTC), who, why)
        write_record(self._record("taken_back", id), record)
        return record

    def taken_back(self) -> tuple[tuple[Import | Fetch, TakenBack], ...]:
        """The imports and fetches that no longer count, in the order they were taken back."""
        notes = [read_record(path, TakenBack) for path in self._records("taken_back")]
        both: list[Import | Fetch] = [*self._imports(), *self._complete()]
        of = {each.id: each for each in both}
        known = [(of[note.id], note) for note in notes if note.id in of]
        return tuple(sorted(known, key=lambda each: (each[1].when, each[1].id)))

    def _gone(self) -> set[str]:
        return {path.stem for path in self._records("taken_back")}

    def _complete(self) -> list[Fetch]:
        done = [each for each in self._fetches() if each.completed is not None and each.complete]
        return sorted(done, key=lambda each: (each.completed or each.started, each.id))

    def _imports(self) -> list[Import]:
        records = [read_record(path, Import) for path in self._records("imports")]
        return sorted(records, key=lambda each: (each.imported, each.id))

    def forget(self, record: Import) -> None:
        """Take an import back: its record, and the bytes that nothing else leads to."""
        self._record("imports", record.id).unlink(missing_ok=True)
        used = {page.sha256 for fetch in self._fetches() for page in fetch.pages.values()}
        used |= {kept.sha256 for each in self._imports() for kept in each.files}
        for sha256 in {kept.sha256 for kept in record.files} - used:
            self.remove(sha256)

    def _fetches(self) -> list[Fetch]:
        return [read_record(path, Fetch) for path in self._records("fetches")]

    def _to_resume(self, begun: Fetch) -> list[Fetch]:
        """Interrupted fetches of the same that a new one can go on with, newest first."""
        wanted = (begun.source, begun.base_url, begun.asked)
        return [
            each
            for each in reversed(self.unfinished())
            if (each.source, each.base_url, each.asked) == wanted
            and begun.started - each.started < RESUMED_WITHIN
        ]

    def _kept(self, path: Path, source: str, terms: Localised, now: datetime) -> KeptFile:
        try:
            content = path.read_bytes()
        except OSError as error:
            cause = error.strerror or type(error).__name__
            raise RequestError("unreadable_import", file=path, cause=cause) from error
        kept = self.keep(content, url=path.name, source=source, terms=terms, retrieved=now)
        return KeptFile(path.name, kept.sha256, kept.size)

    def _record(self, kind: str, id: str) -> Path:
        return self.folder / kind / f"{id}.json"

    def _records(self, kind: str) -> list[Path]:
        return sorted((self.folder / kind).glob("[!.]*.json"))


def _to_be_filled(fetch: OpenFetch) -> Iterator[OpenFetch]:
    """Hand it out; when nothing at all came, leave no record of it."""
    try:
        yield fetch
    finally:
        if not fetch.fetch.pages:
            fetch.path.unlink(missing_ok=True)
