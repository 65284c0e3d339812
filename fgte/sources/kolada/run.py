"""The steps of a fetch: metadata, plan, figures, and what is said of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from fgte.catalogue import Catalogue
from fgte.errors import DataError
from fgte.sources.kolada.answers import PAGE
from fgte.sources.kolada.client import Answer, Client
from fgte.sources.kolada.crew import as_they_come
from fgte.sources.kolada.metadata import (
    Metadata,
    municipalities_asked,
    read_metadata,
    title_changes,
)
from fgte.sources.kolada.planning import Scope, chunks, plan, query, years_between
from fgte.sources.kolada.reading import Wanted, counted
from fgte.sources.kolada.results import Progress
from fgte.sources.open_fetches import OpenFetch
from fgte.sources.snapshot_records import Asked, Fetch, NotFound
from fgte.sources.snapshots import SnapshotStore

AT_ONCE = 4
"""Requests under way at the same time, at most."""

MOST_PAGES = 5_000
"""More than the whole country takes many times over: a list that goes on is going round."""


@dataclass
class Run:
    """The steps of one fetch; each can be taken again from what its record holds."""

    snapshots: SnapshotStore
    book: Catalogue
    record: OpenFetch
    client: Client
    on_progress: Callable[[Progress], None]
    planned_again: bool = False

    def to_the_end(self) -> None:
        """Metadata first, for it says what there is to ask for; then the figures."""
        asked = self.record.fetch.asked
        if not self.record.fetch.planned:
            self.record.plan(self._urls(metadata_paths(asked)))
        if not self.record.fetch.municipalities:
            self.gather()
            self.settle()
        self.gather()
        if self.record.remaining():
            self.planned_again = True
            self.settle()
            self.gather()
        self.conclude(read_metadata(self.snapshots, self.record.fetch))

    def settle(self) -> None:
        """Decide, from what Kolada knows and has shown so far, which requests bring the figures."""
        known = read_metadata(self.snapshots, self.record.fetch)
        asked = self.record.fetch.asked
        kpis = tuple(id for id in asked.kpis if id in known.kpis)
        if not kpis:
            raise self._nothing_came()
        codes = municipalities_asked(asked.municipalities, known)
        units = max(len(known.places), units_seen(self.record.fetch))
        chosen = plan(_scope(asked, kpis, codes, units=units))
        paths = (*metadata_paths(asked), *chosen.paths)
        self.record.plan(self._urls(paths), municipalities=codes)

    def gather(self) -> None:
        """Ask for everything that has not come, and keep each answer before the next is read.

        Stops before the end when most of what comes was not asked for, so that another way of
        asking can be chosen: Kolada does not say whether its groups of municipalities come as
        well when no municipality is named.
        """
        todo = deque(self.record.remaining())
        with closing(as_they_come(self.client.get, todo, at_once=AT_ONCE)) as answers:
            for url, answer in answers:
                self._keep(url, answer)
                if answer.next_url is not None:
                    todo.append(answer.next_url)
                self._tell()
                if not self.planned_again and is_wasteful(self.record.fetch):
                    return

    def conclude(self, known: Metadata) -> None:
        """Say by name what did not come and which titles do not fit, and mark it complete."""
        fetch = self.record.fetch
        if fetch.asked.since is None and not any(page.figures for page in fetch.pages.values()):
            raise self._nothing_came()
        came = {kpi for page in fetch.pages.values() for kpi in page.kpis}
        unknown = [NotFound(id, "unknown") for id in fetch.asked.kpis if id not in known.kpis]
        empty = [
            NotFound(id, "no_figures")
            for id in fetch.asked.kpis
            if id in known.kpis and id not in came and fetch.asked.since is None
        ]
        changes = title_changes(fetch, known, self.book, self.snapshots.fetches())
        self.record.complete(
            titles=known.titles, not_found=[*unknown, *empty], title_changes=changes
        )

    def _nothing_came(self) -> DataError:
        """Empty answers to everything are no result; the next fetch asks anew."""
        self.record.forget()
        return DataError("kolada_nothing_came", where=self.client.base_url)

    def _urls(self, paths: Iterable[str]) -> list[str]:
        return [self.client.base_url + path for path in paths]

    def _keep(self, url: str, answer: Answer) -> None:
        pages = self.record.fetch.pages
        if answer.next_url in (url, *pages) or len(pages) > MOST_PAGES:
            raise DataError("kolada_going_round", where=url)
        about = counted(answer.page, Wanted.of(self.record.fetch))
        self.record.keep(url, answer.content, kind=answer.kind, next_url=answer.next_url, **about)

    def _tell(self) -> None:
        pages = self.record.fetch.pages.values()
        figures = sum(page.figures for page in pages)
        known = len(pages) + len(self.record.remaining())
        self.on_progress(Progress(len(pages), known, figures))


def metadata_paths(asked: Asked) -> list[str]:
    """The requests for titles of KPIs and names of municipalities; with the country, its groups.

    Which municipalities Kolada calls similar is of use only beside the figures of them all.
    """
    ids = [",".join(part) for part in chunks(asked.kpis)]
    groups = [] if asked.municipalities else [f"/municipality_groups{query()}"]
    return [f"/municipality{query()}", *groups, *(f"/kpi/{part}{query()}" for part in ids)]


def units_seen(fetch: Fetch) -> int:
    """How many units come when none is named, as far as the answers have shown."""
    pages = [page for page in fetch.pages.values() if page.kind == "data"]
    wanted = sum(page.wanted for page in pages)
    return ceil(len(fetch.municipalities) * sum(page.entries for page in pages) / max(wanted, 1))


def is_wasteful(fetch: Fetch) -> bool:
    """Whether more than half of many entries, of units that were not named, was not asked for."""
    many = sum(page.entries for page in fetch.pages.values()) >= 2 * PAGE
    named = any("/municipality/" in url for url in fetch.planned)
    return many and not named and units_seen(fetch) > 2 * len(fetch.municipalities)


def _scope(asked: Asked, kpis: tuple[str, ...], codes: tuple[str, ...], *, units: int) -> Scope:
    today = datetime.now(UTC).date()
    return Scope(
        kpis=kpis,
        municipalities=codes,
        years=years_between(asked.first_year, asked.last_year, today),
        every_unit=max(units, len(codes)),
        every_year=len(years_between(None, None, today)),
        since=asked.since,
    )
