"""The municipal dashboard beside stock Voilà with thirteen FigureWidgets on the same figures.

Both are served and opened in Chromium in one run: the time to the first chart, until a first choice
can be made, and of a redraw. Then twenty visitors at once, and the memory that they take. Browser
and server share the machine's cores, so the load before and after is printed with the result, and
what the browser and the server worked, in seconds of a core, beside the times of twenty.

Twenty people have twenty computers; here there is one. So that measure is made in three ways:

- *among 19 others*: nineteen clients fetch all that a page consists of, and choose twice, while
  one browser opens the page: what one person meets when twenty come. The aim (1.5 s) is for this.
- *20 clients at once*: nobody draws; what the server and the wire take.
- *20 profiles*: all twenty draw on this machine's cores. Almost all of it is the browser's own
  work: the same profiles with an empty page are printed beside it, and what the server worked.

    python benchmarks/dashboard.py [--repeat 5]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from statistics import mean, median

import httpx
import psutil
from playwright.async_api import Browser, Error, Page, async_playwright

from fgte.settings import read_settings
from fgte.store import build
from tools import chromium

VISITORS, PATIENCE = 20, 60.0
PLACES = ("hylte", "halmstad", "laholm", "varberg", "kungsbacka")
REDRAW = """place => new Promise(done => {
  const list = document.querySelector("#choice-kommun"), start = performance.now();
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => done((performance.now() - start) / 1000)));
  });
  seen.observe(document.querySelector("[data-fgte-view]"), {childList: true});
  list.value = place;
  list.dispatchEvent(new Event("change", {bubbles: true}));
})"""
PEER = """
import ipywidgets as w, plotly.graph_objects as go
from fgte import assess_all
def figures(place):
    return [go.FigureWidget(each.figure()) for each in assess_all(place)]
place = w.Dropdown(options=["Kungsbacka", "Varberg"])
shown = w.VBox(figures("Kungsbacka"))
place.observe(lambda change: setattr(shown, "children", figures(change["new"])), names="value")
w.VBox([place, shown])
"""


@contextmanager
def served(words: Sequence[str], home: Path) -> Iterator[tuple[psutil.Process, str]]:
    """A server on a free port, from when it listens until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", *words, "--no-browser", f"--port={port}"],
        env=os.environ | {"FGTE_HOME": str(home), "FGTE_LANG": "sv"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        time.sleep(0.1)
    try:
        yield psutil.Process(process.pid), f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(60)


@asynccontextmanager
async def visitor(browser: Browser) -> AsyncIterator[Page]:
    """A page with an empty cache; leaving it is leaving the page, as a visitor does."""
    context = await browser.new_context(viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    yield page
    await page.goto("about:blank")
    await context.close()


async def ours(browser: Browser, url: str) -> dict[str, float]:
    """One visit: first chart, choices that the server answers, then those of a kernel."""
    async with visitor(browser) as page:
        start = time.perf_counter()
        found = {"first chart": await first_chart(page, url, 4)}
        await page.locator("[data-ready]").wait_for()
        found["a choice can be made"] = time.perf_counter() - start
        found["redraw, first, by the server"] = await page.evaluate(REDRAW, "varberg")
        start = time.perf_counter()
        await page.locator("[data-live]").wait_for(timeout=1000 * PATIENCE)
        found["a kernel has taken over"] = time.perf_counter() - start
        await page.wait_for_timeout(500)
        redraws = [await page.evaluate(REDRAW, place) for place in PLACES[:3]]
        found["redraw, by a kernel"] = median(redraws)
    return found


async def peer(browser: Browser, url: str) -> dict[str, float | None]:
    """One visit to stock Voilà; None where something did not come within the time."""
    async with visitor(browser) as page:
        start = time.perf_counter()
        await page.goto(url, wait_until="commit", timeout=1000 * PATIENCE)
        charts = page.locator(".js-plotly-plot .main-svg .xtick")
        plots = page.locator(".js-plotly-plot")
        found = {"first chart": await until(charts.first.wait_for, start)}
        found["all thirteen"] = await until(plots.nth(12).wait_for, start)
        start = time.perf_counter()
        await page.locator("select").first.select_option("Varberg")
        drawn = page.locator(".js-plotly-plot", has_text="Varberg").nth(10)
        found["redraw"] = await until(drawn.wait_for, start)
    return found


async def until(wait: object, start: float) -> float | None:
    """Seconds since the start when something is there, or None if it never comes."""
    try:
        await wait(timeout=1000 * PATIENCE)  # type: ignore[operator]
    except Error:
        return None
    return time.perf_counter() - start


async def first_chart(page: Page, url: str, number: int) -> float:
    """Seconds from asking for a municipality's page until its first chart is drawn."""
    start = time.perf_counter()
    address = f"{url}kommun?kommun={PLACES[number % len(PLACES)]}"
    await page.goto(address, wait_until="commit", timeout=1000 * PATIENCE)
    await page.locator("figure.chart svg").first.wait_for(timeout=1000 * PATIENCE)
    return time.perf_counter() - start


async def fetch(client: httpx.AsyncClient, url: str, number: int, *more: str) -> float:
    """Seconds that one page takes over the wire, and what belongs to it if that is asked for."""
    start = time.perf_counter()
    for address in (f"kommun?kommun={PLACES[number % len(PLACES)]}", *more):
        (await client.get(url + address)).raise_for_status()
    return time.perf_counter() - start


async def over_the_wire(url: str) -> list[float]:
    """Twenty clients that do not draw: what the server and the wire alone take."""
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        return await asyncio.gather(*(fetch(client, url, each) for each in range(VISITORS)))


async def among_others(browser: Browser, url: str) -> float:
    """The first chart of one browser while nineteen others fetch all of a page and choose twice."""
    choices = (f"vy/kommun?kommun={PLACES[each]}&elever=flickor" for each in (1, 3))
    more = ("fgte/dashboard.css", "fgte/dashboard.js", *choices)
    others = httpx.AsyncClient(trust_env=False, timeout=PATIENCE)
    async with others as client, visitor(browser) as page:
        fetched = [fetch(client, url, each, *more) for each in range(VISITORS - 1)]
        seen, *_ = await asyncio.gather(first_chart(page, url, 4), *fetched)
    return seen


async def profiles(browser: Browser) -> list[Page]:
    """Twenty browser profiles with nothing opened yet."""
    contexts = [await browser.new_context() for _ in range(VISITORS)]
    return [await each.new_page() for each in contexts]


async def empty(page: Page) -> float:
    """Seconds until a page with one word on it is there: the browser's own part."""
    start = time.perf_counter()
    await page.goto("data:text/html,<h1>x</h1>", timeout=1000 * PATIENCE)
    return time.perf_counter() - start


async def together(browser: Browser, url: str, server: psutil.Process) -> list[Page]:
    """Twenty browser profiles on this machine, all drawing at the same moment."""
    for page in (idle := await profiles(browser)):
        page.set_default_timeout(1000 * PATIENCE)
    used = worked(browser_processes())
    told("-", f"an empty page, {VISITORS} profiles", await asyncio.gather(*map(empty, idle)))
    print(f"      the browser worked {worked(browser_processes()) - used:.2f} s")
    for page in idle:
        await page.context.close()
    pages = await profiles(browser)
    used, served_before = worked(browser_processes()), worked([server])
    seen = [first_chart(page, url, number) for number, page in enumerate(pages)]
    told("ours", f"first chart, {VISITORS} profiles", await asyncio.gather(*seen))
    drawn, served_after = worked(browser_processes()) - used, worked([server])
    print(
        f"      the browser worked {drawn:.2f} s, the server {served_after - served_before:.2f} s"
    )
    return pages


async def at_rest(server: psutil.Process) -> None:
    """Wait until the server has drawn its usual views and its first kernel stands ready."""
    quiet, until = 0, time.monotonic() + PATIENCE
    while quiet < 3 and time.monotonic() < until:
        before = worked([server, *server.children(recursive=True)])
        await asyncio.sleep(1)
        busy = worked([server, *server.children(recursive=True)]) - before
        quiet = quiet + 1 if busy < 0.1 else 0


def browser_processes() -> list[psutil.Process]:
    """The processes of the browser: those that this one has started through playwright."""
    children = psutil.Process().children(recursive=True)
    return [each for each in children if "chrom" in each.name()]


def worked(processes: Sequence[psutil.Process]) -> float:
    """Seconds of a core that some processes have worked so far."""
    return sum(sum(each.cpu_times()[:2]) for each in processes if each.is_running())


def memory(server: psutil.Process) -> tuple[float, list[float]]:
    """The server's own memory and each kernel's, in MB."""
    kernels = [
        each.memory_full_info().uss / 1e6
        for each in server.children(recursive=True)
        if "ipykernel_launcher" in " ".join(each.cmdline())
    ]
    return server.memory_full_info().uss / 1e6, kernels


def stock(folder: Path) -> str:
    """The peer's notebook: one cell, thirteen widgets."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None, "outputs": []}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    whole = {"cells": [cell | {"source": PEER}], "metadata": kernel}
    path = folder / "peer.ipynb"
    path.write_text(json.dumps(whole | {"nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return str(path)


async def measure(home: Path, repeat: int) -> None:
    """Measure and tell."""
    async with async_playwright() as playwright:
        path = chromium.find()
        browser = await playwright.chromium.launch(executable_path=path, args=["--disable-gpu"])
        with served(["fgte", "dashboard"], home) as (server, url):
            await at_rest(server)
            before, _ = memory(server)
            rounds = [await ours(browser, url) for _ in range(repeat)]
            for name in rounds[0]:
                told("ours", name, [each[name] for each in rounds])
            used = worked([server])
            crowd = [await among_others(browser, url) for _ in range(repeat)]
            told("ours", f"first chart, among {VISITORS - 1} others", crowd)
            spent = (worked([server]) - used) / repeat
            print(f"      the server worked {spent:.2f} s for all twenty, their choices included")
            told("ours", f"whole page, {VISITORS} clients at once", await over_the_wire(url))
            pages = await together(browser, url, server)
            chosen = await asyncio.gather(*(page.evaluate(REDRAW, "laholm") for page in pages))
            told("ours", f"redraw, {VISITORS} profiles", chosen)
            await asyncio.sleep(20)
            after, kernels = memory(server)
        print(f"memory: server {before:.0f} MB, {after:.0f} MB after {VISITORS} visitors at once")
        print(f"        {len(kernels)} kernels, {mean(kernels or [0]):.0f} MB of their own each")
        with served(["voila", stock(home)], home) as (_, url):
            for name, value in (await peer(browser, url)).items():
                told("peer", name, [value])
        await browser.close()


def told(who: str, name: str, values: Sequence[float | None]) -> None:
    """The median and the worst of some times; one that never came is said so."""
    known = [each for each in values if each is not None]
    if not known:
        print(f"{who}  {name:<30} did not come within {PATIENCE:.0f} s")
        return
    print(f"{who}  {name:<30} {median(known):6.3f} s   worst {max(known):6.3f} s", flush=True)


def main() -> None:
    """Build a store of the shipped figures, serve it both ways, measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    print(platform.platform(), platform.python_version(), f"{os.cpu_count()} cores")
    print(f"load {os.getloadavg()[0]:.1f}, cpu {psutil.cpu_percent(2):.0f} % before")
    with tempfile.TemporaryDirectory(prefix="fgte-dashboard-") as folder:
        build(read_settings({}, home=folder))
        asyncio.run(measure(Path(folder), repeat))
    print(f"load {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
