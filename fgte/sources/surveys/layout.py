"""Where in a file of answers the columns of the description stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fgte.errors import DataError
from fgte.sources.surveys.description import Description, Layout
from fgte.sources.surveys.grid import Grid, Row, column_letter


@dataclass(frozen=True)
class Placed:
    """A sheet of answers, and at which place each described column stands (by small letters)."""

    grid: Grid
    description: Description
    places: dict[str, int]

    def cell(self, row: Row, column: str | None) -> str:
        """What stands in a described column; empty when the description names none."""
        return "" if column is None else row.cells[self.places[column.casefold()]]

    def name(self, place: int) -> str:
        """A column as messages name it: its letter, and its heading if the description has it."""
        return named_column(self.description, self.grid, place)

    def where(self, row: Row, column: str | None) -> dict[str, object]:
        """File, row and column, for a message."""
        named = self.name(self.places[column.casefold()]) if column else "–"
        return {"file": self.grid.file, "row": row.number, "column": named}

    @property
    def others(self) -> tuple[int, ...]:
        """The columns that the description says nothing of."""
        taken = set(self.places.values())
        return tuple(place for place in range(len(self.grid.heading.cells)) if place not in taken)


def described_columns(description: Description) -> tuple[str, ...]:
    """The headings that the description expects."""
    of = description.columns
    wide = of.layout is Layout.WIDE
    asked = [each.column for each in description.questions] if wide else [of.question, of.answer]
    return tuple(name for name in (of.respondent, of.sex, of.school, *asked) if name is not None)


def named_column(description: Description, grid: Grid, place: int) -> str:
    """A column by its letter. Only headings that the description has are repeated."""
    known = {name.casefold(): name for name in described_columns(description)}
    heading = known.get(grid.heading.cells[place].casefold())
    return f"{column_letter(place)} ({heading})" if heading else column_letter(place)


def answers_grid(grids: Sequence[Grid], description: Description) -> Grid:
    """The sheet with the answers: the named one, else the first with the described columns."""
    sheet = description.columns.sheet
    if sheet is not None:
        grids = [each for each in grids if each.sheet.casefold() == sheet.casefold()] or grids
    return min(grids, key=lambda each: len(_missing(each, description)))


def place_columns(grid: Grid, description: Description) -> Placed:
    """Find each described column.

    Raises
    ------
    DataError
        A column is not there, or is there twice; says which ones were looked for.
    """
    missing = _missing(grid, description)
    if missing:
        raise DataError(
            "survey_missing_columns",
            file=grid.file,
            expected=", ".join(missing),
            found=len(grid.heading.cells),
        )
    headings = [cell.casefold() for cell in grid.heading.cells]
    for name in described_columns(description):
        if headings.count(name.casefold()) > 1:
            raise DataError("survey_column_twice", file=grid.file, column=name)
    named = [name.casefold() for name in described_columns(description)]
    return Placed(grid, description, {name: headings.index(name) for name in named})


def _missing(grid: Grid, description: Description) -> list[str]:
    headings = {cell.casefold() for cell in grid.heading.cells}
    return [name for name in described_columns(description) if name.casefold() not in headings]
