"""``fgte report``: build the store if need be, make the reports, say where they are."""

from __future__ import annotations

import os
import shutil
import sys
import time
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.cli.building import build_if_needed
from fgte.cli.output import console, print_json
from fgte.cli.report_progress import Tally, progress
from fgte.cli.report_wish import Wish
from fgte.errors import RequestError
from fgte.reports import Engine, Job, Outcome, jobs_for, run, write_index
from fgte.reports.journal_jobs import journal_jobs
from fgte.reports.kinds import MUNICIPAL
from fgte.reports.serving import log_file
from fgte.settings import Settings
from fgte.texts import counted, text


def make_reports(wish: Wish, settings: Settings, *, open_page: bool, as_json: bool) -> int:
    """Make what is wished for. 1 if a report could not be made; the others are there."""
    require_sense(wish)
    jobs = wished_jobs(wish, settings)
    started = time.monotonic()
    outcomes = _run(jobs, wish, settings)
    tally = Tally.of(outcomes, time.monotonic() - started)
    index = write_index(outcomes, settings, settings.lang)
    if as_json:
        reports = [outcome.to_dict() for outcome in outcomes]
        print_json({"index": index, "summary": tally.to_dict(), "reports": reports})
    else:
        _tell(outcomes, tally, index, settings)
    if open_page:
        webbrowser.open((outcomes[0].html if len(outcomes) == 1 else index).as_uri())
    return 0 if all(outcome.ok for outcome in outcomes) else 1


def wished_jobs(wish: Wish, settings: Settings) -> tuple[Job, ...]:
    """The reports that are wished for, once there is a store to make them of.

    What cannot be asked for is refused before a store is built; only the whole country
    has to wait for the store to know which municipalities that is.
    """
    jobs = () if wish.all_municipalities else _jobs(wish, settings)
    build_if_needed(settings)
    jobs = jobs or _jobs(wish, settings)
    _require_figures(wish, jobs, settings)
    return jobs


def _jobs(wish: Wish, settings: Settings) -> tuple[Job, ...]:
    asked = wish.asked
    if asked.of_journal:
        ends = {"first_year": wish.first_year, "last_year": wish.last_year}
        return journal_jobs(asked.report, asked.named, settings, **ends, output=wish.out)
    nothing_named = not (asked.places or asked.region or asked.schools or wish.all_municipalities)
    members = [each.id for each in open_catalogue(settings).members]
    named = members if nothing_named else list(asked.places)
    return jobs_for(
        [*named, *(_in_store(settings) if wish.all_municipalities else ())],
        asked.region or (nothing_named and asked.report == MUNICIPAL),
        settings,
        report=asked.report,
        schools=asked.schools,
        first_year=wish.first_year,
        last_year=wish.last_year,
        output=wish.out,
    )


def _in_store(settings: Settings) -> list[str]:
    """The municipalities that the store has any figure of."""
    from fgte.store import open_table

    known = {each.id for each in open_catalogue(settings).every_municipality}
    return [id for id in open_table(settings.store).municipalities if id in known]


def _require_figures(wish: Wish, jobs: Sequence[Job], settings: Settings) -> None:
    """Refuse what there is not a single figure of, before any page is touched."""
    from fgte.store import open_table

    store = open_table(settings.store)
    for job in jobs:
        if job.municipality and job.municipality not in store.municipalities:
            raise RequestError("no_figures_of", place=job.place, code=job.municipality)
    for unit in wish.asked.schools:
        if not store.table["school_unit"].eq(unit).any():
            raise RequestError("no_such_school", found=unit)
    chosen = (wish.first_year, wish.last_year)
    if chosen == (None, None):
        return
    if store.observations(years=chosen).empty:
        years = store.table["year"]
        asked = "–".join(str(year) for year in chosen if year is not None)
        ends = {"first": years.min(), "last": years.max()}
        raise RequestError("no_figures_in_period", period=asked, **ends)


def _run(jobs: Sequence[Job], wish: Wish, settings: Settings) -> tuple[Outcome, ...]:
    with progress(len(jobs), settings.lang) as tell:
        return run(
            jobs,
            settings,
            tell,
            workers=wish.workers,
            force=wish.force,
            engine=_engine(wish.engine),
            scheduler=wish.scheduler,
        )


def require_sense(wish: Wish) -> None:
    """Refuse what cannot be asked for together, before anything is done."""
    _engine(wish.engine)
    if wish.scheduler and wish.workers:
        raise RequestError("workers_or_scheduler")
    if wish.scheduler and wish.asked.of_journal:
        raise RequestError("journal_report_elsewhere", report=wish.asked.report)


def _engine(named: str) -> Engine:
    if named not in list(Engine):
        raise RequestError("unknown_engine", found=named, known=", ".join(Engine))
    return Engine(named)


def _tell(outcomes: Sequence[Outcome], tally: Tally, index: Path, settings: Settings) -> None:
    """Where the reports are, which could not be made and why, and what to try next."""
    lang, out = settings.lang, console()
    failed = [outcome for outcome in outcomes if not outcome.ok]
    n, folder = len(outcomes), index.parent
    if failed:
        done = n - len(failed)
        out.print(text("cli.made.some", lang, done=done, n=n, folder=folder))
    else:
        out.print(counted("cli.made.all", n, lang, folder=folder))
    out.print(tally.table(lang))
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
