"""The pieces of one municipality's analysis, in the order a reader needs them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from fgte.judgement import Judgement
from fgte.model import Stage, Status
from fgte.present.amounts import slope_with_interval
from fgte.present.cards import card, drawn, latest_value
from fgte.present.change_work_page import SECTION, due_words, work_section
from fgte.present.charts import stage_charts
from fgte.present.gate_words import municipal_signals
from fgte.present.labels import stage_label
from fgte.present.lacking import municipal_lacks
from fgte.present.markup import Html, fill, safe
from fgte.present.movement_words import MOVED
from fgte.present.narrative import against_sentence, movement_sentence
from fgte.present.numbers import years
from fgte.present.page import Line, Overview, Page, moved, verdict_cell
from fgte.present.questions import municipal_questions
from fgte.present.revisions import revised_lines
from fgte.present.steps import step_lines
from fgte.texts import text


@dataclass(frozen=True)
class MunicipalPage(Page[Judgement]):
    """What a municipal report is made of; each method gives one piece that shows itself."""

    def summary(self) -> Html:
        """What moves, beside the country, to watch, what is new, the rest as one count, a question.

        It is to be read in ten seconds: what cannot be said is a number with a way in.
        """
        found = [movement_sentence(each, self.lang) for each in moved(self.judged)]
        return self._summary(
            {
                "moving": self._moving(found, "held"),
                "against": self._against(),
                "watch": self._watched(municipal_signals(self.judged, self.lang)),
                "newest": [*self._newest(), *revised_lines(self.judged, self.lang)],
                "steps": step_lines(self.judged, self.lang),
                "traces": self._traces(),
                "rest": self._rest(),
                "start_question": municipal_questions(self.judged, self.lang)[:1],
            }
        )

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

    def change_work(self) -> Html:
        """The municipality's own change work: what can be tried, what waits, and the cards."""
        return work_section(self.work, self.lang) if self.work else Html("")

    def _traces(self) -> list[Line]:
        """That something written beforehand can be tried now, with a way in; else nothing."""
        if self.work is None or not any(each.can_be_tried for each in self.work.trials):
            return []
        way_in = Markup(' <a href="#{}">{}</a>').format(SECTION, self._word("see_traces"))
        return [safe(str(Markup("{}{}").format(due_words(self.work, self.lang), way_in)))]

    def _card(self, judged: Judgement) -> Html:
        return card(judged, self.lang, alone=False)

    def _lacks(self) -> list[str]:
        return municipal_lacks(self.judged, self.lang)

    def _asks(self) -> list[str]:
        return municipal_questions(self.judged, self.lang)

    def _against(self) -> list[str]:
        found = [each for each in self.judged if each.against_riket.verdict in MOVED]
        said = [against_sentence(each, self.lang) for each in found]
        return said or [text("sentences.summary.no_movement_against", self.lang)]

    def _newest(self) -> list[str]:
        """The latest year of each stage, on one line."""
        said = []
        for stage in Stage:
            ends = sorted({e.year for e in self.judged if e.indicator.stage is stage and e.year})
            if ends:
                name, when = stage_label(stage, self.lang), years(ends[0], ends[-1])
                said.append(text("sentences.newest.stage", self.lang, stage=name, years=when))
        return [text("sentences.newest.line", self.lang, stages=" · ".join(said))] if said else []

    def _row(self, judged: Judgement) -> Overview:
        unit = judged.indicator.unit
        trends = (judged.trend, judged.against_riket.trend)
        slopes = (slope_with_interval(each, unit, self.lang) if each else "–" for each in trends)
        when = f" ({judged.year})" if judged.year and judged.status is not Status.MISSING else ""
        return Overview(
            label=judged.indicator.short[self.lang],
            cells=(latest_value(judged, self.lang) + when, *slopes),
            verdict=verdict_cell(judged, self.lang),
        )
