"""What is asked for, prepared and decided, and what academia proposes, as steps in a table."""

from __future__ import annotations

from fgte.journal import Entry
from fgte.journal.documents import Proposal
from fgte.journal.documents.organising import Assignment
from fgte.present.change_work_cards import title_words
from fgte.present.change_work_words import day_words
from fgte.present.exchange_parts import (
    Part,
    fact,
    marks_of,
    paragraphs,
    step_words,
    steps_table,
    word,
)


def assignment_part(entry: Entry, lang: str) -> Part:
    """An assignment: given, prepared, decided."""
    body = entry.body_as(Assignment)
    rows = [
        step_words(name, getattr(body, name), lang) for name in ("given", "prepared", "decided")
    ]
    return Part(
        heading=title_words(entry, lang),
        marks=marks_of(entry, lang),
        table=steps_table(rows, lang),
        caption=word("caption.steps", lang),
    )


def proposal_part(entry: Entry, lang: str) -> Part:
    """A proposal: what is questioned, what is proposed, what was answered and decided."""
    body = entry.body_as(Proposal)
    rows = [step_words(name, getattr(body, name), lang) for name in ("answer", "decision")]
    return Part(
        heading=title_words(entry, lang),
        marks=marks_of(entry, lang),
        facts=[
            *fact(word("fact.day", lang), [day_words(body.day, lang)]),
            *fact(word("fact.problematisation", lang), paragraphs(body.problematisation, lang)),
            *fact(word("fact.proposal", lang), paragraphs(body.proposal, lang)),
            *fact(word("fact.research", lang), paragraphs(body.research, lang)),
        ],
        table=steps_table(rows, lang),
        caption=word("caption.steps", lang),
    )
