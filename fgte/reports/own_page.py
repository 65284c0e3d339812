"""A page of one's own: parts of the reports put together anew and saved as one file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markupsafe import Markup

from fgte.errors import RequestError
from fgte.present.markup import Html
from fgte.present.window import joined
from fgte.reports.pages import render
from fgte.settings import read_settings
from fgte.sources.whole_files import write_whole
from fgte.texts import text

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID = re.compile(r'\bid="([^"]+)"')
WITHIN = re.compile(r'<a [^>]*?href="#([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
PREFIX = "egen-"
"""Begins the name of every own page: no report's page is ever written over."""


@dataclass(frozen=True)
class SavedPage:
    """A page that has been saved: where it lies, and how it looks in a notebook."""

    path: Path
    lang: str

    def _repr_html_(self) -> str:
        told = escape(text("guides.saved_page.told", self.lang, path=self.path))
        frame = escape(text("guides.saved_page.frame", self.lang))
        page = escape(self.path.read_text(encoding="utf-8"))
        look = "width:100%;height:34rem;border:1px solid #3D3D3D"
        return f'<p>{told}</p><iframe title="{frame}" srcdoc="{page}" style="{look}"></iframe>'


def save_page(
    name: str, title: str, parts: Sequence[Html], *, place: str = "", lang: str = "sv"
) -> SavedPage:
    """Put parts of reports together as a page of its own, among the reports.

    The page is whole in itself, as the reports are: it can be opened without a network,
    printed, read aloud and sent on alone. Parts stand in the order given.

    Parameters
    ----------
    name
        Of the file, in small letters a–z, digits and hyphens; ``egen-`` is put before it.
    title
        The heading of the page.
    parts
        What findings, their pages and ``window`` give: ``finding.card()``, ``page.summary()`` …
    place
        Whom it concerns, above the heading.
    lang
        "sv" or "en".

    Returns
    -------
    SavedPage
        Shows itself in a notebook; ``path`` is the file.

    Raises
    ------
    RequestError
        If the name is not of that kind.
    WorkError
        If the file cannot be written.
    """
    if not NAME.fullmatch(name):
        raise RequestError("page_name", name=name)
    settings = read_settings(lang=lang)
    body = Markup(_without_dead_ends(joined(parts).source))
    about = {"title": title, "place": place, "kind": None, "command": None, "made": None}
    path = settings.output / f"{PREFIX}{name.removeprefix(PREFIX)}.html"
    page = render("page.html.j2", lang, settings, **about, contents=(), alone=True, body=body)
    write_whole(path, page.encode())
    return SavedPage(path, lang)


def _without_dead_ends(page: str) -> str:
    """The page with links into itself only where what they lead to came along."""
    there = set(ID.findall(page))
    return WITHIN.sub(lambda link: link[0] if link[1] in there else link[2], page)
