"""Who is at a page, and what the page must carry for what they do next to be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fgte.journal.access import Person, Role

BOARD = "forandringsarbete"
"""The word of the address that everything here stands under."""


@dataclass(frozen=True)
class Visit:
    """A reader, signed in or not.

    ``mark`` and ``xsrf`` go with every form; ``by_service`` says that another service (the
    hub) has said who it is, so that there is nothing to sign out of here.
    """

    base: str
    lang: str
    today: date
    person: Person | None = None
    mark: str = ""
    xsrf: str = ""
    by_service: bool = False

    @property
    def place(self) -> str:
        """The address of the board, with a slash after it."""
        return f"{self.base}{BOARD}/"

    @property
    def writes(self) -> bool:
        """Whether the person is one of those who write."""
        return self.person is not None and self.person.role is not Role.READER
