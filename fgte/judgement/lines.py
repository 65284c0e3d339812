"""Which line is judged, and which lines are asked of together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fgte.errors import RequestError
from fgte.judgement.figures import figures_of
from fgte.judgement.results import Figure
from fgte.model import COUNTRY, Indicator, Localised, Municipality, Series, Sex, Variant
from fgte.store.tables import Store


@dataclass(frozen=True)
class Line:
    """Which line is judged: every choice made, nothing read yet."""

    store: Store
    indicator: Indicator
    municipality: Municipality
    series: Series
    variant: Variant
    sex: Sex
    years: tuple[int, int] | None = None
    school_unit: str | None = None
    variant_reason: Localised | None = None

    def figures(
        self, *, sex: Sex | None = None, country: bool = False, series: Series | None = None
    ) -> tuple[Figure, ...]:
        """The line's figures, or those of another sex, of the country or of another series."""
        return figures_of(
            self.store,
            self.indicator,
            series or self.series,
            variant=self.variant,
            municipality_id=COUNTRY if country else self.municipality.id,
            sex=sex or self.sex,
            years=self.years,
            school_unit=None if country else self.school_unit,
        )


def chosen_variant(
    indicator: Indicator, municipality: Municipality, variant: str | None
) -> tuple[Variant, Localised | None]:
    """The variant asked for, or the municipality's own for this indicator, and why."""
    known = sorted({each for series in indicator.series for each in series.kpis})
    if variant is not None:
        if variant not in known:
            names = ", ".join(known)
            raise RequestError("unknown_variant", id=indicator.id, found=variant, known=names)
        return Variant(variant), None
    for fallback in municipality.fallbacks:
        if indicator.id in fallback.indicators:
            return fallback.variant, fallback.text
    usual = Variant.KOMMUNAL if Variant.KOMMUNAL in known else Variant(known[0])
    return usual, None


def chosen_series(indicator: Indicator, wanted: str | None) -> Series:
    """The series asked for, or the indicator's headline one."""
    for each in indicator.series:
        if each.id == (wanted or indicator.default_series):
            return each
    raise RequestError("unknown_series", id=indicator.id, found=wanted)


def usual_lines(
    store: Store,
    indicators: Sequence[Indicator],
    municipality: Municipality,
    *,
    years: tuple[int, int] | None = None,
    school_unit: str | None = None,
) -> tuple[Line, ...]:
    """Every indicator's headline line for all pupils, in the municipality's own variant."""
    chosen = ((each, *chosen_variant(each, municipality, None)) for each in indicators)
    return tuple(
        Line(
            store=store,
            indicator=indicator,
            municipality=municipality,
            series=chosen_series(indicator, None),
            variant=variant,
            sex=Sex.ALL,
            years=years,
            school_unit=school_unit,
            variant_reason=reason,
        )
        for indicator, variant, reason in chosen
    )


def with_choice(line: Line, usual: Sequence[Line]) -> tuple[Line, ...]:
    """The usual lines, with this one's choice of variant and series in its own place."""
    chosen = replace(line, sex=Sex.ALL)
    lines = {each.indicator.id: each for each in usual} | {line.indicator.id: chosen}
    return tuple(lines.values())
