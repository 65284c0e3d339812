"""A round read whole: its file and the answers in, figures out, nobody's answers kept."""

from __future__ import annotations

from pathlib import Path

from fgte.analysis.disclosure import DEFAULT_THRESHOLD, SMALLEST_THRESHOLD, checked_threshold
from fgte.catalogue.instruments import Instrument, instrument
from fgte.errors import RequestError
from fgte.settings import Settings
from fgte.sources.instruments.answers import Answered, read_answers
from fgte.sources.instruments.figures import figures_of
from fgte.sources.instruments.profile import RoundProfile
from fgte.sources.instruments.round_file import RoundFile, read_round_file, require_ratable


def read_round(
    round_path: Path,
    answers_path: Path,
    *,
    settings: Settings | None = None,
    threshold: int = DEFAULT_THRESHOLD,
) -> RoundProfile:
    """Read a round's answers and make figures of them; what would point at few is hidden.

    Parameters
    ----------
    round_path : Path
        What was rated, when and by whom (TOML; ``fgte import --template`` makes one).
    answers_path : Path
        The answers, a row a person: the Excel form, or CSV with the same headings.
    settings : Settings, optional
        Where the municipality's own instruments lie.
    threshold : int
        How many people it takes not to be few; 5 or more.

    Raises
    ------
    DataError
        The files cannot be read, do not fit each other, or point at persons. Names file, row
        and column; nothing of what stands in the answers is repeated.
    RequestError
        The threshold is below 5, or there is no such instrument.
    """
    try:
        few = checked_threshold(threshold)
    except (TypeError, ValueError):
        least = SMALLEST_THRESHOLD
        raise RequestError("survey_threshold", found=threshold, least=least) from None
    about = read_round_file(round_path)
    asked = instrument(about.instrument, settings)
    require_ratable(about, asked)
    return _profile(about, asked, read_answers(about, asked, answers_path), few)


def _profile(
    about: RoundFile, asked: Instrument, answered: Answered, threshold: int
) -> RoundProfile:
    figures, spread = figures_of(asked, answered, about.groups, threshold=threshold)
    return RoundProfile(
        instrument=asked,
        rated=about.rated,
        date=about.date,
        who=about.who,
        source=about.source,
        terms=about.terms,
        invited=about.invited,
        incomplete=answered.incomplete,
        figures=figures,
        spread=spread,
        threshold=threshold,
        example=about.example,
    )
