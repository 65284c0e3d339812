"""What the municipal and the regional page have in common: their order and their plain pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from fgte.judgement import Judgement, Panel, RegionalJudgement
from fgte.judgement.change_work_results import WorkJudgement
from fgte.model import Origin, Stage
from fgte.present.counts import UNJUDGED, rest_of
from fgte.present.gate_words import expected_by_chance, unnamed_stages
from fgte.present.labels import number_word, verdict_words
from fgte.present.markup import Html, fill, safe
from fgte.present.movement_words import MOVED
from fgte.present.sources import origins_list
from fgte.texts import text

Judged = TypeVar("Judged", bound=Judgement | RegionalJudgement)

Line = str | Markup


@dataclass(frozen=True)
class Overview:
    """One row of the overview: an indicator in a few words."""

    label: str
    cells: tuple[str, ...]
    verdict: str


@dataclass(frozen=True)
class Page(Generic[Judged]):
    """What a report is made of; each method gives one piece that shows itself.

    ``panel`` is how the judgements were asked of together; without one nothing is said of it.
    ``work`` is the change work of the place; without it that part is empty.
    """

    judged: Sequence[Judged]
    origins: Mapping[str, Origin]
    lang: str = "sv"
    panel: Panel | None = None
    work: WorkJudgement | None = None

    def stage(self, stage: str) -> Html:
        """The cards of one stage of school: ak3, ak6, ak9 or gy."""
        chosen = [each for each in self.judged if each.indicator.stage is Stage(stage)]
        return Html("\n".join(self._card(each).source for each in chosen))

    def lacking(self) -> Html:
        """What the figures cannot show."""
        return fill("list", ordered=False, kind="lacking", lines=self._lacks())

    def questions(self) -> Html:
        """Questions for the analysis, each with who can act."""
        return fill("list", ordered=True, kind="questions", lines=self._asks())

    def sources(self) -> Html:
        """Where the figures come from, and on what terms they may be used."""
        return origins_list(self.origins.values(), self.lang)

    def _card(self, judged: Judged) -> Html:
        raise NotImplementedError

    def _lacks(self) -> list[str]:
        raise NotImplementedError

    def _asks(self) -> list[str]:
        raise NotImplementedError

    def _word(self, key: str) -> str:
        return text(f"labels.page.{key}", self.lang)

    def _moving(self, said: Sequence[str], held: str) -> list[Line]:
        """What was found to move, and how it was tested; or that nothing was."""
        stages = unnamed_stages(self.panel, self.judged, self.lang) if self.panel else []
        lines = [*said, *stages] or [self._nothing_moves()]
        return [*lines, text(f"sentences.gate.{held}", self.lang)]

    def _nothing_moves(self) -> str:
        tested = sum(each.gate is not None and each.verdict not in UNJUDGED for each in self.judged)
        if not tested:
            return text("sentences.summary.nothing_judged", self.lang)
        key = f"sentences.summary.no_movement.{'one' if tested == 1 else 'many'}"
        return text(key, self.lang, n=number_word(tested, self.lang))

    def _watched(self, signals: Sequence[str]) -> list[Line]:
        """The signals that are no verdicts, and how many such chance alone would give."""
        if not signals or self.panel is None:
            return list(signals)
        return [*signals, expected_by_chance(self.panel, self.lang)]

    def _rest(self) -> list[Line]:
        """What is practically unchanged, and one count of what cannot be said, with a way in."""
        unchanged, undecided = rest_of(self.judged, self.lang)
        way_in = Markup(' <a href="#overview">{}</a>').format(self._word("see_which"))
        counted = [safe(str(Markup("{}{}").format(undecided, way_in)))] if undecided else []
        return [*([unchanged] if unchanged else []), *counted]

    def _summary(self, blocks: Mapping[str, Sequence[Line]]) -> Html:
        """Each block of lines under its heading, in the order given; an empty one is left out."""
        titled = [
            {"heading": self._word(key), "lines": lines} for key, lines in blocks.items() if lines
        ]
        return fill("summary", label=titled[0]["heading"], blocks=titled)


def verdict_cell(judged: Judgement | RegionalJudgement, lang: str) -> str:
    """The verdict as it stands in a table, with whether it is one to watch."""
    return verdict_words(judged.verdict, judged.to_watch, lang)


def moved(judged: Sequence[Judged]) -> list[Judged]:
    """Those whose own movement was found."""
    return [each for each in judged if each.verdict in MOVED]
