"""Finding the table in a file: its header of one or two rows, its columns by name, its rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from fgte.model import Sex
from fgte.sources.skolverket.cells import CODES, number
from fgte.sources.skolverket.grid import Grid, Row
from fgte.sources.skolverket.measures import Definitions

SEXES = {
    **dict.fromkeys(("totalt", "total", "samtliga", "samtliga elever", "alla"), Sex.ALL),
    **dict.fromkeys(("flickor", "kvinnor"), Sex.GIRLS),
    **dict.fromkeys(("pojkar", "män"), Sex.BOYS),
}
DESCRIPTION = "rapportbeskrivning"
"""With this word Skolverket's own text after the table begins."""

_CUT_BY_A_LINE_BREAK = re.compile(r"(?<=[^\W\d_])-\s*(?=[^\W\d_])")
_SEX_AT_THE_END = re.compile(rf"(.+), ({'|'.join(SEXES)})")
_ONE_SEX = re.compile(r"\b(flickor|kvinnor|pojkar|män)\b")


@dataclass(frozen=True)
class Column:
    """A column by its heading: of whom it speaks, and what is left of the heading then.

    ``key`` is what the column identifies or describes, None for a column of values. ``population``
    and ``sex`` are None where the heading does not say.
    """

    index: int
    label: str
    key: str | None
    heading: str
    population: str | None
    sex: Sex | None


@dataclass(frozen=True)
class Table:
    """A table that was found: what stood above it, its columns, and every row below its header."""

    grid: Grid
    above: tuple[str, ...]
    columns: tuple[Column, ...]
    below: tuple[Row, ...]

    @cached_property
    def keys(self) -> Mapping[str, int]:
        """Where each identifying column stands; the first, if a heading stands twice."""
        return {each.key: each.index for each in reversed(self.columns) if each.key}

    @property
    def values(self) -> tuple[Column, ...]:
        return tuple(each for each in self.columns if each.key is None)


def normal(heading: str) -> str:
    """A heading as it is compared: lower case, spaces collapsed, words cut by a line break healed.

    "Skol-enhetskod" and "Skol- enhetskod" are both "skolenhetskod".
    """
    plain = unicodedata.normalize("NFKC", heading).replace("\u00ad", "")
    return _CUT_BY_A_LINE_BREAK.sub("", " ".join(plain.lower().split()))


def find_table(grid: Grid, known: Definitions) -> Table | None:
    """The table in a file or a sheet, found by the heading of the municipality's code."""
    for at, row in enumerate(grid.rows):
        headings = [normal(row.written(i)) for i in range(len(row.cells))]
        if any(known.keys["municipality"].fullmatch(each) for each in headings):
            return _table(grid, at, known)
    return None


def _table(grid: Grid, at: int, known: Definitions) -> Table:
    """The table whose header row is the one at this place, with the row of groups beside it."""
    named = grid.rows[at]
    code = next(i for i in named.filled if known.key(normal(named.written(i))) == "municipality")
    above = grid.rows[at - 1] if at else Row(0, ())
    under = grid.rows[at + 1] if at + 1 < len(grid.rows) else Row(0, ())
    if _is_second_header(under, code):
        groups, names, rest = named, under, grid.rows[at + 2 :]
    elif above.filled and above.filled[0] > code:
        groups, names, rest = above, named, grid.rows[at + 1 :]
    else:
        groups, names, rest = Row(0, ()), named, grid.rows[at + 1 :]
    above_it = (", ".join(row.written(i) for i in row.filled) for row in grid.rows[:at])
    return Table(grid, tuple(filter(None, above_it)), _columns(groups, names, known), rest)


def _is_second_header(row: Row, code: int) -> bool:
    """Whether a row names parts of the columns above it: no code of a municipality, no values."""
    words = [row.written(i) for i in row.filled]
    headings = bool(words) and all(each not in CODES and number(each) is None for each in words)
    return headings and row.filled[0] > code and normal(words[0]) in SEXES


def _columns(groups: Row, names: Row, known: Definitions) -> tuple[Column, ...]:
    """Each column under its own name and its group's; a merged group is filled forward."""
    found, group = [], ""
    for index in range(max(len(groups.cells), len(names.cells))):
        own, name = groups.written(index), names.written(index)
        group = own or (group if name else "")
        if group or name:
            found.append(_column(index, group, name, known))
    return tuple(found)


def _column(index: int, group: str, name: str, known: Definitions) -> Column:
    """What a heading says of whom it speaks is taken off; what is left is what is measured."""
    sex: Sex | None = None
    population: str | None = None
    left = []
    for part in filter(None, (normal(group), normal(name))):
        said_sex, said_population, measured = _said(part, known)
        sex, population = said_sex or sex, said_population or population
        left += [measured] if measured else []
    label = ": ".join(" ".join(each.split()) for each in (group, name) if each)
    heading = " ".join(left)
    return Column(index, label, known.key(heading), heading, population, sex)


def _said(part: str, known: Definitions) -> tuple[Sex | None, str | None, str]:
    """The sex and the group of pupils that a part of a heading names, and the rest of it."""
    population = known.population(part)
    if part in SEXES:
        return SEXES[part], population, ""
    if population:
        one = _ONE_SEX.search(part)
        return SEXES[one[1]] if one else None, population, ""
    ends = _SEX_AT_THE_END.fullmatch(part)
    return (SEXES[ends[2]], None, ends[1]) if ends else (None, None, part)
