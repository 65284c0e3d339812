"""Whole html pages in the collaboration's own style, complete in themselves.

Everything a page needs lies in it: the style, the logos and the charts. Its
content security policy says so to the browser, which then fetches nothing.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from fgte.present.markup import templates_in
from fgte.reports.jobs import Fault, Job
from fgte.reports.parties import parties
from fgte.settings import Settings
from fgte.texts import text

FAILED_MARK = '<meta name="fgte-status" content="failed">'
"""Stands in the head of a page that says that a report could not be made."""

PLACE = re.compile(
    r'<p class="place">([^<]*)</p>|<p class="place kind">[^<]*</p>\s*<h1>([^<]*)</h1>'
)


def render(template: str, lang: str, settings: Settings, **values: Any) -> str:
    """A page from one of the templates in ``templates/report``, in the given language."""
    folder = settings.templates / "report"
    shared = {
        "lang": lang,
        "say": lambda key, **given: text(f"reports.{key}", lang, **given),
        "style": Markup((folder / "style.css").read_text(encoding="utf-8")),
        "parties": parties(settings, lang),
    }
    return _environment(folder).get_template(template).render({**shared, **values})


def inline_script(name: str, settings: Settings) -> Mapping[str, Markup]:
    """A script of the templates to lie in a page, and what the page's policy calls it.

    The policy names it by its hash: another script, or a letter more, is not run.

    Parameters
    ----------
    name
        Its file in ``templates/report``.
    settings
        Where the templates lie.
    """
    source = (settings.templates / "report" / name).read_text(encoding="utf-8")
    mark = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode("ascii")
    return {"source": Markup(source), "policy": Markup(f"sha256-{mark}")}


def failure_page(job: Job, fault: Fault, log: Path, settings: Settings) -> str:
    """The page that stands where a report should have been: that it could not be made, and why."""
    return render(
        "failed.html.j2",
        job.lang,
        settings,
        place=job.place,
        fault=fault,
        command=job.command,
        log=log,
        mark=Markup(FAILED_MARK),
    )


def is_failure_page(path: Path) -> bool:
    """Whether the page at a path says that its report could not be made."""
    with path.open(encoding="utf-8") as page:
        return FAILED_MARK in page.read(2000)


def place_on(path: Path) -> str:
    """What the page at a path is about, as its heading says; empty where it does not.

    A study's page is about what its title says; one of an older version has that above the title.
    """
    found = PLACE.search(path.read_text(encoding="utf-8"))
    return html.unescape(found[1] or found[2]) if found else ""


@cache
def _environment(folder: Path) -> Environment:
    return templates_in(FileSystemLoader(folder), keep_trailing_newline=True)
