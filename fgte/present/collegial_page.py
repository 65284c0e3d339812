"""The pieces of a report on collegial learning: what was rated, each by itself, and a talk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fgte.catalogue.instruments import Instrument
from fgte.judgement.instruments import RatedRounds
from fgte.present.cards import DrawnChart
from fgte.present.collegial_words import (
    agreement_sentences,
    answered_words,
    day,
    level_sentence,
    mean_sentence,
    name_of,
    parts_sentence,
    said,
    step_sentences,
)
from fgte.present.markup import Html, fill, safe
from fgte.present.numbers import decimal
from fgte.present.svg_marks import slug
from fgte.present.svg_profile import Profile, ProfileRow, render_profile
from fgte.present.tabular import DataTable
from fgte.present.window import joined, nothing_here, window
from fgte.texts import text

Lines = Callable[[RatedRounds], list[str]]


@dataclass(frozen=True)
class CollegialPage:
    """What the report is made of; each method gives one piece that shows itself.

    ``rated`` holds what was rated in a fixed order. ``asked`` is the instrument as it is now.
    """

    place: str
    rated: Sequence[RatedRounds]
    asked: Instrument
    lang: str = "sv"

    def summary(self) -> Html:
        """For each rated object the mean, the level, the profile and the change."""
        if not self.rated:
            return self._none_yet()
        blocks = [
            {"heading": name_of(each, self.lang), "lines": [*self._first_lines(each)]}
            for each in self.rated
        ]
        return fill("summary", label=said("summary", self.lang), blocks=blocks)

    def profiles(self) -> Html:
        """Each object's profile over the statements: as a picture and as a table."""
        return joined([self._profile(each) for each in self.rated] or [self._none_here()])

    def agreement(self) -> Html:
        """How the statements held together and how alike the answers were."""
        return self._windows("agreement", lambda each: [*agreement_sentences(each, self.lang)])

    def rounds(self) -> Html:
        """What has changed between rounds, and what such rounds could not have shown."""
        return self._windows("rounds", self._round_lines)

    def guide(self) -> Html:
        """Questions for the talk, in a fixed order, each with what it is for."""
        keys = ["silent", "parts", "examples", "pupils", "apart", "problem", "next"]
        lines = [said(f"guide.{key}", self.lang) for key in keys]
        steps = fill("list", ordered=True, kind="questions", lines=lines)
        return joined([steps, self._open_questions()]) if self.asked.talked_of else steps

    def _open_questions(self) -> Html:
        """The instrument's questions in own words, which nobody has answered in a form."""
        lines = [each.text[self.lang] for each in self.asked.talked_of]
        return window(
            "open-questions",
            said("guide.open", self.lang),
            [said("guide.open_how", self.lang)],
            self.lang,
            notes=lines,
        )

    def lacking(self) -> Html:
        """What the answers cannot tell."""
        keys = ("why", "others", "truth", "compare", "levels")
        lines = [said(f"lacks.{key}", self.lang) for key in keys]
        return fill("list", ordered=False, kind="lacking", lines=lines)

    def sources(self) -> Html:
        """Where the statements come from, who chose the limits, who answered."""
        lines = [self.asked.source[self.lang], self.asked.terms[self.lang]]
        lines += [self.asked.cut_offs[self.lang]] if self.asked.cut_offs else []
        for each in self.rated:
            made = each.latest
            answered = {"name": name_of(each, self.lang), "day": day(made, self.lang)}
            more = {"who": made.who[self.lang], "source": made.source, "terms": made.terms}
            lines.append(said("who", self.lang, **answered, **more))
        return fill("list", ordered=False, kind="sources", lines=[*lines, said("own", self.lang)])

    def _none_here(self) -> Html:
        return nothing_here(said("none.said", self.lang, place=self.place))

    def _none_yet(self) -> Html:
        lines = [said("none.said", self.lang, place=self.place), said("none.how", self.lang)]
        blocks = [{"heading": said("none.heading", self.lang), "lines": lines}]
        return fill("summary", label=said("none.heading", self.lang), blocks=blocks)

    def _first_lines(self, of: RatedRounds) -> Iterator[str]:
        yield f"{mean_sentence(of, self.lang)} {answered_words(of.latest, self.lang)}"
        if of.reading is not None:
            yield level_sentence(of.reading, self.lang)
        parts = parts_sentence(of, self.lang)
        if parts is not None:
            yield parts
        if of.steps:
            yield next(iter(step_sentences(of.steps[-1], of, self.lang)))

    def _round_lines(self, of: RatedRounds) -> list[str]:
        if not of.steps:
            return [said("change.one", self.lang, day=day(of.latest, self.lang))]
        return [line for step in of.steps for line in step_sentences(step, of, self.lang)]

    def _windows(self, kind: str, lines_of: Lines) -> Html:
        pieces = []
        for each in self.rated:
            notes = [c[self.lang] for c in each.caveats]
            if kind == "rounds" and each.steps:
                notes = [c[self.lang] for c in each.steps[-1].caveats]
            pieces.append(
                window(
                    f"{kind}-{each.rated.kind}-{each.rated.id}",
                    name_of(each, self.lang),
                    lines_of(each),
                    self.lang,
                    rows=self._round_table(each) if kind == "rounds" else None,
                    caption=f"{name_of(each, self.lang)}: {said('round_table', self.lang)}",
                    notes=notes,
                )
            )
        return joined(pieces or [self._none_here()])

    def _profile(self, of: RatedRounds) -> Html:
        lines = [mean_sentence(of, self.lang), answered_words(of.latest, self.lang)]
        shown = of.latest.everyone.mean is not None
        return window(
            f"profile-{of.rated.kind}-{of.rated.id}",
            name_of(of, self.lang),
            lines,
            self.lang,
            charts=[self._drawn(of)] if shown else [],
            rows=self._groups(of) if len(of.latest.figures) > 1 else None,
            caption=f"{name_of(of, self.lang)}: {said('groups', self.lang)}",
            notes=[said("hidden_note", self.lang, few=of.latest.threshold)],
            source=said("own", self.lang),
        )

    def _drawn(self, of: RatedRounds) -> DrawnChart:
        scale, name = of.instrument.scale, name_of(of, self.lang)
        title = said("profile.title", self.lang, name=name, day=day(of.latest, self.lang))
        rows = tuple(self._rows(of))
        drawn = Profile(
            id=f"profile-{of.rated.kind}-{of.rated.id}-chart",
            title=title,
            description=said("profile.description", self.lang),
            first=scale.low if scale else 1,
            last=scale.high if scale else 4,
            rows=rows,
            ends=self._ends(of),
            lang=self.lang,
        )
        table = DataTable(
            (said("column.statement", self.lang), said("column.mean", self.lang)),
            tuple((each.words, self._cell(each.value)) for each in rows),
        )
        label = text("labels.card.data", self.lang)
        return DrawnChart(slug(drawn.id), safe(render_profile(drawn)), title, label, table)

    def _ends(self, of: RatedRounds) -> tuple[str, str]:
        scale = of.instrument.scale
        if scale is None:
            return "", ""
        low, high = scale.labels[0][self.lang], scale.labels[-1][self.lang]
        return f"{scale.low} = {low}", f"{scale.high} = {high}"

    def _rows(self, of: RatedRounds) -> Iterator[ProfileRow]:
        figures, hidden = of.latest.everyone, said("hidden", self.lang)
        numbered = {e.id: (n, e) for n, e in enumerate(of.instrument.scaled, start=1)}
        for part in of.instrument.parts:
            yield ProfileRow(part.label[self.lang], figures.parts[part.id], hidden, head=True)
            for id in part.items:
                n, item = numbered[id]
                yield ProfileRow(f"{n}. {item.text[self.lang]}", figures.items[id], hidden)
        if not of.instrument.parts:
            for n, item in numbered.values():
                yield ProfileRow(f"{n}. {item.text[self.lang]}", figures.items[item.id], hidden)

    def _cell(self, value: float | None) -> str:
        return said("hidden", self.lang) if value is None else decimal(value, 2, self.lang)

    def _groups(self, of: RatedRounds) -> DataTable:
        """Groups in the order they were declared, never by result."""
        heads = ("group", "answered", "mean", *(each.id for each in of.instrument.parts))
        labels = {each.id: each.label[self.lang] for each in of.instrument.parts}
        headers = tuple(labels.get(h) or said(f"column.{h}", self.lang) for h in heads)
        rows = tuple(
            (
                each.group or said("everyone", self.lang),
                said("hidden", self.lang) if each.people is None else str(each.people),
                self._cell(each.mean),
                *(self._cell(value) for value in each.parts.values()),
            )
            for each in of.latest.figures
        )
        return DataTable(headers, rows)

    def _round_table(self, of: RatedRounds) -> DataTable:
        labels = [each.label[self.lang] for each in of.instrument.parts]
        fixed = [said(f"column.{key}", self.lang) for key in ("round", "answered", "mean")]
        rows = tuple(
            (
                day(each, self.lang),
                said("hidden", self.lang) if each.answered is None else str(each.answered),
                self._cell(each.everyone.mean),
                *(self._cell(each.everyone.parts.get(p.id)) for p in of.instrument.parts),
            )
            for each in of.rounds
        )
        return DataTable((*fixed, *labels), rows)
