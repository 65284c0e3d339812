"""The pieces of a report on soft values: what was asked, what compares, what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fgte.journal import Entry
from fgte.journal.documents import Exchange, SoftValue
from fgte.judgement import Judgement
from fgte.model import RecordKind, Status
from fgte.present.change_work_clean import shown
from fgte.present.chart import SeriesChart
from fgte.present.charts import series_chart
from fgte.present.labels import status_label
from fgte.present.learning_words import title_of
from fgte.present.markup import Html, fill
from fgte.present.narrative import sentence
from fgte.present.numbers import with_unit
from fgte.present.tabular import DataTable
from fgte.present.window import joined, nothing_here, window
from fgte.texts import text


@dataclass(frozen=True)
class SoftSurvey:
    """One of the municipality's own surveys: every question judged, the headline first."""

    questions: tuple[Judgement, ...]

    @property
    def headline(self) -> Judgement:
        """The question or mean that the survey is known by."""
        return self.questions[0]

    @property
    def by_pupils(self) -> bool:
        """Whether it is pupils who have answered."""
        return self.headline.indicator.by_pupils

    @property
    def asked(self) -> tuple[Judgement, ...]:
        """The questions that were put, without means of several of them."""
        summed = {each.id for each in self.headline.indicator.series if each.of_many}
        return tuple(each for each in self.questions if each.series_id not in summed)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its rounds, oldest first."""
        return tuple(sorted({f.year for each in self.questions for f in each.series}))

    @property
    def comparable_years(self) -> tuple[int, ...]:
        """The latest rounds that compare with one another: those since the last break."""
        cuts = [r.year for r in self.headline.indicator.records if r.kind is RecordKind.BREAK]
        return tuple(year for year in self.years if year >= max(cuts, default=0))


@dataclass(frozen=True)
class Expecting:
    """A soft value that an exchange has chosen, and the hard trace expected from it, judged."""

    entry: Entry
    value: SoftValue
    judged: Judgement | None


@dataclass(frozen=True)
class SoftPage:
    """What the report is made of; each method gives one piece that shows itself.

    Everything is one municipality's own: nothing is set beside another's.
    """

    place: str
    surveys: Sequence[SoftSurvey]
    expecting: Sequence[Expecting]
    lang: str = "sv"

    def summary(self) -> Html:
        """Which surveys there are, how many rounds compare, what is expected of them."""
        if not self.surveys:
            return self._none_yet()
        blocks = [
            {"heading": self._label(each), "lines": self._first_lines(each)}
            for each in self.surveys
        ]
        return fill("summary", label=_said("summary", self.lang), blocks=blocks)

    def rounds(self) -> Html:
        """For each survey whether its rounds compare, then the figures; a line only if they do."""
        return joined([self._survey(each) for each in self.surveys] or [self._none_here()])

    def beside(self) -> Html:
        """The hard trace that was expected from a soft value, beside it; never one measure."""
        pieces = [self._expected(each) for each in self.expecting]
        none = window(
            "expected-none",
            _said("beside_heading", self.lang),
            [_said("no_expected", self.lang)],
            self.lang,
        )
        return joined(pieces or [none])

    def analysis_day(self) -> Html:
        """A sheet for a day with pupils: what is shown, what they are asked, what is kept."""
        keys = ("before", "show", "ask", "why", "try", "back")
        lines = [_said(f"day.{key}", self.lang) for key in keys]
        steps = fill("list", ordered=True, kind="questions", lines=lines)
        answered = [each for each in self.surveys if each.by_pupils]
        return joined([steps, *([self._sheet(e) for e in answered] or [self._no_sheet()])])

    def lacking(self) -> Html:
        """What the answers cannot tell."""
        lines = [_said(f"lacks.{key}", self.lang) for key in ("who", "cause", "compare", "other")]
        return fill("list", ordered=False, kind="lacking", lines=lines)

    def sources(self) -> Html:
        """Who asked, on what terms, and that the figures are counted here."""
        lines = list(dict.fromkeys(each.headline.indicator.source for each in self.surveys))
        said = [_said("source", self.lang, source=each) for each in lines]
        return fill("list", ordered=False, kind="sources", lines=[*said, _said("own", self.lang)])

    def _none_here(self) -> Html:
        return nothing_here(_said("none", self.lang, place=self.place))

    def _none_yet(self) -> Html:
        heading = _said("none_heading", self.lang)
        lines = [_said("none", self.lang, place=self.place), _said("how", self.lang)]
        return fill("summary", label=heading, blocks=[{"heading": heading, "lines": lines}])

    def _label(self, of: SoftSurvey) -> str:
        return of.headline.indicator.label[self.lang]

    def _first_lines(self, of: SoftSurvey) -> list[str]:
        return [self._compares(of), of.headline.indicator.explanation[self.lang]]

    def _compares(self, of: SoftSurvey) -> str:
        """How many rounds there are, and how many of them may be read as one series."""
        rounds, alike = len(of.years), len(of.comparable_years)
        if rounds < 2:
            return _said("one_round", self.lang, year=of.years[0] if of.years else "–")
        key = "all_compare" if alike == rounds else "some_compare" if alike > 1 else "none_compare"
        first, last = of.comparable_years[0], of.comparable_years[-1]
        return _said(key, self.lang, n=rounds, alike=alike, first=first, last=last)

    def _survey(self, of: SoftSurvey) -> Html:
        drawn = len(of.comparable_years) > 1
        return window(
            f"soft-{of.headline.indicator.id}",
            self._label(of),
            [self._compares(of), *self._reasons(of)],
            self.lang,
            charts=[self._chart(of)] if drawn else [],
            rows=self._table(of),
            caption=_said("table", self.lang),
            notes=[each[self.lang] for each in of.headline.indicator.caveats],
            source=_said("own", self.lang),
        )

    def _chart(self, of: SoftSurvey) -> SeriesChart:
        """The headline over the rounds, by its own name: it is no figure of a group of schools."""
        title = f"{self._label(of)}: {self._question(of.headline)}"
        return replace(series_chart(of.headline, self.lang), title=title)

    def _reasons(self, of: SoftSurvey) -> Iterator[str]:
        for record in of.headline.indicator.records:
            if record.kind is RecordKind.BREAK:
                yield record.text[self.lang]

    def _table(self, of: SoftSurvey) -> DataTable:
        """Every question with each round's figure, in the order they were asked."""
        heads = (_said("question", self.lang), *map(str, of.years))
        rows = [(self._question(e), *(self._cell(e, y) for y in of.years)) for e in of.questions]
        return DataTable(heads, tuple(rows))

    def _question(self, judged: Judgement) -> str:
        labels = {s.id: s.label[self.lang] for s in judged.indicator.series}
        return labels.get(judged.series_id, judged.series_id)

    def _cell(self, judged: Judgement, year: int) -> str:
        found = next((each for each in judged.series if each.year == year), None)
        if found is None:
            return "–"
        if found.status is Status.OK and found.value is not None:
            return with_unit(found.value, judged.indicator.unit, self.lang)
        return status_label(found.status, self.lang)

    def _expected(self, each: Expecting) -> Html:
        trace = each.value.expected
        name = shown(each.value.name, self.lang, longest=120)
        lines = [_said("no_trace", self.lang)]
        if trace is not None and each.judged is not None:
            label = each.judged.indicator.short[self.lang]
            lines = [_said("trace", self.lang, label=label, year=trace.first_year)]
            lines.append(sentence(each.judged, self.lang))
        elif trace is not None:
            soft = shown(trace.soft_value, self.lang, longest=120)
            lines = [_said("trace", self.lang, label=soft, year=trace.first_year)]
        instrument = shown(each.value.instrument, self.lang, longest=200)
        key = "instrument" if instrument else "no_instrument"
        lines.append(_said(key, self.lang, instrument=instrument))
        return window(
            f"expected-{each.entry.id}-{each.value.id}",
            f"{name}: {title_of(each.entry, self.lang)}",
            lines,
            self.lang,
            notes=[_said("beside_note", self.lang)],
        )

    def _sheet(self, of: SoftSurvey) -> Html:
        year = of.years[-1] if of.years else 0
        heads = ("question", "shows", "fits", "behind", "try")
        headers = tuple(_said(f"sheet.{key}", self.lang, year=year) for key in heads)
        rows = [(self._question(e), self._cell(e, year), "", "", "") for e in of.asked]
        return window(
            f"sheet-{of.headline.indicator.id}",
            self._label(of),
            [_said("sheet.lead", self.lang), *self._who(of)],
            self.lang,
            rows=DataTable(headers, tuple(rows)),
            caption=_said("sheet.caption", self.lang),
        )

    def _who(self, of: SoftSurvey) -> list[str]:
        """Who answered, which stands first among what is to be minded."""
        return [each[self.lang] for each in of.headline.indicator.caveats[:1]]

    def _no_sheet(self) -> Html:
        """That no survey of pupils is there, and how one is told from others."""
        lines = [_said(f"no_sheet.{key}", self.lang) for key in ("none", "how")]
        return window("sheet-none", _said("no_sheet.heading", self.lang), lines, self.lang)


def expecting_in(entries: Sequence[Entry]) -> Iterator[tuple[Entry, SoftValue]]:
    """The soft values that exchanges have chosen, in the order of the exchanges' ids."""
    for entry in sorted(entries, key=lambda each: each.id):
        if isinstance(entry.body, Exchange):
            yield from ((entry, value) for value in entry.body.soft_values)


def _said(key: str, lang: str, **details: object) -> str:
    return text(f"soft.{key}", lang, **details)
