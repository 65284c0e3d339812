"""Expected traces: when each was registered, and from when it may no longer be changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fgte.catalogue import Catalogue
from fgte.errors import RequestError
from fgte.journal.documents import (
    Body,
    Exchange,
    Expected,
    ExpectedTrace,
    Inquiry,
    Kind,
    plain,
    stored_body,
)
from fgte.journal.entries import REGION, Change, Revision
from fgte.journal.publication import InStore, known_from, published_from


@dataclass(frozen=True)
class Registered:
    """An expected trace as it was registered: plain values that a judgement is made from.

    ``registered`` is the time of the revision that first said it as it stands; nobody can
    set it. ``received`` is set when that revision was written in another journal: its time
    is then what that journal said, and ``received`` when it came here. ``withdrawn`` says
    that its entry has been deleted since; it still belongs to the registered family.
    """

    entry_id: str
    trace_id: str
    municipality: str
    trace: ExpectedTrace
    registered: datetime
    revision: int
    received: datetime | None
    withdrawn: bool
    known_from: date
    published_from: date

    @property
    def before_result(self) -> bool:
        """Whether it was registered before anyone could know the outcome."""
        return (self.received or self.registered).date() < self.known_from

    @property
    def before_publication(self) -> bool:
        """Whether it was registered before the outcome was published."""
        return (self.received or self.registered).date() < self.published_from


def question(each: Registered) -> dict[str, Any] | None:
    """What the figures are asked, by the names of ``fgte.judgement.expectations.Expectation``.

    ``registered`` is the day from which it counts: for what came from another journal, the
    day it came here. ``to_year`` is None where the last year was not said beforehand. None
    for a soft value: it has no figures.
    """
    if each.trace.indicator is None:
        return None
    return {
        "indicator": each.trace.indicator,
        "municipality": each.municipality,
        "direction": "up" if each.trace.direction is Expected.HIGHER else "down",
        "registered": (each.received or each.registered).date(),
        "from_year": each.trace.first_year,
        "to_year": each.trace.last_year,
        "sex": each.trace.sex,
        "series": each.trace.series,
        "variant": each.trace.variant,
    }


def traces_in(body: Body) -> tuple[ExpectedTrace, ...]:
    """The expected traces that a document registers."""
    if isinstance(body, Inquiry):
        return body.expected
    if isinstance(body, Exchange):
        return tuple(each.expected for each in body.soft_values if each.expected is not None)
    return ()


Asked = tuple[str, str]
"""A trace and a place: the trace's id, and the code of the municipality, or the owner."""


def registered_in(
    kind: Kind, revisions: Sequence[Revision], catalogue: Catalogue
) -> tuple[Registered, ...]:
    """The traces that stand in an entry, each with when it was registered.

    A trace that was changed in any way is a new expectation from that change on; of a
    municipality that joins an exchange it is expected from the day it joined.
    """
    standing = [each for each in revisions if each.change is not Change.CONFLICT]
    said: dict[Asked, tuple[ExpectedTrace, Revision]] = {}
    for each in standing:
        now = _asked(stored_body(kind, each.content), each.owner)
        said = {key: _since(key, trace, each, said) for key, trace in now.items()}
    latest = standing[-1]
    return tuple(
        _registered(place, trace, since, latest, catalogue)
        for (_, place), (trace, since) in said.items()
    )


def require_unfrozen(
    standing: Revision,
    body: Body,
    *,
    kind: Kind,
    today: date,
    catalogue: Catalogue,
    in_store: InStore,
) -> None:
    """Refuse a change to, or removal of, an expectation whose outcome may be known.

    That goes for the year of its exchange too, which the years until a trace are counted from,
    and for the municipalities that take part: one may join, none may leave. Another expectation
    may always be added, under an id of its own.
    """
    held = stored_body(kind, standing.content)
    before, after = _asked(held, standing.owner), _asked(body, standing.owner)
    moved = isinstance(held, Exchange) and held.year != getattr(body, "year", None)
    places = tuple({place: None for _, place in before})
    for key, trace in before.items():
        if after.get(key) == trace and not moved:
            continue
        if _may_be_known(trace, places, today, catalogue, in_store):
            raise RequestError("journal_frozen", id=trace.id, year=trace.first_year)


def _may_be_known(
    trace: ExpectedTrace,
    places: Iterable[str],
    today: date,
    catalogue: Catalogue,
    in_store: InStore,
) -> bool:
    if today >= min(known_from(trace), published_from(trace, catalogue)):
        return True
    name, year = trace.indicator, trace.first_year
    return name is not None and any(in_store(name, place, year) for place in places)


def _since(
    key: Asked,
    trace: ExpectedTrace,
    revision: Revision,
    said: Mapping[Asked, tuple[ExpectedTrace, Revision]],
) -> tuple[ExpectedTrace, Revision]:
    before = said.get(key)
    return before if before is not None and before[0] == trace else (trace, revision)


def _asked(body: Body, owner: str) -> dict[Asked, ExpectedTrace]:
    """Each trace of each place whose figures should show it."""
    places = body.municipalities if isinstance(body, Exchange) else (owner,)
    return {(trace.id, place): trace for trace in traces_in(body) for place in places}


def _registered(
    place: str, trace: ExpectedTrace, since: Revision, latest: Revision, catalogue: Catalogue
) -> Registered:
    return Registered(
        entry_id=since.entry_id,
        trace_id=trace.id,
        municipality=place,
        trace=trace,
        registered=since.at,
        revision=since.number,
        received=since.received,
        withdrawn=latest.deleted,
        known_from=known_from(trace),
        published_from=published_from(trace, catalogue),
    )


def as_dict(each: Registered) -> dict[str, Any]:
    """A registered expectation as JSON holds it."""
    return {
        "entry": each.entry_id,
        "id": each.trace_id,
        "municipality": each.municipality,
        "region": each.municipality == REGION,
        **{name: value for name, value in plain(each.trace).items() if name != "id"},
        "registered": each.registered.isoformat(),
        "received": each.received.isoformat() if each.received else None,
        "revision": each.revision,
        "withdrawn": each.withdrawn,
        "known_from": each.known_from.isoformat(),
        "published_from": each.published_from.isoformat(),
        "before_result": each.before_result,
        "before_publication": each.before_publication,
    }
