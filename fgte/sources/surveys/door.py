"""The door: a file that points at persons is refused before anything of it is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from fgte.errors import DataError
from fgte.privacy import (
    Identifier,
    holds_words,
    identifier_in,
    identifier_of_heading,
    looks_like_free_text,
)
from fgte.sources.surveys.description import Description
from fgte.sources.surveys.grid import Grid, Row
from fgte.sources.surveys.layout import described_columns, named_column
from fgte.texts import text


class IdentifierError(DataError):
    """A file points at persons. Says where and what kind it is, never the identifier itself."""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key, **details)
        self.kind = Identifier(str(details["kind"]))

    def message(self, lang: str = "sv") -> str:
        """The whole message in the reader's language."""
        kind = text(f"surveys.identifier.{self.kind}", lang)
        return text(f"errors.{self.key}", lang, **{**self.details, "kind": kind})


def refuse_identifiers(grids: Sequence[Grid], answers: Grid, description: Description) -> None:
    """Refuse a file with direct identifiers on any sheet, or people's own words among the answers.

    Raises
    ------
    IdentifierError
        Names row, column and the kind of identifier.
    """
    for each in description.questions:
        if each.is_open:
            kind = Identifier.FREE_TEXT
            file = description.file
            raise IdentifierError("survey_open_question", file=file, question=each.id, kind=kind)
    for grid in grids:
        for row, place, kind in _identifiers(grid, description):
            column = named_column(description, grid, place)
            key = "survey_free_text" if kind is Identifier.FREE_TEXT else "survey_identifier"
            raise IdentifierError(key, file=grid.file, row=row.number, column=column, kind=kind)
    for row, place in _own_words(answers, description):
        column = named_column(description, answers, place)
        kind = Identifier.FREE_TEXT
        raise IdentifierError(
            "survey_free_text", file=answers.file, row=row.number, column=column, kind=kind
        )


def _identifiers(grid: Grid, description: Description) -> Iterator[tuple[Row, int, Identifier]]:
    """Headings that say what a column holds, where it holds something, and cells that hold it."""
    asked = {each.column.casefold() for each in description.questions}
    for place, heading in enumerate(grid.heading.cells):
        kind = identifier_in(heading)
        if kind is None and any(_tells(row.cells[place]) for row in grid.rows):
            kind = identifier_of_heading(heading, asked=heading.casefold() in asked)
        if kind is not None:
            yield grid.heading, place, kind
    for row in grid.rows:
        for place, cell in enumerate(row.cells):
            kind = identifier_in(cell)
            if kind is not None:
                yield row, place, kind


def _tells(cell: str) -> bool:
    """Whether something stands in a cell; survey tools write "anonymous" for nobody."""
    return cell.casefold() not in ("", "anonymous", "anonym")


def _own_words(grid: Grid, description: Description) -> Iterator[tuple[Row, int]]:
    """The first row of each column, or of each undescribed question, that is written freely."""
    columns = [(place, list(grid.rows)) for place in _unchecked(grid, description)]
    for place, rows in (*columns, *_undescribed_questions(grid, description)):
        if looks_like_free_text(row.cells[place] for row in rows):
            yield next(row for row in rows if holds_words(row.cells[place])), place


def _unchecked(grid: Grid, description: Description) -> list[int]:
    """The columns whose cells no scale and no list of codes will check."""
    respondent = description.columns.respondent
    checked = {name.casefold() for name in described_columns(description) if name != respondent}
    headings = enumerate(grid.heading.cells)
    return [place for place, heading in headings if heading.casefold() not in checked]


def _undescribed_questions(grid: Grid, description: Description) -> Iterator[tuple[int, list[Row]]]:
    """In a long file: the rows of each question that the description does not take up."""
    headings = [cell.casefold() for cell in grid.heading.cells]
    names = [(name or "").casefold() for name in _long_columns(description)]
    if "" in names or not set(names) <= set(headings):
        return
    question, answer = map(headings.index, names)
    known = {each.column.casefold() for each in description.questions}
    rows = defaultdict(list)
    for row in grid.rows:
        rows[row.cells[question].casefold()].append(row)
    yield from ((answer, asked) for code, asked in rows.items() if code not in known)


def _long_columns(description: Description) -> tuple[str | None, str | None]:
    return description.columns.question, description.columns.answer
