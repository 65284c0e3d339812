"""Change work for tests: entries with text of one's choice, and a clock that stands in the past."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from fgte.journal import Entry, Journal, Kind, open_journal
from fgte.settings import Settings

TRACE = {
    "id": "examen",
    "indicator": "examen_3ar",
    "direction": "higher",
    "first_year": 2018,
    "last_year": 2022,
}
FIRST = {"title": "Läsning", "analysis_object": "Svar", "observation": "Sett", "question": "Vad?"}
WORKING = {"activities": [{"id": "las", "what": "Gemensam läsning", "start": "2017-08-20"}]}


class Clock:
    """The day that a journal believes it is; a test may move it."""

    def __init__(self) -> None:
        self.day = datetime(2017, 8, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.day

    def to(self, *day: int) -> None:
        self.day = datetime(*day, tzinfo=UTC)


@contextmanager
def journal_of(settings: Settings, clock: Clock | None = None) -> Iterator[Journal]:
    """The journal of these surroundings, in the summer of 2017."""
    with open_journal(settings, clock=clock or Clock()) as journal:
        yield journal


def expecting(**more: object) -> dict[str, object]:
    """An expected trace; what is None is left out."""
    return {key: value for key, value in {**TRACE, **more}.items() if value is not None}


def inquire(
    journal: Journal,
    *expected: dict[str, object],
    owner: str = "1383",
    visibility: str | None = "regional",
    **more: object,
) -> Entry:
    """A prövande that began in August 2017."""
    content = {**FIRST, **WORKING, "expected": list(expected), **more}
    return journal.create(Kind.INQUIRY, content, owner=owner, who="Anna", visibility=visibility)


def rebase(journal: Journal, *, owner: str = "1383", **more: object) -> Entry:
    """A decision to read diplomas within three years from 2018 on."""
    said = {"indicator": "examen_3ar", "from_year": 2018, "reason": "Två skolor blev en"}
    said |= {"decided": "2018-03-01", "decided_by": "förvaltningschef", **more}
    return journal.create(Kind.REBASING, said, owner=owner, who="Anna", visibility="regional")
