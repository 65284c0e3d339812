"""What reports say, small enough to keep: the figures behind them, and the verdicts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from fgte.api import assess_all, assess_collaboration, open_store
from fgte.catalogue import Catalogue, open_catalogue
from fgte.model import COUNTRY, OWN_CALCULATION, OWN_CALCULATION_BOTH, Scope, Status
from fgte.reports.kinds import REGION
from fgte.settings import Settings
from fgte.store import Store

KEY = ("municipality_id", "indicator", "series", "variant", "sex", "year")
SHOWN = ("status", "value", "low", "high")
OWN = (OWN_CALCULATION, OWN_CALCULATION_BOTH)
COLUMNS = (*KEY, *SHOWN, "source", "snapshot_id")

FigureKey = tuple[str, ...]
VerdictKey = tuple[str, str, str]
"""Place (a municipality's code or "region"), indicator and sex."""


@dataclass(frozen=True)
class Said:
    """The published figures of the national indicators, and each verdict.

    A year without a figure is not among them, and not what is calculated here from others.

    ``figures`` maps municipality, indicator, series, variant, sex and year to status,
    value and bounds, all as they are written in the file.
    """

    figures: Mapping[FigureKey, tuple[str, ...]]
    verdicts: Mapping[VerdictKey, str]


def figures_csv(settings: Settings) -> str:
    """The figures behind the reports as a tidy file: municipalities in code order, no schools.

    Local indicators and surveys are not among them: they are not shown regionally.
    """
    book, store = open_catalogue(settings), open_store(settings.home)
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_plain(row) for row in _figures(book, store).itertuples(index=False))
    return written.getvalue()


def verdicts(settings: Settings) -> dict[str, str]:
    """Each verdict under place, indicator and sex, joined by ``/``; an own calculation."""
    book, store = open_catalogue(settings), open_store(settings.home)
    said = {}
    for each in assess_collaboration(store=store):
        said[_name(REGION, each.indicator.id, each.sex)] = str(each.verdict)
    for place in book.members:
        if place.id not in store.municipalities:
            continue
        for finding in assess_all(place.id, store=store).found.values():
            if finding.indicator.scope is Scope.NATIONAL:
                said[_name(place.id, finding.indicator.id, finding.sex)] = str(finding.verdict)
    return said


def read_said(figures: str, verdicts: Mapping[str, str]) -> Said:
    """What was kept, ready to be compared.

    Parameters
    ----------
    figures
        As ``figures_csv`` made it.
    verdicts
        As ``verdicts`` made them.
    """
    rows = [row for row in csv.DictReader(io.StringIO(figures)) if _is_published(row)]
    return Said(
        {tuple(row[name] for name in KEY): tuple(row[name] for name in SHOWN) for row in rows},
        {_key(name): verdict for name, verdict in verdicts.items()},
    )


def _is_published(row: Mapping[str, str]) -> bool:
    """Whether a row is a figure that someone has published: no gap, and no calculation of ours."""
    return row["status"] != Status.MISSING and row["source"] not in OWN


def _figures(book: Catalogue, store: Store) -> pd.DataFrame:
    order = [each.id for each in book.followed if each.scope is Scope.NATIONAL]
    places = [each.id for each in book.members] + [COUNTRY]
    table = store.table
    kept = table[
        table["municipality_id"].isin(places)
        & table["indicator"].isin(order)
        & table["school_unit"].isna()
    ]
    ranked = kept.assign(_order=kept["indicator"].map({id: n for n, id in enumerate(order)}))
    by = ["municipality_id", "_order", "series", "variant", "sex", "year"]
    return ranked.sort_values(by, kind="stable")[list(COLUMNS)]


def _plain(row: tuple[Any, ...]) -> list[str]:
    return ["" if pd.isna(each) else str(each) for each in row]


def _name(place: str, indicator: str, sex: object) -> str:
    return f"{place}/{indicator}/{sex}"


def _key(name: str) -> VerdictKey:
    place, indicator, sex = name.split("/")
    return place, indicator, sex
