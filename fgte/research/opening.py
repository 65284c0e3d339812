"""What a notebook asks: a study carried out on a home's figures, or the register of questions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.errors import RequestError
from fgte.journal import Journal
from fgte.journal.state import state_for
from fgte.research.pages import StudyPage
from fgte.research.question_page import QuestionPage
from fgte.research.questions import QuestionRegister, question_register
from fgte.research.register import carried_out
from fgte.research.study_file import NAME
from fgte.research.studying import carry_out, read_study
from fgte.settings import read_settings
from fgte.sources.whole_files import write_whole

EXAMPLE = "studie.toml"


def open_study(
    path: str | Path | None = None, home: str | Path | None = None, lang: str = "sv"
) -> StudyPage:
    """Carry out a study and give its report, piece by piece.

    Parameters
    ----------
    path
        The study file; the example that ships where none is given.
    home
        The home whose figures are used (``FGTE_HOME`` where none is given).
    lang
        "sv" or "en".

    Returns
    -------
    StudyPage

    Raises
    ------
    RequestError
        If there is no such file, or no store.
    DataError
        If the file does not hold a study.
    """
    settings = read_settings(home=home, lang=lang)
    place = settings.forms / EXAMPLE if path is None else Path(path)
    return StudyPage(carry_out(read_study(place, settings), settings), lang)


def own_study(
    name: str, changed: Mapping[str, str] | None = None, home: str | Path | None = None
) -> Path:
    """Begin a study file of one's own beside the notebooks: the example, with some words changed.

    A file that is there already is left as it is, so that what has been written in it stays.

    Parameters
    ----------
    name
        The study's name, in small letters a–z, digits, hyphens and underscores.
    changed
        Words of the example, and what stands in their place.
    home
        The home in whose folder of notebooks it is put (``FGTE_HOME`` where none is given).

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    RequestError
        If the name is not of that kind.
    """
    if not NAME.fullmatch(name):
        raise RequestError("study_name", found=f"{name}.toml")
    settings = read_settings(home=home)
    place = settings.home / "notebooks" / f"{name}.toml"
    if not place.exists():
        words = (settings.forms / EXAMPLE).read_text(encoding="utf-8")
        for old, new in (changed or {}).items():
            words = words.replace(old, new)
        write_whole(place, words.encode())
    return place


def research_questions(
    home: str | Path | None = None, *, journal: Journal | None = None
) -> QuestionRegister:
    """Bring together the research questions, their studies and what came of them.

    Only what is read in the whole collaboration is among them.

    Parameters
    ----------
    home
        The home whose journal, studies and figures are used (``FGTE_HOME`` where none is given).
    journal
        An open journal; the one of the home where none is given.

    Returns
    -------
    QuestionRegister

    Raises
    ------
    RequestError
        If there are studies but no store to carry them out on.
    """
    settings = read_settings(home=home)
    state = state_for(settings, journal)
    return question_register(state, carried_out(settings))


def question_page(
    home: str | Path | None = None, lang: str = "sv", reports: str | Path | None = None
) -> QuestionPage:
    """Give the page of the register of research questions, piece by piece.

    Parameters
    ----------
    home
        As for ``research_questions``.
    lang
        "sv" or "en".
    reports
        The folder that the page is to lie in; it leads to the studies' reports that lie there.
        Without one it leads nowhere.

    Returns
    -------
    QuestionPage
    """
    settings = read_settings(home=home, lang=lang)
    folder = None if reports is None else Path(reports)
    return QuestionPage(research_questions(home), open_catalogue(settings), lang, folder)
