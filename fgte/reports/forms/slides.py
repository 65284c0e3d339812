"""The PowerPoint form: one message a slide, with charts that can be edited there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.dates import format_date
from pptx.util import Emu

from fgte.judgement import Judgement, RegionalJudgement
from fgte.present.cards import caveats, latest_value, publishers, source_text
from fgte.present.charts import movements_chart, series_chart, sexes_chart
from fgte.present.counts import rest_of
from fgte.present.gate_words import municipal_signals, regional_signals
from fgte.present.labels import listed, source_name, verdict_label
from fgte.present.lacking import municipal_lacks, regional_lacks
from fgte.present.movement_words import MOVED
from fgte.present.narrative import movement_sentence, sentence
from fgte.present.one_page import watched
from fgte.present.questions import municipal_questions, regional_questions
from fgte.present.regional_page import common_sentence, regional_sentence
from fgte.present.sexes import sexes_sentence
from fgte.reports.forms.deck import HEIGHT, MARGIN, WIDTH, empty_deck
from fgte.reports.forms.headlines import (
    common_headline,
    has_sexes,
    headline,
    how_to_read,
    is_shown,
    overview_headline,
    sexes_headline,
)
from fgte.reports.forms.packed import write_packed
from fgte.reports.forms.slide_charts import add_lines, add_movements
from fgte.reports.forms.slide_parts import (
    BODY,
    SMALL,
    add_parties,
    foot,
    new_slide,
    notes,
    text_box,
)
from fgte.reports.forms.subject import Subject
from fgte.settings import Settings
from fgte.texts import text

TOP = Emu(1600000)
ROOM = Emu(HEIGHT - TOP - 520000)
CAPTION_HEIGHT = Emu(640000)
CHART = (MARGIN, TOP, Emu(7300000), Emu(ROOM - CAPTION_HEIGHT))
CAPTION = (MARGIN, Emu(TOP + CHART[3]), CHART[2], CAPTION_HEIGHT)
ASIDE = (Emu(8150000), TOP, Emu(WIDTH - 8150000 - MARGIN), ROOM)
WHOLE = (MARGIN, TOP, Emu(WIDTH - 2 * MARGIN), ROOM)
LARGEST = 20
"""Size of text where there is room."""


def write_slides(subject: Subject, target: Path, settings: Settings) -> Path:
    """Write the PowerPoint form of a report: the same figures give the same bytes.

    Parameters
    ----------
    subject
        What the report is about, judged.
    target
        Where the file is put.
    settings
        Where the logos are.
    """
    author = text("reports.page.collaboration", subject.lang)
    maker = _Maker(subject, empty_deck(subject.lang, subject.title, author), settings)
    return write_packed(maker.made().save, target, subject.day)


class _Maker:
    """Makes the slides of one subject, in the order of its report."""

    def __init__(self, subject: Subject, deck: Any, settings: Settings) -> None:
        self.subject, self.deck, self.settings = subject, deck, settings
        self.lang = subject.lang

    def made(self) -> Any:
        """The whole presentation."""
        self._first()
        self._overview()
        if self.subject.common:
            for common in self.subject.common:
                self._common(common)
        else:
            for judged in self.subject.judged:
                self._judged(judged)
        self._lacking()
        self._question()
        self._sources()
        return self.deck

    def _word(self, key: str, **values: object) -> str:
        return text(f"slides.{key}", self.lang, **values)

    def _slide(self, title: str) -> Any:
        slide = new_slide(self.deck, title, self.lang)
        foot(slide, f"{self._word('sender')} · {self.subject.place}", self.lang)
        return slide

    def _first(self) -> None:
        """What it is about, from whom, and how it is to be read."""
        slide = new_slide(self.deck, self.subject.place, self.lang, points=44)
        lines = [
            (self._word("first.title"), 28.0, True),
            (self._word("first.reading"), float(LARGEST), False),
        ]
        if self.subject.origins:
            day = format_date(self.subject.day, "d MMMM y", locale=self.lang)
            lines.append((self._word("first.day", day=day), float(BODY), False))
        text_box(slide, WHOLE, lines, self.lang)
        add_parties(slide, self.settings, self.lang, HEIGHT - 900000)
        notes(slide, [self._word("first.notes"), self.subject.command], self.lang)

    def _overview(self) -> None:
        """How many have moved, which, and how many of each other kind there are."""
        shown = self.subject.common or self.subject.judged
        moved = [self._moved(each) for each in shown if each.verdict in MOVED]
        rest = [e for e in rest_of(shown, self.lang) if e]
        lines = [(said, 24.0, False) for said in moved]
        lines += [(said, float(LARGEST), False) for said in rest]
        watch = self._watch()
        if watch:
            lines.append((self._word("overview.watch", n=len(watch)), float(LARGEST), False))
        slide = self._slide(overview_headline(shown, self.lang))
        text_box(slide, WHOLE, lines, self.lang)
        notes(slide, [self._word("overview.notes"), *moved, *rest, *watch], self.lang)
        if watch:
            self._watched()

    def _watch(self) -> list[str]:
        """The signals that are no verdicts."""
        if self.subject.common:
            return regional_signals(self.subject.common, self.lang)
        return municipal_signals(self.subject.judged, self.lang)

    def _watched(self) -> None:
        """What is only to be watched, and how many such signals chance alone would give."""
        said = watched(self._watch(), self.subject.panel, self.lang)
        slide = self._slide(self._word("watch"))
        points = float(LARGEST if len(said) < 6 else 16 if len(said) < 10 else 14)
        text_box(slide, WHOLE, [(each, points, False) for each in said], self.lang)
        notes(slide, said, self.lang)

    def _moved(self, judged: Judgement | RegionalJudgement) -> str:
        if isinstance(judged, RegionalJudgement):
            return common_sentence(judged, self.lang)
        return movement_sentence(judged, self.lang)

    def _judged(self, judged: Judgement) -> None:
        if not is_shown(judged):
            return
        chart = series_chart(judged, self.lang)
        slide = self._slide(headline(judged, self.lang))
        add_lines(slide, chart, CHART)
        self._caption(slide, chart.title, source_text(judged, self.lang))
        said, reason = sentence(judged, self.lang), judged.variant_reason
        marks = [*([reason[self.lang]] if reason else []), *how_to_read(chart)]
        latest = text("labels.card.latest", self.lang, year=judged.year)
        value = f"{latest}: {latest_value(judged, self.lang)}"
        self._aside(slide, said, _told(judged, self.lang), marks, value)
        notes(slide, [chart.title, said, *self._behind(judged)], self.lang)
        if has_sexes(judged):
            self._sexes(judged)

    def _sexes(self, judged: Judgement) -> None:
        chart = sexes_chart(judged, self.lang)
        slide = self._slide(sexes_headline(judged, self.lang))
        add_lines(slide, chart, CHART)
        self._caption(slide, chart.title, source_text(judged, self.lang))
        said = sexes_sentence(judged, self.lang)
        self._aside(slide, said, "", how_to_read(chart))
        notes(slide, [chart.title, said, *self._behind(judged)], self.lang)

    def _common(self, judged: RegionalJudgement) -> None:
        if not any(each.trend for each in judged.movements):
            return
        slide = self._slide(common_headline(judged, self.lang))
        said = regional_sentence(judged, self.lang)
        behind = [line for each in judged.movements for line in self._behind(each)]
        notes(slide, [said, *dict.fromkeys(behind)], self.lang)
        chart = movements_chart(judged, self.lang)
        add_movements(slide, chart, CHART)
        names = [source_name(name, self.lang) for name in _publishers(judged)]
        own = text("labels.source.analysis", self.lang, names=listed(names, self.lang))
        self._caption(slide, chart.title, f"{own} {self._word('each_source')}")
        self._aside(slide, said, _told(judged, self.lang), [chart.description])

    def _caption(self, slide: Any, title: str, sources: str) -> None:
        """Below the chart: what it shows and from whom, for when the slide is lent by itself."""
        text_box(slide, CAPTION, [(f"{title}. {sources}", float(SMALL), False)], self.lang)

    def _aside(
        self, slide: Any, said: str, verdict: str, marks: list[str], latest: str = ""
    ) -> None:
        """Beside the chart: the latest figure, what is said, its word, how marks are read."""
        points = float(BODY if len(said) < 260 else BODY - 2 if len(said) < 420 else SMALL + 2)
        lines = [(latest, points, True)] if latest else []
        lines.append((said, points, False))
        if verdict:
            word = self._word("verdict", verdict=verdict)
            lines.append((word, points, True))
        lines += [(mark, float(SMALL), False) for mark in marks]
        text_box(slide, ASIDE, lines, self.lang)

    def _behind(self, judged: Judgement) -> list[str]:
        """Caveats and sources of a judgement, each caveat as a line."""
        known = caveats(judged, self.lang)
        said = [self._word("mind"), *(f"– {each}" for each in known)] if known else []
        reason = judged.variant_reason
        return [*([reason[self.lang]] if reason else []), *said, source_text(judged, self.lang)]

    def _lacking(self) -> None:
        subject = self.subject
        if subject.common:
            lacks = regional_lacks(subject.common, self.lang)
        else:
            lacks = municipal_lacks(subject.judged, self.lang)
        slide = self._slide(self._word("lacking"))
        points = 16.0 if sum(map(len, lacks)) < 1100 else 14.0
        text_box(slide, WHOLE, [(each, points, False) for each in lacks], self.lang)
        notes(slide, lacks, self.lang)

    def _question(self) -> None:
        """One question to begin with; the others stand in the notes."""
        subject = self.subject
        if subject.common:
            asked = regional_questions(subject.common, self.lang)
        else:
            asked = municipal_questions(subject.judged, self.lang)
        slide = self._slide(self._word("question"))
        text_box(slide, WHOLE, [(asked[0], 28.0, False)], self.lang)
        notes(slide, [self._word("more_questions"), *asked[1:]], self.lang)

    def _sources(self) -> None:
        lines = [(self._word("terms"), float(BODY), False)]
        for each in self.subject.origins:
            lines.append((f"{each.title[self.lang]}. {each.terms[self.lang]}", 16.0, False))
        lines.append((self._word("again", command=self.subject.command), 14.0, False))
        slide = self._slide(self._word("sources"))
        text_box(slide, WHOLE, lines, self.lang)
        notes(slide, [line for line, _, _ in lines], self.lang)


def _told(judged: Judgement | RegionalJudgement, lang: str) -> str:
    """The word for a movement; where there is none, the title of the slide has the word."""
    return verdict_label(judged.verdict, lang) if judged.verdict in MOVED else ""


def _publishers(judged: RegionalJudgement) -> list[str]:
    """The publishers behind the municipalities' movements, each once."""
    return list(dict.fromkeys(name for each in judged.movements for name in publishers(each)))
