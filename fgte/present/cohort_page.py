"""The pieces of a page on a year group's own way: one way at a time, missing links said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgte.judgement.cohort_path import CohortMove, CohortPath
from fgte.model import Origin
from fgte.present.gap_charts import cohort_chart
from fgte.present.gap_windows import cohort_sentences, lack_words, place_words
from fgte.present.labels import listed
from fgte.present.markup import Html, fill
from fgte.present.numbers import signed
from fgte.present.sources import origins_list
from fgte.present.window import joined, window
from fgte.texts import text


@dataclass(frozen=True)
class CohortPage:
    """What the page on year groups is made of; oldest year group first throughout.

    ``paths`` can be followed from one station to another at least; ``others`` are met at one
    station or none.
    """

    paths: Sequence[CohortPath]
    others: Sequence[CohortPath]
    origins: Mapping[str, Origin]
    lang: str = "sv"

    def summary(self) -> Html:
        """Where each year group stood, in one sentence, and how many cannot be followed."""
        said = [
            text(
                "gap.cohorts.line", self.lang, year=each.start, places=place_words(each, self.lang)
            )
            for each in self.paths
        ]
        blocks = [
            {
                "heading": self._word("ways"),
                "lines": [*said, *self._moves()] or [self._word("none")],
            },
            {"heading": self._word("links"), "lines": self._links()},
        ]
        return fill("summary", label=self._word("ways"), blocks=blocks)

    def ways(self) -> Html:
        """Each year group's way: sentence, chart, how its position changed, what is missing."""
        shown = [self._way(each) for each in self.paths]
        if not shown:
            shown = [window("ways", self._word("ways"), [self._word("none")], self.lang)]
        return joined(shown)

    def lacking(self) -> Html:
        """The year groups that cannot be followed, and why."""
        said = [self._lack(each) for each in self.others]
        return fill("list", ordered=False, kind="lacking", lines=[*said, self._word("not_pupils")])

    def questions(self) -> Html:
        """Questions for the analysis, in a fixed order, each with who can act."""
        keys = ("way", "handover", "gap")
        said = [text(f"gap.question.{key}", self.lang) for key in keys]
        return fill("list", ordered=True, kind="questions", lines=said)

    def sources(self) -> Html:
        """Where the figures come from, and on what terms they may be used."""
        return origins_list(self.origins.values(), self.lang)

    def _way(self, path: CohortPath) -> Html:
        told = cohort_sentences(path, self.lang)
        return window(
            f"way-{path.start}",
            text("gap.cohorts.heading", self.lang, year=path.start),
            [told[0], *(self._moved(each) for each in path.moves)],
            self.lang,
            charts=[cohort_chart(path, self.lang)],
            notes=told[1:],
            source=self._word("own"),
        )

    def _moved(self, move: CohortMove) -> str:
        """How the position changed, with its interval, and whether that is more than chance."""
        change = move.change
        if change.value is None or change.low is None or change.high is None:
            key = "move_ranged" if change.value is None else "move_unsure"
            values: dict[str, str] = {}
        else:
            key = "move_beyond" if _is_beyond(move) else "move_within"
            ends = {"low": change.low, "high": change.high, "value": change.value}
            values = {name: signed(each, 2, self.lang) for name, each in ends.items()}
        stations = {
            name: text(f"gap.station.{each.indicator.id}", self.lang)
            for name, each in (("first", move.first), ("last", move.last))
        }
        return text(f"gap.cohorts.{key}", self.lang, **stations, **values)

    def _moves(self) -> list[str]:
        """How many changes of position are more than chance gives, of those that can be judged."""
        known = [
            _is_beyond(each)
            for path in self.paths
            for each in path.moves
            if each.change.low is not None and each.change.high is not None
        ]
        if not known:
            return []
        counts = {"n": len(known), "beyond": sum(known)}
        return [text("gap.cohorts.moves_judged", self.lang, **counts)]

    def _links(self) -> list[str]:
        """How many year groups cannot be followed, and which stations are empty throughout."""
        said = [text("gap.cohorts.not_followed", self.lang, n=len(self.others))]
        every = [*self.paths, *self.others]
        empty = [
            text(f"gap.station.{step.indicator.id}", self.lang)
            for i, step in enumerate(every[0].steps if every else ())
            if all(each.steps[i].position is None for each in every)
        ]
        if empty:
            stations = listed(empty, self.lang)
            said.append(text("gap.cohorts.empty_stations", self.lang, stations=stations))
        return said

    def _lack(self, path: CohortPath) -> str:
        """A year group met at one station, or with its reason for being met at none."""
        where = [text(f"gap.station.{e.indicator.id}", self.lang) for e in path.readable]
        if where:
            values = {"year": path.start, "station": where[0]}
            return text("gap.cohorts.only_at", self.lang, **values)
        first = path.steps[0] if path.steps else None
        reason = first.reason[self.lang] if first and first.reason else None
        lack = reason or lack_words(path.lack, self.lang)
        return text("gap.cohorts.nowhere", self.lang, year=path.start, lack=lack)

    def _word(self, key: str) -> str:
        return text(f"gap.cohorts.{key}", self.lang)


def _is_beyond(move: CohortMove) -> bool:
    """Whether a position has changed by more than chance usually gives."""
    low, high = move.change.low, move.change.high
    return low is not None and high is not None and not low <= 0 <= high
