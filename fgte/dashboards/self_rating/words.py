"""The words of these pages, and the addresses they stand under."""

from __future__ import annotations

from markupsafe import Markup

from fgte.dashboards.change_work.words import Say
from fgte.dashboards.change_work.words import say_in as journal_words
from fgte.dashboards.markup import fill
from fgte.texts import text

BOARD = "sjalvskattning"
"""The word of the address that everything here stands under."""


def say_in(lang: str) -> Say:
    """How these pages' words are said in a language."""

    def say(key: str, **given: object) -> str:
        return text(f"self_rating.{key}", lang, **given)

    return say


def drawn(name: str, lang: str, **values: object) -> Markup:
    """A template of these pages filled in; ``ask`` gives their own words.

    ``tell`` gives those of *Förändringsarbete*, whose parts some of them use.
    """
    return fill(f"rating_{name}", lang, ask=say_in(lang), tell=journal_words(lang), **values)
