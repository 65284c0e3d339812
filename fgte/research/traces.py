"""What the journal adds to a package: expected traces of a prövande, without a word of its text."""

from __future__ import annotations

from fgte.journal.documents import Inquiry
from fgte.journal.entries import Entry, Visibility
from fgte.journal.expectations import Registered
from fgte.research.study_file import Study
from fgte.settings import Settings

Row = dict[str, object]


def traces_of(study: Study, settings: Settings) -> tuple[list[Row], dict[str, int]]:
    """The traces that the study's prövande expects, and how much of it was left out.

    Neither texts nor ids nor who wrote them go along, and of a prövande that belongs to one
    municipality alone nothing at all.
    """
    if study.file.inquiry is None:
        return [], {"journal_texts": 0, "journal_local": 0}
    from fgte.journal import open_journal

    with open_journal(settings) as journal:
        entry = journal.entry(study.file.inquiry)
        known = [each for each in journal.registered() if each.entry_id == entry.id]
    if entry.visibility is not Visibility.REGIONAL:
        return [], {"journal_texts": 1, "journal_local": 1}
    return [_row(each, entry) for each in known], {"journal_texts": 1, "journal_local": 0}


def _row(each: Registered, entry: Entry) -> Row:
    return {
        "begun": _begun(entry),
        "indicator": each.trace.indicator or "",
        "direction": str(each.trace.direction),
        "first_year": each.trace.first_year,
        "before_result": int(each.before_result),
    }


def _begun(entry: Entry) -> str:
    """Year and month in which the first activity began."""
    body = entry.body
    days = [e.start for e in body.activities if e.start] if isinstance(body, Inquiry) else []
    return min(days).strftime("%Y-%m") if days else ""
