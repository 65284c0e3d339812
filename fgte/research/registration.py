"""Whether a design was settled beforehand: what was frozen, and when its outcome could be known.

That the store lacked an outcome is not enough: it may have been published all the same. So the
calendar is asked as well, and the day on which the store's own figures were received.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from fgte.journal.publication import KNOWN_MONTH
from fgte.model import Indicator
from fgte.research.freezing import Frozen


class Registration(StrEnum):
    """What may be said of when a design was settled; only the last two are beforehand.

    ``published``: an outcome may have been published by then. ``received``: the store's own
    outcomes came from a source before that day. ``unpublished``: the municipality's own people
    may have known.
    """

    NOT_FROZEN = "not_registered"
    CHANGED = "changed"
    IN_STORE = "registered_late"
    RECEIVED = "received"
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    BEFOREHAND = "registered"

    @property
    def beforehand(self) -> bool:
        """Whether no outcome was published when the design was frozen."""
        return self in (Registration.UNPUBLISHED, Registration.BEFOREHAND)


def registration_of(
    frozen: Frozen, start: int, indicator: Indicator, received: date | None = None
) -> Registration:
    """What may be said of a design that was frozen as it stands.

    Parameters
    ----------
    frozen
        What was frozen, with its day.
    start
        The first year of the outcome.
    indicator
        Which says in which month its figures are published.
    received
        The first day on which figures of the outcome came to the store, None where none have.
    """
    if frozen.outcomes:
        return Registration.IN_STORE
    if received is not None and received < frozen.day:
        return Registration.RECEIVED
    if frozen.day >= published_from(start, indicator):
        return Registration.PUBLISHED
    known = date(start, KNOWN_MONTH, 1)
    return Registration.UNPUBLISHED if frozen.day >= known else Registration.BEFOREHAND


def published_from(start: int, indicator: Indicator) -> date:
    """The first day of the month in which the first outcome is published."""
    return date(start, indicator.publication_month or KNOWN_MONTH, 1)
