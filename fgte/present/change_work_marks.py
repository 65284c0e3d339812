"""The marks of change work on a chart, the cards under it, and limits counted from a new start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fgte.journal.documents import Inquiry
from fgte.judgement import Judgement, UsualVariation
from fgte.judgement.change_work_results import Trial, Work
from fgte.present.change_work_cards import Rows, example_mark, title_words
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import day_words, written_before
from fgte.present.chart import Limits, WorkMark
from fgte.texts import text

TITLE = 60
"""The most of a title that stands in the key of a chart."""

REASON = 200


@dataclass(frozen=True)
class MarkCard:
    """What opens under a chart for a mark in it."""

    id: str
    summary: str
    rows: Rows
    about: str = ""


def work_marks(work: Sequence[Work], lang: str) -> tuple[WorkMark, ...]:
    """A mark for each work that has a start, and one more for each other window it expects."""
    marks = [
        WorkMark(
            label=_label(each, lang),
            start=each.start,
            window=(trial.first_year, trial.first_year if trial.open_ended else trial.last_year),
            open_ended=trial.open_ended,
        )
        for each in work
        for trial in each.trials
        if each.start is not None
    ]
    return tuple(dict.fromkeys(marks))


def mark_cards(judged: Judgement, lang: str) -> list[MarkCard]:
    """For each work that expects a trace in a series: what was asked and what was expected."""
    return [_card(each, judged, lang) for each in judged.work]


def limits_of(judged: Judgement, lang: str) -> tuple[Limits, ...]:
    """The limits of usual variation: before and from a new start, where one has been decided."""
    told = judged.rebased
    if told is None:
        return _limits(judged.variation)
    reason = shown(told.reason, lang, longest=REASON)
    return (*_limits(told.before), *_limits(judged.variation, reason))


def rebased_words(judged: Judgement, lang: str) -> list[str]:
    """From which year the usual variation is counted, who decided it and why."""
    told = judged.rebased
    if told is None:
        return []
    key = "limits" if judged.variation else "too_short"
    said = text(
        f"change_work.rebasing.{key}",
        lang,
        year=told.from_year,
        day=day_words(told.decided, lang),
        by=shown(told.decided_by, lang),
        reason=shown(told.reason, lang),
    )
    mark = [text("change_work.mark.example", lang) + "."] if told.example else []
    return [" ".join([*mark, said, text("change_work.rebasing.verdict", lang)])]


def _limits(found: UsualVariation | None, reason: str = "") -> tuple[Limits, ...]:
    if found is None:
        return ()
    return (
        Limits(
            first_year=found.first_year,
            last_year=found.last_year,
            centre=found.center,
            lower=found.lower,
            upper=found.upper,
            points=found.points,
            reason=reason,
        ),
    )


def _label(work: Work, lang: str) -> str:
    key = "label_example" if work.example else "label"
    title = title_words(work.entry, lang, longest=TITLE)
    return text(f"change_work.mark.{key}", lang, title=title)


def _card(work: Work, judged: Judgement, lang: str) -> MarkCard:
    title, mark = title_words(work.entry, lang), example_mark(work.entry, lang)
    named = f"{title} ({mark})" if mark else title
    return MarkCard(
        id=f"{work.id}-{judged.indicator.id}-{judged.sex}".replace("_", "-"),
        summary=text("change_work.card.open", lang, title=named),
        rows=[(name, lines) for name, lines in _rows(work, lang) if lines],
    )


def _rows(work: Work, lang: str) -> Rows:
    body, rows = work.entry.body, []
    if isinstance(body, Inquiry):
        for name in ("question", "hypothesis"):
            said = shown(getattr(body, name), lang)
            rows.append((text(f"change_work.card.{name}", lang), [said] if said else []))
    expected = [_expected(each, lang) for each in work.trials]
    written = [day_words(work.entry.created.date(), lang)]
    return [
        *rows,
        (text("change_work.card.expected", lang), expected),
        (text("change_work.card.registered", lang), written),
    ]


def _expected(trial: Trial, lang: str) -> str:
    return " ".join(written_before(trial, lang))
