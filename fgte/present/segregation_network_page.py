"""The pieces of a report on a network against the effects of school segregation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fgte.journal.documents import Arena, Inquiry
from fgte.judgement.learning import (
    Action,
    NetworkReading,
    actions_of,
    by_arena,
    dimensions_used,
    inquiries_of,
)
from fgte.present.change_work_clean import shown
from fgte.present.learning_words import (
    LONG,
    Places,
    organiser,
    place_of,
    said,
    title_of,
    when,
    without_names,
)
from fgte.present.markup import Html, fill
from fgte.present.tabular import DataTable
from fgte.present.window import joined, nothing_here, window


@dataclass(frozen=True)
class SegregationNetworkPage:
    """What the report is made of; each method gives one piece that shows itself.

    In a network whose organisers are anonymous each is a letter, in an order that says nothing,
    and no municipality is named in what they wrote.
    """

    place: str
    networks: Sequence[NetworkReading]
    places: Places
    lang: str = "sv"

    def summary(self) -> Html:
        """Which meaning of the word, which joint analysis object, how many inquiries."""
        if not self.networks:
            return self._none_yet()
        blocks = [
            {"heading": self._title(each), "lines": self._first_lines(each)}
            for each in self.networks
        ]
        return fill("summary", label=said("segregation.summary", self.lang), blocks=blocks)

    def matrix(self) -> Html:
        """Each inquiry: where it started, what was wished, tried, seen and understood."""
        pieces = [
            self._inquiry(of, number, inquiry)
            for of in self.networks
            for number, inquiry in enumerate(inquiries_of(of))
        ]
        return joined(pieces or [self._none_here()])

    def actions(self) -> Html:
        """What leaders did, by arena and, where anyone tagged it, by dimension."""
        pieces = [
            window(
                f"actions-{of.entry.id}",
                self._title(of),
                [self._actions_sentence(actions_of(of))],
                self.lang,
                rows=self._actions(of),
                wordy=True,
                caption=said("segregation.actions_caption", self.lang),
            )
            for of in self.networks
        ]
        return joined(pieces or [self._none_here()])

    def joint(self) -> Html:
        """What the network together has analysed, learnt and will follow up."""
        pieces = [
            window(
                f"joint-{of.entry.id}",
                self._title(of),
                [self._said(of, of.network.lesson)],
                self.lang,
                rows=self._joint(of),
                wordy=True,
                caption=said("segregation.joint_caption", self.lang),
            )
            for of in self.networks
        ]
        return joined(pieces or [self._none_here()])

    def questions(self) -> Html:
        """Questions for the joint analysis, each with what to look at."""
        keys = ("object", "same", "evidence", "arena", "act")
        lines = [said(f"segregation.question.{key}", self.lang) for key in keys]
        return fill("list", ordered=True, kind="questions", lines=lines)

    def lacking(self) -> Html:
        """What the matrix cannot tell."""
        keys = ("effect", "meaning", "anonymous", "dimensions")
        lines = [said(f"segregation.lacks.{key}", self.lang) for key in keys]
        return fill("list", ordered=False, kind="lacking", lines=lines)

    def sources(self) -> Html:
        """Where the matrix, the arenas and the dimensions come from."""
        lines = [said("segregation.source", self.lang), said("journal_source", self.lang)]
        return fill("list", ordered=False, kind="sources", lines=lines)

    def _none_here(self) -> Html:
        return nothing_here(said("segregation.none", self.lang, place=self.place))

    def _none_yet(self) -> Html:
        heading = said("segregation.none_heading", self.lang)
        lines = [said("segregation.none", self.lang, place=self.place)]
        lines += [said("segregation.how", self.lang)]
        return fill("summary", label=heading, blocks=[{"heading": heading, "lines": lines}])

    @property
    def _unnamed(self) -> frozenset[str]:
        """The inquiries of anonymous networks: named elsewhere on the page, the letter is told."""
        anonymous = [each for each in self.networks if each.network.anonymous]
        return frozenset(entry.id for each in anonymous for entry in each.inquiries)

    def _how_named(self, of: NetworkReading) -> str:
        if of.network.anonymous:
            return "no"
        return "partly" if self._unnamed.intersection(e.id for e in of.inquiries) else "yes"

    def _is_named(self, of: NetworkReading, number: int) -> bool:
        return not of.network.anonymous and of.inquiries[number].id not in self._unnamed

    def _first_lines(self, of: NetworkReading) -> list[str]:
        meaning = of.network.segregation
        return [
            said(f"segregation.meaning.{meaning}", self.lang),
            said("networks.object", self.lang, object=self._said(of, of.network.analysis_object)),
            said("segregation.inquiries", self.lang, n=len(of.inquiries)),
            said(f"segregation.named.{self._how_named(of)}", self.lang),
        ]

    def _title(self, of: NetworkReading) -> str:
        title = title_of(of.entry, self.lang)
        if not of.network.anonymous:
            return title
        return without_names(title, self.places.values(), self.lang)

    def _inquiry_title(self, of: NetworkReading, number: int) -> str:
        title = title_of(of.inquiries[number], self.lang)
        if self._is_named(of, number):
            return title
        return without_names(title, self.places.values(), self.lang)

    def _said(self, of: NetworkReading, written: str | None) -> str:
        """A cleaned text; without any municipality's name where the organisers are anonymous."""
        seen = shown(written, self.lang, longest=LONG) or said("nothing", self.lang)
        if not of.network.anonymous and not self._unnamed.intersection(e.id for e in of.inquiries):
            return seen
        return without_names(seen, self.places.values(), self.lang)

    def _whose(self, of: NetworkReading, number: int) -> str:
        if of.network.anonymous:
            return organiser(number, self.lang)
        if not self._is_named(of, number):
            return said("segregation.unnamed", self.lang)
        owner = of.inquiries[number].owner
        if owner in self.places:
            return place_of(owner, self.places, self.lang)
        return said("segregation.joint_inquiry", self.lang)

    def _inquiry(self, of: NetworkReading, number: int, inquiry: Inquiry) -> Html:
        whose, title = self._whose(of, number), self._inquiry_title(of, number)
        heads = (said("column.part", self.lang), said("column.written", self.lang))
        rows = tuple(
            (said(f"segregation.part.{key}", self.lang), words)
            for key, words in self._parts(of, inquiry)
        )
        return window(
            f"inquiry-{of.entry.id}-{number + 1}",
            f"{whose}: {title}",
            [said("segregation.question_of", self.lang, question=self._said(of, inquiry.question))],
            self.lang,
            rows=DataTable(heads, rows),
            wordy=True,
            caption=said("segregation.matrix_caption", self.lang),
        )

    def _parts(self, of: NetworkReading, inquiry: Inquiry) -> list[tuple[str, str]]:
        tried = "; ".join(each.what for each in inquiry.activities) or None
        seen = "; ".join(each.what for each in inquiry.traces) or None
        written = {
            "current_state": inquiry.current_state,
            "desired_state": inquiry.desired_state,
            "activities": tried,
            "traces": seen,
            "analysis": inquiry.analysis,
        }
        return [(key, self._said(of, words)) for key, words in written.items()]

    def _actions_sentence(self, actions: Sequence[Action]) -> str:
        tagged = "tagged" if dimensions_used(actions) else "untagged"
        return said(f"segregation.actions.{tagged}", self.lang, n=len(actions))

    def _actions(self, of: NetworkReading) -> DataTable:
        """Every arena in a fixed order; a column a dimension only where any was tagged."""
        actions = actions_of(of)
        used = dimensions_used(actions)
        if not used:
            two = (said("column.arena", self.lang), said("column.done", self.lang))
            done = ((a, self._done(of, found, _any)) for a, found in self._arenas(actions))
            return DataTable(two, tuple(done))
        tests = [_tagged(each) for each in used]
        names = [said(f"dimension.{each}", self.lang) for each in used]
        every: list[Test] = [*tests]
        if any(_untagged(each) for each in actions):
            names.append(said("dimension.none", self.lang))
            every.append(_untagged)
        heads = (said("column.arena", self.lang), *names)
        table = tuple(
            (arena, *(self._done(of, found, test) for test in every))
            for arena, found in self._arenas(actions)
        )
        return DataTable(heads, table)

    def _arenas(self, actions: Sequence[Action]) -> list[tuple[str, tuple[Action, ...]]]:
        found = by_arena(actions)
        return [(said(f"arena.{arena}", self.lang), found[arena]) for arena in Arena]

    def _done(self, of: NetworkReading, actions: Sequence[Action], test: Test) -> str:
        done = [
            f"{self._said(of, each.activity.what)} ({self._whose(of, each.inquiry)})"
            for each in actions
            if test(each)
        ]
        return "; ".join(done) or "–"

    def _joint(self, of: NetworkReading) -> DataTable:
        heads = (said("column.part", self.lang), said("column.written", self.lang))
        analysis = self._said(of, of.network.analysis)
        follow_up = when(of.network.next_follow_up, self.lang)
        rows = (
            (said("segregation.part.analysis", self.lang), analysis),
            (said("column.follow_up", self.lang), follow_up),
        )
        return DataTable(heads, rows)


Test = Callable[[Action], bool]


def _untagged(action: Action) -> bool:
    return not action.activity.illeris


def _any(action: Action) -> bool:
    return True


def _tagged(dimension: object) -> Test:
    return lambda action: dimension in action.activity.illeris
