"""The figures of a study: which units and years can be compared, and what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import pandas as pd

from fgte.analysis.design_power import ALPHA, smallest_p
from fgte.analysis.unit_panel import UnitPanel, unit_panel
from fgte.catalogue import Catalogue
from fgte.catalogue.national import open_national
from fgte.judgement.figures import break_years, figures_of, odd_years, records_of
from fgte.judgement.lines import chosen_series, chosen_variant
from fgte.judgement.results import Figure
from fgte.model import COUNTRY, DatedRecord, Indicator, RecordKind, Series, Sex, Status, Variant
from fgte.research.size import alike_in_size, sizes_of
from fgte.research.study_file import Design, Study
from fgte.settings import Settings
from fgte.store import Store

PANDEMIC = (2020, 2021)
"""The years of distance teaching and cancelled tests: kept, and left out in a check."""

COLUMNS = {"unit": "unit", "year": "year", "outcome": "outcome"}


@dataclass(frozen=True)
class Material:
    """What a study has to go on.

    ``frame`` holds one row a unit and year with a usable figure, the treated units and the
    donors; a figure the source has replaced stands in the middle of its range and is counted in
    ``ranged``. ``own`` are the treated units' figures, every year, usable or not. ``years`` are
    those that all of them have, between the breaks around the start; ``records`` what has
    happened to the series in them, and ``cut`` the breaks that ended them. ``similar`` are the
    municipalities most alike in background, ``alike_in_size`` the donors about as large as one of
    the treated, ``sizes`` how many pupils each municipality has, and ``others`` how many
    municipalities there are outside the collaboration, whether the store has them or not.
    """

    study: Study
    indicator: Indicator
    series: Series
    variant: Variant
    frame: pd.DataFrame
    own: Mapping[str, tuple[Figure, ...]]
    years: tuple[int, ...]
    odd: tuple[int, ...]
    records: tuple[DatedRecord, ...]
    cut: tuple[int, ...]
    donors: tuple[str, ...]
    similar: tuple[str, ...]
    alike_in_size: tuple[str, ...]
    sizes: Mapping[str, float]
    ranged: int
    others: int

    @property
    def sex(self) -> Sex:
        return self.study.file.sex

    @property
    def pandemic(self) -> tuple[int, ...]:
        """The pandemic's years that the study uses."""
        return tuple(year for year in self.years if year in PANDEMIC)

    def panel(
        self,
        *,
        without_years: Sequence[int] = (),
        only: Sequence[str] | None = None,
        treated: Sequence[str] | None = None,
        start: int | None = None,
    ) -> UnitPanel:
        """Units x years for a comparison, all of them or some.

        Raises
        ------
        ValueError
            If nothing is left to compare, as `fgte.analysis.unit_panel.unit_panel` says.
        """
        chosen = list(treated or self.study.treated)
        donors = self.donors if only is None else only
        rows = self.frame[self.frame["unit"].isin([*chosen, *donors])]
        rows = rows[~rows["year"].isin(list(without_years))]
        first = self.study.start if start is None else start
        return unit_panel(rows, treated=chosen, start=first, **COLUMNS)


def material_of(study: Study, store: Store, catalogue: Catalogue, settings: Settings) -> Material:
    """Gather what a study needs from the store.

    Parameters
    ----------
    study
        What is asked.
    store
        Where the figures are.
    catalogue
        What the series are, and what has happened to them.
    settings
        Where the country's table lies, which says who is most alike.
    """
    indicator = catalogue.indicator(study.file.indicator)
    first = catalogue.municipality(study.treated[0])
    asked = None if study.file.variant is None else str(study.file.variant)
    variant, _ = chosen_variant(indicator, first, asked)
    series = chosen_series(indicator, study.file.series)
    similar = _similar(study, catalogue, settings)
    donors = _donors(study, store, catalogue, similar)
    table = _figures(store, indicator, series, variant, study)
    cut, odd = _breaks_around(study.start, indicator, variant), odd_years(indicator, variant)
    usable = table[
        ~table["year"].isin(odd) & table["year"].between(cut[0] or 0, (cut[1] or 10_000) - 1)
    ]
    own = {
        unit: figures_of(
            store, indicator, series, variant=variant, municipality_id=unit, sex=study.file.sex
        )
        for unit in study.treated
    }
    known = usable["unit"].isin(list(study.treated))
    years = _in_common(usable[known], study.treated)
    sizes = sizes_of(usable, store, indicator, variant)
    whole, fewest = _whole(usable, years), _fewest_donors(study)
    alike = alike_in_size(sizes, study.treated, donors, fewest=fewest, whole=whole)
    donors = alike if study.file.donors == "size" else donors
    last = int(table["year"].max()) if len(table) else study.start
    return Material(
        study=study,
        indicator=indicator,
        series=series,
        variant=variant,
        frame=usable[usable["unit"].isin([*study.treated, *donors, *similar])],
        own=own,
        years=years,
        odd=tuple(sorted(year for year in odd if years and years[0] <= year <= years[-1])),
        records=_records(indicator, variant, years),
        cut=tuple(each for each in cut if each is not None and each <= last),
        donors=donors,
        similar=similar,
        alike_in_size=alike,
        sizes=sizes,
        others=len(_others(study, catalogue)),
        ranged=int(usable.loc[known & usable["year"].isin(years), "ranged"].sum()),
    )


def _in_common(figures: pd.DataFrame, treated: Sequence[str]) -> tuple[int, ...]:
    """The years that every treated unit has a usable figure of."""
    having = figures.groupby("year")["unit"].nunique()
    return tuple(int(year) for year in having.index[having.eq(len(treated))].tolist())


def _whole(figures: pd.DataFrame, years: Sequence[int]) -> set[str]:
    """The municipalities that have a usable figure of every year."""
    having = figures[figures["year"].isin(list(years))].groupby("unit")["year"].nunique()
    return set(having.index[having.eq(len(years))])


def _fewest_donors(study: Study) -> int:
    """How many donors there must be for any p-value to come down to the level of a claim."""
    alone = study.file.design is Design.SYNTHETIC
    treated = 1 if alone else len(study.treated)
    return next(n for n in count(1) if smallest_p(n, treated) <= ALPHA)


def _figures(
    store: Store, indicator: Indicator, series: Series, variant: Variant, study: Study
) -> pd.DataFrame:
    """Every municipality's usable figures of the line, within the study's years."""
    table = store.table
    keep = (
        table["indicator"].eq(indicator.id)
        & table["series"].eq(series.id)
        & table["variant"].eq(variant.value)
        & table["sex"].eq(study.file.sex.value)
        & table["school_unit"].isna()
        & table["municipality_id"].ne(COUNTRY)
        & table["status"].isin([Status.OK.value, Status.CENSORED.value])
        & table["year"].between(study.file.first_year or 0, study.file.last_year or 9999)
    )
    found = table[keep]
    ranged = found["status"].eq(Status.CENSORED.value)
    middle = (found["low"] + found["high"]) / 2
    return pd.DataFrame(
        {
            "unit": found["municipality_id"],
            "year": found["year"],
            "outcome": found["value"].where(~ranged, middle).astype(float),
            "ranged": ranged,
            "kpi": found["kpi"],
            "source": found["source"],
            "status": found["status"],
            "pupils": found["pupils"],
            "snapshot_id": found["snapshot_id"],
        }
    ).reset_index(drop=True)


def _breaks_around(
    start: int, indicator: Indicator, variant: Variant
) -> tuple[int | None, int | None]:
    """The break that begins the years around the start, and the one that ends them.

    A break in the very year of the start cannot be told from what was tried: the years then
    begin there, and none is left before.
    """
    breaks = break_years(indicator, variant)
    return (
        max((year for year in breaks if year <= start), default=None),
        min((year for year in breaks if year > start), default=None),
    )


def _records(
    indicator: Indicator, variant: Variant, years: Sequence[int]
) -> tuple[DatedRecord, ...]:
    if not years:
        return ()
    near = range(years[0], years[-1] + 1)
    kinds = (RecordKind.ODD_YEAR, RecordKind.NOTE)
    return tuple(
        each
        for each in records_of(indicator, variant)
        if each.kind in kinds and any(year in near for year in each.years)
    )


def _similar(study: Study, catalogue: Catalogue, settings: Settings) -> tuple[str, ...]:
    """Those most alike in background to any of the treated; members of the collaboration apart."""
    table = open_national(settings)
    members = {each.id for each in catalogue.members}
    found = {code for unit in study.treated for code in table.similar.get(unit, ())}
    return tuple(sorted(found - members - set(study.treated)))


def _donors(
    study: Study, store: Store, catalogue: Catalogue, similar: tuple[str, ...]
) -> tuple[str, ...]:
    """Whom the treated are compared with; the collaboration's own work in the same direction."""
    if study.donors is not None:
        return study.donors
    if study.file.donors == "similar":
        return tuple(code for code in similar if code in store.municipalities)
    return tuple(sorted(_others(study, catalogue).intersection(store.municipalities)))


def _others(study: Study, catalogue: Catalogue) -> set[str]:
    """Every municipality outside the collaboration that nothing is tried in."""
    members = {each.id for each in catalogue.members}
    return {each.id for each in catalogue.every_municipality} - members - set(study.treated)
