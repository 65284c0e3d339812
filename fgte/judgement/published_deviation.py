"""SKR's published deviation from a model-based value: shown as it is, with what it cannot say.

The deviations sum to zero over the country's municipalities by construction, so that everyone's
progress shows in none of them; and an expected value is an average, which is not capacity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from fgte.catalogue import Catalogue
from fgte.judgement.figures import break_years, figures_of, records_of
from fgte.judgement.lacks import Lack, lack_of_figure, status_of
from fgte.judgement.results import Figure
from fgte.model import (
    COUNTRY,
    DatedRecord,
    Indicator,
    Localised,
    Municipality,
    RecordKind,
    Sex,
    Status,
    Variant,
)
from fgte.store.tables import Store

DEVIATIONS: Mapping[str, str] = MappingProxyType(
    {
        "alla_amnen_slutbetyg": "avvikelse_alla_amnen_slutbetyg",
        "meritvarde": "avvikelse_meritvarde",
        "behorig_yrkesprogram": "avvikelse_behorig_yrkesprogram",
        "betygspoang": "avvikelse_betygspoang",
        "examen_3ar": "avvikelse_examen_3ar",
    }
)
"""The indicators that SKR models, and the context figure that holds the deviation."""


@dataclass(frozen=True)
class PublishedDeviation:
    """The published deviations of one indicator in one municipality, all pupils together.

    ``figures`` are every published year in the indicator's unit (above 0: the result lies above
    the model's value); ``comparable`` those of one and the same model, the latest. ``latest`` is
    the last published year. ``records`` say where the model was changed. Where there is nothing,
    ``lack`` says why.
    """

    status: Status
    lack: Lack | None = None
    measure: Indicator | None = None
    figures: tuple[Figure, ...] = ()
    comparable: tuple[Figure, ...] = ()
    latest: Figure | None = None
    records: tuple[DatedRecord, ...] = ()
    caveats: tuple[Localised, ...] = ()


def published_deviation(
    store: Store,
    book: Catalogue,
    indicator: Indicator,
    municipality: Municipality,
    *,
    sex: Sex = Sex.ALL,
    variant: Variant = Variant.KOMMUNAL,
    years: tuple[int, int] | None = None,
) -> PublishedDeviation:
    """The deviation that SKR has published, or the reason why there is none."""
    lack = _structural_lack(indicator, municipality, sex, variant)
    if lack is not None:
        return PublishedDeviation(status_of(lack), lack)
    measure = book.indicators[DEVIATIONS[indicator.id]]
    figures = figures_of(
        store,
        measure,
        measure.series[0],
        variant=variant,
        municipality_id=municipality.id,
        sex=sex,
        years=years,
    )
    latest = figures[-1] if figures else None
    lack = lack_of_figure(latest) if figures else Lack.NOT_FETCHED
    return PublishedDeviation(
        status=status_of(lack),
        lack=lack,
        measure=measure,
        figures=figures,
        comparable=_comparable(figures, break_years(measure, variant)),
        latest=latest,
        records=_concerned(measure, variant, figures),
        caveats=measure.caveats,
    )


def _structural_lack(
    indicator: Indicator, municipality: Municipality, sex: Sex, variant: Variant
) -> Lack | None:
    if indicator.id not in DEVIATIONS:
        return Lack.NOT_MADE_FOR_INDICATOR
    if municipality.id == COUNTRY:
        return Lack.NOT_FOR_COUNTRY
    if sex is not Sex.ALL:
        return Lack.ONLY_WHOLE_GROUP
    return None if variant is Variant.KOMMUNAL else Lack.ONLY_MUNICIPAL_SCHOOLS


def _comparable(figures: Sequence[Figure], breaks: Sequence[int]) -> tuple[Figure, ...]:
    """The readable figures since the model was last changed, as far as there are figures."""
    last = max((each.year for each in figures), default=0)
    since = max((year for year in breaks if year <= last), default=0)
    return tuple(each for each in figures if each.readable and each.year >= since)


def _concerned(
    measure: Indicator, variant: Variant, figures: Sequence[Figure]
) -> tuple[DatedRecord, ...]:
    """What happened to the series in the years shown; a change of model only where it cuts."""
    if not figures:
        return ()
    shown = range(figures[0].year, figures[-1].year + 1)
    return tuple(
        record
        for record in records_of(measure, variant)
        if set(shown[1:] if record.kind is RecordKind.BREAK else shown) & set(record.years)
    )
