"""The part of a report on the change work itself: what can be tried, what waits, the cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fgte.journal import Entry
from fgte.journal.documents import Rebasing
from fgte.journal.state import Found
from fgte.judgement.change_work_results import Trial, Work, WorkJudgement
from fgte.present.cards import DrawnChart
from fgte.present.change_work_cards import (
    example_mark,
    factor_words,
    title_words,
    work_card,
)
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import answer_words, day_words, family_words, written_before
from fgte.present.labels import number_word, sentence_case
from fgte.present.markup import Html, fill
from fgte.texts import text

SECTION = "change-work"
"""Where on a page it stands, for what leads there."""


@dataclass(frozen=True)
class TrialWords:
    """An expected trace as it is shown: what was written before, beside what the figures answer."""

    title: str
    mark: str
    before: Sequence[str]
    answer: Sequence[str]


def work_section(
    judged: WorkJudgement,
    lang: str = "sv",
    *,
    charts: Sequence[DrawnChart] = (),
) -> Html:
    """The change work of a municipality, or of the region, as a part of its report.

    Parameters
    ----------
    charts
        Drawn where the report has no other chart to stand on.
    """
    if not judged.works and not judged.factors and not judged.rebasings:
        return fill("change_work_none", said=nothing_words(judged, lang))
    trials = [(work, trial) for work in judged.works for trial in work.trials]
    return fill(
        "change_work",
        say=lambda key: text(f"change_work.{key}", lang),
        guide=_guide(judged, lang),
        due=[_trial(*each, judged, lang) for each in trials if each[1].can_be_tried],
        waiting=[_trial(*each, judged, lang) for each in trials if each[1].waits],
        unanswered=[
            _trial(*each, judged, lang)
            for each in trials
            if not each[1].can_be_tried and not each[1].waits
        ],
        family=family_words(judged.family, _whose(judged, lang), lang),
        charts=charts,
        cards=[work_card(each, judged.places, lang) for each in judged.works],
        factors=[factor_words(each, lang) for each in judged.factors],
        rebasings=[rebasing_words(each, judged, lang) for each in judged.rebasings],
    )


def sentence_words(judged: WorkJudgement, lang: str = "sv") -> str:
    """How much is written down, and how much of it can be tried now."""
    if not judged.works:
        return nothing_words(judged, lang)
    n = len(judged.works)
    said = _say(f"summary.works_count_{_form(n)}", lang, n=number_word(n, lang))
    place = place_words(judged, lang)
    return _say("summary.works", lang, place=place, works=said, due=due_words(judged, lang))


def due_words(judged: WorkJudgement, lang: str = "sv") -> str:
    """How many expected traces can be tried now."""
    due = sum(each.can_be_tried for each in judged.trials)
    form = _form(due) if due else "none"
    return _say(f"summary.due_{form}", lang, n=sentence_case(number_word(due, lang)))


def trial_lines(trial: Trial, asked: int, lang: str = "sv") -> list[str]:
    """What was written before, then what the figures answer."""
    return [*written_before(trial, lang), *answer_words(trial, asked, lang)]


def nothing_words(judged: WorkJudgement, lang: str) -> str:
    """How to begin, where nothing is written; or that the journal could not be read."""
    if judged.found is Found.UNREADABLE:
        return _say("absent.unreadable", lang)
    return _say(f"absent.{'municipality' if judged.place else 'region'}", lang)


def place_words(judged: WorkJudgement, lang: str) -> str:
    """The municipality's name, or the region."""
    return judged.place.name if judged.place else _say("summary.region", lang)


def rebasing_words(entry: Entry, judged: WorkJudgement, lang: str) -> str:
    """From which year a series is read, who decided it and why."""
    body = entry.body_as(Rebasing)
    known = judged.indicators.get(body.indicator)
    said = _say(
        "rebasing.said",
        lang,
        label=known.short[lang] if known else body.indicator,
        year=body.from_year,
        day=day_words(body.decided, lang),
        by=shown(body.decided_by, lang),
        reason=shown(body.reason, lang),
    )
    mark = example_mark(entry, lang)
    return f"{mark}. {said}" if mark else said


def _whose(judged: WorkJudgement, lang: str) -> str:
    """The municipality or the region, as it stands inside a sentence."""
    return judged.place.name if judged.place else text("journal.owner.region", lang)


def _trial(work: Work, trial: Trial, judged: WorkJudgement, lang: str) -> TrialWords:
    return TrialWords(
        title=title_words(work.entry, lang),
        mark=example_mark(work.entry, lang),
        before=written_before(trial, lang),
        answer=answer_words(trial, judged.family.asked, lang),
    )


def _guide(judged: WorkJudgement, lang: str) -> list[str]:
    own = ["marks", "roles"] if judged.place else ["region", "mean", "roles"]
    return [_say(f"guide.{key}", lang) for key in own]


def _form(n: int) -> str:
    return "one" if n == 1 else "many"


def _say(key: str, lang: str, **values: object) -> str:
    return text(f"change_work.{key}", lang, **values)
