"""What is written beside the raw bytes: where they came from, what was asked, what came."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from fgte.errors import DataError
from fgte.model import Localised, Origin
from fgte.sources.whole_files import read_whole, write_whole

Record = TypeVar("Record")


class State(StrEnum):
    """Whether everything that was asked for has come."""

    UNDER_WAY = "under_way"
    COMPLETE = "complete"


@dataclass(frozen=True)
class KeptOrigin:
    """Where some raw bytes came from; one record for each time they came."""

    url: str
    retrieved: datetime
    sha256: str
    size: int
    source: str
    terms: Localised
    program: str


@dataclass(frozen=True)
class Asked:
    """What a fetch is to bring. No municipalities means all of them; no year, all years."""

    kpis: tuple[str, ...]
    municipalities: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    since: date | None = None


@dataclass(frozen=True)
class Page:
    """One answer that has come and is kept: what it held and where it goes on."""

    kind: str
    sha256: str
    size: int
    retrieved: datetime
    next_url: str | None = None
    entries: int = 0
    wanted: int = 0
    figures: int = 0
    withdrawn: int = 0
    kpis: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotFound:
    """A KPI that was asked for and did not come: unknown to the source, or without figures."""

    kpi: str
    why: str


@dataclass(frozen=True)
class TitleChange:
    """A title that does not fit: which rule says so, what stands there, what was expected."""

    id: str
    rule: str
    found: str
    expected: str


@dataclass(frozen=True)
class Fetch:
    """One run against a source: what was asked, which answers came, and whether it is whole."""

    id: str
    source: str
    base_url: str
    title: Localised
    terms: Localised
    program: str
    asked: Asked
    started: datetime
    state: State = State.UNDER_WAY
    completed: datetime | None = None
    municipalities: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    pages: dict[str, Page] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    not_found: tuple[NotFound, ...] = ()
    title_changes: tuple[TitleChange, ...] = ()

    @property
    def complete(self) -> bool:
        return self.state is State.COMPLETE

    @property
    def origin(self) -> Origin:
        """Where every figure of this fetch came from; the hash is over its pages' hashes."""
        return Origin(
            snapshot_id=self.id,
            title=self.title,
            sources=(self.source,),
            urls=(self.base_url,),
            retrieved=(self.completed or self.started).date(),
            sha256=joint_hash(sorted(page.sha256 for page in self.pages.values())),
            size=sum(page.size for page in self.pages.values()),
            terms=self.terms,
        )


@dataclass(frozen=True)
class KeptFile:
    """A file that a user brought: its name, and the bytes under their hash."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Import:
    """Files that a user brought together: the first is the data, others belong to it."""

    id: str
    source: str
    reader: str
    title: Localised
    terms: Localised
    program: str
    imported: datetime
    files: tuple[KeptFile, ...]
    urls: tuple[str, ...] = ()
    retrieved: date | None = None
    options: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> Origin:
        """Where every figure of this import came from."""
        hashes = [each.sha256 for each in self.files]
        return Origin(
            snapshot_id=self.id,
            title=self.title,
            sources=(self.source,),
            urls=self.urls,
            retrieved=self.retrieved or self.imported.date(),
            sha256=hashes[0] if len(hashes) == 1 else joint_hash(hashes),
            size=sum(each.size for each in self.files),
            terms=self.terms,
        )


@dataclass(frozen=True)
class TakenBack:
    """An import or a fetch that no longer counts: since when, who said so and why. It stays."""

    id: str
    when: datetime
    who: str
    why: str


def joint_hash(hashes: Iterable[str]) -> str:
    """One hash for several files: over their own hashes, in order."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def new_id(source: str, now: datetime) -> str:
    """A name that sorts by time within a source and is unique also in the same microsecond."""
    letters = unicodedata.normalize("NFKD", source).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "file"
    return f"{name}-{now.astimezone(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"


def write_record(path: Path, record: Any) -> None:
    """Put a record in place as JSON that a person can read; whole or not at all."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(record), indent=1))


def read_record(path: Path, kind: type[Record]) -> Record:
    """A record as it was written; one that cannot be read is named."""
    try:
        return msgspec.json.decode(read_whole(path), type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise DataError("snapshot_record_damaged", file=path, cause=str(error)) from error
