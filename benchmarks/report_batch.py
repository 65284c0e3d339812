"""The six reports by ``fgte report`` against the plain commands, in one run on the same notebooks.

The peer is what one would type: ``papermill`` once for each report, then
``jupyter nbconvert --to html`` on all of them; first one report after another,
then with one papermill per core. All leave six executed notebooks and six html
pages, and the outputs of the cells are compared before any time is printed.

    python benchmarks/report_batch.py [--repeat 3]
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from statistics import median

import nbformat

from fgte.reports import Job, jobs_for
from fgte.reports.engine import cores
from fgte.settings import PACKAGE, Settings, read_settings

MEMBERS = ("1315", "1380", "1381", "1383", "1384")
PEER, PEER_PARALLEL, OURS = "papermill + nbconvert", "the same, one per core", "fgte report"
PACKAGES = ("papermill", "nbconvert", "nbclient", "ipykernel", "pandas")


def main() -> None:
    """Run the rounds in alternating order, compare the outputs, print medians and ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=3)
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory(prefix="fgte-benchmark-") as place:
        settings = read_settings(home=place, lang="sv")
        command("fgte", "build", home=settings.home)
        ways = {
            PEER: lambda jobs: by_commands(jobs, 1),
            PEER_PARALLEL: lambda jobs: by_commands(jobs, cores()),
            OURS: by_fgte,
        }
        times: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(repeat):
            outputs = {}
            for name in list(ways)[:: 1 if number % 2 == 0 else -1]:
                seconds, outputs[name] = one_round(ways[name], settings)
                times[name].append(seconds)
                print(f"round {number + 1}  {name:<24} {seconds:6.2f} s", flush=True)
            if len({tuple(found) for found in outputs.values()}) != 1:
                sys.exit("The ways did not give the same outputs; their times mean nothing.")
    print_result(times)


def one_round(make: Callable[[Sequence[Job]], None], settings: Settings) -> tuple[float, list[str]]:
    """Make the six reports in an empty folder: seconds, and what the cells gave."""
    shutil.rmtree(settings.output, ignore_errors=True)
    settings.output.mkdir(parents=True)
    jobs = jobs_for(MEMBERS, True, settings)
    started = time.perf_counter()
    make(jobs)
    seconds = time.perf_counter() - started
    missing = [job.html.name for job in jobs if not job.html.is_file()]
    if missing:
        sys.exit(f"Not made: {', '.join(missing)}")
    return seconds, [html for job in jobs for html in cell_outputs(job.executed)]


def by_fgte(jobs: Sequence[Job]) -> None:
    """One command for all of them."""
    command("fgte", "report", home=jobs[0].parameters["home"])


def by_commands(jobs: Sequence[Job], at_once: int) -> None:
    """One papermill for each, then one nbconvert for all."""
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(papermill, jobs))
    made = [str(job.executed) for job in jobs]
    command("nbconvert", "--to", "html", "--no-input", *made, home=jobs[0].parameters["home"])


def papermill(job: Job) -> None:
    """Execute one notebook by the papermill command; -r keeps 1384 a text."""
    asked = ["-r", "home", job.parameters["home"], "-r", "lang", job.lang]
    if job.municipality:
        asked += ["-r", "municipality", job.municipality]
    home = job.parameters["home"]
    command(
        "papermill", "--no-progress-bar", str(job.notebook), str(job.executed), *asked, home=home
    )


def command(module: str, *arguments: str, home: str | Path) -> None:
    """Run a module of this environment as a command, in a process of its own."""
    surroundings = os.environ | {"FGTE_HOME": str(home), "PYTHONPATH": str(PACKAGE.parent)}
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


def print_result(times: dict[str, list[float]]) -> None:
    """Medians, how many times faster this project is, and on what it was run."""
    ours = median(times[OURS])
    print(f"\n{'six reports, notebook and html':<32}{'median':>9}{'ratio':>8}")
    for name, seconds in times.items():
        print(f"{name:<32}{median(seconds):>7.2f} s{median(seconds) / ours:>8.2f}")
    print(f"\n{platform.platform()}, {cores()} cores, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES))


if __name__ == "__main__":
    main()
