"""What pages on networks and journeys have in common: cleaned texts, roles, names left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from fgte.journal import Entry
from fgte.model import Municipality
from fgte.present.change_work_cards import example_mark
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import day_words
from fgte.texts import text

Places = Mapping[str, Municipality]
LONG = 1200
"""The most of a text that stands in a table of these pages."""


def said(key: str, lang: str, **details: object) -> str:
    """A text of the pages on networks and journeys."""
    return text(f"learning.{key}", lang, **details)


def told(written: str | None, lang: str) -> str:
    """A text as it may stand on a page, or that nothing is written."""
    return shown(written, lang, longest=LONG) or said("nothing", lang)


def when(day: date | None, lang: str) -> str:
    """A day in words, or that none is set."""
    return said("no_day", lang) if day is None else day_words(day, lang)


def title_of(entry: Entry, lang: str) -> str:
    """An entry's title, with the mark of an example where the title does not say so itself."""
    mark = example_mark(entry, lang)
    title = shown(entry.title, lang, longest=120)
    marked = title.casefold().startswith(said("example_word", lang))
    return f"{title} ({mark})" if mark and not marked else title


def place_of(code: str | None, places: Places, lang: str) -> str:
    """A municipality by its name, or that none is named."""
    if code is None:
        return said("no_place", lang)
    return places[code].name if code in places else code


def without_names(words: str, places: Iterable[Municipality], lang: str) -> str:
    """A text in which no municipality is named: whoever was anonymous stays so."""
    names = sorted((each.name for each in places), key=len, reverse=True)
    pattern = "|".join(map(re.escape, names))
    if not pattern:
        return words
    kept = rf"\b(?:{pattern})(?:s|ska|bo|bor|borna)?(?: kommuns?)?\b"
    return re.sub(kept, said("organiser_hidden", lang), words, flags=re.IGNORECASE)


def organiser(number: int, lang: str) -> str:
    """An organiser by a letter that says nothing of whose it is: A, B, …, Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return said("organiser", lang, letter=letters)
