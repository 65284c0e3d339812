"""The guides as their user meets them: a copy in one language, and a page to start from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fgte.api import open_store
from fgte.errors import FgteError
from fgte.present.numbers import decimal
from fgte.settings import Settings
from fgte.sources.whole_files import write_whole
from fgte.texts import text

START = "start.md"
GUIDES = (
    "forsta_timmen",
    "hur_sakert_ar_det",
    "folja_en_arskull",
    "egna_indikatorer",
    "bygga_en_egen_rapport",
    "fran_fraga_till_studie",
)
"""Every guide, in the order in which someone new would want them."""

FOLDER_OF = {"sv": "", "en": "english"}
"""Where each language's copies lie: Swedish at the top, English in a folder beside them."""

IN_ENGLISH = {
    '"sv"': '"en"',
    ".sentence()": '.sentence("en")',
    ".chart()": '.chart("en")',
    ".figure()": '.figure("en")',
    "noise()": 'noise("en")',
    "power()": 'power("en")',
    "many()": 'many("en")',
}
"""How a cell is asked to speak English. Words of its own stand in its metadata (``in_english``)."""


def lay_out_guides(settings: Settings) -> Path:
    """The folder for the user's notebooks, with a copy of each guide that is not there yet.

    Always a copy: what is tried out in a guide never changes the installed project,
    which may lie where nobody can write, and a new version of it changes nothing of
    what the user has written. The page to start from is written anew: it says what is in the store.
    """
    folder = settings.home / "notebooks"
    own = folder / FOLDER_OF[settings.lang]
    own.mkdir(parents=True, exist_ok=True)
    for guide in sorted((settings.notebooks / "guides").glob("*.ipynb")):
        if not (own / guide.name).exists():
            told = in_language(json.loads(guide.read_text(encoding="utf-8")), settings.lang)
            content = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
            write_whole(own / guide.name, content.encode())
    write_whole(own / START, start_page(settings).encode())
    return folder


def start_address(settings: Settings) -> str:
    """Where the start page is, below the folder for notebooks."""
    return "/".join(filter(None, (FOLDER_OF[settings.lang], START)))


def in_language(guide: dict[str, Any], lang: str) -> dict[str, Any]:
    """A guide with the prose of one language only, and its cells asked to answer in it."""
    other = {f"lang-{each}" for each in FOLDER_OF if each != lang}
    cells = [each for each in guide["cells"] if not other & set(_tags(each))]
    return guide | {"cells": [_asked_in(each, lang) for each in cells]}


def start_page(settings: Settings) -> str:
    """The page to start from, in markdown: every guide with its question and what it ends in."""
    lang = settings.lang
    rows = (
        f"| **[{_say(guide, 'name', lang)}]({guide}.ipynb)** | {_say(guide, 'question', lang)} "
        f"| {_say(guide, 'result', lang)} |"
        for guide in GUIDES
    )
    heads = (_say("start", head, lang) for head in ("guide", "question", "result"))
    saved = text("guides.start.saved_where", lang, folder=settings.output)
    pieces = (
        f"# {_say('start', 'title', lang)}",
        _say("start", "about", lang),
        "\n".join((f"| {' | '.join(heads)} |", "|---|---|---|", *rows)),
        f"## {_say('start', 'figures', lang)}\n\n{_held(settings)}",
        f"## {_say('start', 'saved', lang)}\n\n{saved}",
        f"## {_say('start', 'again', lang)}\n\n{_say('start', 'again_how', lang)}",
        f"## {_say('start', 'limits', lang)}\n\n{_say('start', 'limits_what', lang)}",
    )
    return "\n\n".join(pieces) + "\n"


def _held(settings: Settings) -> str:
    try:
        figures = open_store(settings.home).observations()
    except FgteError:
        return _say("start", "none", settings.lang)
    years = figures.loc[figures["status"] == "ok", "year"]
    count, span = decimal(len(years), 0, settings.lang), (years.min(), years.max())
    return text("guides.start.held", settings.lang, count=count, first=span[0], last=span[1])


def _asked_in(cell: dict[str, Any], lang: str) -> dict[str, Any]:
    if lang == "sv" or cell["cell_type"] != "code":
        return cell
    source = "".join(cell["source"])
    own: dict[str, str] = cell["metadata"].get("in_english", {})
    for swedish, english in (IN_ENGLISH | own).items():
        source = source.replace(swedish, english)
    return cell | {"source": source}


def _tags(cell: dict[str, Any]) -> list[str]:
    tags: list[str] = cell["metadata"].get("tags", [])
    return tags


def _say(section: str, key: str, lang: str) -> str:
    return text(f"guides.{section}.{key}", lang)
