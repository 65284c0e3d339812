"""What a document must fit into: the catalogue and the rest of the journal."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from fgte.catalogue import Catalogue
from fgte.catalogue.instruments import instrument
from fgte.errors import RequestError, closest
from fgte.journal.documents import (
    Body,
    Communication,
    CompetenceJourney,
    Exchange,
    ExpectedTrace,
    LearningNetwork,
    Rebasing,
    ResearchQuestion,
    SuccessFactor,
)
from fgte.journal.expectations import traces_in
from fgte.journal.tables import entry

PREPARING = "larande_natverk"
"""The instrument with the questions to have thought through before a network starts."""


def require_known(body: Body, catalogue: Catalogue) -> None:
    """Every indicator, series, variant and municipality named must be in the catalogue."""
    for each in traces_in(body):
        if each.indicator is not None:
            _require_series(each, each.indicator, catalogue)
    if isinstance(body, Rebasing):
        _require_series(body, body.indicator, catalogue)
    if isinstance(body, Communication | Exchange | ResearchQuestion):
        for id in body.indicators:
            catalogue.indicator(id)
    if isinstance(body, Exchange):
        for code in _codes(body):
            _require_member(code, catalogue)
    if isinstance(body, LearningNetwork | CompetenceJourney):
        for code in body.municipalities:
            catalogue.municipality(code)
    if isinstance(body, LearningNetwork):
        _require_questions(body)


def require_linked(body: Body, connection: sa.Connection) -> None:
    """Every entry that is linked to must be in the journal."""
    for id in linked(body):
        found = connection.scalar(sa.select(entry.c.id).where(entry.c.id == id))
        if found is None:
            raise RequestError("journal_link", id=id)


def linked(body: Body) -> tuple[str, ...]:
    """The ids of the entries that a document leads to."""
    ids = list(getattr(body, "links", ()))
    if isinstance(body, SuccessFactor):
        ids += [each.entry for each in body.support if each.entry is not None]
    return tuple(dict.fromkeys(ids))


def _require_series(named: ExpectedTrace | Rebasing, id: str, catalogue: Catalogue) -> None:
    indicator = catalogue.indicator(id)
    series = {each.id: each for each in indicator.series}
    if named.series is not None and named.series not in series:
        raise RequestError("unknown_series", id=id, found=named.series)
    chosen = series[named.series or indicator.default_series]
    if named.variant is not None and named.variant not in chosen.kpis:
        known = ", ".join(chosen.kpis)
        raise RequestError("unknown_variant", id=id, found=named.variant, known=known)


def _require_questions(body: LearningNetwork) -> None:
    known = [each.id for each in instrument(PREPARING).items]
    for each in body.prepared_answers:
        if each.question not in known:
            near = closest(each.question, known)
            raise RequestError("journal_question", found=each.question, known=near)


def _require_member(code: str, catalogue: Catalogue) -> None:
    if not catalogue.municipality(code).member:
        members = ", ".join(each.name for each in catalogue.members)
        raise RequestError("journal_owner", found=code, members=members)


def _codes(body: Exchange) -> Iterator[str]:
    yield from body.municipalities
    for visit in body.visits:
        yield visit.host
        yield from visit.guests
    yield from (each.municipality for each in body.participants if each.municipality is not None)
