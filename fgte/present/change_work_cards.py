"""A prövande or an utbyte as a card: what was asked, what was done, what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fgte.journal import Entry
from fgte.journal.documents import Activity, Exchange, Inquiry, SuccessFactor
from fgte.judgement.change_work_results import Work
from fgte.model import Municipality
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import day_words, written_before
from fgte.present.labels import listed, sentence_case
from fgte.texts import text

Rows = list[tuple[str, Sequence[str]]]

TITLE = 120
"""The most of a title that stands in a heading."""


@dataclass(frozen=True)
class WorkCard:
    """What stands on the card: its title, whose it is and since when, and its rows."""

    id: str
    summary: str
    about: str
    rows: Rows


def work_card(work: Work, places: Mapping[str, Municipality], lang: str) -> WorkCard:
    """The card of a prövande or an utbyte.

    Parameters
    ----------
    places
        The municipalities by code, to name them.
    """
    kind = text(f"journal.kind.{work.entry.kind}", lang)
    owner = owner_words(work.entry.owner, places, lang)
    began = _say("began", lang, day=day_words(work.start, lang)) if work.start else ""
    mark = example_mark(work.entry, lang)
    title = title_words(work.entry, lang)
    about = sentence_case(_say("kind", lang, kind=kind, owner=owner))
    return WorkCard(
        id=work.id,
        summary=f"{title} ({mark})" if mark else title,
        about=" · ".join((about, began or _say("no_start", lang))),
        rows=[(name, lines) for name, lines in _rows(work, places, lang) if lines],
    )


def title_words(entry: Entry, lang: str, *, longest: int = TITLE) -> str:
    """The line by which people know an entry, cleaned."""
    return shown(entry.title, lang, longest=longest)


def example_mark(entry: Entry, lang: str) -> str:
    """That an entry is invented; empty for one that is not."""
    return text("change_work.mark.example", lang) if entry.example else ""


def owner_words(owner: str, places: Mapping[str, Municipality], lang: str) -> str:
    """Whose an entry is, as people say it."""
    if owner in places:
        return places[owner].name
    kind, _, name = owner.partition(":")
    return text(f"journal.owner.{'network' if name else kind}", lang, name=name)


def factor_words(entry: Entry, lang: str) -> str:
    """A success factor on a line: how far it has come, and the claim."""
    standing = text(f"journal.standing.{entry.body_as(SuccessFactor).standing}", lang)
    claim = title_words(entry, lang)
    said = text("change_work.lesson.factor", lang, standing=standing, claim=claim)
    mark = example_mark(entry, lang)
    return f"{said} ({mark})" if mark else sentence_case(said)


def _rows(
    work: Work, places: Mapping[str, Municipality], lang: str
) -> Iterator[tuple[str, Sequence[str]]]:
    body = work.entry.body
    if isinstance(body, Inquiry):
        yield from _asked(body, lang)
    elif isinstance(body, Exchange):
        yield from _met(body, places, lang)
    expected = [" ".join(written_before(each, lang)) for each in work.trials]
    yield _say("expected", lang), expected
    if isinstance(body, Inquiry):
        yield _say("traces", lang), [shown(each.what, lang) for each in body.traces]
        yield _say("spreading", lang), _one(body.spreading, lang)
        yield _say("who_can_act", lang), _one(body.who_can_act, lang)
    if isinstance(body, Inquiry | Exchange):
        yield _say("lesson", lang), _one(body.lesson, lang)
        day = body.next_follow_up
        yield _say("next_follow_up", lang), [day_words(day, lang)] if day else []
    yield _say("registered", lang), [day_words(work.entry.created.date(), lang)]


def _asked(body: Inquiry, lang: str) -> Iterator[tuple[str, Sequence[str]]]:
    for name in ("analysis_object", "observation", "question", "hypothesis"):
        yield _say(name, lang), _one(getattr(body, name), lang)
    yield _say("activities", lang), [_period(each, lang) for each in body.activities]


def _met(
    body: Exchange, places: Mapping[str, Municipality], lang: str
) -> Iterator[tuple[str, Sequence[str]]]:
    names = [places[code].name for code in sorted(body.municipalities) if code in places]
    yield _say("municipalities", lang), [listed(names, lang)]
    yield _say("development_area", lang), _one(body.development_area, lang)
    soft = [_soft(each.name, each.instrument, lang) for each in body.soft_values]
    yield _say("soft_values", lang), soft
    days = sorted(each.day for each in body.visits)
    yield _say("visits", lang), [_visits(days, lang)] if days else []
    yield _say("efforts", lang), [effort_words(e.what, e.start, lang) for e in body.efforts]


def effort_words(what: str, start: date | None, lang: str) -> str:
    """A joint effort, and from when where that is said."""
    said = shown(what, lang)
    return _say("since", lang, what=said, first=day_words(start, lang)) if start else said


def _visits(days: Sequence[date], lang: str) -> str:
    ends = {"first": day_words(days[0], lang), "last": day_words(days[-1], lang)}
    return _say(f"visit_{'one' if len(days) == 1 else 'many'}", lang, n=len(days), **ends)


def _soft(name: str, instrument: str | None, lang: str) -> str:
    said = shown(name, lang)
    if not instrument:
        return said
    return _say("instrument", lang, name=said, instrument=shown(instrument, lang))


def _period(activity: Activity, lang: str) -> str:
    said = shown(activity.what, lang)
    if activity.start is None:
        return said
    first = day_words(activity.start, lang)
    if activity.end is None:
        return _say("since", lang, what=said, first=first)
    return _say("period", lang, what=said, first=first, last=day_words(activity.end, lang))


def _one(written: str | None, lang: str) -> Sequence[str]:
    said = shown(written, lang)
    return [said] if said else []


def _say(key: str, lang: str, **values: object) -> str:
    return text(f"change_work.card.{key}", lang, **values)
