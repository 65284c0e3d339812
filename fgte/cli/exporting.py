"""``fgte export``: the reports as PDF, PowerPoint, Excel and pages of one sheet."""

from __future__ import annotations

import time
from pathlib import Path

from fgte.cli.output import console, print_json
from fgte.cli.report_progress import EACH_IS_TOLD, Tally, progress
from fgte.cli.report_wish import Wish
from fgte.cli.reporting import require_sense, wished_jobs
from fgte.reports import write_index
from fgte.reports.forms import Exported, Form, How, export, forms_named, pages_of
from fgte.reports.jobs import Job
from fgte.settings import Settings
from fgte.texts import counted, text


def export_reports(wish: Wish, named: tuple[str, ...], settings: Settings, *, as_json: bool) -> int:
    """Make the forms that are wished for. 1 if one could not be made; the others are there.

    Parameters
    ----------
    named
        Which forms; none named means all of them.
    """
    require_sense(wish)
    forms = forms_named(named)
    jobs = wished_jobs(wish, settings)
    started = time.monotonic()
    done = _export(jobs, forms, wish, settings)
    tally = Tally.of([*done.pages, *done.short, *done.made], time.monotonic() - started)
    index = write_index(done.pages, settings, settings.lang, output=jobs[0].output)
    if as_json:
        made = [each.to_dict() for each in done.made]
        pages = [each.to_dict() for each in (*done.pages, *done.short)]
        print_json({"index": index, "summary": tally.to_dict(), "pages": pages, "forms": made})
    else:
        _tell(done, tally, index, settings.lang)
    return 0 if done.ok else 1


def _export(
    jobs: tuple[Job, ...], forms: tuple[Form, ...], wish: Wish, settings: Settings
) -> Exported:
    with progress(pages_of(jobs, forms), settings.lang) as tell:
        how = How(wish.workers, wish.scheduler, wish.force, on_page=tell, on_form=tell)
        return export(jobs, forms, settings, how)


def _tell(done: Exported, tally: Tally, index: Path, lang: str) -> None:
    """Where the forms are, which could not be made and why, and what it all came to."""
    out = console()
    good = [each for each in done.made if each.ok]
    out.print(counted("cli.exported", len(good), lang, folder=index.parent))
    for each in good if len(good) <= EACH_IS_TOLD * 2 else ():
        out.print(f"  {each.path.name}")
    out.print(tally.table(lang))
    for each in done.made:
        if not each.ok:
            told = {"file": each.path.name, "cause": each.cause}
            out.print("  " + text("cli.exporting.why", lang, **told))
    out.print("  " + text("cli.made.open", lang, index=index))
