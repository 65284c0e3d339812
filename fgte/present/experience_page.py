"""The pieces of the yearly regional compilation (erfarenhetsutbyte), in orders fixed beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgte.catalogue import Catalogue
from fgte.journal import Entry
from fgte.journal.documents import PROSE, Communication, Inquiry, Proposal
from fgte.judgement.change_work_results import Trial, Work
from fgte.judgement.exchange import ExchangeBasis
from fgte.judgement.shared_experience import SharedExperience
from fgte.model import Origin
from fgte.present.change_work_cards import effort_words, owner_words, title_words
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import answer_words, day_words, written_before
from fgte.present.exchange_parts import (
    Part,
    drawn_parts,
    fact,
    factor_part,
    line_of,
    marks_of,
    paragraphs,
    word,
)
from fgte.present.exchange_steps import assignment_part, proposal_part
from fgte.present.labels import listed
from fgte.present.markup import Html, fill
from fgte.present.sources import origins_list
from fgte.present.tabular import DataTable
from fgte.present.year_wheel import year_wheel
from fgte.present.year_wheel_days import year_days

TALK = ("open", "tried", "learnt", "academia", "factors", "joint", "close")
"""The order of the talk: the same every year, so that no result sets it."""


@dataclass(frozen=True)
class ExperiencePage:
    """What the year's compilation is made of; each method gives one piece that shows itself."""

    held: SharedExperience
    entries: Sequence[Entry]
    book: Catalogue
    origins: Mapping[str, Origin]
    lang: str = "sv"

    def summary(self) -> Html:
        """Which year, who took part, how much is written down, and what is still missing."""
        held, lang = self.held, self.lang
        names = listed([place.name for place in held.places], lang)
        what = [word("year.which", lang, year=self._year)]
        what.append(word("year.who", lang, names=names) if names else word("year.nobody", lang))
        if any(each.example for each in self._entries):
            what.append(word("year.examples", lang))
        counts = [
            word(f"year.count.{name}", lang, n=len(found))
            for name, found in (
                ("exchanges", held.exchanges),
                ("inquiries", held.works),
                ("factors", held.factors),
                ("proposals", held.proposals),
                ("messages", held.messages),
            )
        ]
        what.append(" · ".join(counts))
        blocks = [
            {"heading": word("year.heading", lang), "lines": what},
            {"heading": word("year.learnt", lang), "lines": self._lessons()},
            {"heading": word("year.to_try", lang), "lines": self._tried()},
        ]
        return fill("summary", label=word("year.heading", lang), blocks=blocks)

    def discussion(self) -> Html:
        """The order of the talk, the same every year."""
        said = [word(f"talk.{key}", self.lang) for key in TALK]
        return fill("list", ordered=True, kind="questions", lines=said)

    def exchanges(self) -> Html:
        """Each exchange: what was tried, what was learnt, what was decided."""
        parts = [self._exchange(each) for each in self.held.exchanges]
        return drawn_parts(parts, word("empty.exchanges", self.lang))

    def inquiries(self) -> Html:
        """Each prövande of the year: what was tried, what was expected, what was learnt."""
        parts = [self._inquiry(each) for each in self.held.works]
        return drawn_parts(parts, word("empty.inquiries", self.lang))

    def factors(self) -> Html:
        """The success factors with the four criteria, and how far each has come."""
        titles = {each.id: title_words(each, self.lang) for each in self.entries}
        parts = [
            factor_part(each, self.held.standings, titles, self.lang) for each in self.held.factors
        ]
        return drawn_parts(parts, word("empty.factors", self.lang))

    def proposals(self) -> Html:
        """What academia questions and proposes, with answer and decision."""
        parts = [proposal_part(each, self.lang) for each in self.held.proposals]
        return drawn_parts(parts, word("empty.proposals", self.lang))

    def decisions(self) -> Html:
        """Assignments with preparation and decision."""
        parts = [assignment_part(each, self.lang) for each in self.held.assignments]
        return drawn_parts(parts, word("empty.decisions", self.lang))

    def communication(self) -> Html:
        """The communication plan: to whom, what, by which channel, when, and whether it is sent."""
        heads = ("audience", "message", "channel", "day", "sent", "concerns")
        rows = tuple(self._message(each) for each in self.held.messages)
        table = DataTable(tuple(word(f"table.{name}", self.lang) for name in heads), rows)
        parts = [Part(table=table, caption=word("caption.messages", self.lang))] if rows else []
        return drawn_parts(parts, word("empty.messages", self.lang))

    def year(self) -> Html:
        """The school year as a wheel and as a list."""
        return year_wheel(
            year_days(self.entries, self.book, self.held.year, self.lang), None, self.lang
        )

    def questions(self) -> Html:
        """What is not there yet, as questions with who can act."""
        said = [word(f"year.question.{key}", self.lang) for key in self._missing()]
        return fill("list", ordered=True, kind="questions", lines=said)

    def sources(self) -> Html:
        """Where the figures come from, and on what terms they may be used."""
        return origins_list(self.origins.values(), self.lang)

    @property
    def _year(self) -> str:
        return f"{self.held.year - 1}/{self.held.year % 100:02d}"

    @property
    def _entries(self) -> list[Entry]:
        held = self.held
        kept = (*held.factors, *held.proposals, *held.messages, *held.assignments)
        return [*(e.entry for e in held.exchanges), *(e.entry for e in held.works), *kept]

    def _lessons(self) -> list[str]:
        """What was learnt, a line for each exchange and prövande that says it."""
        entries = [e.entry for e in self.held.exchanges] + [e.entry for e in self.held.works]
        said = [
            word("year.lesson", self.lang, title=title_words(each, self.lang), lesson=lesson)
            for each in entries
            if (lesson := shown(getattr(each.body, "lesson", None), self.lang))
        ]
        return said or [word("year.no_lessons", self.lang)]

    def _tried(self) -> list[str]:
        """How many expected traces can be tried now, and how many wait; never how they came out."""
        trials = [
            *(trial for each in self.held.exchanges for trial in each.trials),
            *(trial for each in self.held.works for trial in each.trials),
        ]
        now, later = sum(e.can_be_tried for e in trials), sum(e.waits for e in trials)
        return [word("year.traces", self.lang, now=now, later=later)]

    def _exchange(self, each: ExchangeBasis) -> Part:
        body, lang = each.body, self.lang
        names = listed([place.name for place in each.places], lang)
        tried = [word("year.visits", lang, n=len(body.visits))] if body.visits else []
        efforts = [effort_words(e.what, e.start, lang) for e in body.efforts]
        return Part(
            heading=title_words(each.entry, lang),
            marks=marks_of(each.entry, lang),
            said=[word("year.together", lang, names=names)],
            facts=[
                *fact(word("fact.area", lang), [line_of(body.development_area, lang)]),
                *fact(word("fact.tried", lang), [*paragraphs(body.preparation, lang), *tried]),
                *fact(word("fact.analysis", lang), paragraphs(body.analysis, lang)),
                *fact(
                    word("fact.lesson", lang),
                    paragraphs(body.lesson, lang) or [word("year.no_lesson", lang)],
                ),
                *fact(word("fact.efforts", lang), efforts or [word("year.no_effort", lang)]),
            ],
        )

    def _inquiry(self, work: Work) -> Part:
        body, lang = work.entry.body_as(Inquiry), self.lang
        owner = owner_words(work.entry.owner, self.book.municipalities, lang)
        expected = [
            " ".join([*written_before(each, lang), *self._answer(each)]) for each in work.trials
        ]
        return Part(
            heading=title_words(work.entry, lang),
            marks=marks_of(work.entry, lang),
            said=[word("year.owner", lang, owner=owner)],
            facts=[
                *fact(word("fact.question", lang), paragraphs(body.question, lang)),
                *fact(word("fact.tried", lang), [line_of(e.what, lang) for e in body.activities]),
                *fact(word("fact.expected", lang), expected),
                *fact(word("fact.traces", lang), [line_of(e.what, lang) for e in body.traces]),
                *fact(
                    word("fact.lesson", lang),
                    paragraphs(body.lesson, lang) or [word("year.no_lesson", lang)],
                ),
                *fact(word("fact.spreading", lang), paragraphs(body.spreading, lang)),
            ],
        )

    def _answer(self, trial: Trial) -> list[str]:
        return answer_words(trial, self.held.asked.get(trial.place, 0), self.lang)

    def _message(self, entry: Entry) -> tuple[str, ...]:
        body, lang = entry.body_as(Communication), self.lang
        known = self.book.indicators
        labels = [known[id].short[lang] for id in body.indicators if id in known]
        titles = {each.id: title_words(each, lang) for each in self.entries}
        about = [*labels, *(titles[id] for id in body.links if id in titles)]
        return (
            title_words(entry, lang),
            shown(body.message, lang, longest=PROSE),
            line_of(body.channel, lang),
            day_words(body.day, lang),
            day_words(body.sent, lang) if body.sent else word("year.not_sent", lang),
            "; ".join(about) or "–",
        )

    def _missing(self) -> list[str]:
        held = self.held
        unanswered = any(
            isinstance(e.body, Proposal) and (e.body.answer is None or e.body.decision is None)
            for e in held.proposals
        )
        lacks = {
            "exchanges": not held.exchanges,
            "lessons": any(not each.body.lesson for each in held.exchanges),
            "inquiries": not held.works,
            "factors": not held.factors,
            "academia": not held.proposals,
            "answers": unanswered,
            "messages": not held.messages,
            "always": True,
        }
        return [key for key, lacking in lacks.items() if lacking]
