"""That a municipality stands by its report: which role, when, for which figures and files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.errors import DataError, RequestError
from fgte.reports.files import write_whole
from fgte.reports.publishing.draft import Draft, require_current
from fgte.reports.publishing.places import alone, work_folder
from fgte.settings import Settings

FILE = "signatures.json"
LONGEST_ROLE, LONGEST_COMMENT = 80, 500
PERSONAL = re.compile(r"@|\d{6}[-+ ]?\d{4}")
"""An address or a personal identity number: what has no place in a signature that is published."""


@dataclass(frozen=True)
class Signature:
    """One municipality's word, never changed: a later one stands beside it."""

    municipality: str
    role: str
    comment: str
    when: str
    fingerprint: str
    files: str

    def holds_for(self, draft: Draft) -> bool:
        """Whether it was given for these figures and for the municipality's files as they are.

        Parameters
        ----------
        draft
            What is to be published.
        """
        now = (draft.fingerprint, draft.signed_of(self.municipality))
        return (self.fingerprint, self.files) == now


def sign(
    municipality: str, role: str, settings: Settings, now: datetime, *, comment: str = ""
) -> Signature:
    """Note that a municipality stands by its report as it is prepared now.

    Parameters
    ----------
    municipality
        Code or name; one of the collaboration's.
    role
        In which role someone signs, such as "förvaltningschef". It is published: no personal name
        is needed.
    comment
        What the municipality wants to have said with it; published as well.

    Raises
    ------
    RequestError
        When nothing is prepared, the figures have changed since, or a word does not fit.
    """
    place = open_catalogue(settings).municipality(municipality)
    if not place.member:
        raise RequestError("signer_no_member", found=place.name)
    _require_fit("role", role, LONGEST_ROLE)
    if comment:
        _require_fit("comment", comment, LONGEST_COMMENT)
    with alone(settings):
        draft = require_current(settings)
        when = now.isoformat(timespec="seconds")
        marks = draft.fingerprint, draft.signed_of(place.id)
        given = Signature(place.id, role.strip(), comment.strip(), when, *marks)
        every = [*every_signature(settings), given]
        content = json.dumps([asdict(each) for each in every], ensure_ascii=False, indent=1)
        write_whole(_file(settings), content + "\n")
    return given


def standing(draft: Draft, settings: Settings) -> Mapping[str, Signature]:
    """The latest signature of each municipality that holds for the draft, by code.

    Parameters
    ----------
    draft
        What is to be published.
    settings
        Where the signatures lie.
    """
    signing = {each.id for each in open_catalogue(settings).members}
    return {
        each.municipality: each
        for each in every_signature(settings)
        if each.municipality in signing and each.holds_for(draft)
    }


def every_signature(settings: Settings) -> tuple[Signature, ...]:
    """All that have been given, oldest first, also those that no longer hold."""
    file = _file(settings)
    if not file.exists():
        return ()
    try:
        return tuple(map(_signature, json.loads(file.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise DataError("signatures_unreadable", file=file, cause=error) from error


def _signature(kept: Mapping[str, str]) -> Signature:
    """A signature as it was kept; the first kind was given for a page, and holds for no draft."""
    called = {"page": "files"}
    return Signature(**{called.get(name, name): given for name, given in kept.items()})


def _require_fit(name: str, said: str, longest: int) -> None:
    """Stop for a word that is empty, too long, of several lines, or about a person."""
    bare = said.strip()
    if not bare or len(bare) > longest or not bare.isprintable() or PERSONAL.search(bare):
        raise RequestError(f"signature_{name}", found=said, longest=longest)


def _file(settings: Settings) -> Path:
    return work_folder(settings) / FILE
