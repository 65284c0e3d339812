"""``fgte study``: a study file to fill in, its design frozen, its report made."""

from __future__ import annotations

import webbrowser
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from babel.dates import format_date

from fgte.catalogue import open_catalogue
from fgte.cli.building import build_if_needed
from fgte.cli.every_indicator import tell_every_indicator
from fgte.cli.output import console, print_json
from fgte.errors import RequestError
from fgte.present.labels import listed
from fgte.reports import run
from fgte.research.freezing import Frozen
from fgte.research.jobs import study_job
from fgte.research.opening import EXAMPLE
from fgte.research.packages import keep_study
from fgte.research.pages import StudyPage
from fgte.research.registration import Registration, registration_of
from fgte.research.shelf import refresh, remove_study
from fgte.research.study_file import Study
from fgte.research.studying import carry_out, freeze_study, read_study
from fgte.settings import Settings
from fgte.sources.whole_files import write_whole
from fgte.texts import text


@dataclass(frozen=True)
class Wish:
    """What is to be done with a study file."""

    file: Path | None
    freeze: bool = False
    form: Path | None = None
    out: Path | None = None
    open_page: bool = False
    every_indicator: bool = False
    workers: int | None = None
    scheduler: str | None = None
    remove: str | None = None


def study(wish: Wish, settings: Settings, *, as_json: bool) -> int:
    """Place a form, freeze a design, make or remove a report. 1 if it could not be made."""
    if wish.remove is not None:
        return _remove(wish, settings, as_json=as_json)
    if wish.form is not None and wish.file is None:
        return _place_form(wish.form, settings, as_json=as_json)
    if wish.file is None or wish.form is not None:
        raise RequestError("study_what")
    build_if_needed(settings)
    asked = read_study(wish.file, settings)
    keep_study(asked, settings)
    if wish.freeze:
        today = datetime.now(UTC).date()
        return _tell_frozen(asked, freeze_study(asked, settings, today), settings, as_json)
    if wish.every_indicator:
        if wish.scheduler and wish.workers:
            raise RequestError("workers_or_scheduler")
        return tell_every_indicator(
            asked, settings, workers=wish.workers, scheduler=wish.scheduler, as_json=as_json
        )
    return _make(asked, wish, settings, as_json=as_json)


def _make(asked: Study, wish: Wish, settings: Settings, *, as_json: bool) -> int:
    (outcome,) = run([study_job(asked, settings, wish.out)], settings, force=True)
    refresh(settings, wish.out, [outcome])
    page = StudyPage(carry_out(asked, settings), settings.lang)
    if as_json:
        print_json({**outcome.to_dict(), "claim": page.result.claim, "said": page.claim()})
    elif outcome.ok:
        console().print(text("research.done.report", settings.lang, place=outcome.html))
        console().print("  " + page.claim())
        console().print("  " + page.registration())
    else:
        told = {"place": outcome.job.heading, "cause": outcome.cause}
        console().print(text("cli.made.cause", settings.lang, **told))
    if wish.open_page:
        webbrowser.open(outcome.html.as_uri())
    return 0 if outcome.ok else 1


TOLD = {
    Registration.IN_STORE: "frozen_late",
    Registration.PUBLISHED: "frozen_published",
    Registration.UNPUBLISHED: "frozen_unpublished",
    Registration.BEFOREHAND: "frozen_before",
}


def _remove(wish: Wish, settings: Settings, *, as_json: bool) -> int:
    """Remove a study and its report, and say what was left."""
    if wish.file is not None or wish.form is not None or wish.freeze or wish.remove is None:
        raise RequestError("study_what")
    removed = remove_study(wish.remove, settings, wish.out)
    refresh(settings, wish.out)
    if as_json:
        print_json({"removed": removed.files, "left": [removed.frozen, removed.package]})
        return 0
    lang, out = settings.lang, console()
    out.print(_said("removed", lang, name=wish.remove))
    if removed.frozen is not None:
        out.print("  " + _said("frozen_stays", lang, place=removed.frozen))
    if removed.package is not None:
        out.print("  " + _said("package_stays", lang, place=removed.package))
    return 0


def _tell_frozen(asked: Study, frozen: Frozen, settings: Settings, as_json: bool) -> int:
    indicator = open_catalogue(settings).indicator(asked.file.indicator)
    found = registration_of(frozen, asked.start, indicator)
    if as_json:
        said = {"study": asked.name, "digest": frozen.digest, "day": frozen.day}
        said |= {"store": frozen.store, "outcomes": frozen.outcomes}
        print_json({**said, "beforehand": found.beforehand})
        return 0
    lang, out = settings.lang, console()
    out.print(_said("frozen", lang, day=_day(frozen.day, lang), digest=frozen.digest[:12]))
    known = listed([str(year) for year in frozen.outcomes], lang)
    out.print("  " + _said(TOLD[found], lang, years=known, year=asked.start))
    return 0


def _place_form(folder: Path, settings: Settings, *, as_json: bool) -> int:
    place = folder / EXAMPLE
    if place.exists():
        raise RequestError("form_exists", file=place)
    write_whole(place, (settings.forms / EXAMPLE).read_bytes())
    if as_json:
        print_json([str(place)])
    else:
        console().print(_said("form", settings.lang, place=place))
    return 0


def _said(key: str, lang: str, **values: object) -> str:
    return text(f"research.done.{key}", lang, **values)


def _day(day: date, lang: str) -> str:
    return format_date(day, format="d MMMM y", locale=lang)
