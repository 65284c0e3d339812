"""Which soft value was expected to show in which figures, how many years later, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fgte.journal import Entry, Registered
from fgte.journal.documents import (
    Exchange,
    Expected,
    ExpectedTrace,
    Inquiry,
    Kind,
    SoftValue,
)
from fgte.journal.state import State


@dataclass(frozen=True)
class SoftLink:
    """One soft value and the hard trace that somebody expected of it.

    Attributes
    ----------
    name, soft_id, instrument : str
        What the soft value is called, its short name, and what it is asked with; the last two
        are empty where nobody has said.
    soft_way : Expected or None
        Which way it was expected to move; None where only better was meant.
    trace : ExpectedTrace or None
        The hard trace; None where none was written.
    from_year : int
        The school year, by the year in which it ends, that the lag is counted from.
    written : date
        The day from which the expectation counts. Nobody can set it.
    """

    entry: Entry
    name: str
    soft_id: str
    instrument: str
    soft_way: Expected | None
    trace: ExpectedTrace | None
    from_year: int
    written: date

    @property
    def lag(self) -> int | None:
        """Years from the soft value to the first figures that should show it, as was written."""
        return None if self.trace is None else self.trace.first_year - self.from_year

    @property
    def id(self) -> str:
        """What tells it from the others: entry, soft value and trace."""
        return "-".join((self.entry.id, self.soft_id, self.trace.id if self.trace else ""))

    @property
    def names(self) -> frozenset[str]:
        """The words by which what it is asked with may be known."""
        said = (self.instrument, self.soft_id)
        return frozenset(plain for each in said if (plain := plain_words(each)))


def links_of(state: State, place: str) -> tuple[SoftLink, ...]:
    """Every link that concerns a municipality, in the order they were written.

    Parameters
    ----------
    state
        The journal as someone may read it.
    place
        The municipality's code.
    """
    part = state.of(place)
    days = {(each.entry_id, each.trace_id): each for each in part.registered}
    found = [link for entry in part.entries for link in _links(entry, days)]
    return tuple(sorted(found, key=lambda each: (each.written, each.id)))


def withdrawn_of(state: State, place: str) -> int:
    """How many hard traces were expected in exchanges that have been deleted since.

    A case that is taken away when the figures have come is still one that was written. Of a
    deleted prövande it can no longer be known whether it expected a soft value too.
    """
    prefix = f"{Kind.EXCHANGE.prefix}-"
    return sum(
        each.withdrawn and each.trace.indicator is not None and each.entry_id.startswith(prefix)
        for each in state.of(place).registered
    )


def plain_words(words: str) -> str:
    """Words without what does not make another name: case and spaces."""
    return " ".join(words.split()).casefold()


def _links(entry: Entry, days: dict[tuple[str, str], Registered]) -> Iterator[SoftLink]:
    if isinstance(entry.body, Exchange):
        for value in entry.body.soft_values:
            yield _of_exchange(entry, value, entry.body.year, days)
    elif isinstance(entry.body, Inquiry):
        yield from _of_inquiry(entry, entry.body.expected, days)


def _of_exchange(
    entry: Entry, value: SoftValue, year: int, days: dict[tuple[str, str], Registered]
) -> SoftLink:
    hard = value.expected if value.expected and value.expected.indicator else None
    return SoftLink(
        entry=entry,
        name=value.name,
        soft_id=value.id,
        instrument=value.instrument or "",
        soft_way=None,
        trace=hard,
        from_year=year,
        written=_written(entry, hard, days),
    )


def _of_inquiry(
    entry: Entry, traces: Sequence[ExpectedTrace], days: dict[tuple[str, str], Registered]
) -> Iterator[SoftLink]:
    """Each soft trace of a prövande with each hard one: both are written in the same hypothesis."""
    for soft in traces:
        for hard in traces:
            if soft.soft_value is not None and hard.indicator is not None:
                yield SoftLink(
                    entry=entry,
                    name=soft.soft_value,
                    soft_id=soft.id,
                    instrument=soft.instrument or "",
                    soft_way=soft.direction,
                    trace=hard,
                    from_year=soft.first_year,
                    written=max(_written(entry, each, days) for each in (soft, hard)),
                )


def _written(
    entry: Entry, trace: ExpectedTrace | None, days: dict[tuple[str, str], Registered]
) -> date:
    """The day it was registered, or came here; an example's is the day it was put in."""
    known = days.get((entry.id, trace.id)) if trace else None
    return (known.received or known.registered).date() if known else entry.created.date()
