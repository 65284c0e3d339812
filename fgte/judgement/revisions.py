"""Figures that have been revised since they were first taken in, and what that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from fgte.judgement.movement import movement_of, stretches_of
from fgte.judgement.results import Figure, Revision
from fgte.model import Indicator, Sex, Status, Verdict
from fgte.store.tables import Store


def revisions_of(
    store: Store,
    own: Sequence[Figure],
    *,
    indicator: Indicator,
    municipality_id: str,
    sex: Sex,
    breaks: Sequence[int],
) -> tuple[Revision, ...]:
    """The revisions of the figures of a line, oldest year first."""
    lines = _concerned(store.ledger, own, municipality_id, sex)
    return tuple(_revision(line, own, indicator, breaks) for line in lines)


def _concerned(
    ledger: pd.DataFrame, own: Sequence[Figure], municipality_id: str, sex: Sex
) -> list[Any]:
    if ledger.empty:
        return []
    kpis = {kpi for each in own for kpi in each.kpi.split("+")}
    years = {each.year for each in own}
    mine = ledger[
        ledger["kpi"].isin(kpis)
        & ledger["municipality_id"].eq(municipality_id)
        & ledger["sex"].eq(sex.value)
        & ledger["year"].isin(years)
        & ledger["school_unit"].isna()
        & ~ledger["event"].isin(["new", "kept_hidden"])
    ].sort_values(["year", "retrieved"], kind="stable")
    secret = [each.year for each in own if each.status is Status.SUPPRESSED]
    told = mine["year"].isin(secret) & mine.duplicated(["kpi", "year"], keep="last")
    return list(mine[~told].itertuples(index=False))


def _revision(
    line: Any, own: Sequence[Figure], indicator: Indicator, breaks: Sequence[int]
) -> Revision:
    old = None if pd.isna(line.old_value) else float(line.old_value)
    new = None if pd.isna(line.new_value) else float(line.new_value)
    secret = line.new_status == Status.SUPPRESSED
    return Revision(
        year=int(line.year),
        event="hidden" if secret else line.event,
        old=old,
        new=new,
        old_status=_status(line.old_status),
        new_status=_status(line.new_status),
        source=line.new_source,
        retrieved=line.retrieved,
        held=bool(line.held),
        verdict_before=_verdict_with(old, int(line.year), own, indicator, breaks),
    )


def _status(word: object) -> Status | None:
    return Status(word) if isinstance(word, str) else None


def _verdict_with(
    value: float | None,
    year: int,
    own: Sequence[Figure],
    indicator: Indicator,
    breaks: Sequence[int],
) -> Verdict:
    """What would be said, alone, if one year had another value (or none)."""
    changed = _with_value(own, year, value)
    return movement_of(stretches_of(changed, breaks), indicator).verdict


def figures_before(own: Sequence[Figure], revision: Revision) -> tuple[Figure, ...]:
    """The figures as they were before a revision."""
    return _with_value(own, revision.year, revision.old)


def _with_value(own: Sequence[Figure], year: int, value: float | None) -> tuple[Figure, ...]:
    status = Status.MISSING if value is None else Status.OK
    return tuple(replace(e, value=value, status=status) if e.year == year else e for e in own)
