"""The pages that look through the windows on the gap, made of findings and their store."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.api.findings import Finding
from fgte.catalogue import open_catalogue
from fgte.judgement.background_spread import background_spread
from fgte.judgement.between_schools import between_schools
from fgte.judgement.cohort_path import cohort_paths
from fgte.judgement.newcomers import with_and_without
from fgte.model import Scope, Stage, Variant
from fgte.present.cohort_page import CohortPage
from fgte.present.equity_page import EquityPage
from fgte.settings import read_settings
from fgte.store import Store


def equity_page(findings: Sequence[Finding], store: Store, lang: str) -> EquityPage:
    """Girls and boys, newcomers, expected values and schools of one municipality."""
    place, years = findings[0].municipality, _years(findings)
    book = open_catalogue(read_settings(home=store.path.parent.parent))
    judged = [each for each in findings if each.indicator.scope is Scope.NATIONAL]
    own = [e for e in judged if e.variant is Variant.KOMMUNAL and e.indicator.stage is not Stage.GY]
    return EquityPage(
        judged=judged,
        newcomers_told=with_and_without(store, book, place, years=years),
        schools_told={e.indicator.id: between_schools(store, e.indicator, place) for e in own},
        background=background_spread(store, place, years=years),
        origins=store.origins,
        lang=lang,
    )


def cohort_page(findings: Sequence[Finding], store: Store, lang: str) -> CohortPage:
    """Every year group of one municipality that has any figure, oldest first."""
    book = open_catalogue(read_settings(home=store.path.parent.parent))
    years = _years(findings)
    every = cohort_paths(store, book, findings[0].municipality, years=years, fewest=0)
    return CohortPage(
        paths=tuple(each for each in every if len(each.readable) > 1),
        others=tuple(each for each in every if len(each.readable) < 2),
        origins=store.origins,
        lang=lang,
    )


def _years(findings: Sequence[Finding]) -> tuple[int, int] | None:
    """From the first to the last year that the findings hold."""
    years = [figure.year for each in findings for figure in each.series]
    return (min(years), max(years)) if years else None
