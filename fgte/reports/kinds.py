"""Which reports there are, and what each is about: region, municipality, exchange, research."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from fgte.errors import FgteError
from fgte.settings import Settings
from fgte.store import open_table
from fgte.texts import text


class About(StrEnum):
    """Whom a report is about."""

    REGION = "region"
    MUNICIPALITY = "municipality"
    SCHOOL = "school"
    EXCHANGE = "exchange"
    YEAR = "year"
    RESEARCH = "research"


@dataclass(frozen=True)
class Kind:
    """One sort of report: its notebook's name, whom it is about, whether it is made unasked.

    ``whole_journal`` says that it can show what others than the municipality have written.
    """

    id: str
    about: About
    unasked: bool = False
    whole_journal: bool = False

    def stem(self, place: str) -> str:
        """The name of its files: the place's own name for what is made unasked.

        Parameters
        ----------
        place
            A municipality's name as it stands in an address, a school unit's code, an
            exchange's id or a year.
        """
        if self.unasked:
            return place
        if self.about is About.RESEARCH:
            return self.id
        of_municipality = self.about is About.MUNICIPALITY
        return f"{place}-{self.id}" if of_municipality else f"{self.id}-{place}"

    @property
    def of_journal(self) -> bool:
        """Whether it is a report on what the journal holds."""
        return self.about in (About.EXCHANGE, About.YEAR, About.RESEARCH)


REGION, MUNICIPAL, SCHOOL = "region", "kommun", "skola"
EXCHANGE, YEAR, QUESTIONS = "utbyte", "erfarenhetsutbyte", "forskningsfragor"
STUDY = "foljeforskning"

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        each.id: each
        for each in (
            Kind(REGION, About.REGION, unasked=True),
            Kind(MUNICIPAL, About.MUNICIPALITY, unasked=True),
            Kind("likvardighet", About.MUNICIPALITY),
            Kind("arskull", About.MUNICIPALITY),
            Kind("mjuka_varden", About.MUNICIPALITY),
            Kind("mjukt_till_hart", About.MUNICIPALITY),
            Kind("kollegialt_larande", About.MUNICIPALITY),
            Kind("larande_natverk", About.MUNICIPALITY, whole_journal=True),
            Kind("skolsegregation", About.MUNICIPALITY, whole_journal=True),
            Kind("kompetensresa", About.MUNICIPALITY),
            Kind(SCHOOL, About.SCHOOL),
            Kind(EXCHANGE, About.EXCHANGE),
            Kind(YEAR, About.YEAR),
            Kind(QUESTIONS, About.RESEARCH),
        )
    }
)
"""Every report by the name of its notebook, in the order the index lists them."""


def school_place(unit: str, settings: Settings) -> str:
    """What a school's page is about: its name and code, the code alone where no file names it."""
    try:
        name = open_table(settings.store).school_names.get(unit, "")
    except FgteError:
        name = ""
    return text(
        f"reports.skola.{'named' if name else 'place'}", settings.lang, unit=unit, name=name
    )


def kind_of(report: str) -> Kind:
    """The kind a report belongs to; a page that goes with the usual reports is as they are.

    Parameters
    ----------
    report
        The name of its notebook.
    """
    return KINDS.get(report, KINDS[MUNICIPAL])
