"""``fgte fetch``: bring figures from Kolada, build the store, say what changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from fgte.cli.ledger import tell_summary
from fgte.cli.output import console, print_json
from fgte.present.numbers import decimal
from fgte.settings import Settings
from fgte.sources.kolada import FetchResult, fetch, remarks
from fgte.sources.kolada import Progress as FetchProgress
from fgte.texts import text


@dataclass(frozen=True)
class Wish:
    """What is to be brought; nothing named means the collaboration, every year."""

    municipalities: tuple[str, ...] = ()
    all_municipalities: bool = False
    from_year: int | None = None
    since: str | None = None


def fetch_figures(wish: Wish, settings: Settings, *, as_json: bool) -> int:
    """Fetch, build, and tell what the new set of figures changed."""
    from fgte.store import build
    from fgte.store.ledger_table import read_summaries

    with _bar(settings.lang) as progress:
        result = fetch(
            settings,
            municipalities=wish.municipalities or None,
            all_municipalities=wish.all_municipalities,
            years=None if wish.from_year is None else (wish.from_year, None),
            since=wish.since,
            on_progress=progress,
        )
    build(settings)
    summaries = read_summaries(settings.store)
    change = next(each for each in summaries if each["snapshot_id"] == result.fetch_id)
    if as_json:
        print_json({"fetch": asdict(result), "changes": change})
    else:
        _tell(result, change, settings.lang)
    return 0


@contextmanager
def _bar(lang: str) -> Iterator[Any]:
    """A bar that grows with the answers; more may turn out to be needed on the way."""
    screen = console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal)
    with bar:
        task = bar.add_task(text("cli.fetching.progress", lang, n="0"), total=None)

        def tell(now: FetchProgress) -> None:
            told = text("cli.fetching.progress", lang, n=decimal(now.figures, 0, lang))
            bar.update(task, completed=now.done, total=now.known, description=told)

        yield tell


def _tell(result: FetchResult, change: dict[str, Any], lang: str) -> None:
    out = console()
    counts = {
        "figures": decimal(result.figures, 0, lang),
        "requests": decimal(result.requests_made, 0, lang),
        "seconds": decimal(result.seconds, 0, lang),
    }
    out.print(text("cli.fetching.done", lang, **counts))
    for remark in remarks(replace(result, title_changes=()), lang):
        out.print("  " + remark)
    tell_summary(change, lang)
    out.print(text("cli.fetching.next", lang))
