"""The findings that a dashboard shows: the same objects as the reports'."""

from __future__ import annotations

from dataclasses import replace

from fgte.api import Finding, Findings, RegionFindings, assess, assess_all, assess_collaboration
from fgte.catalogue import Catalogue
from fgte.dashboards.choices import Choices
from fgte.dashboards.memory import remembered
from fgte.model import Indicator, Scope, Variant
from fgte.store import Store


@remembered(keep=60)
def municipal_findings(choices: Choices, place: str, store: Store, book: Catalogue) -> Findings:
    """Every indicator of one municipality for the pupils, schools and years chosen.

    An indicator that is not published for the schools asked for is read as it
    usually is; a local one is shown only where it has figures. How the indicators
    are asked of together follows from how the municipality is usually read.
    """
    usual = assess_all(place, years=choices.years, sexes=(choices.sex,), store=store)
    if choices.variant is None:
        return usual
    found = [_found(each, choices, place, store) for each in book.followed]
    shown = [each for each in found if each.series or each.indicator.scope is Scope.NATIONAL]
    return replace(usual, found={(each.indicator.id, each.sex.value): each for each in shown})


@remembered(keep=20)
def regional_findings(choices: Choices, store: Store) -> RegionFindings:
    """Every national indicator in the municipalities together, for the pupils and years chosen."""
    return assess_collaboration(years=choices.years, sex=choices.sex, store=store)


def has_variant(indicator: Indicator, variant: Variant) -> bool:
    """Whether an indicator is published for such schools at all."""
    return any(variant in series.kpis for series in indicator.series)


def _found(indicator: Indicator, choices: Choices, place: str, store: Store) -> Finding:
    chosen = choices.variant
    variant = chosen if chosen and has_variant(indicator, chosen) else None
    return assess(
        indicator.id, place, years=choices.years, sex=choices.sex, variant=variant, store=store
    )
