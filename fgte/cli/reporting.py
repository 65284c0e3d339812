"""``fgte report``: build the store if need be, make the reports, say where they are."""

from __future__ import annotations

import os
import shutil
import sys
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from fgte.catalogue import open_catalogue
from fgte.cli.building import build_if_needed
from fgte.cli.output import console, print_json
from fgte.errors import RequestError
from fgte.reports import Job, Outcome, jobs_for, run, write_index
from fgte.reports.serving import log_file
from fgte.settings import Settings
from fgte.texts import counted, text


@dataclass(frozen=True)
class Wish:
    """Which reports are wanted, for which years, and where; nothing named means all of them."""

    municipalities: tuple[str, ...] = ()
    region: bool = False
    first_year: int | None = None
    last_year: int | None = None
    out: Path | None = None


def make_reports(wish: Wish, settings: Settings, *, open_page: bool, as_json: bool) -> int:
    """Make what is wished for. 1 if a report could not be made; the others are there."""
    jobs = _jobs(wish, settings)
    build_if_needed(settings)
    _require_figures(wish, settings)
    outcomes = _run(jobs, settings)
    index = write_index(outcomes, settings, settings.lang)
    if as_json:
        print_json({"index": index, "reports": [outcome.to_dict() for outcome in outcomes]})
    else:
        _tell(outcomes, index, settings)
    if open_page:
        webbrowser.open((outcomes[0].html if len(outcomes) == 1 else index).as_uri())
    return 0 if all(outcome.ok for outcome in outcomes) else 1


def _jobs(wish: Wish, settings: Settings) -> tuple[Job, ...]:
    everything = not wish.municipalities and not wish.region
    members = [each.id for each in open_catalogue(settings).members]
    return jobs_for(
        members if everything else wish.municipalities,
        everything or wish.region,
        settings,
        first_year=wish.first_year,
        last_year=wish.last_year,
        output=wish.out,
    )


def _require_figures(wish: Wish, settings: Settings) -> None:
    """Refuse a period in which there is not a single figure, before any page is touched."""
    from fgte.store import open_table

    chosen = (wish.first_year, wish.last_year)
    if chosen == (None, None):
        return
    store = open_table(settings.store)
    if store.observations(years=chosen).empty:
        years = store.table["year"]
        asked = "–".join(str(year) for year in chosen if year is not None)
        ends = {"first": years.min(), "last": years.max()}
        raise RequestError("no_figures_in_period", period=asked, **ends)


def _run(jobs: Sequence[Job], settings: Settings) -> tuple[Outcome, ...]:
    """Make the reports with a bar that shows how far it has come, and a line for each."""
    screen, lang = console(stderr=True), settings.lang
    with _progress(screen) as progress:
        task = progress.add_task(text("cli.making.progress", lang), total=len(jobs))

        def tell(outcome: Outcome) -> None:
            progress.advance(task)
            key = "done" if outcome.ok else "failed"
            told = {"place": outcome.job.place, "seconds": f"{outcome.seconds:.0f}"}
            screen.print(text(f"cli.making.{key}", lang, **told))

        return run(jobs, settings, tell)


def _progress(screen: Console) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=screen,
        transient=True,
        disable=not screen.is_terminal,
    )


def _tell(outcomes: Sequence[Outcome], index: Path, settings: Settings) -> None:
    """Where the reports are, which could not be made and why, and what to try next."""
    lang, out = settings.lang, console()
    failed = [outcome for outcome in outcomes if not outcome.ok]
    n, folder = len(outcomes), index.parent
    if failed:
        done = n - len(failed)
        out.print(text("cli.made.some", lang, done=done, n=n, folder=folder))
    else:
        out.print(counted("cli.made.all", n, lang, folder=folder))
    out.print("  " + text("cli.made.open", lang, index=index))
    if failed:
        out.print(text("cli.made.failed", lang))
    for outcome in failed:
        out.print("  " + _why(outcome, lang))
        log = log_file(outcome.job, settings)
        out.print("    " + text("cli.made.log", lang, log=log))
    out.print(text("cli.made.next", lang))
    for command, key in _suggestions(outcomes):
        out.print(f"  {command}  ({text(f'cli.made.{key}', lang)})")
    if shutil.which("fgte") is None:
        program = os.path.relpath(sys.argv[0])
        out.print("  " + text("cli.made.program", lang, program=program))


def _why(outcome: Outcome, lang: str) -> str:
    key = "below" if outcome.heading else "cause"
    told = {"place": outcome.job.place, "cause": outcome.cause, "heading": outcome.heading}
    return text(f"cli.made.{key}", lang, **told)


def _suggestions(outcomes: Sequence[Outcome]) -> list[tuple[str, str]]:
    good = [outcome for outcome in outcomes if outcome.ok]
    if not good:
        return [("fgte doctor", "next_doctor")]
    opening = f"{good[-1].job.command} --open"
    return [(opening, "next_open"), ("fgte indicators meritvarde", "next_indicator")]
