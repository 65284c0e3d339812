"""What a newer version of the program has written, told instead of stumbled over."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from fgte.errors import DataError

Word = TypeVar("Word", bound=StrEnum)


def known(words: type[Word], found: object) -> Word:
    """A word that the journal holds, as this version knows it.

    Parameters
    ----------
    words
        The words that there are.
    found
        What stands in the journal.

    Raises
    ------
    DataError
        This version has no such word: a newer one wrote it.
    """
    try:
        return words(str(found))
    except ValueError:
        raise DataError("journal_newer_word", found=str(found)[:40]) from None


def require_not_newer(content: Mapping[str, Any], version: int, file: str) -> None:
    """Stop at a file of ours that a newer version has written.

    Parameters
    ----------
    content
        What the file holds.
    version
        The newest that this program reads.
    file
        What it is called.

    Raises
    ------
    DataError
        The file is of a later version.
    """
    found = content.get("version")
    if isinstance(found, int) and found > version:
        raise DataError("journal_newer_file", file=file, found=found, known=version)
