"""Networks and journeys as they stand: what is thought through, what came home, what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fgte.catalogue.instruments import Instrument, Item
from fgte.journal import Entry
from fgte.journal.documents import (
    Activity,
    Arena,
    CompetenceJourney,
    Illeris,
    Inquiry,
    LearningNetwork,
)
from fgte.journal.documents.learning import Prepared
from fgte.journal.state import State


@dataclass(frozen=True)
class Question:
    """One of the questions before a network starts, and its answer if there is one."""

    item: Item
    answer: Prepared | None

    @property
    def whole(self) -> bool:
        """Whether it says who is responsible and what shows it, too."""
        return self.answer is not None and bool(self.answer.responsible and self.answer.evidence)


@dataclass(frozen=True)
class NetworkReading:
    """A learning network, its thirteen questions in their order, and the inquiries it leads to."""

    entry: Entry
    network: LearningNetwork
    questions: tuple[Question, ...]
    inquiries: tuple[Entry, ...]

    @property
    def answered(self) -> int:
        """How many of the questions have an answer."""
        return sum(each.answer is not None for each in self.questions)

    @property
    def days(self) -> tuple[tuple[date, str], ...]:
        """When what was carried home, and the network itself, are followed up; by day."""
        found = [(e.follow_up, e.what) for e in self.network.carried_home if e.follow_up]
        if self.network.next_follow_up is not None:
            found.append((self.network.next_follow_up, self.network.title))
        return tuple(sorted(found))


@dataclass(frozen=True)
class JourneyReading:
    """A competence journey as it is written."""

    entry: Entry
    journey: CompetenceJourney


@dataclass(frozen=True)
class Action:
    """Something a leader did, and in which inquiry (its place in the matrix)."""

    inquiry: int
    activity: Activity


def networks_of(state: State, place: str, asked: Instrument) -> tuple[NetworkReading, ...]:
    """The learning networks that a municipality takes part in, in the order of their ids.

    Parameters
    ----------
    state : State
        The journal as it may be read.
    place : str
        The municipality's code.
    asked : Instrument
        The questions before a network starts.
    """
    every = {each.id: each for each in state.entries}
    found = sorted(state.of(place).entries, key=lambda each: each.id)
    return tuple(
        _reading(each, each.body, every, asked)
        for each in found
        if isinstance(each.body, LearningNetwork)
    )


def segregation_networks(networks: Sequence[NetworkReading]) -> tuple[NetworkReading, ...]:
    """Those that say which meaning of school segregation they are about."""
    return tuple(each for each in networks if each.network.segregation is not None)


def journeys_of(state: State, place: str) -> tuple[JourneyReading, ...]:
    """The competence journeys that people of a municipality took part in, by id."""
    return tuple(
        JourneyReading(each, each.body)
        for each in sorted(state.of(place).entries, key=lambda each: each.id)
        if isinstance(each.body, CompetenceJourney)
    )


def actions_of(reading: NetworkReading) -> tuple[Action, ...]:
    """What leaders did in the inquiries of a network, in their order."""
    return tuple(
        Action(number, activity)
        for number, inquiry in enumerate(inquiries_of(reading))
        for activity in inquiry.activities
    )


def inquiries_of(reading: NetworkReading) -> tuple[Inquiry, ...]:
    """The inquiries themselves, in the order of their ids: it says nothing of whose they are."""
    return tuple(each.body for each in reading.inquiries if isinstance(each.body, Inquiry))


def by_arena(actions: Sequence[Action]) -> dict[Arena, tuple[Action, ...]]:
    """Actions by arena, every arena there in a fixed order; those without one count as other."""
    return {
        arena: tuple(a for a in actions if (a.activity.arena or Arena.OTHER) is arena)
        for arena in Arena
    }


def dimensions_used(actions: Sequence[Action]) -> tuple[Illeris, ...]:
    """The dimensions that any action was tagged with, in a fixed order."""
    used = {each for action in actions for each in action.activity.illeris}
    return tuple(each for each in Illeris if each in used)


def _reading(
    entry: Entry, network: LearningNetwork, every: Mapping[str, Entry], asked: Instrument
) -> NetworkReading:
    answers = {each.question: each for each in network.prepared_answers}
    return NetworkReading(
        entry=entry,
        network=network,
        questions=tuple(Question(each, answers.get(each.id)) for each in asked.items),
        inquiries=tuple(_inquiries(network, every)),
    )


def _inquiries(network: LearningNetwork, every: Mapping[str, Entry]) -> Iterator[Entry]:
    for id in sorted(network.links):
        if id in every and isinstance(every[id].body, Inquiry):
            yield every[id]
