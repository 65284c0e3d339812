"""An executed notebook as the page its readers see: prose, findings, charts; no code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode

from fgte.present.unbroken import unbroken
from fgte.reports.contents import read_body
from fgte.reports.executed import spoken
from fgte.reports.pages import render
from fgte.settings import Settings
from fgte.texts import counted

SHOWN_TYPES = (
    "text/html",
    "image/svg+xml",
    "text/markdown",
    "image/png",
    "image/jpeg",
    "text/plain",
)
SHOWN_OF_STORE = 12
"""Signs of a store's fingerprint on a page; the whole of it is in the executed notebook."""

ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
ONE_PAGE = 'class="one-page"'
"""Stands in a page of one sheet, which needs no list of its contents."""
HEADING_ID = re.compile(r'(<h[1-6]) id="[^"]*"')


class BodyExporter(HTMLExporter):
    """The HTML exporter of nbconvert, with our template and the outputs left as they are.

    nbconvert reads its finished page with an html parser and writes it anew;
    that turns ``viewBox`` into ``viewbox`` in every chart, and takes its time.
    """

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        body, found = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        return str(body), found

    @pass_context
    def markdown2html(self, context: Context, source: str) -> str:
        """Markdown as html, its headings without addresses: those come from the whole page."""
        return HEADING_ID.sub(r"\1", str(super().markdown2html(context, source)))


def to_html(
    notebook: NotebookNode,
    *,
    lang: str,
    settings: Settings,
    title: str | None = None,
    place: str | None = None,
    command: str | None = None,
) -> str:
    """The page of an executed notebook: the same notebook gives the same bytes.

    Parameters
    ----------
    notebook
        Executed. Code, streams and errors are not shown; results are, as html
        where they have it. Cells tagged for the other language are left out.
    title
        What the report is called; by default as the notebook's metadata say (``fgte.title``),
        else its own first heading. Where the metadata say, that heading stands above as its kind.
    place, command
        Which municipality it is about and which command makes it again; by
        default as the notebook's metadata say (``fgte.place``, ``fgte.command``).
    """
    noted = notebook.metadata.get("fgte", {})
    body = read_body(_exporter(settings.templates).from_notebook_node(spoken(notebook, lang))[0])
    own = noted.get("title")
    return render(
        "page.html.j2",
        lang,
        settings,
        title=title or own or body.title or place or noted.get("place"),
        kind=body.title if own else None,
        place=place or noted.get("place"),
        command=command or noted.get("command"),
        made=_made(noted, lang),
        alone=False,
        contents=() if ONE_PAGE in body.html else body.contents,
        body=Markup(unbroken(body.html)),
    )


def _made(noted: Mapping[str, Any], lang: str) -> str | None:
    """By which version of the program and of which store: with the command, enough to redo it."""
    if "store" not in noted:
        return None
    told = {"version": noted["version"], "store": noted["store"][:SHOWN_OF_STORE]}
    newest, n = noted["snapshots"][-1], len(noted["snapshots"])
    return counted("reports.page.made", n, lang, newest=newest, **told)


@cache
def _exporter(templates: Path) -> BodyExporter:
    """One exporter for all pages of a process: to read the templates takes longer than a page."""
    return BodyExporter(  # type: ignore[no-untyped-call]
        template_name="report",
        extra_template_basedirs=[str(templates)],
        exclude_anchor_links=True,
        filters={
            "filter_data_type": _first_shown,
            "without_addresses": lambda shown: ADDRESS.sub("", shown),
        },
    )


def _first_shown(output: Mapping[str, object]) -> list[str]:
    """The one form in which a result is shown; none for scripts and widgets."""
    return [kind for kind in SHOWN_TYPES if kind in output][:1]
