"""The whole country from the stand-in for Kolada: ``fgte`` against koladapy, in one run.

Both are asked for every KPI, unit and year that the stand-in has. koladapy gives raw entries in
memory (its own brake is off); ours keeps every answer as a snapshot with its origin, checks the
form, and gives a complete fetch. What both brought is compared before any time is printed.

    python benchmarks/fetch.py [--repeat 5] [--stand-in ../shared/tools/kolada_replay]

koladapy comes with the extra ``bench``; without it only our own times are printed.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any

from fgte.catalogue import open_catalogue
from fgte.settings import PACKAGE, Settings, read_settings
from fgte.sources.kolada import fetch, read_fetch
from fgte.sources.snapshots import SnapshotStore

STAND_IN = PACKAGE.parent.parent / "shared" / "tools" / "kolada_replay"
YEARS = (1996, 2022)
OURS, PEER = "fgte fetch", "koladapy"
PACKAGES = ("httpx", "msgspec", "koladapy", "requests")
DEFINITION = """
[[indicator]]
id = "bench_{kpi}"
unit = "count"
better = "neither"
kind = "context"
scope = "local"
source = "Kolada"
default_series = "huvud"
label = {{ sv = "{kpi}", en = "{kpi}" }}
short = {{ sv = "{kpi}", en = "{kpi}" }}
explanation = {{ sv = "{kpi}", en = "{kpi}" }}

[[indicator.series]]
id = "huvud"
label = {{ sv = "{kpi}", en = "{kpi}" }}
kpis.kommunal = ["{kpi}"]
"""

Figure = tuple[str, str, int, str, float | None]


@dataclass
class Round:
    """What one way took, and what it brought."""

    seconds: float
    cpu: float
    requests: int
    figures: int
    """A hash over all of them: kept themselves, they would slow down the rounds that follow."""


def main() -> None:
    """Run the rounds in alternating order, compare what came, print medians and ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--stand-in", type=Path, default=STAND_IN)
    asked = parser.parse_args()
    with stand_in(asked.stand_in) as url, tempfile.TemporaryDirectory() as place:
        settings = read_settings({"FGTE_KOLADA_URL": url}, home=place)
        kpis, units = everything(url)
        define(settings, kpis)
        kpis = with_figures(settings, kpis, units)
        ways: dict[str, Callable[[], Round]] = {OURS: lambda: by_fgte(settings, kpis, units)}
        if installed("koladapy"):
            ways[PEER] = lambda: by_koladapy(url, kpis)
        rounds: dict[str, list[Round]] = {name: [] for name in ways}
        for number in range(asked.repeat + 1):
            for name in list(ways)[:: 1 if number % 2 else -1]:
                one = ways[name]()
                if number:  # the first lets the stand-in collect its answers
                    rounds[name].append(one)
                    print(f"round {number}  {name:<12}{one.seconds:6.2f} s {one.cpu:6.2f} s CPU")
            if len({done[-1].figures for done in rounds.values() if done}) > 1:
                sys.exit("The ways did not bring the same figures; their times mean nothing.")
        print_result(rounds, settings, len(kpis))


def by_fgte(settings: Settings, kpis: list[str], units: list[str]) -> Round:
    """Fetch into an empty folder of snapshots."""
    shutil.rmtree(settings.snapshots, ignore_errors=True)
    started, cpu = time.perf_counter(), time.process_time()
    result = fetch(settings, kpis=kpis, municipalities=units, years=YEARS)
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    return Round(seconds, cpu, result.requests_made, joint_hash(our_figures(settings)))


def by_koladapy(url: str, kpis: list[str]) -> Round:
    """The same entries by the peer, without its brake and without its progress bars."""
    from koladapy import KoladaAPI

    before = requests_at(url)
    started, cpu = time.perf_counter(), time.process_time()
    peer = KoladaAPI(base_url=f"{url}/", max_requests_per_second=1e9)
    entries = peer.get_values(kpi_id=kpis, years=list(range(YEARS[0], YEARS[1] + 1)))
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    figures = joint_hash(
        (entry["kpi"], entry["municipality"], entry["period"], each["gender"], each["value"])
        for entry in entries
        for each in entry["values"]
    )
    return Round(seconds, cpu, requests_at(url) - before, figures)


def our_figures(settings: Settings) -> Iterator[Figure]:
    """What the last fetch brought, read from its snapshots."""
    snapshots = SnapshotStore(settings.snapshots)
    table = read_fetch(snapshots, snapshots.fetches()[-1])
    columns = [table[name].to_list() for name in ("kpi", "municipality_id", "year", "sex")]
    values = [value if value == value else None for value in table["value"].to_list()]
    yield from zip(*columns, values, strict=True)


def joint_hash(figures: Iterable[Figure]) -> int:
    """One number for all figures, whatever their order."""
    return hash(frozenset(figures))


def print_result(rounds: dict[str, list[Round]], settings: Settings, kpis: int) -> None:
    """Medians and ratios, the requests against the fewest possible, and the reading."""
    snapshots = SnapshotStore(settings.snapshots)
    last = snapshots.fetches()[-1]
    entries = sum(page.entries for page in last.pages.values())
    cpu = time.process_time()
    figures = len(read_fetch(snapshots, last))
    cpu = time.process_time() - cpu
    ours = rounds[OURS]
    print(f"\n{entries:,} entries, {figures:,} figures, {last.origin.size / 1e6:.1f} MB")
    print(f"{'the whole country, median':<28}{'seconds':>9}{'CPU':>7}{'requests':>10}{'ratio':>7}")
    for name, done in rounds.items():
        ratio = median(e.seconds for e in done) / median(e.seconds for e in ours)
        print(
            f"{name:<28}{median(e.seconds for e in done):>9.2f}{median(e.cpu for e in done):>7.2f}"
            f"{done[0].requests:>10}{ratio:>7.2f}"
        )
    fewest = ceil(entries / 5000)
    about = ceil(kpis / 25) + 1
    print(f"fewest possible: {fewest} pages of figures, and {about} requests for metadata")
    print(f"read_fetch: {cpu:.2f} s of CPU for {figures:,} figures from their snapshots")
    print(f"\n{platform.platform()}, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES if installed(name)))


@contextmanager
def stand_in(program: Path) -> Iterator[str]:
    """The stand-in on a free port of this machine; its address."""
    if not program.is_file():
        sys.exit(f"There is no stand-in for Kolada at {program}: say where with --stand-in.")
    command = [sys.executable, str(program), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        try:
            ready = re.search(r"http://\S+/v3", serving.stdout.readline() if serving.stdout else "")
            yield ready.group() if ready else sys.exit("The stand-in did not start.")
        finally:
            serving.terminate()


def everything(url: str) -> tuple[list[str], list[str]]:
    """The ids of every KPI and every unit at this address."""
    found = [answer(f"{url}/{name}?per_page=5000")["values"] for name in ("kpi", "municipality")]
    kpis, units = ([each["id"] for each in values] for values in found)
    return sorted(kpis), sorted(units)


def with_figures(settings: Settings, kpis: list[str], units: list[str]) -> list[str]:
    """The KPIs of which there are figures: of the others there is nothing to fetch."""
    result = fetch(settings, kpis=kpis, municipalities=units, years=YEARS)
    return sorted(set(kpis) - {each.kpi for each in result.not_found})


def define(settings: Settings, kpis: list[str]) -> None:
    """A catalogue of our own for the KPIs that the project's does not have."""
    lacking = [kpi for kpi in kpis if kpi not in open_catalogue(settings).by_kpi()]
    settings.user_catalogue.mkdir(parents=True)
    text = "".join(DEFINITION.format(kpi=kpi) for kpi in lacking)
    (settings.user_catalogue / "bench.toml").write_text(text, encoding="utf-8")


def requests_at(url: str) -> int:
    """How many requests the stand-in has had."""
    return int(answer(url.replace("/v3", "/_count"))["requests"])


def answer(url: str) -> Any:
    """One answer as it is."""
    with urllib.request.urlopen(url) as opened:
        return json.load(opened)


def installed(name: str) -> bool:
    """Whether a package is there."""
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


if __name__ == "__main__":
    main()
