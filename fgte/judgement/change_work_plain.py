"""The change work as plain values, for a machine to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from fgte.journal import Entry
from fgte.journal.documents import plain
from fgte.judgement.change_work_results import Trial, Work


def plain_work(work: Work) -> dict[str, Any]:
    """An entry with its expected traces and their answers."""
    trials = [plain_trial(each) for each in work.trials]
    return {**plain_entry(work.entry), "start": _day(work.start), "trials": trials}


def plain_entries(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Entries as they stand."""
    return [plain_entry(each) for each in entries]


def plain_trial(trial: Trial) -> dict[str, Any]:
    """An expected trace with its answer as plain values."""
    answered = trial.answered
    return {
        "entry": trial.entry_id,
        "place": trial.place,
        **plain(trial.trace),
        "registered": _day(trial.registered),
        "written": str(trial.written),
        "withdrawn": trial.withdrawn,
        "first_year": trial.first_year,
        "last_year": trial.last_year,
        "open_ended": trial.open_ended,
        "answer_from": _day(trial.answer_from),
        "answer": str(trial.answer) if trial.answer else None,
        "not_asked": str(trial.not_asked) if trial.not_asked else None,
        "years": list(answered.years) if answered else [],
        "known_years": list(answered.known_years) if answered else [],
        "trend": asdict(answered.trend) if answered and answered.trend else None,
        "p_value": answered.p_value if answered else None,
        "adjusted": answered.adjusted if answered else None,
        "smallest_p": (answered.smallest_p if answered else None) or trial.smallest_p,
        "detectable": answered.detectable if answered else None,
    }


def plain_entry(entry: Entry) -> dict[str, Any]:
    """An entry as it stands, its document as it was written."""
    return {
        "id": entry.id,
        "kind": str(entry.kind),
        "owner": entry.owner,
        "visibility": str(entry.visibility),
        "example": entry.example,
        "title": entry.title,
        "created": entry.created.date().isoformat(),
        "updated": entry.updated.date().isoformat(),
        "body": plain(entry.body),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else str(day.isoformat())
