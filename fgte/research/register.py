"""The register of studies: what has been asked, what was settled beforehand, what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fgte.errors import FgteError
from fgte.journal.documents import Kind
from fgte.research.freezing import FOLDER
from fgte.research.studying import Claim, StudyResult, carry_out, read_study
from fgte.settings import Settings


@dataclass(frozen=True)
class Registered:
    """One study of the register.

    ``frozen`` is the day the design was frozen as it stands, ``beforehand`` whether no outcome
    was there then; ``claim`` what came of it, None where it can no longer be carried out, and
    ``cause`` why. ``proposals`` are the journal's proposals that lead to its prövande.
    """

    name: str
    question: str
    inquiry: str | None
    frozen: date | None
    beforehand: bool
    claim: Claim | None
    cause: FgteError | None = None
    proposals: tuple[str, ...] = ()


def registered_studies(settings: Settings) -> tuple[Registered, ...]:
    """Every study that has been frozen or made in a home, by name."""
    return tuple(_each(settings))


def _each(settings: Settings) -> Iterator[Registered]:
    for path in sorted((settings.home / FOLDER).glob("*.toml")):
        try:
            result = carry_out(read_study(path, settings), settings)
        except FgteError as error:
            yield Registered(path.stem, "", None, None, False, None, error)
            continue
        yield _of(result, settings)


def _of(result: StudyResult, settings: Settings) -> Registered:
    file, frozen = result.study.file, result.registered
    return Registered(
        name=result.study.name,
        question=file.question,
        inquiry=file.inquiry,
        frozen=frozen.day if frozen else None,
        beforehand=result.registration.beforehand,
        claim=result.claim,
        proposals=_proposals(file.inquiry, settings),
    )


def _proposals(inquiry: str | None, settings: Settings) -> tuple[str, ...]:
    """The proposals of the journal that point at a prövande."""
    if inquiry is None:
        return ()
    from fgte.journal import open_journal

    with open_journal(settings) as journal:
        found = journal.entries(kind=Kind.PROPOSAL)
        return tuple(each.id for each in found if inquiry in getattr(each.body, "links", ()))
