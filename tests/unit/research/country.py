"""A made-up country: sixty municipalities that nothing happens in, but for what a test asks for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from fgte.catalogue import open_catalogue
from fgte.model import Localised, Origin
from fgte.settings import Settings, read_settings
from fgte.store.tables import write_table

OWN = "1384"
YEARS = range(2012, 2026)
INDICATOR = "examen_3ar"

ORIGIN = Origin(
    snapshot_id="made-up",
    title=Localised("Påhittade siffror", "Made-up figures"),
    sources=("Kolada",),
    urls=("https://api.kolada.se/v3",),
    retrieved=date(2025, 12, 1),
    sha256="0" * 64,
    size=1,
    terms=Localised("Fri användning. Ange ”Källa: Kolada”.", "Free use. Write “Källa: Kolada”."),
)


def country(
    home: Path,
    *,
    step: float = 0.0,
    start: int = 2020,
    noise: float = 0.6,
    municipalities: int = 60,
    last: int = YEARS[-1],
) -> Settings:
    """A home with a store of made-up figures; Kungsbacka's rise by ``step`` from the start on."""
    settings = read_settings({}, home=home)
    others = [each.id for each in open_catalogue(settings).every_municipality]
    members = {each.id for each in open_catalogue(settings).members}
    places = [OWN, *(id for id in others if id not in members)][:municipalities]
    chance = np.random.default_rng(7)
    rows = []
    for place in places:
        level = chance.normal(75, 4)
        for year in YEARS:
            value = level + 0.3 * (year - YEARS[0]) + chance.normal(0, noise)
            value += step if place == OWN and year >= start else 0.0
            if year <= last:
                rows.append(row(place, year, value))
    write_table(settings.store, pd.DataFrame(rows), fingerprint="made-up", origins=[ORIGIN])
    return settings


def row(place: str, year: int, value: float) -> dict[str, object]:
    return {
        "indicator": INDICATOR,
        "series": "huvud",
        "kind": "result",
        "kpi": "N17451",
        "source": "Kolada",
        "municipality_id": place,
        "school_unit": None,
        "year": year,
        "sex": "T",
        "variant": "kommunal",
        "value": value,
        "low": np.nan,
        "high": np.nan,
        "pupils": 900.0,
        "pupils_kind": "approximate",
        "status": "ok",
        "snapshot_id": ORIGIN.snapshot_id,
    }


def study_file(folder: Path, name: str = "lasning", **changes: object) -> Path:
    """A study file about Kungsbacka, with some of its lines changed or (None) left out."""
    said: dict[str, object] = {
        "title": '"Läsarbetet"',
        "question": '"Ökade andelen med examen?"',
        "indicator": f'"{INDICATOR}"',
        "municipalities": '["Kungsbacka"]',
        "design": '"synthetic_control"',
        "start": 2020,
        "effect": 3.0,
    } | changes
    lines = [f"{key} = {value}" for key, value in said.items() if value is not None]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
