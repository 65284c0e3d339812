"""Where the two sides of a case come from: rounds that have been taken in, and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from fgte.api.assessing import assess
from fgte.api.schools import whose_school
from fgte.catalogue import Catalogue
from fgte.catalogue.instruments import Instrument, RatedObject, shared_instruments
from fgte.errors import RequestError
from fgte.judgement import Judgement
from fgte.judgement.instruments import judge_rounds
from fgte.judgement.soft_links import SoftLink, plain_words
from fgte.judgement.soft_series import SoftSeries, SoftUnit, of_instrument, of_survey
from fgte.model import Kind, Municipality, Scope
from fgte.settings import Settings
from fgte.sources.instruments.profile import RoundProfile
from fgte.sources.surveys import Description
from fgte.store import Store
from fgte.store.instrument_rounds import as_survey, rounds_beside
from fgte.store.survey_catalogue import survey_rounds

UNITS = (RatedObject.MUNICIPALITY, RatedObject.SCHOOL)
"""What has hard figures of its own; a network has none."""


@dataclass(frozen=True)
class SoftSources:
    """What one municipality has taken in: never another's rounds, and no network's."""

    place: Municipality
    store: Store
    settings: Settings
    book: Catalogue

    @property
    def unit(self) -> SoftUnit:
        """The municipality as a unit of a case."""
        return SoftUnit(RatedObject.MUNICIPALITY, self.place.id, self.place.name)

    def soft(self, link: SoftLink) -> Sequence[SoftSeries]:
        """The rounds that a soft value is asked with: of an instrument, else of an own survey."""
        asked = [each for each in self._rounds if link.names & _names(each.instrument, each)]
        if not asked:
            return self._surveys(link)
        shared = shared_instruments()
        judged = judge_rounds(asked)
        return [of_instrument(each, shared=each.instrument.id in shared) for each in judged]

    def hard(self, link: SoftLink, unit: SoftUnit) -> Judgement | None:
        """The figures that a link expects its trace in; None where the unit has none."""
        trace = link.trace
        if trace is None or trace.indicator is None:
            return None
        school = unit.id if unit.kind is RatedObject.SCHOOL else None
        whose = whose_school(unit.id, self.store, self.book) if school else None
        if school and (whose is None or whose[0] != self.place):
            return None
        variant = whose[1] if whose else trace.variant
        try:
            return assess(
                trace.indicator,
                self.place.id,
                series=trace.series,
                sex=trace.sex,
                variant=variant,
                school_unit=school,
                store=self.store,
            )
        except RequestError:
            return None

    @cached_property
    def _rounds(self) -> tuple[RoundProfile, ...]:
        return tuple(
            each
            for each in rounds_beside(self.store.path.parent)
            if each.rated.municipality == self.place.id and each.rated.kind in UNITS
        )

    @cached_property
    def _descriptions(self) -> tuple[Description, ...]:
        """The municipality's own surveys; those made of an instrument's rounds are those."""
        made = {as_survey(each).indicator for each in self._rounds}
        return tuple(
            each
            for each in survey_rounds(self.settings)
            if each.municipality == self.place.id and each.indicator not in made
        )

    def _surveys(self, link: SoftLink) -> list[SoftSeries]:
        asked = [each for each in self._descriptions if link.names & _names_of_survey(each)]
        found = []
        for indicator in sorted({each.indicator for each in asked}):
            judged = self._survey(indicator)
            if judged is not None and judged.series:
                days = {e.year: e.round.date for e in asked if e.indicator == indicator}
                found.append(of_survey(self.unit, judged, days))
        return found

    def _survey(self, indicator: str) -> Judgement | None:
        known = self.book.indicators.get(indicator)
        if known is None or known.scope is not Scope.LOCAL or known.kind is not Kind.PROCESS:
            return None
        return assess(indicator, self.place.id, store=self.store)


def _names(asked: Instrument, made: RoundProfile) -> frozenset[str]:
    said = (asked.id, asked.label.sv, asked.label.en, as_survey(made).instrument)
    return frozenset(map(plain_words, said))


def _names_of_survey(each: Description) -> frozenset[str]:
    return frozenset(map(plain_words, (each.instrument, each.id, each.indicator)))
