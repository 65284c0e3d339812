"""The pieces of the regional analysis: what is common, where the municipalities differ.

Municipalities always stand in code order. No value of one is set beside another's:
what is shown is each one's own movement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fgte.judgement import Heterogeneity, RegionalJudgement
from fgte.judgement.co_movement import co_movements
from fgte.judgement.similar_check import SimilarCheck
from fgte.model import Verdict
from fgte.present.amounts import amount, size_interval, slope_with_interval
from fgte.present.cards import drawn
from fgte.present.change_work_charts import regional_charts
from fgte.present.change_work_page import work_section
from fgte.present.charts import movements_chart
from fgte.present.counts import in_words
from fgte.present.gate_words import regional_signals, why_only_watched
from fgte.present.labels import listed, mid_sentence
from fgte.present.lacking import regional_lacks
from fgte.present.markup import Html, fill
from fgte.present.movement_words import MOVED, beside, period, pointing, unmoved
from fgte.present.numbers import with_unit
from fgte.present.page import Overview, Page, moved, verdict_cell
from fgte.present.pattern_words import pattern_sentence, together_table, together_words
from fgte.present.questions import regional_questions
from fgte.present.similar_words import region_check_sentence
from fgte.present.window import window
from fgte.texts import text


@dataclass(frozen=True)
class RegionalPage(Page[RegionalJudgement]):
    """What the regional report is made of; each method gives one piece that shows itself.

    ``checks`` holds, by indicator, each municipality's result against similar municipalities.
    """

    checks: Mapping[str, Sequence[SimilarCheck]] = field(default_factory=dict)

    def summary(self) -> Html:
        """What is common, beside the country, where they differ, to watch, the rest, a question."""
        found = [
            f"{common_sentence(e, self.lang)} {_against(e, self.lang)}" for e in moved(self.judged)
        ]
        return self._summary(
            {
                "moving_region": self._moving(found, "held_region"),
                "against": self._beside(),
                "differing": self._differing(),
                "watch": self._watched(regional_signals(self.judged, self.lang)),
                "rest": self._rest(),
                "start_question": regional_questions(self.judged, self.lang)[:1],
            }
        )

    def overview(self) -> Html:
        """Every indicator on a row: movement in common, beside the country, whether it differs."""
        heads = ("indicator", "years", "common")
        against = text("labels.card.against", self.lang)
        return fill(
            "overview",
            caption=self._word("overview_caption"),
            headers=(
                *(self._word(key) for key in heads),
                against,
                self._word("differs"),
                text("labels.card.verdict", self.lang),
            ),
            rows=[self._row(each) for each in self.judged],
        )

    def together(self) -> Html:
        """Which indicators move together, counted in municipalities, and what chance gives."""
        found = co_movements(self.judged)
        return window(
            "together",
            text("gap.together.heading", self.lang),
            together_words(found, self.lang),
            self.lang,
            rows=together_table(found, self.lang),
            caption=text("gap.together.caption", self.lang),
            notes=[text("gap.together.limits", self.lang)],
            kind="together",
        )

    def change_work(self) -> Html:
        """What the region, its networks and several municipalities do together."""
        if self.work is None:
            return Html("")
        return work_section(self.work, self.lang, charts=regional_charts(self.work, self.lang))

    def _card(self, judged: RegionalJudgement) -> Html:
        checks = self.checks.get(judged.indicator.id, ())
        return regional_card(judged, self.lang, checks)

    def _lacks(self) -> list[str]:
        return regional_lacks(self.judged, self.lang)

    def _asks(self) -> list[str]:
        return regional_questions(self.judged, self.lang)

    def _beside(self) -> list[str]:
        found = [each for each in self.judged if each.common_against_riket.verdict in MOVED]
        said = [_against(each, self.lang) for each in found]
        return said or [text("sentences.summary.no_movement_against", self.lang)]

    def _differing(self) -> list[str]:
        said = [
            text("sentences.region.differs_in", self.lang, short=each.indicator.short[self.lang])
            for each in self.judged
            if each.heterogeneity and each.heterogeneity.differs
        ]
        return said or [text("sentences.region.same", self.lang)]

    def _row(self, judged: RegionalJudgement) -> Overview:
        unit, trend = judged.indicator.unit, judged.common.trend
        trends = (trend, judged.common_against_riket.trend)
        slopes = (slope_with_interval(each, unit, self.lang) if each else "–" for each in trends)
        differs = differs_label(judged.heterogeneity, self.lang)
        return Overview(
            label=judged.indicator.short[self.lang],
            cells=(period(trend) if trend else "–", *slopes, differs),
            verdict=verdict_cell(judged, self.lang),
        )


def regional_card(
    judged: RegionalJudgement, lang: str = "sv", checks: Sequence[SimilarCheck] = ()
) -> Html:
    """One indicator in the region: the sentence, the five movements, what is left out."""
    shown = any(each.trend for each in judged.movements)
    return fill(
        "regional",
        id=f"{judged.indicator.id.replace('_', '-')}-region-{judged.sex}",
        heading=judged.indicator.label[lang],
        sentence=regional_sentence(judged, lang),
        verdict=verdict_cell(judged, lang),
        pairs=_facts(judged, lang),
        chart=drawn(movements_chart(judged, lang), lang, _caption(judged, lang)) if shown else None,
        pattern=pattern_sentence(judged.pattern, lang),
        check=region_check_sentence(checks, lang),
        notes=_notes(judged, lang),
        source=text("labels.page.own_region", lang) if judged.included else "",
    )


def regional_sentence(judged: RegionalJudgement, lang: str = "sv") -> str:
    """What the municipalities' movements say together, beside the country and of differences."""
    said = [common_sentence(judged, lang), _against(judged, lang)]
    if judged.heterogeneity is not None:
        key = "differs" if judged.heterogeneity.differs else "same"
        said.append(text(f"sentences.region.{key}", lang))
    return " ".join(part for part in said if part)


def common_sentence(judged: RegionalJudgement, lang: str = "sv") -> str:
    """Only the movement in common, and in how many municipalities."""
    unit, common = judged.indicator.unit, judged.common
    places = in_words("sentences.places", len(judged.included), lang)
    if common.trend is None:
        key = "too_short" if common.verdict is Verdict.TOO_SHORT else "missing"
        return text(f"sentences.region.{key}", lang)
    if common.to_watch:
        return _watched(judged, places, lang)
    if common.verdict not in MOVED:
        return unmoved("sentences.region.", common, unit, lang, places=places)
    return text(
        f"sentences.region.{'increase' if common.trend.slope > 0 else 'decrease'}",
        lang,
        subject=judged.indicator.subject[lang],
        places=places,
        amount=amount(common.trend.slope, unit, lang),
        period=period(common.trend),
        interval=size_interval(common.trend, unit, lang),
    )


def _watched(judged: RegionalJudgement, places: str, lang: str) -> str:
    """That the figures point one way in common, and why it is no verdict."""
    key, name = "sentences.region.to_watch.", mid_sentence(judged.indicator.subject[lang])
    unit = judged.indicator.unit
    said = pointing(key, judged.common, unit, lang, subject=name, places=places)
    return f"{said} {why_only_watched(judged.gate, lang)}"


def _against(judged: RegionalJudgement, lang: str) -> str:
    key, movement = "sentences.region.against_", judged.common_against_riket
    unit = judged.indicator.unit
    if movement.to_watch:
        return pointing(f"{key}to_watch.", movement, unit, lang)
    if movement.verdict in MOVED:
        return beside(key, "", movement, unit, lang)
    return unmoved(key, movement, unit, lang)


def differs_label(tested: Heterogeneity | None, lang: str) -> str:
    """Whether the municipalities move differently, as a word for a table."""
    key = "none" if tested is None else "yes" if tested.differs else "no"
    return text(f"labels.page.differs_{key}", lang)


def _caption(judged: RegionalJudgement, lang: str) -> str:
    title = text("labels.page.region_title", lang, label=judged.indicator.short[lang])
    return f"{title}. {text('labels.page.region_caption', lang)}"


def _facts(judged: RegionalJudgement, lang: str) -> list[tuple[str, str]]:
    level = judged.level
    if level is None:
        return []
    key = "level_weighted" if level.weighted_by_pupils else "level_plain"
    value = with_unit(level.value, judged.indicator.unit, lang)
    name = text("labels.page.level", lang, year=level.year)
    return [(name, text(f"labels.page.{key}", lang, value=value))]


def _notes(judged: RegionalJudgement, lang: str) -> list[str]:
    """Whom the common part is about, who is left out, and why someone is read otherwise."""
    said = []
    for key, places in (("included", judged.included), ("left_out", judged.left_out)):
        names = listed([each.name for each in places], lang)
        if places and judged.included:
            said.append(text(f"sentences.region.{key}", lang, names=names))
    said += [each.variant_reason[lang] for each in judged.movements if each.variant_reason]
    records = {r.id: r for each in judged.movements for r in each.records}
    return said + [record.text[lang] for record in records.values()]
