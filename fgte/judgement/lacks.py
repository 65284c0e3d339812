"""Why a window on the gap has nothing to show: an answer, never an empty place."""

from __future__ import annotations

from enum import StrEnum

from fgte.judgement.results import Figure
from fgte.model import Status


class Lack(StrEnum):
    """The reason why something is not there; the words are in ``texts/*/gap.toml``."""

    NOT_MADE_FOR_INDICATOR = "not_made_for_indicator"
    ONLY_WHOLE_GROUP = "only_whole_group"
    ONLY_MUNICIPAL_SCHOOLS = "only_municipal_schools"
    NOT_FOR_COUNTRY = "not_for_country"
    NO_PUPIL_BACKGROUND = "no_pupil_background"
    NOT_FETCHED = "not_fetched"
    NO_FIGURE = "no_figure"
    NOT_YET = "not_yet"
    NEVER_PUBLISHED = "never_published"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"
    ODD_YEAR = "odd_year"
    NO_COUNTRY_FIGURE = "no_country_figure"
    NO_YARDSTICK = "no_yardstick"
    NO_MODEL_YEAR = "no_model_year"
    NO_BACKGROUND = "no_background"
    TOO_FEW_SCHOOLS = "too_few_schools"
    NOT_CHOSEN = "not_chosen"
    ONLY_MUNICIPALITY = "only_municipality"
    ONLY_WHOLE_INDICATOR = "only_whole_indicator"
    ONE_STATION = "one_station"
    NO_SIMILAR = "no_similar"
    NO_PUPILS = "no_pupils"


def lack_of_figure(figure: Figure | None) -> Lack | None:
    """Why a figure cannot be compared; None where it can."""
    if figure is None:
        return Lack.NO_FIGURE
    if figure.status is Status.SUPPRESSED:
        return Lack.SUPPRESSED
    if figure.status is Status.NOT_APPLICABLE:
        return Lack.NOT_APPLICABLE
    if figure.status is Status.MISSING:
        return Lack.NEVER_PUBLISHED if figure.reason else Lack.NO_FIGURE
    return Lack.ODD_YEAR if figure.odd else None


def status_of(lack: Lack | None) -> Status:
    """The status that goes with a reason."""
    if lack is None:
        return Status.OK
    if lack is Lack.SUPPRESSED:
        return Status.SUPPRESSED
    structural = (
        Lack.NOT_MADE_FOR_INDICATOR,
        Lack.ONLY_WHOLE_GROUP,
        Lack.ONLY_MUNICIPAL_SCHOOLS,
        Lack.ONLY_MUNICIPALITY,
        Lack.ONLY_WHOLE_INDICATOR,
        Lack.NOT_FOR_COUNTRY,
        Lack.NO_PUPIL_BACKGROUND,
        Lack.NOT_APPLICABLE,
    )
    return Status.NOT_APPLICABLE if lack in structural else Status.MISSING
