"""Fetching: what was asked for, from the first request to the complete record."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import date

from fgte.catalogue import open_catalogue
from fgte.model import Localised
from fgte.settings import Settings
from fgte.sources.kolada.asking import Years, question
from fgte.sources.kolada.patience import Patience
from fgte.sources.kolada.results import FetchResult, Progress, result_of
from fgte.sources.snapshots import SnapshotStore
from fgte.texts import LANGUAGES, text

SOURCE = "Kolada"


def fetch(
    settings: Settings,
    *,
    kpis: Iterable[str] | None = None,
    municipalities: Iterable[str | int] | None = None,
    all_municipalities: bool = False,
    years: Years | None = None,
    since: date | str | None = None,
    resume: bool = True,
    on_progress: Callable[[Progress], None] | None = None,
    patience: Patience | None = None,
) -> FetchResult:
    """Bring from Kolada what the catalogue needs, and keep every answer as it came.

    Parameters
    ----------
    settings : Settings
        Where the snapshots lie (``home``) and where Kolada is (``kolada_url``).
    kpis : iterable of str, optional
        KPI ids of the catalogue; all of them when not given, context included.
    municipalities : iterable of str or int, optional
        Codes or names; the members of the collaboration and the country when not given.
    all_municipalities : bool
        Every municipality and the country instead.
    years : tuple of int or None, optional
        First and last year, either of them open; every year when not given.
    since : date or str, optional
        Only figures that Kolada has changed since that day.
    resume : bool
        Go on with an interrupted fetch of the same, if there is one from the last day.
    on_progress : callable, optional
        Is told after each answer how far it has come.
    patience : Patience, optional
        How often and how long to wait when Kolada does not answer well.

    Returns
    -------
    FetchResult
        Its ``fetch_id`` is the snapshot id of the figures.

    Raises
    ------
    FgteError
        It says what went wrong, where, and what to do. What had come is kept, the fetch is not
        marked complete, and the same call goes on where this one stopped.
    """
    # Here, since httpx takes 0.2 s to import and reading what was fetched does not need it.
    from fgte.sources.kolada.client import Client, required_url
    from fgte.sources.kolada.run import Run

    started = time.perf_counter()
    book = open_catalogue(settings)
    wanted = question(
        book,
        kpis=kpis,
        municipalities=municipalities,
        all_municipalities=all_municipalities,
        years=years,
        since=since,
    )
    base_url = required_url(settings.kolada_url)
    snapshots = SnapshotStore(settings.snapshots)
    opened = snapshots.open_fetch(
        wanted.asked,
        source=SOURCE,
        base_url=base_url,
        title=_localised("name"),
        terms=_localised("terms"),
        resume=resume,
    )
    with opened as record, Client(base_url, patience or Patience()) as client:
        resumed = bool(record.fetch.pages)
        Run(snapshots, book, record, client, on_progress or _say_nothing).to_the_end()
        return result_of(
            record.fetch,
            resumed=resumed,
            requests=client.sent,
            left_out=wanted.left_out,
            seconds=time.perf_counter() - started,
        )


def _localised(key: str) -> Localised:
    return Localised(**{lang: text(f"kolada.{key}", lang) for lang in LANGUAGES})


def _say_nothing(_: Progress) -> None:
    return None
