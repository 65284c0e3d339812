"""The page of the register of research questions: what each cell of its notebook shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fgte.catalogue import Catalogue
from fgte.journal.documents import PROSE, Formed
from fgte.journal.state import Found
from fgte.model import Municipality
from fgte.present.change_work_cards import owner_words, title_words
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import day_words
from fgte.present.exchange_parts import (
    Part,
    drawn_parts,
    fact,
    line_of,
    marks_of,
    paragraphs,
)
from fgte.present.labels import listed
from fgte.present.markup import Html, fill
from fgte.research.question_chain import chain_of, report_of, study_words
from fgte.research.question_status import QuestionStatus
from fgte.research.questions import (
    Lack,
    Missing,
    NextStep,
    QuestionRegister,
    StandingQuestion,
)
from fgte.research.register import Registered
from fgte.texts import counted, text

IN_CHAIN = frozenset({Lack.NO_INQUIRY, Lack.NO_STUDY, Lack.NO_PROPOSAL})
"""What the chain itself says is not there."""


@dataclass(frozen=True)
class QuestionPage:
    """What the page is made of; each method gives one piece that shows itself.

    ``folder`` is where the page is to lie: the studies' reports there are led to.
    """

    register: QuestionRegister
    book: Catalogue
    lang: str = "sv"
    folder: Path | None = None

    def summary(self) -> Html:
        """How many questions there are and how far they have come, and what each waits for.

        What is made up is counted by itself and waits for nobody.
        """
        heading = self._text("summary.heading")
        blocks = [{"heading": heading, "lines": self._standing()}]
        if self._own:
            blocks.append({"heading": self._text("summary.next"), "lines": self._next_steps()})
        return fill("summary", label=heading, blocks=blocks)

    def questions(self) -> Html:
        """Each question as a card, in the order in which they were formed."""
        parts = [self._card(each) for each in self.register.questions]
        return drawn_parts(parts, self._text("empty"))

    def loose_studies(self) -> Html:
        """The studies that belong to no question that may be read."""
        parts = [self._study(each) for each in self.register.loose]
        return drawn_parts(parts, self._text("loose.none"))

    @property
    def _own(self) -> list[StandingQuestion]:
        """The questions that somebody has formed: none that is made up."""
        return [each for each in self.register.questions if not each.entry.example]

    def _standing(self) -> list[str]:
        """How many there are and how far they have come, or how to begin."""
        own, said = self._own, self._nothing()
        if own:
            count = counted("research_questions.summary.count", len(own), self.lang)
            said = [count, " ".join(self._counts())]
        examples = len(self.register.questions) - len(own)
        if examples:
            said.append(counted("research_questions.summary.examples", examples, self.lang))
        return said

    def _nothing(self) -> list[str]:
        key = "unreadable" if self.register.found is Found.UNREADABLE else "none"
        return [self._text(f"summary.{key}"), self._text("summary.how")]

    def _counts(self) -> Iterator[str]:
        """How many have come how far, in the order of the way, whatever the answers are."""
        found = Counter(each.status for each in self._own)
        for status in QuestionStatus:
            if found[status]:
                key = f"research_questions.counted.{status}"
                yield counted(key, found[status], self.lang)

    def _next_steps(self) -> list[str]:
        waiting = [e for e in self._own if e.next_step is not NextStep.NOTHING]
        said = [
            self._text("summary.step", title=title_words(e.entry, self.lang), step=self._step(e))
            for e in waiting
        ]
        return said or [self._text("summary.nothing_waits")]

    def _card(self, each: StandingQuestion) -> Part:
        body, lang = each.body, self.lang
        return Part(
            heading=title_words(each.entry, lang),
            marks=[self._text(f"status.{each.status}"), *marks_of(each.entry, lang)],
            said=paragraphs(body.question, lang),
            facts=[
                *fact(self._text("fact.status"), [self._text(f"means.{each.status}")]),
                *fact(self._text("fact.next"), [self._step(each), *self._follow_up(each)]),
                *fact(self._known_heading(each), self._known(each)),
                *fact(self._text("fact.laid_aside"), self._laid_aside(each)),
                *fact(self._text("fact.formed"), [self._formed(body.formed), self._whose(each)]),
                *fact(self._text("fact.observation"), paragraphs(body.observation, lang)),
                *fact(self._text("fact.matters"), paragraphs(body.matters, lang)),
                *fact(self._text("fact.concerns"), [self._concerns(each)]),
                *fact(self._text("fact.lacking"), [*self._lacking(each)]),
            ],
            table=chain_of(each, self.places, lang, self.folder),
            caption=self._text("chain.caption"),
        )

    @property
    def places(self) -> Mapping[str, Municipality]:
        """The municipalities by code, to name them."""
        return self.book.municipalities

    def _step(self, each: StandingQuestion) -> str:
        return self._text(f"next.{each.next_step}")

    def _follow_up(self, each: StandingQuestion) -> list[str]:
        day = each.body.next_follow_up
        return [self._text("follow_up", day=day_words(day, self.lang))] if day else []

    def _known_heading(self, each: StandingQuestion) -> str:
        borne = Lack.ANSWER_NOT_BORNE not in {missing.lack for missing in each.lacking}
        return self._text("fact.known" if borne else "fact.known_not_borne")

    def _known(self, each: StandingQuestion) -> list[str]:
        known = each.body.known
        if known is None:
            return []
        rests = [*known.studies, line_of(known.source, self.lang)]
        named = listed([name for name in rests if name], self.lang)
        when = {"day": day_words(known.day, self.lang), "group": self._group(known.group)}
        return [
            *paragraphs(known.answer, self.lang),
            self._text("known.says", **when),
            self._text("known.rests", on=named),
        ]

    def _laid_aside(self, each: StandingQuestion) -> list[str]:
        aside = each.body.laid_aside
        if aside is None:
            return []
        when = {"day": day_words(aside.day, self.lang), "group": self._group(aside.group)}
        return [*paragraphs(aside.because, self.lang), self._text("laid_aside", **when)]

    def _formed(self, formed: Formed) -> str:
        groups = listed([self._group(each) for each in formed.groups], self.lang)
        who = line_of(formed.who, self.lang)
        day = day_words(formed.day, self.lang)
        return self._text("formed.by_roles" if who else "formed.by", day=day, who=who, by=groups)

    def _whose(self, each: StandingQuestion) -> str:
        owner = owner_words(each.entry.owner, self.places, self.lang)
        return self._text("formed.kept", owner=owner)

    def _concerns(self, each: StandingQuestion) -> str:
        known, lang = self.book.indicators, self.lang
        labels = [known[id].label[lang] for id in each.body.indicators if id in known]
        return "; ".join([*labels, *(line_of(name, lang) for name in each.body.soft_values)])

    def _lacking(self, each: StandingQuestion) -> Iterator[str]:
        for missing in each.lacking:
            if missing.lack not in IN_CHAIN:
                yield self._lack(missing, each)

    def _lack(self, missing: Missing, each: StandingQuestion) -> str:
        by = self._group(each.body.formed.groups[0])
        names = listed(list(missing.names), self.lang)
        return self._text(f"lack.{missing.lack}", by=by, names=names)

    def _study(self, each: Registered) -> Part:
        title, lang = shown(each.title, self.lang) or each.name, self.lang
        return Part(
            heading=self._text("loose.name", title=title, name=each.name),
            said=[shown(each.question, lang, longest=PROSE)] if each.question else [],
            facts=fact(
                self._text("loose.says"),
                [*study_words(each, lang), *report_of(each.name, self.folder, lang)],
            ),
        )

    def _group(self, group: str) -> str:
        return text(f"journal.choice.Group.{group}", self.lang)

    def _text(self, key: str, **values: object) -> str:
        return text(f"research_questions.{key}", self.lang, **values)
