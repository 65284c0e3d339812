"""The pieces of the report on soft values and hard traces: cases, each unit beside itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fgte.analysis.sign_test import cases_needed, smallest_p
from fgte.judgement.soft_hard_results import Case, CaseStep, Outcome
from fgte.judgement.soft_series import SoftSeries
from fgte.present.cards import source_text
from fgte.present.change_work_clean import shown
from fgte.present.labels import number_word, sentence_case
from fgte.present.markup import Html, fill
from fgte.present.numbers import change_with_unit, decimal
from fgte.present.soft_hard_chart import case_chart
from fgte.present.soft_hard_words import (
    case_lines,
    case_name,
    counted,
    look_words,
    moved_words,
    say,
    school_year_words,
    status_words,
    step_outcome,
)
from fgte.present.tabular import DataTable
from fgte.present.window import joined, nothing_here, window

UNITS = 5
"""As many municipalities as the collaboration has."""

SHARE, STRONGER = 0.7, 0.9
"""How often soft and hard might truly go together: examples of what a test would have to show."""


@dataclass(frozen=True)
class SoftHardPage:
    """What the report is made of; each method gives one piece that shows itself.

    Everything is one municipality's own. Cases stand in the order they were written, whatever
    came of them, and those that cannot be read stand among the others. ``withdrawn`` is how many
    were written in exchanges that are gone; ``known`` the latest day on which figures came to the
    store.
    """

    place: str
    cases: Sequence[Case]
    lang: str = "sv"
    withdrawn: int = 0
    known: date | None = None

    def summary(self) -> Html:
        """How many cases there are, what can be said of them, and that nothing is tested."""
        heading = say("summary.heading", self.lang)
        lines = self.summary_lines()
        if not self.cases:
            heading = say("summary.none_heading", self.lang)
            lines = [*lines, say("summary.how", self.lang)]
        return fill("summary", label=heading, blocks=[{"heading": heading, "lines": lines}])

    def summary_lines(self) -> list[str]:
        """The same as sentences."""
        gone = counted("summary.withdrawn", self.withdrawn, self.lang) if self.withdrawn else ""
        if not self.cases:
            return [say("summary.none", self.lang, place=self.place), *([gone] if gone else [])]
        own = [each for each in self.cases if not each.example]
        examples = len(self.cases) - len(own)
        lines = []
        if own:
            lines.append(counted("summary.count", len(own), self.lang))
            for outcome in Outcome if any(each.outcome for each in own) else ():
                n = sum(each.outcome is outcome for each in own)
                lines.append(counted(f"summary.{outcome}", n, self.lang))
            unread = sum(each.outcome is None for each in own)
            lines.append(counted("summary.unread", unread, self.lang))
        if examples:
            key = "summary.examples" if own else "summary.examples_alone"
            lines.append(counted(key, examples, self.lang))
        return [*lines, *([gone] if gone else []), say("summary.no_test", self.lang)]

    def overview(self) -> Html:
        """Every case in a row: what can be said of it or what it lacks, and when it can be read."""
        if not self.cases:
            return self._none_here()
        heads = tuple(say(f"table.{key}", self.lang) for key in ("case", "status", "look"))
        rows = tuple(
            (
                case_name(each, self.lang),
                sentence_case(status_words(each, self.lang)),
                sentence_case(look_words(each, self.lang, self.known)),
            )
            for each in self.cases
        )
        caption = say("table.caption", self.lang)
        return window(
            "soft-hard-overview",
            say("table.heading", self.lang),
            [],
            self.lang,
            rows=DataTable(heads, rows),
            caption=caption,
            wordy=True,
        )

    def windows(self) -> Html:
        """Each case by itself: what can be said, the two panels, and the changes as a table."""
        return joined([self._window(each) for each in self.cases] or [self._none_here()])

    def test(self) -> Html:
        """Why nothing is tested, and how many cases a test would take."""
        return fill("list", ordered=False, kind="test", lines=self.test_lines())

    def test_lines(self) -> list[str]:
        """The same as sentences."""
        needed, stronger = cases_needed(SHARE), cases_needed(STRONGER)
        shares = [decimal(100 * share, 0, self.lang) for share in (SHARE, STRONGER)]
        return [
            say("test.units", self.lang, smallest=decimal(smallest_p(UNITS), 4, self.lang)),
            say("test.six", self.lang, p=decimal(smallest_p(UNITS + 1), 3, self.lang)),
            say("test.needed", self.lang, share=shares[0], n=needed.cases, alike=needed.alike),
            say(
                "test.stronger", self.lang, share=shares[1], n=stronger.cases, alike=stronger.alike
            ),
            say("test.independent", self.lang),
            say("test.own", self.lang),
        ]

    def lacking(self) -> Html:
        """What the page cannot tell."""
        keys = ("cause", "chosen", "others", "answers", "rounds", "pupils", "lag")
        lines = [say(f"lacks.{key}", self.lang) for key in keys]
        return fill("list", ordered=False, kind="lacking", lines=lines)

    def sources(self) -> Html:
        """Whose rounds and whose figures they are, and what is counted here."""
        soft = [e.soft.label[self.lang] for e in self.cases if e.soft and e.soft.rounds]
        lines = [say("sources.soft", self.lang, label=each) for each in dict.fromkeys(soft)]
        hard = [source_text(e.hard, self.lang) for e in self.cases if e.hard and e.hard.series]
        own = say("own", self.lang)
        return fill(
            "list", ordered=False, kind="sources", lines=[*lines, *dict.fromkeys(hard), own]
        )

    def _none_here(self) -> Html:
        return nothing_here(say("summary.none", self.lang, place=self.place))

    def _window(self, case: Case) -> Html:
        chart = case_chart(case, self.lang)
        return window(
            f"soft-hard-{case.id}",
            case_name(case, self.lang),
            case_lines(case, self.lang, self.known),
            self.lang,
            charts=[chart] if chart else [],
            rows=self._steps(case) if case.steps else None,
            caption=say("steps.caption", self.lang),
            wordy=True,
            notes=[*self._notes(case)],
            source=say("own", self.lang) if case.steps else "",
        )

    def _steps(self, case: Case) -> DataTable:
        keys = ("rounds", "soft", "years", "hard", "country", "outcome")
        heads = tuple(say(f"steps.{key}", self.lang) for key in keys)
        return DataTable(heads, tuple(self._row(step, case) for step in case.steps))

    def _row(self, step: CaseStep, case: Case) -> tuple[str, ...]:
        assert case.soft is not None
        assert case.hard is not None
        unit, country = case.hard.indicator.unit, step.hard.country
        rounds = [school_year_words(each.year, self.lang) for each in (step.first, step.later)]
        none = say("steps.none", self.lang)
        return (
            say("steps.span", self.lang, first=rounds[0], last=rounds[1]),
            moved_words(step.later.moved, case.soft.measure, self.lang),
            say("steps.span", self.lang, first=step.hard.first_year, last=step.hard.last_year),
            moved_words(step.hard.moved, unit, self.lang),
            none if country is None else change_with_unit(country, unit, self.lang),
            sentence_case(step_outcome(step, self.lang)),
        )

    def _notes(self, case: Case) -> Iterator[str]:
        """What must be minded of this case."""
        if case.example:
            yield say("note.example", self.lang)
        if case.soft is not None:
            yield from self._round_notes(case.soft)
        if any(step.hard.moved for step in case.steps):
            yield say("note.interval", self.lang)
        if any(step.hard.country is not None for step in case.steps):
            yield say("note.country", self.lang)

    def _round_notes(self, soft: SoftSeries) -> Iterator[str]:
        if soft.reasons and soft.comparable:
            why = " ".join(shown(each[self.lang], self.lang) for each in soft.reasons)
            first = school_year_words(soft.comparable[0].year, self.lang)
            yield say("note.reason", self.lang, year=first, why=why)
        if soft.few is not None and any(each.value is None for each in soft.rounds):
            yield say("note.hidden", self.lang, few=number_word(soft.few, self.lang))
        if soft.rounds and any(each.day is None for each in soft.rounds):
            yield say("note.years_apart", self.lang)
