"""A study's cases of soft values and hard traces: without a word of text, nothing of few people."""

from __future__ import annotations

from collections.abc import Iterator

from fgte.api import soft_to_hard
from fgte.catalogue.instruments import RatedObject
from fgte.journal.entries import Visibility
from fgte.judgement.soft_hard_plain import rows_of
from fgte.judgement.soft_hard_results import Case, CaseStatus
from fgte.research.study_file import Study
from fgte.store import Store

Row = dict[str, object]

OWN = "soft_own"
"""Status of a case whose rounds are of a municipality's own instrument: its figures stay there."""

_OF_SOFT = ("soft_change", "soft_low", "soft_high", "outcome")


def soft_cases(study: Study, store: Store, small: int) -> tuple[list[Row], dict[str, int]]:
    """The cases in the study's indicator, of the treated as wholes, and what was left out.

    Names, titles and ids are not among them. Soft figures go along only of instruments that all
    the municipalities have, and never of groups of fewer than ``small``, whatever the store holds.

    Parameters
    ----------
    study
        Whose treated municipalities and indicator are looked for.
    small
        Groups of fewer than this are hidden.
    """
    found = [
        case
        for place in sorted(study.treated)
        for case in soft_to_hard(place, store=store).cases
        if case.link.trace and case.link.trace.indicator == study.file.indicator
    ]
    may = [each for each in found if _may_leave(each)]
    rows = [row for each in may for row in _rows(each, small)]
    hidden = sum(row["status"] in (OWN, CaseStatus.SOFT_HIDDEN) for row in rows)
    return rows, {"soft_cases_left": len(found) - len(may), "soft_cases_hidden": hidden}


def _may_leave(case: Case) -> bool:
    """Whether it is of a municipality as a whole, regional and no example."""
    whole = case.unit.kind is RatedObject.MUNICIPALITY
    return whole and case.link.entry.visibility is Visibility.REGIONAL and not case.example


def _rows(case: Case, small: int) -> Iterator[Row]:
    trace = case.link.trace
    assert trace is not None
    soft = case.soft
    people = {each.year: each.people or 0 for each in soft.rounds} if soft else {}
    for row in rows_of(case):
        rounds = [row[key] for key in ("first_round", "last_round") if key in row]
        few = any(people.get(year, 0) < small for year in rounds)
        own = soft is not None and not soft.shared
        if own or few:
            status = OWN if own else str(CaseStatus.SOFT_HIDDEN)
            row = {**row, **dict.fromkeys(_OF_SOFT), "status": status}
        yield {
            **row,
            "unit_code": case.unit.id,
            "instrument": soft.indicator if soft and soft.shared else None,
            "series": trace.series,
            "sex": str(trace.sex),
        }
