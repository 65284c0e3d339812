"""Reading the fields of a description file, so that whatever is wrong is named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from fgte.errors import DataError, closest
from fgte.model import Localised
from fgte.privacy import without_identifiers

Word = TypeVar("Word", bound=StrEnum)
ID = re.compile(r"[a-z0-9_]+")


class Fields:
    """One table of a description: each field is asked for once, the rest is unknown."""

    def __init__(self, file: Path, place: str, table: Mapping[str, Any]) -> None:
        self.file, self.place, self.table = file, place, table
        self._asked: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self.table

    def text(self, name: str, example: str, default: str | None = None) -> str:
        """A text that is not empty."""
        found = self._get(name, default)
        if not isinstance(found, str) or not found.strip():
            self.fault(name, example)
        return _tidy(found)

    def optional(self, name: str) -> str | None:
        """A text, or None when it is not given."""
        return self.text(name, name) if name in self else None

    def id(self, name: str, example: str, default: str | None = None) -> str:
        """A name for files and code: small letters, digits and underscores."""
        found = self.text(name, example, default)
        if not ID.fullmatch(found):
            self.fault(name, example)
        return found

    def localised(self, name: str, example: str, default: Localised | None = None) -> Localised:
        """A text in Swedish and English; one text alone stands for both."""
        found = self._get(name, default)
        if isinstance(found, Localised):
            return found
        said = {"sv": found, "en": found} if isinstance(found, str) else found
        if not isinstance(said, dict) or not set(said) <= {"sv", "en"} or "sv" not in said:
            self.fault(name, example)
        both = [said["sv"], said.get("en", said["sv"])]
        if not all(isinstance(each, str) and each.strip() for each in both):
            self.fault(name, example)
        return Localised(*map(_tidy, both))

    def whole(self, name: str, example: str) -> int:
        """A whole number."""
        found = self._get(name)
        if not isinstance(found, int) or isinstance(found, bool):
            self.fault(name, example)
        return found

    def people(self, name: str) -> int | None:
        """A number of people, or None when it is not given."""
        if name not in self:
            return None
        found = self.whole(name, "412")
        return found if found >= 0 else self.fault(name, "412")

    def flag(self, name: str) -> bool:
        """True or false; false when it is not given."""
        found = self._get(name, False)
        return found if isinstance(found, bool) else self.fault(name, "true, false")

    def word(self, name: str, of: type[Word], default: Word | None = None) -> Word:
        """One of the words of a list."""
        found = self._get(name, default)
        if found not in list(of):
            self.fault(name, ", ".join(of))
        return of(found)

    def words(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts or numbers, as texts."""
        found = self._get(name, list(default))
        if not isinstance(found, list) or not all(isinstance(each, str | int) for each in found):
            self.fault(name, '["1", "2"]')
        return tuple(_tidy(str(each)) for each in found)

    def day(self, name: str, example: str) -> date:
        """A date."""
        found = self._get(name)
        if not isinstance(found, date):
            self.fault(name, example)
        return date(found.year, found.month, found.day)

    def inner(self, name: str, *, required: bool = True) -> Fields:
        """A table within the table; an empty one when it is not given and need not be."""
        found = self._get(name, None if required else {})
        if not isinstance(found, dict):
            self.fault(name, f"[{name}]")
        return Fields(self.file, f"{self.place}[{name}] ", found)

    def each(self, name: str) -> Iterator[Fields]:
        """The tables of a list of tables, one at least."""
        found = self._get(name)
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            self.fault(name, f"[[{name}]]")
        for number, table in enumerate(found, start=1):
            yield Fields(self.file, f"[[{name}]] {number} ", table)
        if not found:
            self.fault(name, f"[[{name}]]")

    def finish(self) -> None:
        """Refuse fields that nobody asked for: they are most often misspelt."""
        for name in self.table:
            if name not in self._asked:
                raise DataError(
                    "survey_description_unknown",
                    file=self.file,
                    place=self.place,
                    found=without_identifiers(name),
                    closest=closest(name, sorted(self._asked)),
                )

    def fault(self, name: str, example: str) -> NoReturn:
        """Refuse the description, naming what stood where and what was expected."""
        raise DataError(
            "survey_description",
            file=self.file,
            place=self.place,
            name=name,
            found=without_identifiers(self.table.get(name, "–")),
            expected=example,
        )

    def _get(self, name: str, default: object = None) -> Any:
        self._asked.add(name)
        return self.table.get(name, default)


def _tidy(words: str) -> str:
    return " ".join(words.split())


def parsed(path: Path) -> Mapping[str, Any]:
    """The file's tables. What stands in it is not repeated when it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise DataError("survey_no_file", file=path, cause=cause) from None
    except UnicodeDecodeError:
        raise DataError("survey_description_unreadable", file=path, place="UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"line \d+, column \d+", str(error))
        place = at.group() if at else "TOML"
        raise DataError("survey_description_unreadable", file=path, place=place) from None


def texts_in(given: object) -> Iterator[str]:
    """Every text of the file, keys included."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, Mapping):
        yield from given
        yield from (text for each in given.values() for text in texts_in(each))
    elif isinstance(given, list):
        yield from (text for each in given for text in texts_in(each))
