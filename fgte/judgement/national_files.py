"""The national table on disk: the same figures of the country give the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.catalogue.national import ORIGIN, RECIPES
from fgte.judgement.national_fit import NationalTables, fit_national
from fgte.judgement.national_peers import LIKENESS
from fgte.settings import Settings
from fgte.sources.kolada import similar_groups
from fgte.sources.snapshots import SnapshotStore
from fgte.sources.whole_files import write_whole
from fgte.store.tables import open_table
from fgte.version import VERSION

Cell = str | int | float

PEER_NAMES = ("indicator", "municipality_id", "year", "group", "n")


def build_national(settings: Settings) -> tuple[Path, NationalTables]:
    """Fit the national table on the store and put it in its folder, the record of it last."""
    groups = similar_groups(SnapshotStore(settings.snapshots))
    tables = fit_national(open_table(settings.store), open_catalogue(settings), groups)
    files = national_files(tables)
    for name, content in files.items():
        write_whole(settings.national / name, content)
    return settings.national, tables


def national_files(tables: NationalTables) -> dict[str, bytes]:
    """The content of each file by its name; the record of where it came from comes last."""
    files = {
        "models.csv": _models(tables),
        "expected.csv": _csv(
            ("indicator", "municipality_id", "year", "expected", "standard_error"),
            (
                (e.indicator, e.municipality_id, e.year, e.expected, e.standard_error)
                for e in tables.expected
            ),
        ),
        "spreads.csv": _csv(
            ("indicator", "year", "n", "mean", "sd_seen", "sd_between"),
            ((e.indicator, e.year, e.n, e.mean, e.sd_seen, e.sd_between) for e in tables.spreads),
        ),
        "slopes.csv": _csv(
            ("indicator", "sex", "first_year", "last_year", "n", "mean", "tau2"),
            (
                (e.indicator, e.sex.value, e.first_year, e.last_year, e.n, e.mean, e.tau2)
                for e in tables.slopes
            ),
        ),
        "peers.csv": _csv(
            (*PEER_NAMES, "level", "chance", "tau2"),
            (
                (*(getattr(e, n) for n in PEER_NAMES), e.level, e.chance, e.tau2)
                for e in tables.peers
            ),
        ),
        "similar.csv": _csv(
            ("municipality_id", "similar"), ((id, " ".join(codes)) for id, codes in tables.similar)
        ),
    }
    return {**files, ORIGIN: _origin(tables, files)}


def _models(tables: NationalTables) -> bytes:
    names = ("indicator", "year", "n", "names", "coefficients", "covariance", "sd_between")
    rows = (
        (
            e.indicator,
            e.year,
            e.n,
            " ".join(e.names),
            " ".join(map(_number, e.coefficients)),
            " ".join(_number(each) for row in e.covariance for each in row),
            e.sd_between,
            e.r2,
            e.out_of_sample_r2,
        )
        for e in tables.models
    )
    return _csv((*names, "r2", "out_of_sample_r2"), rows)


def _csv(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_number(e) if isinstance(e, float) else e for e in row] for row in rows)
    return text.getvalue().encode()


def _number(value: float) -> str:
    """Seven figures that carry: enough for every use, and the same on every machine."""
    return f"{value:.7g}"


_HEADER = '''\
# Made by fgte build --national. Own calculation: never to be cited as Kolada's.
program = "{program}"
years = [{first}, {last}]
municipalities = [{fewest}, {most}]

[mark]
sv = "Egen beräkning på underlag från Kolada"
en = "Own calculation on figures from Kolada"

[recipe]
models = """
A line over the municipal schools of each municipality, one a year, by restricted maximum
likelihood. Chance in a figure: p(1 - p)/n by the year's mean share, or pupil_sd squared by n.
Background in per cent; figures counted in October go with the spring after."""
slopes = """
The variance of the municipalities' Theil-Sen slopes beyond chance (pupils and between_year_sd),
over the latest stretch of comparable years."""
spreads = "Standard deviation between municipalities, as seen and beyond chance."
peers = """
The plain mean of the similar municipalities that have a figure: Kolada's group where it has
been fetched, else the own set below. tau2 is the variance that the country's municipalities'
differences from their own sets have beyond chance."""
similar = """
The seven nearest in {likeness}
(the last as a logarithm), each divided by its standard deviation. In code order."""

[background]
{background}

[sha256]
{sums}
'''


def _origin(tables: NationalTables, files: dict[str, bytes]) -> bytes:
    """What the table is, how it was made and of what: never dates of the machine that made it."""
    sizes = [each.n for each in tables.models]
    recipes = [f'{id} = "{" ".join(e.indicator for e in parts)}"' for id, parts in RECIPES.items()]
    sums = [f'"{n}" = "{hashlib.sha256(content).hexdigest()}"' for n, content in files.items()]
    text = _HEADER.format(
        program=VERSION,
        first=tables.years[0],
        last=tables.years[1],
        fewest=min(sizes, default=0),
        most=max(sizes, default=0),
        likeness=", ".join(LIKENESS),
        background="\n".join(recipes),
        sums="\n".join(sums),
    )
    return text.encode()
