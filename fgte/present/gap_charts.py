"""The windows on the gap described as charts: what is drawn, not how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fgte.judgement import Judgement
from fgte.judgement.between_schools import BetweenSchools
from fgte.judgement.cohort_path import CohortPath
from fgte.judgement.cohort_path import CohortStep as Step
from fgte.judgement.lacks import Lack
from fgte.model import Status
from fgte.present.chart import (
    CohortChart,
    CohortStep,
    Deviation,
    DeviationsChart,
    Point,
    PointMark,
    SeriesChart,
    SpreadChart,
    SpreadYear,
)
from fgte.present.charts import expected_chart
from fgte.texts import text

_MARKS = {
    Status.SUPPRESSED: PointMark.SUPPRESSED,
    Status.NOT_APPLICABLE: PointMark.NOT_APPLICABLE,
}


def cohort_chart(path: CohortPath, lang: str = "sv") -> CohortChart:
    """A year group's way beside the country; a missing link is a gap with its reason."""
    name = text("gap.chart.cohort", lang, year=path.start)
    place = path.municipality.name
    return CohortChart(
        id=f"cohort-{path.municipality.id}-{path.sex}-{path.start}",
        title=text("gap.chart.cohort_title", lang, name=name, place=place),
        description=text("gap.chart.cohort_description", lang),
        label=name,
        steps=tuple(_step(each, lang) for each in path.steps),
        lang=lang,
    )


def deviations_chart(judged: Sequence[Judgement], lang: str = "sv") -> DeviationsChart:
    """The latest deviation of each indicator from the own expected value, in fixed order."""
    place = judged[0].municipality if judged else None
    return DeviationsChart(
        id=f"deviations-{place.id if place else ''}",
        title=text("gap.chart.deviations_title", lang, place=place.name if place else ""),
        description=text("gap.chart.deviations_description", lang),
        deviations=tuple(_deviation(each, lang) for each in judged),
        lang=lang,
    )


def expected_series(judged: Judgement, lang: str = "sv") -> SeriesChart:
    """The municipality's figures beside the expected value, year by year."""
    told = [each for each in judged.gap.expected.years if each.expected is not None]
    points = [Point(each.year, each.expected, None, None, PointMark.FIGURE) for each in told]
    return expected_chart(judged, points, lang)


def schools_chart(
    judged: Judgement,
    found: BetweenSchools,
    heaps: Mapping[int, tuple[float, ...]],
    lang: str = "sv",
) -> SpreadChart:
    """The schools as a heap of values around the municipality's own, without names."""
    own = {each.year: each.value for each in judged.series if not each.odd}
    return SpreadChart(
        id=f"schools-{judged.indicator.id}-{judged.municipality.id}",
        title=text(
            "gap.chart.schools_title",
            lang,
            label=judged.indicator.short[lang],
            place=judged.municipality.name,
        ),
        description=text("gap.chart.schools_description", lang),
        unit=judged.indicator.unit,
        label=judged.municipality.name,
        years=tuple(
            SpreadYear(
                each.year,
                heaps.get(each.year, ()),
                own.get(each.year),
                each.by_chance.low,
                each.by_chance.high,
                each.hidden,
            )
            for each in found.years
        ),
        lang=lang,
    )


def _step(step: Step, lang: str) -> CohortStep:
    stage, measure = (text(f"gap.{e}.{step.indicator.id}", lang) for e in ("station", "measure"))
    place = step.position
    if place is None:
        mark = PointMark.ODD_YEAR if step.lack is Lack.ODD_YEAR else PointMark.MISSING
        mark = _MARKS.get(step.status, mark)
        plain = step.lack in (None, Lack.NO_FIGURE)
        note = "" if plain else text(f"gap.briefly.{step.lack}", lang)
        return CohortStep(stage, step.year, measure, None, mark=mark, note=note)
    mark = PointMark.FIGURE if place.value is not None else PointMark.CENSORED
    return CohortStep(stage, step.year, measure, place.value, place.low, place.high, mark)


def _deviation(judged: Judgement, lang: str) -> Deviation:
    found, label = judged.gap.expected, judged.indicator.short[lang]
    now = found.latest
    if now is None or now.deviation is None:
        note = text(f"gap.briefly.{found.lack or Lack.NO_FIGURE}", lang)
        return Deviation(label, judged.indicator.unit, None, note=note)
    return Deviation(
        label=text("gap.chart.in_year", lang, label=label, year=now.year),
        unit=judged.indicator.unit,
        value=now.deviation,
        low=now.room.low if now.room else None,
        high=now.room.high if now.room else None,
        actual=now.figure.value if now.figure else None,
        expected=now.expected,
    )
