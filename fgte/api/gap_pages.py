"""The pages that look through the windows on the gap, made of findings and their store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fgte.api.findings import Finding
from fgte.catalogue import open_catalogue
from fgte.catalogue.national import open_national
from fgte.judgement import Judgement, RegionalJudgement
from fgte.judgement.background_spread import background_spread
from fgte.judgement.between_schools import between_schools, school_heaps
from fgte.judgement.cohort_path import cohort_paths
from fgte.judgement.newcomers import with_and_without
from fgte.judgement.similar_check import SimilarCheck, similar_check
from fgte.model import Scope, Stage, Variant
from fgte.present.cohort_page import CohortPage
from fgte.present.equity_page import EquityPage
from fgte.store import Store


def equity_page(
    findings: Sequence[Finding], store: Store, lang: str, *, years: tuple[int, int] | None
) -> EquityPage:
    """Girls and boys, newcomers, expected values and schools of one municipality."""
    place = findings[0].municipality
    book = open_catalogue(store.settings)
    judged = [each for each in findings if each.indicator.scope is Scope.NATIONAL]
    own = [e for e in judged if e.variant is Variant.KOMMUNAL and e.indicator.stage is not Stage.GY]
    return EquityPage(
        judged=judged,
        newcomers_told=with_and_without(store, book, place, years=years),
        schools_told={
            e.indicator.id: between_schools(store, e.indicator, place, years=years) for e in own
        },
        heaps={e.indicator.id: school_heaps(store, e.indicator, place, years=years) for e in own},
        background=background_spread(store, place, years=years),
        checks={each.indicator.id: _check(each, store) for each in judged},
        origins=store.origins,
        lang=lang,
    )


def region_checks(
    found: Sequence[RegionalJudgement], store: Store
) -> Mapping[str, tuple[SimilarCheck, ...]]:
    """Each municipality's result against similar municipalities, by indicator, in code order."""
    return {
        each.indicator.id: tuple(_check(judged, store) for judged in each.movements)
        for each in found
    }


def _check(judged: Judgement, store: Store) -> SimilarCheck:
    national = open_national(store.settings)
    return similar_check(
        national,
        judged.indicator,
        judged.municipality,
        judged.series,
        sex=judged.sex,
        variant=judged.variant,
    )


def cohort_page(
    findings: Sequence[Finding], store: Store, lang: str, *, years: tuple[int, int] | None
) -> CohortPage:
    """Every year group of one municipality that has any figure, oldest first."""
    book = open_catalogue(store.settings)
    every = cohort_paths(store, book, findings[0].municipality, years=years, fewest=0)
    return CohortPage(
        paths=tuple(each for each in every if len(each.readable) > 1),
        others=tuple(each for each in every if len(each.readable) < 2),
        origins=store.origins,
        lang=lang,
    )
