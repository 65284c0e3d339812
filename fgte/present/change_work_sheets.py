"""What pages of one sheet take from the journal, by a rule that is fixed and printed on them.

Nobody chooses what is shown, and whether figures came out as expected plays no part in it.
Invented examples are never on a page of one sheet: it may be published.
"""

from __future__ import annotations

from datetime import date

from fgte.journal.documents import Exchange, Inquiry, follow_up_of
from fgte.judgement.change_work_results import Trial, Work, WorkJudgement
from fgte.present.change_work_cards import effort_words, title_words
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import (
    can_be_tried_from,
    day_words,
    trace_label,
)
from fgte.present.labels import mid_sentence, number_word
from fgte.present.numbers import years
from fgte.texts import text

MOST = 3
"""How many lessons, and how many plans, have room on the summary."""

TRIED, NEXT = 2, 1
"""How many expected traces that can be tried, and that wait, and follow-ups, a board's page has."""

TITLE = 60
"""The most of a title that has room on a sheet."""

LESSON = 280
"""The most of a lesson that has room on a sheet."""


def lessons(work: WorkJudgement | None, lang: str) -> list[str]:
    """The lessons of the latest changed works that have one."""
    having = [each for each in _real(work) if _lesson(each)]
    return [
        _say(
            "lesson.said",
            lang,
            title=title_words(each.entry, lang, longest=TITLE),
            lesson=shown(_lesson(each), lang, longest=LESSON),
        )
        for each in sorted(having, key=_changed, reverse=True)[:MOST]
    ]


def plans(work: WorkJudgement | None, lang: str) -> list[str]:
    """The next steps with the latest dates, in the order of their days."""
    dated = [each for one in _real(work) for each in _steps(one, lang)]
    return [said for _, said in sorted(dated)[-MOST:]]


def due_lines(work: WorkJudgement | None, lang: str) -> list[str]:
    """What can be tried now, what waits and the next follow-ups, as many of each as have room."""
    works = _real(work)
    if work is None or not works:
        return []
    trials = sorted(
        ((one, each) for one in works for each in one.trials), key=lambda e: _written(e[1])
    )
    tried = [_tried(*e, lang) for e in trials if e[1].can_be_tried]
    waiting = [_waits(*each, lang) for each in trials if each[1].waits]
    follow_ups = [said for _, said in sorted(e for one in works for e in _follow_up(one, lang))]
    return [*tried[:TRIED], *waiting[:NEXT], *follow_ups[:NEXT]]


def rule_lines(work: WorkJudgement | None, page: str, lang: str) -> list[str]:
    """How what comes from the journal was picked; nothing where there is none.

    Parameters
    ----------
    page
        ``board`` or ``summary``.
    """
    n = TRIED if page == "board" else MOST
    return [_say(f"sheet.{page}", lang, n=number_word(n, lang))] if _real(work) else []


def _real(work: WorkJudgement | None) -> list[Work]:
    return [each for each in work.works if not each.example] if work else []


def _lesson(work: Work) -> str:
    body = work.entry.body
    return (body.lesson or "").strip() if isinstance(body, Inquiry | Exchange) else ""


def _changed(work: Work) -> tuple[date, str]:
    return work.entry.updated.date(), work.id


def _written(trial: Trial) -> tuple[date, str, str]:
    return trial.registered or date.min, trial.entry_id, trial.id


def _steps(work: Work, lang: str) -> list[tuple[date, str]]:
    body, said = work.entry.body, _follow_up(work, lang)
    efforts = body.efforts if isinstance(body, Exchange) else ()
    for each in efforts:
        if each.start is not None:
            said.append((each.start, f"{effort_words(each.what, each.start, lang)}."))
    return said


def _follow_up(work: Work, lang: str) -> list[tuple[date, str]]:
    body = work.entry.body
    day = follow_up_of(body)
    if day is None:
        return []
    title = title_words(work.entry, lang, longest=TITLE)
    return [(day, _say("plan.follow_up", lang, title=title, day=day_words(day, lang)))]


def _tried(work: Work, trial: Trial, lang: str) -> str:
    """What was expected, and in a few words what the figures answer."""
    way = _say(f"plan.{trial.trace.direction}", lang)
    when = years(trial.first_year, trial.last_year)
    answer = _say(f"plan.{trial.answer}", lang)
    return _say("plan.tried", lang, **_named(work, trial, lang), way=way, years=when, answer=answer)


def _waits(work: Work, trial: Trial, lang: str) -> str:
    return _say("plan.trial", lang, **_named(work, trial, lang), **can_be_tried_from(trial, lang))


def _named(work: Work, trial: Trial, lang: str) -> dict[str, object]:
    label = mid_sentence(trace_label(trial, lang))
    return {"title": title_words(work.entry, lang, longest=TITLE), "label": label}


def _say(key: str, lang: str, **values: object) -> str:
    return text(f"change_work.{key}", lang, **values)
