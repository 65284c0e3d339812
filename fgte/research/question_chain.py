"""The chain of a research question as a table: prövande, study, proposal, answer, decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from fgte.journal import Entry
from fgte.journal.documents import Assignment, Inquiry, Proposal, Step
from fgte.model import Municipality
from fgte.present.change_work_cards import example_mark, owner_words, title_words
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import day_words
from fgte.present.exchange_parts import NARROW
from fgte.present.labels import sentence_case
from fgte.present.tabular import DataTable
from fgte.reports.index_research import STUDY_STEM
from fgte.research.questions import Lack, StandingQuestion
from fgte.research.register import Registered
from fgte.research.studying import Claim
from fgte.texts import text

Row = tuple[str, str, str, str]
NONE = "–"
LONGEST = 300
"""The most of a text that stands in a cell: the rest is read where it was written."""


def chain_of(
    each: StandingQuestion,
    places: Mapping[str, Municipality],
    lang: str,
    folder: Path | None = None,
) -> DataTable:
    """Every link of the chain that is there, and a row that says so for each that is not.

    Parameters
    ----------
    each
        The question.
    places
        The municipalities by code, to name them.
    folder
        Where the page lies: the studies' reports there are led to.
    """
    rows = [
        *_inquiries(each, places, lang),
        *_studies(each, lang, folder),
        *_proposals(each, lang),
        *(row for entry in each.assignments for row in _assignment(entry, lang)),
        *(_other(entry, places, lang) for entry in each.others),
    ]
    heads = tuple(_say(f"chain.{name}", lang) for name in ("link", "what", "when", "says"))
    return DataTable(heads, tuple(rows))


def study_words(each: Registered, lang: str) -> list[str]:
    """What a study claims, in its own sentence, and whether its design was settled beforehand."""
    if each.claim is None:
        return [_say("study.unreadable", lang)]
    short = text(f"research.register.{each.claim}", lang)
    told = each.told[lang] if each.told and each.claim is not Claim.WAITING else short
    return [told, frozen_words(each, lang)]


def frozen_words(each: Registered, lang: str) -> str:
    """Whether a design was frozen, when, and if any outcome was there then."""
    if each.frozen is None:
        return text("research.register.not_frozen", lang)
    key = "beforehand" if each.beforehand else "afterwards"
    return text(f"research.register.{key}", lang, day=day_words(each.frozen, lang))


def report_of(name: str, folder: Path | None, lang: str) -> list[Markup]:
    """A link to a study's report where it lies beside the page."""
    page = f"{STUDY_STEM}-{name}.html"
    if folder is None or not (folder / page).is_file():
        return []
    words = _say("study.report", lang, name=name)
    return [Markup('<a href="{}">{}</a>').format(quote(page), words)]


def _inquiries(
    each: StandingQuestion, places: Mapping[str, Municipality], lang: str
) -> Iterator[Row]:
    for entry in each.inquiries:
        body = entry.body_as(Inquiry)
        days = [activity.start for activity in body.activities if activity.start]
        begun = _say("chain.from", lang, day=day_words(min(days), lang)) if days else NONE
        lesson = shown(body.lesson, lang, longest=LONGEST)
        said = _say(f"chain.{'lesson' if lesson else 'no_lesson'}", lang, lesson=lesson)
        yield _say("link.inquiry", lang), _named(entry, places, lang), _narrow(begun), said
    if not each.inquiries:
        yield _say("link.inquiry", lang), _say(f"lack.{Lack.NO_INQUIRY}", lang), NONE, NONE


def _studies(each: StandingQuestion, lang: str, folder: Path | None) -> Iterator[Row]:
    link = _say("link.study", lang)
    for study in each.studies:
        title = shown(study.title, lang, longest=LONGEST)
        what = _say("study.named", lang, title=title, name=study.name) if title else study.name
        when = frozen_words(study, lang) if study.claim else NONE
        said = [study_words(study, lang)[0], *report_of(study.name, folder, lang)]
        yield link, what, when, Markup("<span>{}</span>").format(Markup(" ").join(said))
    for missing in each.lacking:
        if missing.lack is Lack.NO_STUDY:
            yield link, _say("lack.no_study", lang), NONE, NONE
        if missing.lack is Lack.STUDY_ABSENT:
            for name in missing.names:
                yield link, name, NONE, _say("study.absent", lang)


def _proposals(each: StandingQuestion, lang: str) -> Iterator[Row]:
    for entry in each.proposals:
        body = entry.body_as(Proposal)
        said = shown(body.proposal, lang, longest=LONGEST)
        yield _say("link.proposal", lang), _line(entry, lang), _day(body.day, lang), said
        yield _step("answer", body.answer, lang)
        yield _step("decision", body.decision, lang)
    if not each.proposals:
        yield _say("link.proposal", lang), _say(f"lack.{Lack.NO_PROPOSAL}", lang), NONE, NONE


def _assignment(entry: Entry, lang: str) -> Iterator[Row]:
    body = entry.body_as(Assignment)
    said = shown(body.given.text, lang, longest=LONGEST)
    yield _say("link.assignment", lang), _line(entry, lang), _day(body.given.day, lang), said
    yield _step("decided", body.decided, lang)


def _step(name: str, step: Step | None, lang: str) -> Row:
    """An answer or a decision; that there is none yet is said."""
    if step is None:
        return _say(f"link.{name}", lang), _say(f"none.{name}", lang), NONE, NONE
    group = sentence_case(text(f"journal.choice.Group.{step.group}", lang))
    said = shown(step.text, lang, longest=LONGEST)
    return _say(f"link.{name}", lang), group, _day(step.day, lang), said


def _other(entry: Entry, places: Mapping[str, Municipality], lang: str) -> Row:
    kind = sentence_case(text(f"journal.kind.{entry.kind}", lang))
    return kind, _named(entry, places, lang), NONE, NONE


def _named(entry: Entry, places: Mapping[str, Municipality], lang: str) -> str:
    return f"{_line(entry, lang)} ({owner_words(entry.owner, places, lang)})"


def _line(entry: Entry, lang: str) -> str:
    title, mark = title_words(entry, lang), example_mark(entry, lang)
    return f"{title} ({mark})" if mark else title


def _day(day: date, lang: str) -> str:
    return _narrow(day_words(day, lang))


def _narrow(words: str) -> str:
    return words.replace(" ", NARROW)


def _say(key: str, lang: str, **values: object) -> str:
    return text(f"research_questions.{key}", lang, **values)
