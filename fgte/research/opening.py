"""What a notebook asks: the study in a file, carried out on the figures of a home."""

from __future__ import annotations

from pathlib import Path

from fgte.research.pages import StudyPage
from fgte.research.studying import carry_out, read_study
from fgte.settings import read_settings

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
