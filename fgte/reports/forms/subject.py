"""What a form is about: one municipality, or the municipalities together, judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fgte.api import assess_all, assess_collaboration, open_store
from fgte.judgement import Judgement, Panel, RegionalJudgement
from fgte.model import Origin, Scope
from fgte.reports.jobs import Job


@dataclass(frozen=True)
class Subject:
    """Everything that a form shows of a report.

    ``judged`` are the judgements of all pupils; ``every`` also those of girls
    and boys. Of several municipalities they stand in code order within each
    indicator; ``common`` is then what they have in common.
    """

    place: str
    title: str
    lang: str
    command: str
    judged: Sequence[Judgement]
    every: Sequence[Judgement]
    origins: Sequence[Origin]
    panel: Panel
    common: Sequence[RegionalJudgement] = ()

    @property
    def day(self) -> date:
        """When the newest of the figures came in: forms are dated by it, never by the clock."""
        return max((each.retrieved for each in self.origins), default=date(1980, 1, 1))


def subject_of(job: Job) -> Subject:
    """What a report is about, judged anew from the store that the report reads.

    Parameters
    ----------
    job
        The report, municipal or regional, with its years and language.
    """
    from fgte.texts import text

    years = (job.parameters["first_year"], job.parameters["last_year"])
    store = open_store(job.parameters["home"])
    title = text("forms.title", job.lang, place=job.heading)
    origins = tuple(store.origins.values())
    if job.municipality:
        found = assess_all(job.municipality, years=years, store=store)
        every = tuple(found.found.values())
        return Subject(
            job.heading, title, job.lang, job.command, tuple(found), every, origins, found.panel
        )
    region = assess_collaboration(years=years, store=store)
    judged = tuple(each for found in region for each in found.movements)
    places = sorted({each.municipality.id for each in judged})
    panels = [assess_all(place, years=years, store=store) for place in places]
    every = tuple(
        each
        for panel in panels
        for each in panel.found.values()
        if each.indicator.scope is not Scope.LOCAL
    )
    return Subject(
        job.heading,
        title,
        job.lang,
        job.command,
        judged,
        every,
        origins,
        region.panel,
        tuple(region),
    )
