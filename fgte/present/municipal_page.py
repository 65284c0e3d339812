"""The pieces of one municipality's analysis, in the order a reader needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgte.judgement import Change, Judgement
from fgte.model import Interval, Origin, Stage, Status
from fgte.present.amounts import slope_with_interval
from fgte.present.cards import card, drawn, latest_value
from fgte.present.charts import stage_charts
from fgte.present.counts import rest_lines
from fgte.present.labels import number_word, stage_label, verdict_label
from fgte.present.lacking import municipal_lacks
from fgte.present.markup import Html, fill
from fgte.present.narrative import against_sentence, movement_sentence
from fgte.present.numbers import change_interval, change_with_unit, years
from fgte.present.questions import MOVED, municipal_questions
from fgte.present.sources import origins_list
from fgte.texts import text


@dataclass(frozen=True)
class Overview:
    """One row of the overview: an indicator in a few words."""

    label: str
    cells: tuple[str, ...]
    verdict: str


@dataclass(frozen=True)
class MunicipalPage:
    """What a municipal report is made of; each method gives one piece that shows itself."""

    judged: Sequence[Judgement]
    origins: Mapping[str, Origin]
    lang: str = "sv"

    def summary(self) -> Html:
        """What moves, what moves beside the country, the latest step, the rest, one question."""
        blocks = {
            "moving": [*self._moving(), self._by_chance()],
            "against": self._against(),
            "steps": self._steps(),
            "rest": rest_lines([each.verdict for each in self.judged], self.lang),
            "newest": self._newest(),
            "start_question": municipal_questions(self.judged, self.lang)[:1],
        }
        return summary_of(blocks, self.lang)

    def overview(self) -> Html:
        """Every indicator on a row, in the collaboration's order."""
        heads = (
            self._word("indicator"),
            text("labels.card.latest", self.lang, year="").strip(" ()"),
        )
        more = (text("labels.card.movement", self.lang), text("labels.card.against", self.lang))
        return fill(
            "overview",
            caption=self._word("overview_caption"),
            headers=(*heads, *more, text("labels.card.verdict", self.lang)),
            rows=[self._row(each) for each in self.judged],
        )

    def stages(self) -> Html:
        """Every indicator as a small series, stage after stage."""
        charts = [drawn(chart, self.lang) for chart in stage_charts(self.judged, self.lang)]
        return fill("stages", charts=charts)

    def stage(self, stage: str) -> Html:
        """The cards of one stage of school: ak3, ak6, ak9 or gy."""
        chosen = [each for each in self.judged if each.indicator.stage is Stage(stage)]
        return Html("\n".join(card(each, self.lang).source for each in chosen))

    def lacking(self) -> Html:
        """What the figures cannot show."""
        lines = municipal_lacks(self.judged, self.lang)
        return fill("list", ordered=False, kind="lacking", lines=lines)

    def questions(self) -> Html:
        """Questions for the local analysis, each with who can act."""
        lines = municipal_questions(self.judged, self.lang)
        return fill("list", ordered=True, kind="questions", lines=lines)

    def sources(self) -> Html:
        """Where the figures come from, and on what terms they may be used."""
        return origins_list(self.origins.values(), self.lang)

    def _word(self, key: str) -> str:
        return text(f"labels.page.{key}", self.lang)

    def _moving(self) -> list[str]:
        moved = [each for each in self.judged if each.verdict in MOVED]
        if not moved:
            tested = sum(each.trend is not None for each in self.judged)
            n = number_word(tested, self.lang)
            return [text("sentences.summary.no_movement", self.lang, n=n)]
        return [movement_sentence(each, self.lang) for each in moved]

    def _by_chance(self) -> str:
        """How often chance alone speaks, and how many times it was asked here."""
        own = sum(each.trend is not None for each in self.judged)
        beside = sum(each.against_riket.trend is not None for each in self.judged)
        n = number_word(own + beside, self.lang)
        return text("sentences.summary.by_chance", self.lang, n=n)

    def _against(self) -> list[str]:
        moved = [each for each in self.judged if each.against_riket.verdict in MOVED]
        said = [against_sentence(each, self.lang) for each in moved]
        return said or [text("sentences.summary.no_movement_against", self.lang)]

    def _steps(self) -> list[str]:
        """Steps between the two latest years that chance alone seldom gives; no verdict."""
        said = [
            self._step(each, each.change, each.change.interval)
            for each in self.judged
            if each.change and each.change.interval and _apart(each.change.interval)
        ]
        if not said:
            return [text("sentences.summary.no_steps", self.lang)]
        return [*said, text("sentences.summary.steps_note", self.lang)]

    def _step(self, judged: Judgement, change: Change, room: Interval) -> str:
        unit = judged.indicator.unit
        return text(
            "sentences.summary.step",
            self.lang,
            short=judged.indicator.short[self.lang],
            change=change_with_unit(change.difference, unit, self.lang),
            first=change.first_year,
            last=change.last_year,
            interval=change_interval(room.low, room.high, unit, self.lang),
        )

    def _newest(self) -> list[str]:
        """The latest year of each stage, on one line."""
        said = []
        for stage in Stage:
            ends = sorted({e.year for e in self.judged if e.indicator.stage is stage and e.year})
            if ends:
                name, when = stage_label(stage, self.lang), years(ends[0], ends[-1])
                said.append(text("sentences.newest.stage", self.lang, stage=name, years=when))
        return [" · ".join(said)] if said else []

    def _row(self, judged: Judgement) -> Overview:
        unit = judged.indicator.unit
        trends = (judged.trend, judged.against_riket.trend)
        moved = (slope_with_interval(each, unit, self.lang) if each else "–" for each in trends)
        when = f" ({judged.year})" if judged.year and judged.status is not Status.MISSING else ""
        return Overview(
            label=judged.indicator.short[self.lang],
            cells=(latest_value(judged, self.lang) + when, *moved),
            verdict=verdict_label(judged.verdict, self.lang),
        )


def _apart(room: Interval) -> bool:
    """Whether an interval leaves out zero."""
    return room.low > 0 or room.high < 0


def summary_of(blocks: Mapping[str, Sequence[str]], lang: str) -> Html:
    """The summary of a page: each block of lines under its heading, in the order given."""
    titled = [
        {"heading": text(f"labels.page.{key}", lang), "lines": lines}
        for key, lines in blocks.items()
    ]
    return fill("summary", label=titled[0]["heading"], blocks=titled)
