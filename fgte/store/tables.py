"""The store on disk: one parquet file that carries its own version and origins."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fgte.catalogue import open_catalogue
from fgte.errors import DataError, RequestError
from fgte.model import Localised, Origin
from fgte.settings import Settings, read_settings
from fgte.sources.whole_files import write_whole
from fgte.store.ledger_table import read_ledger
from fgte.store.mark import FILE, MARK, what_it_says
from fgte.store.schema import SCHEMA, VERSION, checked

LineKey = tuple[str, str, str, str, str | None]
"""Indicator, series, variant, sex and school unit of one line of a municipality."""

ROW_GROUP = 8_192
"""Rows that are read together: a municipality of the whole country lies in one or two groups."""


class Observation(NamedTuple):
    """One figure of the store; what is not known is None."""

    indicator: str
    series: str
    variant: str
    municipality_id: str
    sex: str
    school_unit: str | None
    year: int
    value: float | None
    low: float | None
    high: float | None
    pupils: float | None
    pupils_kind: str
    status: str
    kpi: str
    source: str
    snapshot_id: str


Lines = Mapping[LineKey, tuple[Observation, ...]]
"""The lines of one municipality, each in year order."""


@dataclass(frozen=True)
class Store:
    """Every observation, with where it came from. Opened once, read many times.

    ``school_names`` holds what school units are called, by code, where a file has said so.
    """

    path: Path
    fingerprint: str
    origins: Mapping[str, Origin]
    school_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """The settings of the home that the store lies in."""
        return read_settings(home=self.path.parent.parent)

    @cached_property
    def table(self) -> pd.DataFrame:
        """All observations, one row a figure, in key order."""
        return _frame(pq.read_table(self.path))

    @cached_property
    def municipalities(self) -> tuple[str, ...]:
        """The codes of those that have any figure, the country among them."""
        codes = pq.read_table(self.path, columns=["municipality_id"])
        return tuple(sorted(codes.column(0).unique().to_pylist()))

    def of_municipality(self, municipality_id: str) -> pd.DataFrame:
        """All observations of one municipality, read without the rest of the country."""
        if "table" in self.__dict__:
            return self.table[self.table["municipality_id"].eq(municipality_id)]
        return _frame(self._rows_of(municipality_id))

    def lines_of(self, municipality_id: str) -> Lines:
        """One municipality's lines in year order, for those who read one line after another."""
        if municipality_id not in self._lines:
            self._lines[municipality_id] = _lines(self._rows_of(municipality_id))
        return self._lines[municipality_id]

    def with_revisions_of(self, municipality_id: str) -> Store:
        """The same figures, and of the ledger only what has changed in one municipality.

        Those who look for revisions line after line then have next to nothing to search.
        """
        if municipality_id not in self._narrowed:
            lines = self.ledger
            mine = lines["municipality_id"].eq(municipality_id) & lines["event"].ne("new")
            narrowed = replace(self)
            vars(narrowed).update(_lines=self._lines, memory=self.memory, ledger=lines[mine])
            self._narrowed[municipality_id] = narrowed
        return self._narrowed[municipality_id]

    @cached_property
    def _narrowed(self) -> dict[str, Store]:
        return {}

    @cached_property
    def _lines(self) -> dict[str, Lines]:
        return {}

    @cached_property
    def memory(self) -> dict[Hashable, Any]:
        """What has been worked out from this store, kept as long as the store itself."""
        return {}

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """What newer sets of figures changed: one row a revision, oldest set first."""
        return read_ledger(self.path.parent)

    def _rows_of(self, municipality_id: str) -> pa.Table:
        """One municipality's rows, out of the groups that may hold any; no thread is started."""
        about = self._metadata
        place = about.schema.names.index("municipality_id")
        bounds = (about.row_group(n).column(place).statistics for n in range(about.num_row_groups))
        groups = [n for n, b in enumerate(bounds) if b is None or b.min <= municipality_id <= b.max]
        with pq.ParquetFile(self.path, metadata=about, memory_map=True, pre_buffer=False) as file:
            rows = file.read_row_groups(groups, use_threads=False)
        return rows.filter(pc.equal(rows["municipality_id"], municipality_id))

    @cached_property
    def _metadata(self) -> pq.FileMetaData:
        return pq.read_metadata(self.path)

    def observations(
        self,
        indicator: str | None = None,
        municipality: str | int | None = None,
        years: tuple[int | None, int | None] | None = None,
        sex: str | None = None,
        variant: str | None = None,
    ) -> pd.DataFrame:
        """The observations that fit what is asked for; what is not given is not filtered.

        Parameters
        ----------
        indicator
            An indicator's id, such as ``meritvarde``.
        municipality
            Code ("1384" or 1384) or name ("Kungsbacka").
        years
            First and last year, both included; None leaves an end open.
        sex
            T (all), K (girls) or M (boys).
        variant
            kommunal, lageskommun or hemkommun.
        """
        book = open_catalogue(self.settings)
        place = None if municipality is None else book.municipality(municipality).id
        wanted = {
            "indicator": None if indicator is None else book.indicator(indicator).id,
            "municipality_id": place,
            "sex": sex,
            "variant": variant,
        }
        table = self.table if place is None else self.of_municipality(place)
        keep = pd.Series(True, index=table.index)
        for column, word in wanted.items():
            if word is not None:
                keep &= table[column].eq(str(word))
        ends = checked_years(years)
        if ends is not None:
            keep &= table["year"].between(*ends)
        return table[keep].reset_index(drop=True)


def _frame(rows: pa.Table) -> pd.DataFrame:
    table: pd.DataFrame = rows.to_pandas(use_threads=False)
    return table.astype({"year": int})


def _lines(rows: pa.Table) -> Lines:
    lines: dict[LineKey, list[Observation]] = {}
    columns = (rows.column(name).to_pylist() for name in Observation._fields)
    for each in map(Observation, *columns):
        key = (each.indicator, each.series, each.variant, each.sex, each.school_unit)
        lines.setdefault(key, []).append(each)
    return {key: tuple(line) for key, line in lines.items()}


def checked_years(years: Sequence[int | None] | None) -> tuple[int, int] | None:
    """First and last year in order; an end that is None is open."""
    if years is None:
        return None
    try:
        first, last = years
        ends = (0 if first is None else int(first), 9999 if last is None else int(last))
    except (TypeError, ValueError) as error:
        raise RequestError("faulty_years", found=years) from error
    if ends[0] > ends[1]:
        raise RequestError("faulty_years", found=years)
    return None if ends == (0, 9999) else ends


def write_table(
    folder: Path,
    table: pd.DataFrame,
    *,
    fingerprint: str,
    origins: Sequence[Origin],
    school_names: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """Check the observations and put them in place whole; the same table gives the same bytes."""
    arrow = pa.Table.from_pandas(checked(table), schema=SCHEMA, preserve_index=False)
    about = {
        "version": VERSION,
        "fingerprint": fingerprint,
        "origins": [asdict(each) for each in origins],
        "school_names": dict(school_names),
    }
    mark = json.dumps(about, default=str, sort_keys=True, ensure_ascii=False)
    whole = pa.BufferOutputStream()
    pq.write_table(
        arrow.replace_schema_metadata({MARK: mark.encode()}),
        whole,
        compression="zstd",
        row_group_size=ROW_GROUP,
    )
    write_whole(folder / FILE, whole.getvalue().to_pybytes())
    return folder / FILE


def open_table(folder: Path) -> Store:
    """The store in a folder; an absent, damaged or older one is an error with advice."""
    path = folder / FILE
    if not path.is_file():
        raise RequestError("no_store", place=folder)
    about = what_it_says(folder)
    if about["version"] != VERSION:
        found = about["version"]
        raise DataError("store_other_version", place=folder, found=found, expected=VERSION)
    try:
        origins = {each["snapshot_id"]: _origin(each) for each in about["origins"]}
    except (KeyError, TypeError, ValueError) as error:
        raise DataError("unreadable_store", place=folder, cause=error) from error
    names = about.get("school_names", {})
    return Store(path, about["fingerprint"], origins, school_names=names)


def _origin(about: dict[str, Any]) -> Origin:
    return Origin(
        **{
            **about,
            "sources": tuple(about["sources"]),
            "urls": tuple(about["urls"]),
            "retrieved": date.fromisoformat(about["retrieved"]),
            "title": Localised(**about["title"]),
            "terms": Localised(**about["terms"]),
        }
    )
