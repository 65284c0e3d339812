"""The pieces of a report on competence journeys: goals, how they were met, where it spread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fgte.analysis.disclosure import SMALLEST_THRESHOLD
from fgte.journal.documents import CompetenceJourney, Evaluation
from fgte.journal.documents.learning import Voice
from fgte.judgement.learning import JourneyReading
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import day_words
from fgte.present.labels import listed
from fgte.present.learning_words import Places, place_of, said, title_of, told, when
from fgte.present.markup import Html, fill
from fgte.present.tabular import DataTable
from fgte.present.window import joined, nothing_here, window

SPREAD = ("lessons_day", "lessons_who", "lesson", "next_follow_up", "followed_up")
"""What is written of how the lessons spread."""


@dataclass(frozen=True)
class JourneyPage:
    """What the report is made of; each method gives one piece that shows itself.

    Quoted is only what someone agreed to have quoted, on a day that is written down.
    """

    place: str
    journeys: Sequence[JourneyReading]
    places: Places
    lang: str = "sv"

    def summary(self) -> Html:
        """For each journey its purposes, when it was, and where it stands."""
        if not self.journeys:
            return self._none_yet()
        blocks = [
            {"heading": title_of(each.entry, self.lang), "lines": [*self._first_lines(each)]}
            for each in self.journeys
        ]
        return fill("summary", label=said("journeys.summary", self.lang), blocks=blocks)

    def goals(self) -> Html:
        """Each goal with how many answered, the gist, and the voices."""
        pieces = [
            self._goal(of, goal.id, goal.text) for of in self.journeys for goal in of.journey.goals
        ]
        return joined(pieces or [self._none_here()])

    def participants(self) -> Html:
        """Who took part, by role and municipality."""
        return self._each("participants", self._who)

    def spreading(self) -> Html:
        """The meeting where lessons spread, what was learnt, and the later follow-up."""
        return self._each("spreading", self._spread)

    def questions(self) -> Html:
        """Questions for the meeting and for the follow-up."""
        keys = ("goal", "surprise", "home", "pupils", "act")
        lines = [said(f"journeys.question.{key}", self.lang) for key in keys]
        return fill("list", ordered=True, kind="questions", lines=lines)

    def lacking(self) -> Html:
        """What an evaluation by the participants cannot tell."""
        keys = ("own", "voices", "effect")
        lines = [said(f"journeys.lacks.{key}", self.lang) for key in keys]
        return fill("list", ordered=False, kind="lacking", lines=lines)

    def sources(self) -> Html:
        """Where the form of the evaluation comes from."""
        lines = [said("journeys.source", self.lang), said("journal_source", self.lang)]
        return fill("list", ordered=False, kind="sources", lines=lines)

    def _none_here(self) -> Html:
        return nothing_here(said("journeys.none", self.lang, place=self.place))

    def _none_yet(self) -> Html:
        heading = said("journeys.none_heading", self.lang)
        lines = [said("journeys.none", self.lang, place=self.place)]
        lines += [said("journeys.how", self.lang)]
        return fill("summary", label=heading, blocks=[{"heading": heading, "lines": lines}])

    def _first_lines(self, of: JourneyReading) -> Iterator[str]:
        journey = of.journey
        purposes = [shown(each, self.lang, longest=200) for each in journey.purposes]
        yield said("journeys.purposes", self.lang, purposes=listed(purposes, self.lang))
        days = {"begins": when(journey.begins, self.lang), "ends": when(journey.ends, self.lang)}
        yield said("journeys.when", self.lang, **days)
        evaluated = sum(each.goal in {g.id for g in journey.goals} for each in journey.evaluations)
        yield said("journeys.evaluated", self.lang, n=evaluated, of=len(journey.goals))
        key = "journeys.meeting" if journey.lessons_day else "journeys.no_meeting"
        yield said(key, self.lang, day=when(journey.lessons_day, self.lang))
        key = "journeys.follow_up" if journey.next_follow_up else "journeys.no_follow_up"
        yield said(key, self.lang, day=when(journey.next_follow_up, self.lang))

    def _goal(self, of: JourneyReading, id: str, words: str) -> Html:
        found = next((e for e in of.journey.evaluations if e.goal == id), None)
        lines = [said("journeys.unevaluated", self.lang)]
        if found is not None:
            lines = [self._answered(found), told(found.gist, self.lang)]
        voices = found.voices if found is not None else ()
        return window(
            f"goal-{of.entry.id}-{id}",
            f"{title_of(of.entry, self.lang)}: {shown(words, self.lang, longest=120)}",
            lines,
            self.lang,
            rows=self._voices(voices) if voices else None,
            wordy=True,
            caption=said("journeys.voices_caption", self.lang),
        )

    def _answered(self, found: Evaluation) -> str:
        """How many answered; a number of few is not told."""
        if found.answered is None:
            return said("journeys.answered_unknown", self.lang)
        if found.answered < SMALLEST_THRESHOLD:
            return said("journeys.answered_few", self.lang, few=SMALLEST_THRESHOLD)
        return said("journeys.answered", self.lang, n=found.answered)

    def _voices(self, voices: Sequence[Voice]) -> DataTable:
        heads = tuple(said(f"column.{name}", self.lang) for name in ("voice", "role", "consent"))
        rows = tuple(
            (
                f"”{shown(each.quote, self.lang)}”",
                told(each.role, self.lang),
                day_words(each.consent, self.lang),
            )
            for each in voices
        )
        return DataTable(heads, rows)

    def _each(self, kind: str, table: Callable[[CompetenceJourney], DataTable | None]) -> Html:
        """A table a journey; where nothing is written, a sentence that says where to write it."""
        pieces = [
            window(
                f"{kind}-{of.entry.id}",
                title_of(of.entry, self.lang),
                [] if rows else [said(f"journeys.{kind}_none", self.lang, id=of.entry.id)],
                self.lang,
                rows=rows,
                wordy=True,
                caption=said(f"journeys.{kind}_caption", self.lang),
            )
            for of in self.journeys
            for rows in [table(of.journey)]
        ]
        return joined(pieces or [self._none_here()])

    def _who(self, journey: CompetenceJourney) -> DataTable | None:
        heads = tuple(said(f"column.{name}", self.lang) for name in ("who", "number", "place"))
        rows = tuple(
            (
                shown(each.role, self.lang, longest=120),
                said("nothing", self.lang) if each.number is None else str(each.number),
                place_of(each.municipality, self.places, self.lang),
            )
            for each in journey.participants
        )
        return DataTable(heads, rows) if rows else None

    def _spread(self, journey: CompetenceJourney) -> DataTable | None:
        if not any(getattr(journey, key) for key in SPREAD):
            return None
        heads = (said("column.part", self.lang), said("column.written", self.lang))
        written = {
            "lessons_day": when(journey.lessons_day, self.lang),
            "lessons_who": told(journey.lessons_who, self.lang),
            "lesson": told(journey.lesson, self.lang),
            "next_follow_up": when(journey.next_follow_up, self.lang),
            "followed_up": told(journey.followed_up, self.lang),
        }
        named = ((said(f"journeys.part.{key}", self.lang), it) for key, it in written.items())
        return DataTable(heads, tuple(named))
