"""Everything that was written, in one value: what exports hold and imports take in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from fgte.errors import DataError, FgteError, RequestError
from fgte.journal.database import reading, writing
from fgte.journal.documents import Kind, as_held, read_body, stored_body
from fgte.journal.entries import (
    Archived,
    Change,
    Revision,
    Visibility,
    moment,
    owner_from,
    packed,
    require_who,
    visibility_from,
    written,
)
from fgte.journal.expectations import require_unfrozen
from fgte.journal.journal import Journal
from fgte.journal.merging import merge, read_archive
from fgte.journal.newer import known
from fgte.texts import text

FORMAT, VERSION = "fgte-journal", 1
REVISION_FIELDS = (
    "number",
    "change",
    "at",
    "who",
    "based_on",
    "settles",
    "owner",
    "visibility",
    "deleted",
    "body",
)


@dataclass(frozen=True)
class TakenIn:
    """What an import did, by the ids of the entries.

    ``parted`` were changed on both sides since they were the same: they were left as they
    are. So were the ``frozen``: elsewhere they lost or changed an expectation whose outcome may
    be known by now. ``purged`` had been removed for good here, and stay so.
    """

    new: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()
    purged: tuple[str, ...] = ()


def everything(journal: Journal) -> tuple[Archived, ...]:
    """Every entry with its history, by id, as it was at one moment."""
    with reading(journal.engine) as connection:
        return tuple(read_archive(connection))


def content_of(archive: Iterable[Archived]) -> list[dict[str, Any]]:
    """The entries as JSON holds them. When they came into this database is left out."""
    return [
        {
            "id": each.id,
            "kind": str(each.kind),
            "example": each.example,
            "revisions": [_plain_revision(revision) for revision in each.revisions],
        }
        for each in archive
    ]


def digest_of(content: object) -> str:
    """The fingerprint by which a changed file is seen."""
    return hashlib.sha256(packed({"content": content}).encode()).hexdigest()


def archive_from(content: Any, journal: Journal, file: str) -> tuple[Archived, ...]:
    """The entries that a file holds, each text through the same door as when it is typed."""
    if not isinstance(content, list):
        raise DataError("journal_file", file=file, where="entries")
    return tuple(_archived(each, journal, file, place) for place, each in enumerate(content, 1))


def take_in(journal: Journal, archive: Iterable[Archived]) -> TakenIn:
    """Bring the entries of another journal, or of an earlier export, into this one.

    What is here is never overwritten: an entry that went on on both sides is left and told. What
    comes counts from today, so no expectation that has been frozen here is changed by it either.
    All of it is one transaction.
    """
    sorted_out: dict[str, list[str]] = {name: [] for name in TakenIn.__dataclass_fields__}
    with writing(journal.engine) as connection:
        received = journal.clock()
        allowed = partial(_is_allowed, journal, received.date())
        for each in archive:
            sorted_out[merge(connection, each, received, allowed)].append(each.id)
    return TakenIn(**{name: tuple(ids) for name, ids in sorted_out.items()})


def _is_allowed(journal: Journal, today: date, kind: Kind, before: Revision, new: Revision) -> bool:
    """Whether a text may come today after another, by what has been frozen in it."""
    book, in_store, body = journal.catalogue, journal.in_store, stored_body(kind, new.content)
    try:
        require_unfrozen(before, body, kind=kind, today=today, catalogue=book, in_store=in_store)
    except RequestError:
        return False
    return True


class ArchiveError(DataError):
    """An entry of a file cannot be taken in; nothing of the file was."""

    def __init__(self, file: str, place: int, cause: FgteError) -> None:
        super().__init__("journal_file_entry", file=file, place=place, cause=cause)
        self.file, self.place, self.cause = file, place, cause

    def message(self, lang: str = "sv") -> str:
        """Which entry of which file, and what is wrong with it."""
        told = {"file": self.file, "place": self.place, "cause": self.cause.message(lang)}
        return text("errors.journal_file_entry", lang, **told)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.file, self.place, self.cause)


def _plain_revision(each: Revision) -> dict[str, Any]:
    held = {
        "number": each.number,
        "change": str(each.change),
        "at": written(each.at),
        "who": each.who,
        "based_on": each.based_on,
        "settles": each.settles,
        "owner": each.owner,
        "visibility": str(each.visibility),
        "deleted": each.deleted,
        "body": dict(each.content),
    }
    return {name: held[name] for name in REVISION_FIELDS}


def _archived(each: Any, journal: Journal, file: str, place: int) -> Archived:
    try:
        kind, id = known(Kind, each["kind"]), _id(each["id"])
        revisions = tuple(_revision(id, kind, held, journal) for held in each["revisions"])
        _require_whole(revisions)
        return Archived(id, kind, bool(each["example"]), revisions)
    except FgteError as error:
        raise ArchiveError(file, place, error) from None
    except (KeyError, TypeError, ValueError):
        raise DataError("journal_file", file=file, where=f"entries[{place}]") from None


def _revision(id: str, kind: Kind, held: Mapping[str, Any], journal: Journal) -> Revision:
    owner = owner_from(str(held["owner"]), journal.catalogue)
    return Revision(
        entry_id=id,
        number=_number(held["number"]) or 0,
        change=known(Change, held["change"]),
        at=_moment(held["at"]),
        who=require_who(str(held["who"])),
        based_on=_number(held["based_on"]),
        settles=_number(held["settles"]),
        owner=owner,
        visibility=Visibility(visibility_from(held["visibility"], owner)),
        deleted=bool(held["deleted"]),
        content=as_held(read_body(kind, held["body"])),
    )


def _moment(value: Any) -> datetime:
    found = moment(str(value))
    if found.tzinfo is None:
        raise ValueError(value)
    return found


def _number(value: Any) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise ValueError(value)
    return value


def _id(value: Any) -> str:
    prefix, _, digits = str(value).partition("-")
    if prefix not in {kind.prefix for kind in Kind} or len(digits) != 8 or int(digits, 16) < 0:
        raise ValueError(value)
    return str(value)


def _require_whole(revisions: tuple[Revision, ...]) -> None:
    """Revisions are numbered from one, in time, and the first made the entry."""
    numbers = [each.number for each in revisions]
    times = [each.at for each in revisions]
    if numbers != list(range(1, len(numbers) + 1)) or times != sorted(times) or not numbers:
        raise ValueError(numbers)
    if revisions[0].change is not Change.CREATED:
        raise ValueError(revisions[0].change)
