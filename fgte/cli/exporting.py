"""``fgte export``: the reports as PDF, PowerPoint, Excel and pages of one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.cli.building import build_if_needed
from fgte.cli.output import console, print_json
from fgte.reports import Job, jobs_for, write_index
from fgte.reports.forms import Exported, Form, Made, export, forms_named
from fgte.settings import Settings
from fgte.texts import counted, text


@dataclass(frozen=True)
class Wish:
    """Which reports are wanted in which forms; nothing named means all of them."""

    municipalities: tuple[str, ...] = ()
    region: bool = False
    forms: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    out: Path | None = None


def export_reports(wish: Wish, settings: Settings, *, as_json: bool) -> int:
    """Make the forms that are wished for. 1 if one could not be made; the others are there."""
    forms = forms_named(wish.forms)
    jobs = _jobs(wish, settings)
    build_if_needed(settings)
    done = _export(jobs, forms, settings)
    index = write_index(done.pages, settings, settings.lang, output=jobs[0].output)
    if as_json:
        print_json({"index": index, "forms": [each.to_dict() for each in done.made]})
    else:
        _tell(done, index, settings.lang)
    return 0 if done.ok else 1


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


def _export(jobs: Sequence[Job], forms: Sequence[Form], settings: Settings) -> Exported:
    screen, lang = console(stderr=True), settings.lang

    def tell(made: Made) -> None:
        key = "done" if made.ok else "failed"
        told = {"place": made.job.place, "form": text(f"forms.name.{made.form}", lang)}
        screen.print(text(f"cli.exporting.{key}", lang, **told))

    return export(jobs, forms, settings, tell)


def _tell(done: Exported, index: Path, lang: str) -> None:
    """Where the forms are, and which could not be made and why."""
    out = console()
    good = [each for each in done.made if each.ok]
    out.print(counted("cli.exported", len(good), lang, folder=index.parent))
    for each in good:
        out.print(f"  {each.path.name}")
    for each in done.made:
        if not each.ok:
            told = {"file": each.path.name, "cause": each.cause}
            out.print("  " + text("cli.exporting.why", lang, **told))
    out.print("  " + text("cli.made.open", lang, index=index))
