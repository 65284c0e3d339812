"""Errors that say what, where, found, expected and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from fgte.texts import text


class FgteError(Exception):
    """Something went wrong that the user can be told about.

    ``key`` names a text in ``fgte/texts/*/errors.toml``; ``details`` fill it in.
    """

    exit_code = 1

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details

    def message(self, lang: str = "sv") -> str:
        """The whole message in the reader's language."""
        return text(f"errors.{self.key}", lang, **self.details)

    def __str__(self) -> str:
        return self.message()

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.key, self.details)


class RequestError(FgteError):
    """What was asked for does not exist or does not fit: nothing was done."""

    exit_code = 2


class DataError(FgteError):
    """A file or a figure is not what it must be: the store is left as it was."""


class WorkError(FgteError):
    """The work was begun and part of it failed; the rest was done."""


def _rebuild(cls: type[FgteError], key: str, details: dict[str, object]) -> FgteError:
    return cls(key, **details)


def closest(found: object, known: Iterable[str]) -> str:
    """The known words nearest to what was written, or all of them when none is near."""
    words = {each.lower(): each for each in known}
    near = get_close_matches(str(found).lower(), words, n=3, cutoff=0.5)
    return ", ".join(words[each] for each in near or words)
