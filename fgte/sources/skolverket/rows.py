"""The rows of a table: which are data, whether their codes are codes, and where a fault is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgte.errors import DataError
from fgte.sources.skolverket.grid import Row
from fgte.sources.skolverket.measures import municipality_codes
from fgte.sources.skolverket.table import DESCRIPTION, Table, normal

MOST_CELLS_OF_A_REMARK = 3
"""Below the table stand remarks; a row with more cells than this is no remark."""


class TableRows:
    """Goes through a table row by row; ``described`` is True once Skolverket's text was met."""

    def __init__(self, table: Table, *, at_a_school: bool) -> None:
        self.table = table
        self.at_a_school = at_a_school
        self.described = False
        self._labels = {each.index: each.label for each in table.columns}

    def __iter__(self) -> Iterator[Row]:
        """The rows with figures: until the table ends, every row must be one."""
        ended = False
        for row in self.table.below:
            if not row.filled or normal(row.written(row.filled[0])).startswith(DESCRIPTION):
                ended, self.described = True, self.described or bool(row.filled)
            elif ended and not self._has_codes(row):
                self._require_remark(row)
            else:
                self._require_codes(row)
                self._require_whole(row)
                yield row

    def cell(self, row: Row, key: str) -> str:
        """What identifies or describes a row, by what the column is; empty without the column."""
        return row.written(self.table.keys[key]) if key in self.table.keys else ""

    def municipality(self, row: Row) -> str:
        """The municipality's code; a program that saved the file anew may have cut its zero."""
        return self.cell(row, "municipality").zfill(4)

    def fault(self, row: Row, column: int | str, expected: str) -> DataError:
        """An error that names file, row, column, what stood there and what was expected."""
        index = self.table.keys[column] if isinstance(column, str) else column
        return DataError(
            "skolverket_cell",
            file=self.table.grid.place,
            row=row.number,
            column=self._labels.get(index, "–"),
            found=row.written(index),
            expected=expected,
        )

    def _has_codes(self, row: Row) -> bool:
        codes = [self.cell(row, "municipality")]
        codes += [self.cell(row, "school_unit")] if self.at_a_school else []
        return all(re.fullmatch("[0-9]+", code) for code in codes)

    def _require_remark(self, row: Row) -> None:
        if not self.described and len(row.filled) > MOST_CELLS_OF_A_REMARK:
            raise self.fault(row, "municipality", "1384")

    def _require_codes(self, row: Row) -> None:
        if self.municipality(row) not in municipality_codes():
            raise self.fault(row, "municipality", "1384")
        if self.at_a_school and not re.fullmatch("[0-9]{8}", self.cell(row, "school_unit")):
            raise self.fault(row, "school_unit", "12345678")

    def _require_whole(self, row: Row) -> None:
        """A row stands before Skolverket's own text, under the headings, and is not cut short."""
        beside = [i for i in row.filled if self.described or i not in self._labels]
        if beside:
            raise self.fault(row, beside[0], "–")
        last = self.table.columns[-1].index
        if not self.table.grid.sheet and len(row.cells) <= last:
            raise DataError(
                "skolverket_short_row",
                file=self.table.grid.place,
                row=row.number,
                column=self._labels.get(last, "–"),
                found=len(row.cells),
                expected=last + 1,
            )
