"""The real Chromium that these tests drive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from fgte.settings import Settings, read_settings
from fgte.store import build
from tests.browser.journal_visitors import Visitor
from tests.ports import free_port
from tools import chromium

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
PATIENCE = 120
"""Seconds: how long a busy machine may take is not what is tested."""

expect.set_options(timeout=1000 * PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for a module's tests, which reaches nothing but this machine.

    It ends with the module and not with the session: as long as playwright is open it holds an
    event loop in this thread, and a test that runs a notebook would be refused one of its own.
    """
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.ADVICE)
    with sync_playwright() as playwright:
        launch = playwright.chromium.launch
        chrome = launch(executable_path=path, args=FLAGS, timeout=1000 * PATIENCE)
        for name in ("new_page", "new_context"):
            setattr(chrome, name, unhurried(getattr(chrome, name)))
        yield chrome
        chrome.close()


def unhurried(make: Callable[..., Any]) -> Callable[..., Any]:
    """A page or a context that gives every click and every address time enough."""

    def made(**options: Any) -> Any:
        found = make(**options)
        found.set_default_timeout(1000 * PATIENCE)
        return found

    return made


@dataclass(frozen=True)
class Served:
    """A server of dashboards of its own: where it is, its home and its process."""

    url: str
    settings: Settings
    process: subprocess.Popen[str]


def serve(settings: Settings, *words: str, verb: str = "dashboard", **surroundings: str) -> Served:
    """Start ``fgte dashboard``, or another command that serves, and wait until it answers."""
    port = free_port()
    command = [sys.executable, "-m", "fgte", verb, "--no-browser", f"--port={port}", *words]
    home = {"FGTE_HOME": str(settings.home), "FGTE_LANG": "sv"}
    path = settings.home / f"{verb}-{port}.log"
    with path.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, env=os.environ | home | surroundings, stdout=log, stderr=log, text=True
        )
    served = Served(f"http://127.0.0.1:{port}/", settings, process)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(httpx.TransportError):
            httpx.get(served.url, trust_env=False, timeout=10)
            return served
        time.sleep(0.2)
    raise RuntimeError(path.read_text(encoding="utf-8"))


def end(served: Served) -> int:
    """Stop a server as Ctrl+C does, and give its exit code."""
    served.process.send_signal(signal.SIGINT)
    try:
        return served.process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        served.process.kill()
        raise


@pytest.fixture(scope="session")
def dashboards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server of dashboards for all tests, with a store of its own."""
    settings = read_settings({}, home=tmp_path_factory.mktemp("översikter"))
    build(settings)
    served = serve(settings)
    yield served
    end(served)


@pytest.fixture(scope="module")
def visit(served):
    """Someone who visits the module's own server, signed in where a login is given."""
    with ExitStack() as stack:

        def begin(login=""):
            visitor = Visitor(served.url, login)
            stack.callback(visitor.client.close)
            return visitor

        yield begin


@pytest.fixture(scope="module")
def hanna(visit):
    return visit("hanna")


@pytest.fixture
def stranger(visit):
    return visit()
