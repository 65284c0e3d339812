"""The dashboards as one calls them in a cell."""

from __future__ import annotations

from urllib.parse import urlencode

from fgte.dashboards.choices import EQUITY, MUNICIPAL, OVERVIEW, PATTERNS
from fgte.dashboards.rendering import Rendering
from fgte.dashboards.style import style
from fgte.dashboards.widget import Board
from fgte.settings import read_settings


def overview(*, lang: str | None = None) -> Board:
    """Where there is movement, what is new or revised, and what cannot be decided.

    Parameters
    ----------
    lang
        "sv" or "en"; that of ``FGTE_LANG``, else Swedish, where none is given.
    """
    return _board(OVERVIEW, lang)


def municipality(name: str | int = "", *, indicator: str = "", lang: str | None = None) -> Board:
    """One municipality's indicators by stage of school, one of them in full.

    Parameters
    ----------
    name
        Code ("1384" or 1384) or name ("Kungsbacka"); the first one where none is given.
    indicator
        The id of the indicator that is opened, such as ``meritvarde``.
    lang
        "sv" or "en"; that of ``FGTE_LANG``, else Swedish, where none is given.
    """
    return _board(MUNICIPAL, lang, kommun=str(name), oppen=indicator)


def region(*, lang: str | None = None) -> Board:
    """What moves in common in the municipalities, and where they move differently.

    Parameters
    ----------
    lang
        "sv" or "en"; that of ``FGTE_LANG``, else Swedish, where none is given.
    """
    return _board(PATTERNS, lang)


def equity(name: str | int = "", *, lang: str | None = None) -> Board:
    """Girls and boys in one municipality, and the background figures.

    Parameters
    ----------
    name
        Code ("1384" or 1384) or name ("Kungsbacka"); the first one where none is given.
    lang
        "sv" or "en"; that of ``FGTE_LANG``, else Swedish, where none is given.
    """
    return _board(EQUITY, lang, kommun=str(name))


def _board(view: str, lang: str | None, **words: str) -> Board:
    settings = read_settings(lang=lang)
    query = urlencode({key: value for key, value in words.items() if value})
    return Board(Rendering(settings), view, query, style(settings))
