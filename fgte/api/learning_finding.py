"""Networks and journeys of a municipality, read from the journal beside the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fgte.api.assessing import open_store
from fgte.catalogue import Catalogue, open_catalogue
from fgte.catalogue.instruments import Instrument, instrument
from fgte.journal import Journal
from fgte.journal.checks import PREPARING
from fgte.journal.state import State, state_for
from fgte.judgement.learning import (
    JourneyReading,
    NetworkReading,
    journeys_of,
    networks_of,
    segregation_networks,
)
from fgte.model import Municipality
from fgte.present.journey_page import JourneyPage
from fgte.present.network_page import NetworkPage
from fgte.present.segregation_network_page import SegregationNetworkPage
from fgte.settings import Settings
from fgte.store import Store


@dataclass(frozen=True)
class LearningWork:
    """The learning networks and competence journeys that a municipality takes part in.

    ``networks`` and ``journeys`` stand in the order of their ids.
    """

    municipality: Municipality
    networks: tuple[NetworkReading, ...]
    journeys: tuple[JourneyReading, ...]
    asked: Instrument
    places: Mapping[str, Municipality]

    @property
    def segregation(self) -> tuple[NetworkReading, ...]:
        """The networks that say which meaning of school segregation they are about."""
        return segregation_networks(self.networks)

    def network_page(self, lang: str = "sv") -> NetworkPage:
        """The pieces of the report on learning networks."""
        name = self.municipality.name
        return NetworkPage(name, self.networks, self.asked, self.places, lang)

    def segregation_page(self, lang: str = "sv") -> SegregationNetworkPage:
        """The pieces of the report on networks against the effects of school segregation."""
        name = self.municipality.name
        return SegregationNetworkPage(name, self.segregation, self.places, lang)

    def journey_page(self, lang: str = "sv") -> JourneyPage:
        """The pieces of the report on competence journeys."""
        return JourneyPage(self.municipality.name, self.journeys, self.places, lang)


def learning_work(
    municipality: str | int, *, store: Store | None = None, journal: Journal | None = None
) -> LearningWork:
    """Read the networks and journeys of a municipality that the collaboration may read.

    Parameters
    ----------
    municipality
        Code ("1384" or 1384) or name ("Kungsbacka").
    store
        An open store; the one in ``FGTE_HOME`` where none is given.
    journal
        An open journal; the one beside the store where none is given. Where there is none at
        all, the pages say how to begin.
    """
    store = store or open_store()
    settings = store.settings
    state = state_for(settings, journal)
    return _learning(state, open_catalogue(settings), settings, municipality)


def _learning(
    state: State, book: Catalogue, settings: Settings, municipality: str | int
) -> LearningWork:
    place, asked = book.municipality(municipality), instrument(PREPARING, settings)
    return LearningWork(
        municipality=place,
        networks=networks_of(state, place.id, asked),
        journeys=journeys_of(state, place.id),
        asked=asked,
        places={each.id: each for each in book.every_municipality},
    )
