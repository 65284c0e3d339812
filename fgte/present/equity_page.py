"""The pieces of a municipality's equity analysis: its windows in a fixed order, never merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgte.judgement import GapMove, Judgement
from fgte.judgement.background_spread import BackgroundSpread
from fgte.judgement.between_schools import BetweenSchools
from fgte.judgement.lacks import Lack
from fgte.judgement.newcomers import WithAndWithout
from fgte.model import Origin, Status
from fgte.present.background_words import background_sentences
from fgte.present.cards import source_text
from fgte.present.charts import sexes_chart, sexes_gap_chart
from fgte.present.gap_charts import deviations_chart, expected_series, schools_chart
from fgte.present.gap_windows import (
    deviation_sentences,
    deviation_summary,
    expected_sentences,
    lack_words,
    newcomer_lacks,
    newcomer_sentence,
    newcomer_table,
    school_sentences,
)
from fgte.present.labels import listed, mid_sentence, sentence_case
from fgte.present.markup import Html, fill
from fgte.present.sexes import sexes_sentence
from fgte.present.similar_words import (
    Checks,
    check_sentence,
    check_summary,
    set_sentences,
)
from fgte.present.sources import origins_list
from fgte.present.window import joined, window
from fgte.texts import text

_CHECK_LACKS = (Lack.NO_SIMILAR, Lack.NO_PUPILS)
_MOVED = (GapMove.NARROWED, GapMove.WIDENED)


@dataclass(frozen=True)
class EquityPage:
    """What the equity report is made of; each method gives one piece that shows itself.

    ``schools_told`` holds what the schools' figures say of each indicator, ``heaps`` the figures
    themselves without names, for the chart alone. ``checks`` hold each result against similar
    municipalities. The indicators stand in the
    collaboration's order throughout.
    """

    judged: Sequence[Judgement]
    newcomers_told: Sequence[WithAndWithout]
    schools_told: Mapping[str, BetweenSchools]
    heaps: Mapping[str, Mapping[int, tuple[float, ...]]]
    background: BackgroundSpread
    checks: Checks
    origins: Mapping[str, Origin]
    lang: str = "sv"

    def summary(self) -> Html:
        """What each window shows, one block a window; nothing is added up."""
        blocks = [
            {"heading": self._word(key), "lines": lines}
            for key, lines in (
                ("sexes", self._sexes_moved()),
                ("newcomers", self._newcomers_told()),
                ("expected", self._expected_told()),
                ("schools", [self._schools_told()]),
                ("apart", [self._word("average")]),
            )
        ]
        return fill("summary", label=self._word("summary"), blocks=blocks)

    def sexes(self) -> Html:
        """Girls and boys: how far apart, whether that has moved, and who moved."""
        return joined([self._sex_window(each) for each in self._with_sexes()] or [self._none()])

    def newcomers(self) -> Html:
        """The results that are published both with and without newly arrived pupils."""
        told = [self._newcomer_window(each) for each in self.newcomers_told if each.latest]
        lacking = newcomer_lacks(self.newcomers_told, self.lang)
        heading = self._word("newcomers_lacking")
        rest = [window("newcomers", heading, lacking, self.lang)] if lacking else []
        return joined([*told, *rest])

    def expected(self) -> Html:
        """Our own expected value and the published deviation, side by side."""
        whole = [each for each in self.judged if self._modelled(each)]
        told = [each for each in whole if each.gap.expected.latest]
        first = window(
            "deviations",
            self._word("all_expected"),
            [self._word("average")],
            self.lang,
            charts=[deviations_chart(self._own_model(whole), self.lang)] if told else [],
            notes=set_sentences(self.checks, self.lang),
        )
        return joined([first, *(self._expected_window(each) for each in whole)])

    def schools(self) -> Html:
        """How much schools differ in results, and how pupils are spread over them: two things."""
        told = [each for each in self.judged if self._between(each)]
        pieces = [self._school_window(each, last=each is told[-1]) for each in told]
        pieces = pieces or [self._no_schools()]
        lines = background_sentences(self.background, self.lang)
        heading = self._word("background")
        spread = window("background", heading, lines[:2], self.lang, notes=lines[2:])
        return joined([*pieces, spread])

    def questions(self) -> Html:
        """Questions for the analysis, in a fixed order, each with who can act."""
        moved = [each for each in self.judged if each.gap.sexes.move in _MOVED]
        said = [
            text(
                "gap.question.sexes", self.lang, short=mid_sentence(each.indicator.short[self.lang])
            )
            for each in moved
        ]
        said += [text(f"gap.question.{key}", self.lang) for key in ("gap", "expected", "schools")]
        return fill("list", ordered=True, kind="questions", lines=said)

    def sources(self) -> Html:
        """Where the figures come from, and on what terms they may be used."""
        return origins_list(self.origins.values(), self.lang)

    def _with_sexes(self) -> list[Judgement]:
        return [each for each in self.judged if each.gap.sexes.status is Status.OK]

    def _sexes_moved(self) -> list[str]:
        """Those that are said to have moved, then those to watch, and how many were asked."""
        known = self._with_sexes()
        if not known:
            return [self._word("no_sexes")]
        said = [
            f"{each.indicator.short[self.lang]}: {sexes_sentence(each, self.lang)}"
            for each in known
            if each.gap.sexes.move in _MOVED or each.gap.sexes.to_watch
        ]
        names = listed([mid_sentence(e.indicator.short[self.lang]) for e in known], self.lang)
        asked = text("gap.equity.sexes_known", self.lang, labels=names)
        return [*(said or [self._word("sexes_same")]), asked]

    def _newcomers_told(self) -> list[str]:
        said = [newcomer_sentence(e, self.lang) for e in self.newcomers_told if e.latest]
        return said or [self._word("no_newcomers")]

    def _expected_told(self) -> list[str]:
        """Where the results lie beside the expected values, and beside similar municipalities."""
        checked = check_summary(self.judged, self.checks, self.lang)
        said = deviation_summary(self.judged, self.lang)
        return [*(said or [self._word("no_expected")]), *checked]

    def _schools_told(self) -> str:
        told = [each for each in self.judged if self._between(each)]
        if not told:
            return self._word("no_schools")
        names = [mid_sentence(each.indicator.short[self.lang]) for each in told]
        return text("gap.equity.schools_known", self.lang, labels=listed(names, self.lang))

    def _newcomer_window(self, told: WithAndWithout) -> Html:
        return window(
            f"newcomers-{told.indicator.id}",
            told.indicator.short[self.lang],
            [newcomer_sentence(told, self.lang)],
            self.lang,
            rows=newcomer_table(told, self.lang),
            caption=self._word("newcomers_caption"),
            notes=[text("gap.newcomers.meaning", self.lang)],
            source=text("gap.newcomers.source", self.lang),
        )

    def _sex_window(self, judged: Judgement) -> Html:
        charts = (sexes_chart(judged, self.lang), sexes_gap_chart(judged, self.lang))
        return window(
            f"sexes-{judged.indicator.id}",
            judged.indicator.label[self.lang],
            [sexes_sentence(judged, self.lang)],
            self.lang,
            charts=charts,
            source=source_text(judged, self.lang),
        )

    def _expected_window(self, judged: Judgement) -> Html:
        gap, unit = judged.gap, judged.indicator.unit
        own = expected_sentences(gap.expected, unit, self.lang)
        published = deviation_sentences(gap.published_deviation, self.lang)
        told = gap.expected.latest is not None
        return window(
            f"expected-{judged.indicator.id}",
            judged.indicator.label[self.lang],
            [
                f"{self._word('own')} {own[0]}",
                f"{self._word('published')} {published[0]}",
                *self._checked(judged),
            ],
            self.lang,
            charts=[expected_series(judged, self.lang)] if told else [],
            notes=[*own[1:], *published[1:]],
        )

    def _checked(self, judged: Judgement) -> list[str]:
        """The check, or what lacks for it; a figure that lacks has been said to already."""
        found = self.checks.get(judged.indicator.id)
        told = found is not None and (found.beyond is not None or found.lack in _CHECK_LACKS)
        return [check_sentence(found, self.lang)] if found and told else []

    def _school_window(self, judged: Judgement, *, last: bool) -> Html:
        """One indicator; what holds for them all is said with the last."""
        found = self.schools_told[judged.indicator.id]
        heaps = self.heaps.get(judged.indicator.id, {})
        lines = school_sentences(found, judged.indicator.unit, self.lang)
        return window(
            f"schools-{judged.indicator.id}",
            judged.indicator.label[self.lang],
            lines[:2],
            self.lang,
            charts=[schools_chart(judged, found, heaps, self.lang)],
            notes=lines[2:] if last else lines[2:3],
        )

    def _no_schools(self) -> Html:
        """Why nothing is said of schools, in the words of what lacks.

        That no file of schools has come is said already; Kolada, where other figures are fetched
        from, has none.
        """
        lacks = [each.lack for each in self.schools_told.values() if each.lack]
        lack = lacks[0] if lacks else None
        told = lack is Lack.NOT_FETCHED
        notes = [] if told else [sentence_case(lack_words(lack, self.lang))]
        return window(
            "schools", self._word("schools"), [self._word("no_schools")], self.lang, notes=notes
        )

    def _none(self) -> Html:
        return window("sexes", self._word("sexes"), [self._word("no_sexes")], self.lang)

    def _between(self, judged: Judgement) -> bool:
        found = self.schools_told.get(judged.indicator.id)
        return found is not None and found.latest is not None

    def _modelled(self, judged: Judgement) -> bool:
        """Whether either model is made of the indicator at all."""
        gap = judged.gap
        return (
            gap.expected.status is not Status.NOT_APPLICABLE
            or gap.published_deviation.status is not Status.NOT_APPLICABLE
        )

    def _own_model(self, judged: Sequence[Judgement]) -> list[Judgement]:
        """Those that an own expected value is made of, whether or not the year has one."""
        return [e for e in judged if e.gap.expected.status is not Status.NOT_APPLICABLE]

    def _word(self, key: str) -> str:
        return text(f"gap.equity.{key}", self.lang)
