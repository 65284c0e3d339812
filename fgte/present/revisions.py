"""Sentences about figures that have been revised since they were first taken in."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.judgement import Judgement, Revision
from fgte.model import OWN_CALCULATION, Status
from fgte.present.counts import in_words
from fgte.present.labels import (
    listed,
    mid_sentence,
    sentence_case,
    source_name,
    status_label,
    verdict_label,
)
from fgte.present.numbers import decimal, places
from fgte.texts import text


def revision_sentences(judged: Judgement, lang: str = "sv") -> list[str]:
    """What has been revised among the figures shown, and whether the judgement stands."""
    return [_sentence(each, judged, lang) for each in judged.revisions]


def revised_lines(judged: Sequence[Judgement], lang: str = "sv") -> list[str]:
    """One line for all that has been revised, and one for the judgements that it changed."""
    found = [(each, revision) for each in judged for revision in each.revisions]
    if not found:
        return []
    names = [f"{mid_sentence(e.indicator.short[lang])} {r.year}" for e, r in found]
    labels = listed(dict.fromkeys(names), lang)
    said = [in_words("sentences.summary.revised", len(found), lang, labels=labels)]
    altered = [mid_sentence(e.indicator.short[lang]) for e, r in found if _altered(e, r)]
    if altered:
        names_of = listed(dict.fromkeys(altered), lang)
        said.append(text("sentences.summary.revised_altered", lang, labels=names_of))
    return [sentence_case(line) for line in said]


def _altered(judged: Judgement, revision: Revision) -> bool:
    return not revision.held and revision.verdict_before is not judged.verdict


def _sentence(revision: Revision, judged: Judgement, lang: str) -> str:
    gone = revision.event == "withdrawn"
    key = ("held_withdrawn" if gone else "held") if revision.held else revision.event
    said = text(
        f"sentences.revision.{key}",
        lang,
        source=_publisher(revision, lang),
        year=revision.year,
        old=_value(revision.old, revision.old_status, judged, lang),
        new=_value(revision.new, revision.new_status, judged, lang),
    )
    untold = revision.held or revision.event == "hidden"
    return said if untold else f"{said} {_consequence(revision, judged, lang)}"


def _consequence(revision: Revision, judged: Judgement, lang: str) -> str:
    if revision.verdict_before is judged.verdict:
        return text("sentences.revision.stands", lang)
    before, now = (verdict_label(v, lang) for v in (revision.verdict_before, judged.verdict))
    return text("sentences.revision.altered", lang, before=before, now=now)


def _value(value: float | None, status: Status | None, judged: Judgement, lang: str) -> str:
    """The figure, or why there is none; a number that is kept secret is hidden whatever it was."""
    if value is None:
        why = Status.SUPPRESSED if status is None or status is Status.OK else status
        return status_label(why, lang)
    return decimal(value, places(judged.indicator.unit), lang)


def _publisher(revision: Revision, lang: str) -> str:
    source = "Kolada" if revision.source == OWN_CALCULATION else revision.source
    return source_name(source, lang)
