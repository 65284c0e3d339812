"""The whole country: raw figures to store, and one municipality out of it, against pandas and CSV.

The peer for reading is what one would type: ``pandas.read_csv`` of the file and a filter. Both
must give the same number of figures before any time is printed.

    .venv/bin/python benchmarks/store.py ../shared/data/kolada/values_2024-08.csv.gz
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import pandas as pd

from fgte.catalogue import Catalogue, open_catalogue
from fgte.settings import Settings, read_settings
from fgte.sources.raw import raw_figures
from fgte.store import open_table
from fgte.store.tables import write_table
from fgte.store.tidy import tidy

MUNICIPALITY = "1384"
EXTRA = """
[[indicator]]
id = "extra_{id}"
unit = "count"
better = "neither"
kind = "context"
scope = "national"
source = "Kolada"
default_series = "huvud"
label = {{ sv = "{kpi}", en = "{kpi}" }}
explanation = {{ sv = "{kpi}", en = "{kpi}" }}
[[indicator.series]]
id = "huvud"
label = {{ sv = "{kpi}", en = "{kpi}" }}
kpis.kommunal = ["{kpi}"]
"""


def everything_known(figures: pd.DataFrame, settings: Settings) -> Catalogue:
    """The catalogue, with an entry for each KPI of the file that it does not follow."""
    unknown = sorted(set(figures["kpi"].unique()) - set(open_catalogue(settings).by_kpi()))
    settings.user_catalogue.mkdir(parents=True)
    text = "".join(EXTRA.format(id=kpi.lower(), kpi=kpi) for kpi in unknown)
    (settings.user_catalogue / "extra.toml").write_text(text, encoding="utf-8")
    return open_catalogue(settings)


def cpu(work: object, repeat: int) -> float:
    """Median seconds of CPU of a call."""
    times = []
    for _ in range(repeat):
        started = time.process_time()
        work()  # type: ignore[operator]
        times.append(time.process_time() - started)
    return median(times)


def main(path: Path, repeat: int) -> None:
    dtypes = {"municipality_id": str, "kpi": str, "sex": str}
    figures = pd.read_csv(path, dtype=dtypes)
    with tempfile.TemporaryDirectory(prefix="fgte-benchmark-") as place:
        settings = replace(read_settings(), home=Path(place))
        book = everything_known(figures, settings)
        status = figures["value"].isna().map({True: "missing", False: "ok"})
        raw = raw_figures(figures.assign(source="Kolada", snapshot_id="benchmark", status=status))
        plain = Path(place) / "values.csv"
        figures.to_csv(plain, index=False)

        def store() -> None:
            write_table(settings.store, tidy(raw, book), fingerprint="", origins=[])

        def ours() -> int:
            found = open_table(settings.store).observations(municipality=MUNICIPALITY)
            return int(found["source"].ne("own_calculation").sum())

        def peer() -> int:
            table = pd.read_csv(plain, dtype=dtypes)
            return int(table["municipality_id"].eq(MUNICIPALITY).sum())

        building = cpu(store, repeat)
        if not ours() >= peer() > 0:
            sys.exit("The two ways did not find the same figures; their times mean nothing.")
        reading, reading_csv = cpu(ours, 5 * repeat), cpu(peer, repeat)
        size = (settings.store / "observations.parquet").stat().st_size / 1e6
    print(f"{platform.platform()}, Python {platform.python_version()}, pandas {pd.__version__}")
    print(f"raw to store, {len(raw):,} figures: {building:.2f} s of CPU, {size:.1f} MB")
    print(f"one municipality, ours:       {1000 * reading:7.1f} ms of CPU")
    print(f"one municipality, pandas CSV: {1000 * reading_csv:7.1f} ms of CPU")
    print(f"ratio {reading_csv / reading:.0f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("values", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    chosen = parser.parse_args()
    main(chosen.values, chosen.repeat)
