"""A study from its file to its answer: start, figures, gate, estimate, what was frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import pandas as pd

from fgte.analysis.estimates import Estimate
from fgte.catalogue import Catalogue, open_catalogue
from fgte.errors import DataError
from fgte.journal.documents import Inquiry
from fgte.model import Municipality, Origin
from fgte.research.estimating import Estimated, estimated
from fgte.research.freezing import Frozen, all_frozen, freeze
from fgte.research.gate import Answer, Gate, gate_of
from fgte.research.material import Material, material_of
from fgte.research.registration import Registration, registration_of
from fgte.research.study_file import (
    ASSUMPTIONS,
    Assumption,
    Holds,
    Study,
    StudyFile,
    read_file,
    settled,
)
from fgte.settings import Settings
from fgte.store import Store, open_table

LEVEL = 0.05
NEW_SCHOOL_YEAR = 7
"""What begins from this month on can first be seen in the results of the year after."""


class Claim(StrEnum):
    """How much a study may say, never more than its design allows."""

    CANNOT = "cannot"
    WAITING = "waiting"
    ASSUMPTION_FAILS = "assumption_fails"
    DIFFERS = "differs"
    RULED_OUT = "ruled_out"
    FRAGILE = "fragile"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class StudyResult:
    """A study and its answer. ``found`` is None where the gate stayed shut or outcomes wait.

    ``received`` is the first day on which figures of the outcome came to the store.
    """

    study: Study
    material: Material
    gate: Gate
    found: Estimated | None
    frozen: tuple[Frozen, ...]
    places: Mapping[str, Municipality]
    origins: Mapping[str, Origin]
    store: str
    received: date | None = None

    @property
    def registered(self) -> Frozen | None:
        """The design as it stands, if it has been frozen so."""
        return next((each for each in self.frozen if self.study.known_as(each.digest)), None)

    @property
    def registration(self) -> Registration:
        """Whether the design was settled before its outcome could be known."""
        if self.registered is None:
            return Registration.CHANGED if self.frozen else Registration.NOT_FROZEN
        start, indicator = self.study.start, self.material.indicator
        return registration_of(self.registered, start, indicator, self.received)

    @property
    def assumptions(self) -> dict[str, Assumption | None]:
        """What the design rests on, with the researcher's answers; None where there is none."""
        said = self.study.file.assumptions
        return {key: said.get(key) for key in ASSUMPTIONS[self.study.file.design]}

    @property
    def claim(self) -> Claim:
        """The most that may be said."""
        if self.gate.answer is Answer.CANNOT:
            return Claim.CANNOT
        if self.found is None:
            return Claim.WAITING
        if any(each is not None and each.holds is Holds.NO for each in self.assumptions.values()):
            return Claim.ASSUMPTION_FAILS
        differs = [_differs(each) for each in self.found.asked]
        if differs[0]:
            return Claim.DIFFERS if all(differs) and self.found.one_way else Claim.FRAGILE
        effect = self.study.file.effect
        within = all(-effect < each.low and each.high < effect for each in self.found.asked)
        return Claim.RULED_OUT if within else Claim.UNDECIDED


def _differs(estimate: Estimate) -> bool:
    return (estimate.low > 0 or estimate.high < 0) and estimate.p_value <= LEVEL


def read_study(path: Path, settings: Settings) -> Study:
    """The study in a file, its start from the prövande that it names where it says none itself."""
    catalogue, file = open_catalogue(settings), read_file(path)
    start = file.start if file.start is not None else _from_journal(path, file, settings)
    return settled(path, file, catalogue, start)


def carry_out(study: Study, settings: Settings) -> StudyResult:
    """Carry out a study on the figures of a store."""
    catalogue, store = open_catalogue(settings), open_table(settings.store)
    material = material_of(study, store, catalogue, settings)
    gate = gate_of(material)
    return StudyResult(
        study=study,
        material=material,
        gate=gate,
        found=estimated(material) if gate.answer is Answer.CAN else None,
        frozen=all_frozen(study, settings),
        places=catalogue.municipalities,
        origins=_origins(material, store),
        store=store.fingerprint,
        received=_received(study, store, catalogue),
    )


def freeze_study(study: Study, settings: Settings, today: date) -> Frozen:
    """Freeze a study's design, and note which of its outcomes the store already has."""
    catalogue, store = open_catalogue(settings), open_table(settings.store)
    return freeze(
        study,
        settings,
        store=store.fingerprint,
        outcomes=_outcomes(study, store, catalogue),
        today=today,
    )


def _outcomes(study: Study, store: Store, catalogue: Catalogue) -> set[int]:
    """The years from the start on of which any series of the indicator is known for the treated.

    Another sex or variant of the same indicator tells the outcome as well.
    """
    return set(_came(study, store, catalogue)["year"].astype(int))


def _received(study: Study, store: Store, catalogue: Catalogue) -> date | None:
    """The first day on which a set of figures that holds any of the outcome was received."""
    sets = set(_came(study, store, catalogue)["snapshot_id"])
    return min((each.retrieved for id, each in store.origins.items() if id in sets), default=None)


def _came(study: Study, store: Store, catalogue: Catalogue) -> pd.DataFrame:
    """The rows of the outcome that are known."""
    rows, id = store.table, catalogue.indicator(study.file.indicator).id
    treated = rows["municipality_id"].isin(list(study.treated))
    known = rows["indicator"].eq(id) & rows["year"].ge(study.start) & rows["status"].ne("missing")
    return rows[treated & known]


def _from_journal(path: Path, file: StudyFile, settings: Settings) -> int:
    """The first year in which a prövande could be seen: as it was expected, or as it began."""
    from fgte.journal import open_journal

    with open_journal(settings) as journal:
        body = journal.entry(file.inquiry or "").body
    if not isinstance(body, Inquiry):
        raise DataError("study_no_inquiry", place=path.name, found=file.inquiry)
    expected = [each.first_year for each in body.expected if each.indicator == file.indicator]
    begun = [each.start for each in body.activities if each.start is not None]
    if expected:
        return min(expected)
    if not begun:
        raise DataError("study_inquiry_start", place=path.name, found=file.inquiry)
    first = min(begun)
    return first.year + (1 if first.month >= NEW_SCHOOL_YEAR else 0)


def _origins(material: Material, store: Store) -> dict[str, Origin]:
    """The sets of figures that the study's figures came in."""
    used = set(material.frame["snapshot_id"])
    return {id: origin for id, origin in store.origins.items() if id in used}
