"""What the country's municipalities together say: lines, spreads and slopes, as a small table.

An own calculation on Kolada's figures, remade by ``fgte build --national`` once the figures of the
country have been fetched. The one that ships lies beside this module; a user's own goes before it.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fgte.errors import DataError
from fgte.model import Localised, Sex
from fgte.settings import Settings, read_settings

SHIPPED = Path(__file__).resolve().parent / "national_table"
ORIGIN = "origin.toml"
LEVEL = "const"
PEERS = "peers.csv"
"""Not in tables that were made before it was."""


@dataclass(frozen=True)
class Background:
    """A context figure that an expected value rests on, and the year it is taken from.

    Figures counted in October belong to the spring after: ``lag`` 1.
    """

    indicator: str
    lag: int


PARENTS = Background("foraldrars_utbildning", lag=1)
NEWCOMERS = Background("nyinvandrade_grundskola", lag=1)
NEWCOMERS_YEAR_9 = Background("nyinvandrade_ak9", lag=0)

RECIPES: Mapping[str, tuple[Background, ...]] = MappingProxyType(
    {
        "nationella_prov_ak3": (PARENTS, NEWCOMERS),
        "alla_amnen_ak6": (PARENTS, NEWCOMERS),
        "alla_amnen_slutbetyg": (PARENTS, NEWCOMERS_YEAR_9),
        "meritvarde_utan_nyinvandrade": (PARENTS,),
        "meritvarde": (PARENTS, NEWCOMERS_YEAR_9),
        "behorig_hogskoleforberedande": (PARENTS, NEWCOMERS_YEAR_9),
        "behorig_yrkesprogram": (PARENTS, NEWCOMERS_YEAR_9),
    }
)
"""Which background each indicator's expected value rests on. The gymnasium's pupils have none
published in Kolada, and the share of boys is published for no stage."""


@dataclass(frozen=True)
class NationalModel:
    """The line of one indicator and year over the municipalities, in the indicator's unit.

    ``names`` are ``const`` and the background figures (per cent), in the order of ``coefficients``
    and of the rows of ``covariance``. ``sd_between`` is how much municipalities with the same
    background differ beyond chance.
    """

    indicator: str
    year: int
    n: int
    names: tuple[str, ...]
    coefficients: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    sd_between: float
    r2: float
    out_of_sample_r2: float


@dataclass(frozen=True)
class ExpectedFigure:
    """What the line gives for one municipality, with the standard error of the line there."""

    indicator: str
    municipality_id: str
    year: int
    expected: float
    standard_error: float


@dataclass(frozen=True)
class NationalSpread:
    """How much municipalities' figures differ one year: as seen, and beyond chance."""

    indicator: str
    year: int
    n: int
    mean: float
    sd_seen: float
    sd_between: float


@dataclass(frozen=True)
class NationalSlopes:
    """How the municipalities' movements over a stretch of years differ beyond chance.

    ``mean`` is in the indicator's unit a year; ``tau2``, in that unit squared, is the variance
    between municipalities of what the slopes truly are.
    """

    indicator: str
    sex: Sex
    first_year: int
    last_year: int
    n: int
    mean: float
    tau2: float


@dataclass(frozen=True)
class NationalPeers:
    """Where the municipalities similar to one lie together, in the indicator's unit.

    ``group`` is the title of Kolada's group, empty where it is our own set; ``n`` of its
    municipalities have a figure. ``chance`` is the variance chance gives the ``level``, ``tau2``
    that of municipalities' differences from those like them, beyond chance.
    """

    indicator: str
    municipality_id: str
    year: int
    group: str
    n: int
    level: float
    chance: float
    tau2: float


@dataclass(frozen=True)
class National:
    """The whole table, with where it came from."""

    models: Mapping[tuple[str, int], NationalModel]
    expected: Mapping[tuple[str, str, int], ExpectedFigure]
    spreads: Mapping[tuple[str, int], NationalSpread]
    slopes: Mapping[tuple[str, str], NationalSlopes]
    peers: Mapping[tuple[str, str, int], NationalPeers]
    similar: Mapping[str, tuple[str, ...]]
    mark: Localised
    years: tuple[int, int]
    shipped: bool


def open_national(settings: Settings | None = None) -> National:
    """The user's own table where one has been made, else the one that ships."""
    own = (settings or read_settings()).national
    folder = own if (own / ORIGIN).is_file() else SHIPPED
    return _read(folder, (folder / ORIGIN).stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(folder: Path, _changed: int) -> National:
    try:
        origin = tomllib.loads((folder / ORIGIN).read_text(encoding="utf-8"))
        models = [_model(row) for row in _rows(folder / "models.csv")]
        expected = [_expected(row) for row in _rows(folder / "expected.csv")]
        spreads = [_spread(row) for row in _rows(folder / "spreads.csv")]
        slopes = [_slopes(row) for row in _rows(folder / "slopes.csv")]
        peers = [_peers(row) for row in _rows(folder / PEERS)] if (folder / PEERS).is_file() else []
        similar = {r["municipality_id"]: _codes(r) for r in _rows(folder / "similar.csv")}
        first, last = origin["years"]
        mark = Localised(**origin["mark"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DataError("unreadable_national", place=folder, cause=error) from error
    return National(
        models=MappingProxyType({(e.indicator, e.year): e for e in models}),
        expected=MappingProxyType({(e.indicator, e.municipality_id, e.year): e for e in expected}),
        spreads=MappingProxyType({(e.indicator, e.year): e for e in spreads}),
        slopes=MappingProxyType({(e.indicator, e.sex.value): e for e in slopes}),
        peers=MappingProxyType({(e.indicator, e.municipality_id, e.year): e for e in peers}),
        similar=MappingProxyType(similar),
        mark=mark,
        years=(first, last),
        shipped=folder == SHIPPED,
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _model(row: Mapping[str, str]) -> NationalModel:
    names = tuple(row["names"].split())
    flat = [float(each) for each in row["covariance"].split()]
    size = len(names)
    if len(flat) != size * size:
        raise ValueError(f"covariance of {row['indicator']} {row['year']}")
    return NationalModel(
        indicator=row["indicator"],
        year=int(row["year"]),
        n=int(row["n"]),
        names=names,
        coefficients=tuple(float(each) for each in row["coefficients"].split()),
        covariance=tuple(tuple(flat[i * size : (i + 1) * size]) for i in range(size)),
        sd_between=float(row["sd_between"]),
        r2=float(row["r2"]),
        out_of_sample_r2=float(row["out_of_sample_r2"]),
    )


def _expected(row: Mapping[str, str]) -> ExpectedFigure:
    return ExpectedFigure(
        row["indicator"],
        row["municipality_id"],
        int(row["year"]),
        float(row["expected"]),
        float(row["standard_error"]),
    )


def _spread(row: Mapping[str, str]) -> NationalSpread:
    numbers = (float(row[name]) for name in ("mean", "sd_seen", "sd_between"))
    return NationalSpread(row["indicator"], int(row["year"]), int(row["n"]), *numbers)


def _slopes(row: Mapping[str, str]) -> NationalSlopes:
    return NationalSlopes(
        indicator=row["indicator"],
        sex=Sex(row["sex"]),
        first_year=int(row["first_year"]),
        last_year=int(row["last_year"]),
        n=int(row["n"]),
        mean=float(row["mean"]),
        tau2=float(row["tau2"]),
    )


def _peers(row: Mapping[str, str]) -> NationalPeers:
    level, chance, tau2 = (float(row[name]) for name in ("level", "chance", "tau2"))
    about = (row["indicator"], row["municipality_id"], int(row["year"]), row["group"])
    return NationalPeers(*about, int(row["n"]), level, chance, tau2)


def _codes(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row["similar"].split())
