"""A form under way: what it is about, what has been typed, and how a browser sends it back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace

from fgte.dashboards.change_work.sections import fields_of
from fgte.dashboards.change_work.typed import (
    Posted,
    Raw,
    read_typed,
    typed_from,
    with_row,
    without_row,
)
from fgte.journal import Entry, Kind
from fgte.journal.documents import plain
from fgte.journal.documents.kinds import KINDS, WORDS

OURS = "fgte-"
"""What the names of the form's own controls begin with; a document's fields never do."""

SENT = ("kind", "id", "based", "owner", "visibility", "settles", "once", "whole")


def new_mark() -> str:
    """A name for one form, by which the same form sent twice is known."""
    return secrets.token_hex(8)


@dataclass(frozen=True)
class Draft:
    """What someone is writing: a new entry where ``id`` is empty, else a change of one.

    ``based_on`` is the revision that the writer had before them, ``settles`` a conflict
    that the text brings together, ``whole`` whether every part of the form is shown.
    """

    kind: Kind
    typed: Raw
    id: str = ""
    based_on: int = 0
    owner: str = ""
    visibility: str = ""
    settles: int | None = None
    whole: bool = False
    once: str = field(default_factory=new_mark)

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """The form's own controls, as they are sent with it but for the owner and readers."""
        said = {
            "kind": WORDS[self.kind],
            "id": self.id,
            "based": str(self.based_on or ""),
            "settles": str(self.settles or ""),
            "once": self.once,
            "whole": "ja" if self.whole else "",
        }
        return tuple((f"{OURS}{name}", value) for name, value in said.items() if value)


def new_draft(kind: Kind, owner: str) -> Draft:
    """An empty form."""
    return Draft(kind, typed_from(fields_of(kind), {}), owner=owner)


def draft_of(entry: Entry) -> Draft:
    """A form with an entry as it stands."""
    typed = typed_from(fields_of(entry.kind), plain(entry.body))
    seen = str(entry.visibility)
    return Draft(entry.kind, typed, entry.id, entry.current, entry.owner, seen, whole=True)


def draft_sent(posted: Posted) -> Draft | None:
    """The form that a browser sent; None where it is no form of ours."""
    kind = KINDS.get(own(posted, "kind"))
    if kind is None:
        return None
    return Draft(
        kind,
        read_typed(fields_of(kind), posted),
        id=own(posted, "id"),
        based_on=_number(own(posted, "based")) or 0,
        owner=own(posted, "owner"),
        visibility=own(posted, "visibility"),
        settles=_number(own(posted, "settles")),
        whole=bool(own(posted, "whole")),
        once=own(posted, "once") or new_mark(),
    )


def with_another_row(draft: Draft, path: str) -> Draft:
    """The same with one more row in a repeating part."""
    return replace(draft, typed=with_row(fields_of(draft.kind), draft.typed, path))


def with_one_row_less(draft: Draft, path: str) -> Draft:
    """The same without one row."""
    return replace(draft, typed=without_row(fields_of(draft.kind), draft.typed, path))


def own(posted: Posted, name: str) -> str:
    """What one of the form's own controls says."""
    found = posted.get(f"{OURS}{name}", ())
    return found[0] if found else ""


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None
