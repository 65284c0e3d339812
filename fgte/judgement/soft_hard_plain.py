"""A case as plain values, for tables and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fgte.judgement.soft_hard_results import Case, CaseStep
from fgte.judgement.soft_series import Moved, SoftRound

Plain = dict[str, Any]


def plain_case(case: Case) -> Plain:
    """Everything that is said of a case."""
    rounds = case.soft.rounds if case.soft else ()
    return {
        **_named(case),
        "status": str(case.status),
        "outcome": str(case.outcome) if case.outcome else None,
        "look_from": case.look_from.isoformat() if case.look_from else None,
        "rounds": [_round(each) for each in rounds],
        "steps": [_step(each) for each in case.steps],
    }


def rows_of(case: Case) -> Iterator[Plain]:
    """A row for each span of a case; one without figures where there is none."""
    named = _named(case)
    for step in case.steps:
        yield {**named, **_step(step)}
    if not case.steps:
        yield {**named, "status": str(case.status), "outcome": None}


def _named(case: Case) -> Plain:
    trace = case.link.trace
    return {
        "case": case.id,
        "unit_kind": str(case.unit.kind),
        "unit": case.unit.id,
        "soft_value": case.link.name,
        "asked_with": case.soft.indicator if case.soft else None,
        "indicator": trace.indicator if trace else None,
        "direction": str(trace.direction) if trace else None,
        "lag": case.link.lag,
        "entry": case.link.entry.id,
        "written_on": case.link.written.isoformat(),
        "example": case.example,
    }


def _round(each: SoftRound) -> Plain:
    return {
        "year": each.year,
        "day": each.day.isoformat() if each.day else None,
        "value": each.value,
        "low": each.interval.low if each.interval else None,
        "high": each.interval.high if each.interval else None,
        "people": each.people,
        "comparable": each.comparable,
    }


def _step(step: CaseStep) -> Plain:
    return {
        "first_round": step.first.year,
        "last_round": step.later.year,
        **_moved("soft", step.later.moved),
        "hard_first_year": step.hard.first_year,
        "hard_last_year": step.hard.last_year,
        **_moved("hard", step.hard.moved),
        "country_change": step.hard.country,
        "written": str(step.written),
        "status": str(step.status),
        "outcome": str(step.outcome) if step.outcome else None,
    }


def _moved(name: str, moved: Moved | None) -> Plain:
    room = moved.interval if moved else None
    return {
        f"{name}_change": moved.value if moved else None,
        f"{name}_low": room.low if room else None,
        f"{name}_high": room.high if room else None,
    }
