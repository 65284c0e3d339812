"""From kept answers to raw figures: the same rows every time, whatever order they came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from fgte.model import Sex, Status
from fgte.sources.kolada.answers import STATUSES, AnyPage, DataPage, Entry, read_page
from fgte.sources.raw import raw_figures
from fgte.sources.snapshot_records import Fetch
from fgte.sources.snapshots import SnapshotStore

Numbers = npt.NDArray[np.int64]
SEXES = tuple(Sex)
SEX_CODES: Mapping[str, int] = {sex.value: code for code, sex in enumerate(SEXES)}
STATUS_ORDER = tuple(Status)
STATUS_CODES: Mapping[str | None, int] = {
    word: STATUS_ORDER.index(status) for word, status in STATUSES.items()
}


@dataclass(frozen=True)
class Wanted:
    """Which entries of an answer were asked for; an open path brings others too."""

    kpis: tuple[str, ...]
    municipalities: tuple[str, ...]
    first_year: int
    last_year: int

    @classmethod
    def of(cls, fetch: Fetch) -> Wanted:
        asked = fetch.asked
        last = 9999 if asked.last_year is None else asked.last_year
        return cls(asked.kpis, fetch.municipalities, asked.first_year or 0, last)

    @cached_property
    def kpi_codes(self) -> dict[str, int]:
        return {id: code for code, id in enumerate(self.kpis)}

    @cached_property
    def municipality_codes(self) -> dict[str, int]:
        return {id: code for code, id in enumerate(self.municipalities)}

    def chosen(self, entries: Sequence[Entry]) -> list[Entry]:
        """The entries that were asked for."""
        return [
            each
            for each in entries
            if each.municipality in self.municipality_codes
            and each.kpi in self.kpi_codes
            and self.first_year <= each.period <= self.last_year
        ]


class Columns(NamedTuple):
    """Figures as numbers, one a row: codes into what was wanted, and the values."""

    kpi: Numbers
    municipality: Numbers
    year: Numbers
    sex: Numbers
    status: Numbers
    value: npt.NDArray[np.float64]
    deleted: npt.NDArray[np.bool_]

    def at(self, rows: Any) -> Columns:
        return Columns(*(column[rows] for column in self))


def counted(page: AnyPage, wanted: Wanted) -> dict[str, Any]:
    """What a page held: entries in all, those wanted, their figures, and of which KPIs."""
    if not isinstance(page, DataPage):
        return {}
    chosen = wanted.chosen(page.values)
    withdrawn = sum(value.isdeleted for entry in chosen for value in entry.values)
    return {
        "entries": len(page.values),
        "wanted": len(chosen),
        "figures": sum(len(entry.values) for entry in chosen) - withdrawn,
        "withdrawn": withdrawn,
        "kpis": tuple(sorted({entry.kpi for entry in chosen})),
    }


def read_fetch(snapshots: SnapshotStore, fetch: Fetch) -> pd.DataFrame:
    """The figures of a fetch, one a row, in the order of KPI, municipality, year and sex.

    Returns
    -------
    DataFrame
        Raw figures (``fgte.sources.raw``). What Kolada has deleted is not among them: see
        ``withdrawn_figures``.

    Raises
    ------
    DataError
        A snapshot is gone or damaged, or of another form than when it was fetched.
    """
    wanted = Wanted.of(fetch)
    figures = _all(snapshots, fetch, wanted)
    standing = figures.at(~figures.deleted)
    known = standing.status == STATUS_CODES[""]
    table = _named(standing, wanted).assign(
        source=_same(fetch.source, len(known)),
        value=np.where(known, standing.value, np.nan),
        status=_words(standing.status, STATUS_ORDER),
        snapshot_id=_same(fetch.id, len(known)),
    )
    return raw_figures(table)


def withdrawn_figures(snapshots: SnapshotStore, fetch: Fetch) -> pd.DataFrame:
    """What Kolada says that it has deleted: ``kpi, municipality_id, year, sex``, one a row."""
    wanted = Wanted.of(fetch)
    figures = _all(snapshots, fetch, wanted)
    return _named(figures.at(figures.deleted), wanted)


def _all(snapshots: SnapshotStore, fetch: Fetch, wanted: Wanted) -> Columns:
    """Every figure once. One that came twice, since pages moved meanwhile, counts as it came last.

    Sorted by key, so that the order in which answers came does not show.
    """
    parts = [_columns([], wanted)]
    for page in fetch.pages.values():
        if page.kind == "data":
            where = snapshots.path(page.sha256)
            content = read_page(snapshots.read(page.sha256), DataPage, where=where)
            parts.append(_columns(wanted.chosen(content.values), wanted))
    whole = Columns(*(np.concatenate(each)[::-1] for each in zip(*parts, strict=True)))
    key = ((whole.kpi * len(wanted.municipalities) + whole.municipality) * 10_000) + whole.year
    _, first = np.unique(key * len(SEXES) + whole.sex, return_index=True)
    return whole.at(first)


def _columns(entries: Sequence[Entry], wanted: Wanted) -> Columns:
    lengths = [len(entry.values) for entry in entries]
    values = [value for entry in entries for value in entry.values]

    def spread(numbers: list[int]) -> Numbers:
        return np.repeat(np.array(numbers, dtype=np.int64), lengths)

    return Columns(
        kpi=spread([wanted.kpi_codes[entry.kpi] for entry in entries]),
        municipality=spread([wanted.municipality_codes[e.municipality] for e in entries]),
        year=spread([entry.period for entry in entries]),
        sex=np.array([SEX_CODES[value.gender] for value in values], dtype=np.int64),
        status=np.array([STATUS_CODES[value.status] for value in values], dtype=np.int64),
        value=np.array([value.value for value in values], dtype=np.float64),
        deleted=np.array([value.isdeleted for value in values], dtype=np.bool_),
    )


def _named(figures: Columns, wanted: Wanted) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kpi": _words(figures.kpi, wanted.kpis),
            "municipality_id": _words(figures.municipality, wanted.municipalities),
            "year": figures.year,
            "sex": _words(figures.sex, SEXES),
        }
    )


def _words(codes: Numbers, words: Sequence[str]) -> Any:
    """The words that codes stand for, as a column of text."""
    coded = pa.DictionaryArray.from_arrays(codes, pa.array([str(e) for e in words], pa.string()))
    return pd.array(coded.dictionary_decode(), dtype="str")


def _same(word: str, times: int) -> Any:
    return _words(np.zeros(times, dtype=np.int64), (word,))
