"""Rounds of instruments as findings: what was rated in a municipality, and what has changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from fgte.api.assessing import open_store
from fgte.catalogue import open_catalogue
from fgte.catalogue.instruments import Instrument, RatedObject, instrument
from fgte.judgement.instruments import RatedRounds, judge_rounds
from fgte.model import Municipality
from fgte.present.collegial_page import CollegialPage
from fgte.present.collegial_words import mean_sentence, name_of
from fgte.present.markup import Sentence, in_jupyter
from fgte.sources.instruments.profile import RoundProfile
from fgte.store import Store
from fgte.store.instrument_rounds import rounds_beside


@dataclass(frozen=True)
class InstrumentFinding:
    """What has been rated in one municipality with one instrument, each object by itself.

    ``rated`` holds the municipality, its networks and its schools, in that order. Shows itself
    in a notebook. ``lang`` is "sv" (default) or "en".
    """

    instrument: Instrument
    municipality: Municipality
    rated: tuple[RatedRounds, ...]

    def sentence(self, lang: str = "sv") -> Sentence:
        """For each rated object its mean, with the interval."""
        said = [f"{name_of(each, lang)}. {mean_sentence(each, lang)}" for each in self.rated]
        return Sentence(" ".join(said))

    def page(self, lang: str = "sv") -> CollegialPage:
        """The pieces of the report."""
        return CollegialPage(self.municipality.name, self.rated, self.instrument, lang)

    def until(self, day: date) -> InstrumentFinding:
        """The same as it stood on a day: later rounds left out."""
        rounds = (each for of in self.rated for each in of.rounds if each.date <= day)
        return replace(self, rated=judge_rounds(tuple(rounds)))

    def to_dict(self) -> dict[str, Any]:
        """Everything it holds as plain values."""
        return {
            "instrument": self.instrument.id,
            "municipality": self.municipality.id,
            "rated": [asdict(each) for each in self.rated],
        }

    def _repr_html_(self) -> str:
        return in_jupyter(self.page().summary()).source


def assess_instrument(
    id: str, municipality: str | int, *, store: Store | None = None
) -> InstrumentFinding:
    """Read every round of an instrument that belongs to one municipality.

    Shown are the municipality's own rounds, those of its schools, its networks and the networks
    that belong to no single municipality. Another municipality's are never shown.

    Parameters
    ----------
    id
        The instrument's id, such as ``kollegialt_larande``.
    municipality
        Code ("1384" or 1384) or name ("Kungsbacka").
    store
        An open store; the one in ``FGTE_HOME`` where none is given.

    Raises
    ------
    RequestError
        There is no such instrument or municipality, or no store yet.
    """
    store = store or open_store()
    settings = store.settings
    asked = instrument(id, settings)
    place = open_catalogue(settings).municipality(municipality)
    found = [each for each in rounds_beside(store.path.parent) if _belongs(each, asked, place)]
    return InstrumentFinding(asked, place, judge_rounds(found))


def _belongs(made: RoundProfile, asked: Instrument, place: Municipality) -> bool:
    shared = made.rated.kind is RatedObject.NETWORK and made.rated.municipality is None
    own = made.rated.municipality == place.id
    return made.instrument.id == asked.id and (own or shared)
