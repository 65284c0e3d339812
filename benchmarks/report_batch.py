"""The whole country's reports by ``fgte report`` against the plain commands, in one run.

The peer is what one would type: ``papermill`` and ``jupyter nbconvert --to html``, once for each
report, one report per core at a time. It is measured on a sample of municipalities and scaled to
all of them (each report is a process of its own: the time grows with their number); ours is
measured on all. Both leave an executed notebook and an html page for each, and the outputs of the
cells of the sample are compared before any time is printed. Beside it the floor: the same judging
and drawing of the sample in one warm process, with no notebook and no page around it.

Wall time is what one waits; CPU time is what the work costs, and is the fairer of the two on a
machine that others use at the same time.

    python benchmarks/report_batch.py --home HOME [--sample 6] [--repeat 3]

HOME holds the country: ``FGTE_HOME=HOME fgte fetch --all-municipalities``. Without ``--home`` the
five of the figures that ship are made.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

import nbformat

from fgte import assess_all, open_store
from fgte.catalogue import open_catalogue
from fgte.reports import Job, jobs_for
from fgte.reports.engine import cores
from fgte.settings import PACKAGE, Settings, read_settings
from fgte.store import build, is_current

PEER, OURS, FLOOR = "papermill + nbconvert", "fgte report", "judging and drawing alone"
PACKAGES = ("papermill", "nbconvert", "nbclient", "ipykernel", "pandas")
STAGES = ("ak3", "ak6", "ak9", "gy")
GOAL_RATIO, GOAL_SECONDS = 10, 90


@dataclass(frozen=True)
class Cost:
    """What a number of reports took: waiting, and work of the processors."""

    reports: int
    wall: float
    cpu: float

    def scaled(self, reports: int) -> Cost:
        """The same for another number of reports."""
        times = reports / self.reports
        return Cost(reports, self.wall * times, self.cpu * times)


def main() -> None:
    """Run the rounds in alternating order, compare the outputs, print medians and ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--home", type=Path)
    parser.add_argument("--sample", type=int, default=6)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fgte-benchmark-") as place:
        settings = read_settings(home=asked.home or place, lang="sv")
        if not is_current(settings):
            build(settings)
        sample = spread(every(settings), asked.sample)
        rounds = [
            one_round(settings, sample, Path(place), ours_first=bool(n % 2))
            for n in range(asked.repeat)
        ]
    print_result({name: [each[name] for each in rounds] for name in rounds[0]})


def every(settings: Settings) -> list[str]:
    """The municipalities that the store has figures of."""
    known = {each.id for each in open_catalogue(settings).every_municipality}
    return [id for id in open_store(settings.home).municipalities if id in known]


def spread(ids: Sequence[str], n: int) -> list[str]:
    """So many of the municipalities, evenly over the list of codes."""
    n = min(n, len(ids))
    return [ids[i * len(ids) // n] for i in range(n)]


def one_round(
    settings: Settings, sample: Sequence[str], place: Path, *, ours_first: bool
) -> dict[str, Cost]:
    """Each way once, in folders of their own; stops if the sample's outputs differ."""
    everything = jobs_for(every(settings), False, settings, output=place / "ours")
    some = jobs_for(sample, False, settings, output=place / "peer")
    some[0].output.mkdir(exist_ok=True)
    ways: dict[str, Callable[[], Cost]] = {
        PEER: lambda: measured(len(some), lambda: by_commands(some)),
        OURS: lambda: measured(len(everything), lambda: by_fgte(everything)),
        FLOOR: lambda: floor(sample, settings),
    }
    costs = {name: ways[name]() for name in list(ways)[:: -1 if ours_first else 1]}
    for name, cost in costs.items():
        told = f"{cost.reports:4d} reports {cost.wall:7.1f} s, CPU {cost.cpu:7.1f} s"
        print(f"{name:<28}{told}, load {os.getloadavg()[0]:.1f}", flush=True)
    for job in some:
        if cell_outputs(job.executed) != cell_outputs(place / "ours" / job.executed.name):
            sys.exit("The ways did not give the same outputs; their times mean nothing.")
    return costs


def measured(reports: int, work: Callable[[], None]) -> Cost:
    """How long it takes, and what all processes it starts cost."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(reports, wall, cpu)


def floor(sample: Sequence[str], settings: Settings) -> Cost:
    """Judge and draw without a notebook, in this process, once everything has been read."""
    store = open_store(settings.home)
    drawn(sample[0], settings)
    for id in sample:
        store.lines_of(id)
    wall, cpu = time.perf_counter(), time.process_time()
    for id in sample:
        drawn(id, settings)
    return Cost(len(sample), time.perf_counter() - wall, time.process_time() - cpu)


def drawn(id: str, settings: Settings) -> str:
    """What the cells of the municipal notebook show, as one text."""
    page = assess_all(id, store=open_store(settings.home)).page("sv")
    pieces = [page.summary(), page.overview(), page.lacking(), page.questions(), page.sources()]
    pieces += [page.stage(each) for each in STAGES]
    return "".join(piece._repr_html_() for piece in pieces)


def by_fgte(jobs: Sequence[Job]) -> None:
    """One command for all of them."""
    named = [word for job in jobs for word in ("--municipality", str(job.municipality))]
    home = str(jobs[0].parameters["home"])
    command("fgte", "report", "--force", "--out", str(jobs[0].output), *named, home=home)
    missing = [job.html.name for job in jobs if not job.html.is_file()]
    if missing:
        sys.exit(f"Not made: {', '.join(missing)}")


def by_commands(jobs: Sequence[Job]) -> None:
    """One papermill and one nbconvert for each report, one report per core at a time."""
    with ThreadPoolExecutor(cores()) as pool:
        list(pool.map(two_commands, jobs))


def two_commands(job: Job) -> None:
    """Execute one notebook and make its page by the commands; -r keeps 1384 a text."""
    home = str(job.parameters["home"])
    asked = [
        "-r",
        "home",
        home,
        "-r",
        "lang",
        job.lang,
        "-r",
        "municipality",
        str(job.municipality),
    ]
    executed = str(job.executed)
    command("papermill", "--no-progress-bar", str(job.notebook), executed, *asked, home=home)
    command("nbconvert", "--to", "html", "--no-input", executed, home=home)


def command(module: str, *arguments: str, home: str) -> None:
    """Run a module of this environment as a command, in a process of its own."""
    surroundings = os.environ | {"FGTE_HOME": home, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{module} failed:\n{done.stderr}")


def cell_outputs(notebook: Path) -> list[str]:
    """The html that the cells of an executed notebook gave, in order."""
    cells = nbformat.read(notebook, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]


def print_result(costs: dict[str, list[Cost]]) -> None:
    """Medians scaled to all reports, how many times faster, and how far from the floor."""
    n = costs[OURS][0].reports
    middle = {
        name: Cost(
            n,
            median(each.scaled(n).wall for each in found),
            median(each.scaled(n).cpu for each in found),
        )
        for name, found in costs.items()
    }
    ours = middle[OURS]
    print(
        f"\n{f'{n} reports, notebook and html':<32}{'wall':>9}{'ratio':>8}{'CPU':>10}{'ratio':>8}"
    )
    for name, cost in middle.items():
        scaled = "" if costs[name][0].reports == n else f"  (from {costs[name][0].reports})"
        waiting = f"{cost.wall:>7.0f} s{cost.wall / ours.wall:>8.2f}"
        work = f"{cost.cpu:>8.0f} s{cost.cpu / ours.cpu:>8.2f}"
        print(f"{name:<32}{waiting}{work}{scaled}")
    print(f"\nCPU a report: {1000 * ours.cpu / n:.0f} ms; on {cores()} cores with nothing else on")
    print(f"them that is {ours.cpu / cores():.0f} s at best. The floor is one process alone.")
    print(f"Aim: {GOAL_RATIO} times the peer, under {GOAL_SECONDS} s for the country.")
    print(f"\n{platform.platform()}, {cores()} cores, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES))


if __name__ == "__main__":
    main()
