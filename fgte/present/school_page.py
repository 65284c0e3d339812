"""The pieces of a head teacher's page: one school beside its own years, never beside another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fgte.judgement import Figure, Judgement
from fgte.model import Origin, Status
from fgte.present.cards import caveats, latest_value, source_text
from fgte.present.chart import SeriesChart
from fgte.present.charts import context_line, series_chart
from fgte.present.labels import status_label
from fgte.present.markup import Html, fill
from fgte.present.narrative import movement_sentence, unseen_sentence
from fgte.present.numbers import range_with_unit, with_unit
from fgte.present.page import moved
from fgte.present.sources import origins_list
from fgte.present.window import joined, window
from fgte.texts import text


@dataclass(frozen=True)
class SchoolPage:
    """What a school's page is made of; the indicators stand in the collaboration's order.

    ``around`` holds the municipality's figures of each indicator, the same pupils' schools
    together, as context. ``name`` is what the school is called, empty where no file has said so.
    """

    unit: str
    judged: Sequence[Judgement]
    around: Mapping[str, tuple[Figure, ...]]
    origins: Mapping[str, Origin]
    lang: str = "sv"
    name: str = ""

    def summary(self) -> Html:
        """What has moved, the latest figures, and how few years there are."""
        if not self.judged:
            return self._nothing()
        said = [movement_sentence(each, self.lang) for each in moved(self.judged)]
        latest = [self._latest(each) for each in self.judged]
        blocks = [
            {"heading": self._word("moving"), "lines": said or [self._word(self._unmoved())]},
            {"heading": self._word("latest"), "lines": latest},
        ]
        place = self.judged[0].municipality.name
        key = "which_named" if self.name else "which"
        values = {"unit": self.unit, "place": place, "name": self.name}
        lead = text(f"gap.school.{key}", self.lang, **values)
        blocks.insert(0, {"heading": self._word("school"), "lines": [lead]})
        return fill("summary", label=self._word("moving"), blocks=blocks)

    def indicators(self) -> Html:
        """Each indicator: the school's own years, with the municipality's as context."""
        return joined([self._window(each) for each in self.judged])

    def questions(self) -> Html:
        """Questions for the school's own analysis, in a fixed order, each with who can act."""
        keys = ("own_years", "hidden", "pupils", "gap")
        said = [text(f"gap.question.{key}", self.lang) for key in keys]
        return fill("list", ordered=True, kind="questions", lines=said)

    def sources(self) -> Html:
        """Where the figures come from, and on what terms they may be used."""
        return origins_list(self.origins.values(), self.lang)

    def _unmoved(self) -> str:
        """Nothing is said to move: because nothing could be judged, or because nothing was seen."""
        judged = any(each.trend is not None for each in self.judged)
        return "nothing_moves" if judged else "too_few_years"

    def _nothing(self) -> Html:
        """That there is nothing of this school, and how it comes in."""
        said = [text("gap.school.no_figures", self.lang, unit=self.unit), self._word("take_in")]
        blocks = [{"heading": self._word("school"), "lines": said}]
        return fill("summary", label=self._word("school"), blocks=blocks)

    def _window(self, judged: Judgement) -> Html:
        lines = [movement_sentence(judged, self.lang), self._latest(judged)]
        unseen = unseen_sentence(judged, self.lang)
        return window(
            f"school-{judged.indicator.id}",
            judged.indicator.label[self.lang],
            [*lines, *([unseen] if unseen else [])],
            self.lang,
            charts=[self._chart(judged)],
            notes=[*self._context(judged), *caveats(judged, self.lang)],
            source=source_text(judged, self.lang),
        )

    def _chart(self, judged: Judgement) -> SeriesChart:
        """The school's line as its own, and the municipality's dashed beside it."""
        chart, place = series_chart(judged, self.lang), judged.municipality.name
        own = replace(chart.lines[0], label=self._word("line"))
        same = self._around(judged)
        name = text("gap.school.around", self.lang, place=place)
        lines = (own, context_line(name, same, self.lang)) if same else (own,)
        key, label = "title_named" if self.name else "title", judged.indicator.short[self.lang]
        values = {"label": label, "unit": self.unit, "name": self.name}
        title = text(f"gap.school.{key}", self.lang, **values)
        return replace(chart, id=f"{chart.id}-{self.unit}", title=title, lines=lines)

    def _context(self, judged: Judgement) -> list[str]:
        """What the municipality's line is, where it is drawn."""
        return [self._word("context")] if self._around(judged) else []

    def _around(self, judged: Judgement) -> list[Figure]:
        first = judged.series[0].year
        return [each for each in self.around.get(judged.indicator.id, ()) if each.year >= first]

    def _latest(self, judged: Judgement) -> str:
        """The latest figure of the school and, the same year, of the municipality."""
        values = {
            "label": judged.indicator.short[self.lang],
            "year": judged.year,
            "value": latest_value(judged, self.lang),
            "room": self._room(judged),
        }
        same = [e for e in self.around.get(judged.indicator.id, ()) if e.year == judged.year]
        if not same:
            return text("gap.school.now", self.lang, **values)
        around = _level(same[0], judged, self.lang)
        return text("gap.school.now_beside", self.lang, around=around, **values)

    def _room(self, judged: Judgement) -> str:
        if judged.status is not Status.OK or judged.interval is None:
            return ""
        low, high, unit = judged.interval.low, judged.interval.high, judged.indicator.unit
        return text("gap.school.room", self.lang, room=range_with_unit(low, high, unit, self.lang))

    def _word(self, key: str) -> str:
        return text(f"gap.school.{key}", self.lang)


def _level(figure: Figure, judged: Judgement, lang: str) -> str:
    if figure.value is not None:
        return with_unit(figure.value, judged.indicator.unit, lang)
    return status_label(figure.status, lang)
