"""The pieces of an exchange's page: basis before it, support during it, documentation after.

Municipalities stand in code order, and the figures of each beside its own history alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgte.catalogue import Catalogue
from fgte.journal import Entry, Kind
from fgte.journal.documents import PROSE
from fgte.judgement import Judgement
from fgte.judgement.change_work_results import Trial
from fgte.judgement.exchange import ExchangeBasis
from fgte.model import Origin
from fgte.present.cards import caveats, source_text
from fgte.present.change_work_cards import effort_words, owner_words, title_words
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import answer_words, day_words, written_before
from fgte.present.charts import series_chart
from fgte.present.exchange_parts import (
    Part,
    drawn_parts,
    fact,
    factor_part,
    line_of,
    paragraphs,
    word,
)
from fgte.present.exchange_questions import preparing, to_take_up
from fgte.present.exchange_soft_words import soft_part
from fgte.present.exchange_steps import assignment_part, proposal_part
from fgte.present.labels import listed, sentence_case
from fgte.present.markup import Html, fill
from fgte.present.narrative import against_sentence, movement_sentence
from fgte.present.sources import origins_list
from fgte.present.tabular import DataTable
from fgte.present.window import joined, window
from fgte.present.year_wheel import year_wheel
from fgte.present.year_wheel_days import year_days


@dataclass(frozen=True)
class ExchangePage:
    """What an exchange's page is made of; each method gives one piece that shows itself.

    ``judged`` are the indicators that the exchange concerns, by municipality; ``entries``
    are all that may be read, for the days of the year.
    """

    basis: ExchangeBasis
    judged: Mapping[str, Sequence[Judgement]]
    entries: Sequence[Entry]
    book: Catalogue
    origins: Mapping[str, Origin]
    lang: str = "sv"

    def summary(self) -> Html:
        """What it is about, who takes part, how far it has come and what is still to take up."""
        body, lang = self.basis.body, self.lang
        names = listed([place.name for place in self.basis.places], lang)
        year = f"{body.year - 1}/{body.year % 100:02d}"
        asked = to_take_up(self.basis, lang)
        blocks = [
            {
                "heading": word("summary.what", lang),
                "lines": [
                    title_words(self.basis.entry, lang),
                    *([word("summary.example", lang)] if self.basis.entry.example else []),
                    word("summary.area", lang, area=line_of(body.development_area, lang)),
                    word("summary.who", lang, names=names, year=year),
                ],
            },
            {
                "heading": word("summary.how_far", lang),
                "lines": [word(f"phase.{self.basis.phase}", lang), self._counted(len(asked))],
            },
        ]
        lesson = paragraphs(body.lesson, lang)
        if lesson:
            blocks.insert(1, {"heading": word("fact.lesson", lang), "lines": lesson})
        return fill("summary", label=word("summary.what", lang), blocks=blocks)

    def participants(self) -> Html:
        """Who takes part, by role and never by name."""
        lang = self.lang
        heads = tuple(word(f"table.{name}", lang) for name in ("role", "municipality", "number"))
        rows = tuple(
            (line_of(each.role, lang), self._place(each.municipality), str(each.number or "–"))
            for each in self.basis.body.participants
        )
        table = DataTable(heads, rows)
        parts = [Part(table=table, caption=word("caption.participants", lang))] if rows else []
        return drawn_parts(parts, word("empty.participants", lang))

    def hard(self) -> Html:
        """Each municipality's own figures of the indicators, beside its own years and Riket's."""
        if not self.basis.concerned:
            return drawn_parts([], word("empty.indicators", self.lang))
        why = [
            word(f"why.{each.why}", self.lang, label=each.indicator.short[self.lang])
            for each in self.basis.concerned
        ]
        pieces = [
            self._figure(each) for place in self.basis.places for each in self.judged[place.id]
        ]
        return joined([drawn_parts([Part(lines=why)]), *pieces])

    def soft(self) -> Html:
        """Each soft value: its instrument, and whether it can be compared."""
        parts = [soft_part(each, self.lang) for each in self.basis.soft]
        return drawn_parts(parts, word("empty.soft", self.lang))

    def traces(self) -> Html:
        """What each soft value is expected to leave in the figures, and what they answer."""
        return drawn_parts(
            [part for each in self.basis.soft for part in self._trace(each.value.id)],
            word("empty.traces", self.lang),
        )

    def preparation(self) -> Html:
        """What has been prepared, and questions to prepare by."""
        body, lang = self.basis.body, self.lang
        facts = [
            *fact(word("fact.preparation", lang), paragraphs(body.preparation, lang)),
            *fact(word("fact.joint_training", lang), paragraphs(body.joint_training, lang)),
        ]
        told = Part(facts=facts) if facts else Part(said=[word("empty.preparation", lang)])
        asked = Part(heading=word("heading.preparing", lang), lines=preparing(lang))
        return drawn_parts([told, asked])

    def visits(self) -> Html:
        """Each visit with what the critical friends observed and asked."""
        visits = sorted(self.basis.body.visits, key=lambda each: (each.day, each.host))
        parts = []
        for each in visits:
            guests = listed([self._place(code) for code in sorted(each.guests)], self.lang)
            rows = tuple(
                (
                    shown(seen.what, self.lang, longest=PROSE),
                    line_of(seen.role, self.lang) or "–",
                    shown(seen.question, self.lang, longest=PROSE) or "–",
                )
                for seen in each.observations
            )
            parts.append(self._visit(each.host, day_words(each.day, self.lang), guests, rows))
        return drawn_parts(parts, word("empty.visits", self.lang))

    def analysis(self) -> Html:
        """How what was seen is understood, what was agreed on and what was learnt."""
        body, lang = self.basis.body, self.lang
        efforts = [self._effort(each.what, each.who, each) for each in body.efforts]
        follow_up = [day_words(body.next_follow_up, lang)] if body.next_follow_up else []
        facts = [
            *fact(word("fact.analysis", lang), paragraphs(body.analysis, lang)),
            *fact(word("fact.efforts", lang), efforts),
            *fact(word("fact.lesson", lang), paragraphs(body.lesson, lang)),
            *fact(word("fact.next_follow_up", lang), follow_up),
        ]
        return drawn_parts([Part(facts=facts)] if facts else [], word("empty.analysis", lang))

    def decisions(self) -> Html:
        """Assignment, preparation and decision: who said what, and when."""
        parts = [assignment_part(each, self.lang) for each in self.basis.of(Kind.ASSIGNMENT)]
        return drawn_parts(parts, word("empty.decisions", self.lang))

    def proposals(self) -> Html:
        """What academia questions and proposes, with answer and decision."""
        parts = [proposal_part(each, self.lang) for each in self.basis.of(Kind.PROPOSAL)]
        return drawn_parts(parts, word("empty.proposals", self.lang))

    def factors(self) -> Html:
        """The success factors that rest on the exchange."""
        titles = {each.id: title_words(each, self.lang) for each in self.entries}
        found = self.basis.of(Kind.SUCCESS_FACTOR)
        parts = [factor_part(each, self.basis.standings, titles, self.lang) for each in found]
        return drawn_parts(parts, word("empty.factors", self.lang))

    def year(self) -> Html:
        """The exchange's school year as a wheel and as a list."""
        codes = [place.id for place in self.basis.places]
        days = year_days(self.entries, self.book, self.basis.body.year, self.lang, places=codes)
        return year_wheel(days, None, self.lang)

    def questions(self) -> Html:
        """What is not yet filled in, as questions with who can act."""
        asked = to_take_up(self.basis, self.lang)
        return fill("list", ordered=True, kind="questions", lines=asked)

    def sources(self) -> Html:
        """Where the figures come from, and on what terms they may be used."""
        return origins_list(self.origins.values(), self.lang)

    def _counted(self, n: int) -> str:
        return word(f"summary.open_{'one' if n == 1 else 'many'}", self.lang, n=n)

    def _place(self, code: str | None) -> str:
        if code is None:
            return word("several_places", self.lang)
        return owner_words(code, self.book.municipalities, self.lang)

    def _figure(self, judged: Judgement) -> Html:
        lang = self.lang
        beside = against_sentence(judged, lang)
        return window(
            f"exchange-{judged.municipality.id}-{judged.indicator.id}",
            f"{judged.municipality.name}: {judged.indicator.short[lang]}",
            [movement_sentence(judged, lang), *([beside] if beside else [])],
            lang,
            charts=[series_chart(judged, lang)] if judged.series else [],
            notes=caveats(judged, lang),
            source=source_text(judged, lang) if judged.series else "",
        )

    def _trace(self, id: str) -> list[Part]:
        """The trace of one soft value: written once, then each municipality's answer."""
        lang = self.lang
        soft = next(each for each in self.basis.soft if each.value.id == id)
        if soft.value.expected is None:
            return []
        own = [each for each in self.basis.trials if each.trace.id == soft.value.expected.id]
        lag = word(f"lag.{'one' if soft.lag == 1 else 'many'}", lang, n=soft.lag)
        answers = [f"{self._place(each.place)}: {self._answer(each)}" for each in own]
        before = [line for each in own[:1] for line in written_before(each, lang)]
        return [
            Part(
                heading=line_of(soft.value.name, lang),
                facts=[
                    *fact(word("fact.expected", lang), before),
                    *fact(word("fact.lag", lang), [lag]),
                    *fact(word("fact.answers", lang), answers),
                ],
                notes=[word("each_its_own", lang)],
            )
        ]

    def _answer(self, trial: Trial) -> str:
        asked = self.basis.asked.get(trial.place, 0)
        return " ".join(answer_words(trial, asked, self.lang))

    def _visit(self, host: str, day: str, guests: str, rows: tuple[tuple[str, ...], ...]) -> Part:
        heads = tuple(word(f"table.{name}", self.lang) for name in ("seen", "role", "asked"))
        heading = word("visit.heading", self.lang, host=self._place(host), day=day)
        said = [word("visit.guests", self.lang, guests=guests)] if guests else []
        if not rows:
            return Part(heading=heading, said=[*said, word("empty.observations", self.lang)])
        table = DataTable(heads, rows)
        return Part(
            heading=heading,
            said=said,
            table=table,
            caption=word("caption.visit", self.lang),
            row_heads=False,
        )

    def _effort(self, what: str, who: str | None, each: object) -> str:
        start = getattr(each, "start", None)
        said = effort_words(what, start, self.lang)
        return f"{sentence_case(line_of(who, self.lang))}: {said}" if who else said
