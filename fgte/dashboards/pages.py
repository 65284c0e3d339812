"""Whole pages of the server: a board, a message, a form to log in with."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from fgte.dashboards.change_work.visit import BOARD
from fgte.dashboards.choices import START, VIEWS
from fgte.dashboards.rendering import program
from fgte.dashboards.self_rating.words import BOARD as RATING
from fgte.dashboards.style import style
from fgte.dashboards.tiles import named
from fgte.present.markup import templates_in
from fgte.present.unbroken import unbroken
from fgte.reports.parties import logos
from fgte.settings import Settings


def page(
    settings: Settings,
    base: str,
    *,
    view: str = "",
    title: str,
    body: str,
    guarded: bool = False,
    chosen: bool = False,
) -> str:
    """A page of the server.

    Parameters
    ----------
    settings
        Where templates and logos are, and in which language words are.
    base
        The address that all others stand under, with a slash at both ends.
    view
        The dashboard that is shown, marked in the navigation.
    title
        What the browser calls the page.
    body
        The content, as html of our own making.
    guarded
        Whether the visitor has logged in, and so is shown the way out.
    chosen
        Whether what is shown follows from choices that stand in the address.
    """
    lang = settings.lang
    return (
        _environment(settings)
        .get_template("page.html.j2")
        .render(
            lang=lang,
            base=base,
            view=view,
            views=(START, *VIEWS, BOARD, RATING),
            title=title,
            body=Markup(unbroken(body)),
            guarded=guarded,
            chosen=chosen,
            logos=logos(settings, lang),
            version=program()[:16],
            say=lambda key, **given: named(key, lang, **given),
        )
    )


def message(settings: Settings, base: str, kind: str) -> str:
    """A page that says plainly what is the matter, with a way on."""
    lang = settings.lang
    heading = named(f"trouble.{kind}_heading", lang)
    body = (
        _environment(settings)
        .get_template("message.html.j2")
        .render(
            base=base,
            heading=heading,
            said=named(f"trouble.{kind}", lang),
            views=VIEWS,
            say=lambda key, **given: named(key, lang, **given),
        )
    )
    return page(settings, base, title=named("page.title", lang, heading=heading), body=body)


def login(settings: Settings, base: str, onward: str, form: str, *, wrong: bool) -> str:
    """The page with a form to log in with.

    Parameters
    ----------
    settings
        Where templates and logos are, and in which language words are.
    base
        The address that all others stand under.
    onward
        Where the visitor was going.
    form
        The server's own mark in the form, against forms on other sites.
    wrong
        Whether a word has been tried that was not right.
    """
    lang = settings.lang
    body = (
        _environment(settings)
        .get_template("login.html.j2")
        .render(
            action=f"{base}login?{urlencode({'next': onward})}",
            form=Markup(form),
            wrong=wrong,
            say=lambda key, **given: named(key, lang, **given),
        )
    )
    title = named("page.title", lang, heading=named("login.heading", lang))
    return page(settings, base, title=title, body=body)


def files(settings: Settings) -> dict[str, tuple[str, bytes]]:
    """The files of our own that a page asks for: their type and content, by name."""
    script = resources.files("fgte.dashboards") / "static" / "dashboard.js"
    return {
        "dashboard.js": ("text/javascript", script.read_bytes()),
        "dashboard.css": ("text/css", style(settings).encode("utf-8")),
    }


def tag(content: bytes) -> str:
    """A mark that a browser can ask by whether a file has changed."""
    return hashlib.sha256(content).hexdigest()[:24]


def _environment(settings: Settings) -> Environment:
    return _opened(str(settings.templates / "voila"))


@cache
def _opened(folder: str) -> Environment:
    return templates_in(FileSystemLoader(folder))


def settings_of(handler: Any) -> Settings:
    """The surroundings that a handler of the server works in."""
    found: Settings = handler.settings["fgte_rendering"].settings
    return found
