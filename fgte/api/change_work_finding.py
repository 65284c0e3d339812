"""The change work beside the figures: what is written in the journal, and what came of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from fgte.api.assessing import open_store
from fgte.catalogue import open_catalogue
from fgte.journal.access import Person
from fgte.journal.entries import REGION
from fgte.journal.state import state_for
from fgte.judgement.change_work import judge_work
from fgte.judgement.change_work_plain import plain_entries, plain_work
from fgte.judgement.change_work_results import Trial, WorkJudgement
from fgte.present.change_work_page import (
    sentence_words,
    trial_lines,
    work_section,
)
from fgte.present.markup import Html, Sentence, in_jupyter
from fgte.store import Store

if TYPE_CHECKING:
    from fgte.journal import Journal


@dataclass(frozen=True)
class ChangeWork(WorkJudgement):
    """The change work of a municipality, or of the region, that can be read and taken further.

    Shows itself as a part of a report in a notebook. ``lang`` is "sv" (default) or "en".
    """

    @property
    def due(self) -> tuple[Trial, ...]:
        """The expected traces whose figures have come, with their answers."""
        return tuple(each for each in self.trials if each.can_be_tried)

    @property
    def waiting(self) -> tuple[Trial, ...]:
        """The expected traces whose figures are still to come."""
        return tuple(each for each in self.trials if each.waits)

    def sentence(self, lang: str = "sv") -> Sentence:
        """How much is written down, and how much of it can be tried now."""
        return Sentence(sentence_words(self, lang))

    def sentences(self, lang: str = "sv") -> tuple[str, ...]:
        """For each expected trace that can be tried: what was written, then what came of it."""
        asked = self.family.asked
        return tuple(" ".join(trial_lines(each, asked, lang)) for each in self.due)

    def card(self, lang: str = "sv") -> Html:
        """The part of a report: what can be tried, what waits, and a card for each work."""
        return work_section(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """Everything it holds as plain values."""
        return {
            "found": str(self.found),
            "place": self.place.id if self.place else REGION,
            "works": [plain_work(each) for each in self.works],
            "factors": plain_entries(self.factors),
            "rebasings": plain_entries(self.rebasings),
            "others": plain_entries(self.others),
            "family": asdict(self.family),
        }

    def _repr_html_(self) -> str:
        return in_jupyter(self.card()).source


def change_work(
    place: str | int | None = None,
    *,
    store: Store | None = None,
    journal: Journal | None = None,
    reader: Person | None = None,
) -> ChangeWork:
    """Put the change work of a municipality, or of the region, beside the figures.

    Parameters
    ----------
    place
        Code ("1384" or 1384) or name ("Kungsbacka"). Without one, or with "region": what
        the region, its networks and several municipalities do together.
    store
        An open store; the one in ``FGTE_HOME`` where none is given.
    journal
        An open journal; the one beside the store where none is given. Where there is none at
        all, the finding says how to begin.
    reader
        Someone who has signed in to ``journal``; without one only regional entries are read.

    Returns
    -------
    ChangeWork
        The entries with their expected traces, answered as one family.

    Notes
    -----
    Everything that was registered of a place belongs to the family, also what is only
    read locally or has been withdrawn: it is counted, never shown.
    """
    store = store or open_store()
    settings = store.settings
    book = open_catalogue(settings)
    whose = None if place is None or place == REGION else book.municipality(place)
    state = state_for(settings, journal, reader)
    judged = judge_work(state, whose, store, book)
    return ChangeWork(**{each.name: getattr(judged, each.name) for each in fields(judged)})
