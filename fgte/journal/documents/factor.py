"""A framgångsfaktor: a claim, what supports it, and how far it has come to being evidence."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fgte.journal.documents.fields import MANY, Body, EntryId, Line, Prose, Title


class Standing(StrEnum):
    """How far a claim has come, in the words of the PM's Bilaga 1."""

    TRIED = "tried"
    PROVEN_EXPERIENCE = "proven_experience"
    EVIDENCE = "evidence"


class Criterion(Body):
    """One of the four criteria: whether it is met, and by what."""

    met: bool = False
    how: Prose | None = None

    @model_validator(mode="after")
    def _says_how(self) -> Criterion:
        if self.met and not (self.how or "").strip():
            raise PydanticCustomError("says_how", "how", {"fields": "how"})
        return self


class Criteria(Body):
    """Kollegialitet, dokumentation i tid och rum, systematik, genomskinlighet."""

    collegiality: Criterion = Criterion()
    documentation: Criterion = Criterion()
    system: Criterion = Criterion()
    transparency: Criterion = Criterion()

    def lacking(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Which of these criteria are not met."""
        return tuple(name for name in names if not getattr(self, name).met)


NEEDED: dict[Standing, tuple[str, ...]] = {
    Standing.TRIED: (),
    Standing.PROVEN_EXPERIENCE: ("collegiality", "documentation", "system"),
    Standing.EVIDENCE: ("collegiality", "documentation", "system", "transparency"),
}
"""What each standing rests on. Beprövad erfarenhet: practitioners try and learn from one another
systematically, and it is documented and spread; evidens: all four."""


class Support(Body):
    """What a claim rests on: an entry of the journal, an indicator, or a source by name."""

    what: Title
    entry: EntryId | None = None
    source: Line | None = None


class SuccessFactor(Body):
    """One claim of what furthers pupils' learning, and what it rests on."""

    claim: Title
    explanation: Prose | None = None
    where_it_held: Prose | None = None
    where_it_did_not: Prose | None = None
    support: Annotated[tuple[Support, ...], Field(max_length=MANY)] = ()
    criteria: Criteria = Criteria()
    standing: Standing = Standing.TRIED
    links: Annotated[tuple[EntryId, ...], Field(max_length=MANY)] = ()

    @model_validator(mode="after")
    def _rests_on_its_criteria(self) -> SuccessFactor:
        lacking = self.criteria.lacking(NEEDED[self.standing])
        if lacking:
            names = " ".join(lacking)
            found = {"fields": "standing", "standing": str(self.standing), "lacking": names}
            raise PydanticCustomError("criteria", "criteria", found)
        if self.standing is not Standing.TRIED and not self.support:
            found = {"fields": "support", "standing": str(self.standing)}
            raise PydanticCustomError("unsupported", "support", found)
        return self
