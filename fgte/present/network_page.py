"""The pieces of a report on learning networks: before the start, who took part, what came home."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fgte.catalogue.instruments import Instrument
from fgte.journal.documents.learning import Member
from fgte.judgement.learning import NetworkReading
from fgte.present.learning_words import Places, place_of, said, title_of, told, when, without_names
from fgte.present.markup import Html, fill
from fgte.present.tabular import DataTable
from fgte.present.window import joined, nothing_here, window

Lines = Callable[[NetworkReading], list[str]]
Table = Callable[[NetworkReading], DataTable | None]


def _no_lines(_: NetworkReading) -> list[str]:
    return []


@dataclass(frozen=True)
class NetworkPage:
    """What the report is made of; each method gives one piece that shows itself."""

    place: str
    networks: Sequence[NetworkReading]
    asked: Instrument
    places: Places
    lang: str = "sv"

    def summary(self) -> Html:
        """For each network how far it is thought through, how many met, what is due."""
        if not self.networks:
            return self._none_yet()
        blocks = [
            {"heading": self._title(each), "lines": [*self._first_lines(each)]}
            for each in self.networks
        ]
        return fill("summary", label=said("networks.summary", self.lang), blocks=blocks)

    def before(self) -> Html:
        """The thirteen questions: the answered ones with what shows it, then those still open."""
        return self._each("before", self._how_far, self._questions, self._still_open)

    def taking_part(self) -> Html:
        """Who takes part with which assignment, and the meetings."""
        return joined(
            [
                *self._tables("members", self._members),
                *self._tables("meetings", self._meetings),
            ]
            or [self._none_here()]
        )

    def carried_home(self) -> Html:
        """What was carried home, to whom, what came of it, when it is followed up."""
        return self._each("home", lambda each: [self._home_sentence(each)], self._home)

    def questions(self) -> Html:
        """Questions for the next meeting: what is still open, then fixed ones."""
        lines = [
            said("networks.open_question", self.lang, question=question.item.text[self.lang])
            for each in self.networks
            for question in each.questions
            if question.answer is None
        ][:5]
        fixed = ("home", "stays", "act")
        lines += [said(f"networks.question.{key}", self.lang) for key in fixed]
        return fill("list", ordered=True, kind="questions", lines=lines)

    def lacking(self) -> Html:
        """What the register cannot tell."""
        lines = [said(f"networks.lacks.{key}", self.lang) for key in ("written", "effect", "who")]
        return fill("list", ordered=False, kind="lacking", lines=lines)

    def sources(self) -> Html:
        """Where the questions come from."""
        lines = [self.asked.source[self.lang], self.asked.terms[self.lang]]
        return fill("list", ordered=False, kind="sources", lines=[*lines, self._journal()])

    def _journal(self) -> str:
        return said("journal_source", self.lang)

    def _none_here(self) -> Html:
        return nothing_here(said("networks.none", self.lang, place=self.place))

    def _none_yet(self) -> Html:
        lines = [said("networks.none", self.lang, place=self.place)]
        lines += [said("networks.how", self.lang)]
        heading = said("networks.none_heading", self.lang)
        return fill("summary", label=heading, blocks=[{"heading": heading, "lines": lines}])

    def _first_lines(self, of: NetworkReading) -> Iterator[str]:
        yield self._counted(of)
        network = of.network
        yield said("networks.object", self.lang, object=self._told(of, network.analysis_object))
        meetings, home = len(network.meetings), len(network.carried_home)
        yield said("networks.met", self.lang, meetings=meetings, home=home)
        if of.days:
            day, what = of.days[0]
            details = {"day": when(day, self.lang), "what": self._told(of, what)}
            yield said("networks.due", self.lang, **details)
        else:
            yield said("networks.no_due", self.lang)

    def _counted(self, of: NetworkReading) -> str:
        whole = sum(each.whole for each in of.questions)
        n, total = of.answered, len(of.questions)
        if not n:
            return said("networks.unanswered", self.lang, of=total)
        return said("networks.answered", self.lang, n=n, of=total, whole=whole)

    def _how_far(self, of: NetworkReading) -> list[str]:
        """How many have an answer; with none, where the first is written."""
        if not of.answered:
            return [
                f"{self._counted(of)} {said('networks.answer_first', self.lang, id=of.entry.id)}"
            ]
        below = [said("networks.below", self.lang)] if self._still_open(of) else []
        return [self._counted(of), *below]

    def _still_open(self, of: NetworkReading) -> list[str]:
        return [
            f"{n}. {each.item.text[self.lang]}"
            for n, each in enumerate(of.questions, start=1)
            if each.answer is None
        ]

    def _home_sentence(self, of: NetworkReading) -> str:
        home = of.network.carried_home
        if not home:
            return said("networks.home_none", self.lang)
        came = sum(each.came_of_it is not None for each in home)
        dated = sum(each.follow_up is not None for each in home)
        return said("networks.home", self.lang, n=len(home), came=came, dated=dated)

    def _title(self, of: NetworkReading) -> str:
        title = title_of(of.entry, self.lang)
        if not of.network.anonymous:
            return title
        return without_names(title, self.places.values(), self.lang)

    def _told(self, of: NetworkReading, written: str | None) -> str:
        """A cleaned text; without any municipality's name where the organisers are anonymous."""
        words = told(written, self.lang)
        if not of.network.anonymous:
            return words
        return without_names(words, self.places.values(), self.lang)

    def _where(self, of: NetworkReading, code: str | None) -> str:
        if of.network.anonymous and code is not None:
            return said("organiser_hidden", self.lang)
        return place_of(code, self.places, self.lang)

    def _who(self, of: NetworkReading, member: Member) -> str:
        """Who takes part: role, number, municipality. Never a name of a person."""
        number = f" ({member.number})" if member.number else ""
        place = f", {self._where(of, member.municipality)}" if member.municipality else ""
        return f"{self._told(of, member.role)}{number}{place}"

    def _each(self, kind: str, lines: Lines, table: Table, notes: Lines = _no_lines) -> Html:
        pieces = [
            window(
                f"{kind}-{each.entry.id}",
                self._title(each),
                lines(each),
                self.lang,
                rows=table(each),
                wordy=True,
                caption=said(f"networks.caption.{kind}", self.lang),
                notes=notes(each),
            )
            for each in self.networks
        ]
        return joined(pieces or [self._none_here()])

    def _tables(self, kind: str, table: Table) -> list[Html]:
        return [
            window(
                f"{kind}-{each.entry.id}",
                said(f"networks.heading.{kind}", self.lang, title=self._title(each)),
                [] if rows else [said(f"networks.no_{kind}", self.lang)],
                self.lang,
                rows=rows,
                wordy=True,
                caption=said(f"networks.caption.{kind}", self.lang),
            )
            for each in self.networks
            for rows in [table(each)]
        ]

    def _heads(self, *names: str) -> tuple[str, ...]:
        return tuple(said(f"column.{name}", self.lang) for name in names)

    def _questions(self, of: NetworkReading) -> DataTable | None:
        """Those that have an answer; None where none has."""
        rows = tuple(
            (
                f"{n}. {each.item.text[self.lang]}",
                self._told(of, each.answer.answer),
                self._told(of, each.answer.responsible),
                self._told(of, each.answer.evidence),
            )
            for n, each in enumerate(of.questions, start=1)
            if each.answer is not None
        )
        heads = self._heads("question", "answer", "responsible", "evidence")
        return DataTable(heads, rows) if rows else None

    def _members(self, of: NetworkReading) -> DataTable | None:
        rows = tuple(
            (self._who(of, each), self._told(of, each.assignment)) for each in of.network.members
        )
        return DataTable(self._heads("who", "assignment"), rows) if rows else None

    def _meetings(self, of: NetworkReading) -> DataTable | None:
        none = said("nothing", self.lang)
        rows = tuple(
            (
                when(each.day, self.lang),
                self._told(of, each.what),
                none if each.present is None else str(each.present),
                self._told(of, each.lesson),
            )
            for each in sorted(of.network.meetings, key=lambda each: each.day)
        )
        return DataTable(self._heads("day", "what", "present", "lesson"), rows) if rows else None

    def _home(self, of: NetworkReading) -> DataTable | None:
        rows = tuple(
            (
                self._told(of, each.what),
                self._where(of, each.municipality),
                self._told(of, each.to_whom),
                self._told(of, each.came_of_it),
                when(each.follow_up, self.lang),
            )
            for each in of.network.carried_home
        )
        heads = self._heads("what", "place", "to_whom", "came_of_it", "follow_up")
        return DataTable(heads, rows) if rows else None
