"""A fetch while it is under way: every step is on the disk before the next is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from fgte.errors import WorkError
from fgte.sources.snapshot_records import Fetch, NotFound, Page, State, TitleChange, write_record

if TYPE_CHECKING:
    from fgte.sources.snapshots import SnapshotStore


@dataclass
class OpenFetch:
    """What has come so far. Whoever is killed leaves a record that can be gone on with."""

    snapshots: SnapshotStore
    path: Path
    fetch: Fetch

    def __post_init__(self) -> None:
        self._write()

    def plan(self, urls: Sequence[str], *, municipalities: Sequence[str] = ()) -> None:
        """Set which first requests lead to everything; what has come already stays."""
        known = tuple(municipalities) or self.fetch.municipalities
        self._write(planned=tuple(urls), municipalities=known)

    def keep(self, url: str, content: bytes, **about: Any) -> Page:
        """Keep an answer's raw bytes, then note that this request is done."""
        retrieved = datetime.now(UTC)
        kept = self.snapshots.keep(
            content,
            url=url,
            source=self.fetch.source,
            terms=self.fetch.terms,
            retrieved=retrieved,
        )
        page = Page(sha256=kept.sha256, size=kept.size, retrieved=retrieved, **about)
        self._write(pages={**self.fetch.pages, url: page})
        return page

    def forget(self) -> None:
        """Leave everything that came out of account: the next fetch begins anew."""
        self._write(planned=(), pages={}, municipalities=())

    def remaining(self) -> list[str]:
        """The requests to make now: where each chain of pages from the plan has come to."""
        ends = (self._end_of_chain(url) for url in self.fetch.planned)
        return [url for url in ends if url is not None]

    def complete(
        self,
        *,
        titles: dict[str, str],
        not_found: Sequence[NotFound],
        title_changes: Sequence[TitleChange],
    ) -> Fetch:
        """Note that everything has come, and what there is to say of it."""
        self._write(
            state=State.COMPLETE,
            completed=datetime.now(UTC),
            titles=titles,
            not_found=tuple(not_found),
            title_changes=tuple(title_changes),
        )
        return self.fetch

    def _end_of_chain(self, url: str | None) -> str | None:
        """The first request of a chain that has not been answered; None when the chain is whole."""
        while url is not None and url in self.fetch.pages:
            url = self.fetch.pages[url].next_url
        return url

    def _write(self, **changes: Any) -> None:
        changed = replace(self.fetch, **changes)
        write_record(self.path, changed)
        self.fetch = changed


@contextmanager
def locked(record: Path) -> Iterator[bool]:
    """Whether this process has the record to itself; the system lets go when it is killed."""
    lock = FileLock(record.with_suffix(".lock"), blocking=False)
    mine = _acquired(lock, record.parent)
    try:
        yield mine
    finally:
        if mine:
            with suppress(OSError):  # before it is let go, lest another's be removed
                record.with_suffix(".lock").unlink()
            lock.release()


def _acquired(lock: FileLock, folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        return False
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise WorkError("snapshot_not_written", file=lock.lock_file, cause=cause) from error
    return True
