"""Find the Chromium that the browser tests drive, or install one.

``python tools/chromium.py`` prints where it is; with ``--install`` it installs
one when none is there. ``FGTE_CHROMIUM`` names one that lies elsewhere.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Chromium.app/Contents/MacOS/Chromium",
)
PLAYWRIGHT_BUILDS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)
ADVICE = """There is no Chromium for the browser tests. Do one of these, then try again:
  Debian:  sudo apt-get update && sudo apt-get install chromium
  macOS:   install Google Chrome or Chromium in /Applications
  other:   FGTE_CHROMIUM=/path/to/chromium make test"""


def find() -> Path | None:
    """The first Chromium that starts, or None."""
    return next((path for path in _candidates() if _starts(path)), None)


def install() -> Path | None:
    """A Chromium from Debian when root there, else from playwright; None when neither gave one."""
    if _root_on_debian():
        _run("apt-get", "update")
        _run("apt-get", "install", "-y", "chromium")
    if find() is None:
        _run(sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
    return find()


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("FGTE_CHROMIUM"):
        yield Path(named)
        return
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from (root / app for app in MAC_APPS for root in (Path("/"), Path.home()))
    builds = _inside_playwright()
    yield from (path for pattern in PLAYWRIGHT_BUILDS for path in sorted(builds.glob(pattern)))


def _inside_playwright() -> Path:
    """Where ``PLAYWRIGHT_BROWSERS_PATH=0`` puts a browser: in the environment, not in the home."""
    package = importlib.util.find_spec("playwright")
    where = Path(package.origin).parent if package and package.origin else Path()
    return where / "driver" / "package" / ".local-browsers"


def _starts(path: Path) -> bool:
    """Whether it runs at all: Ubuntu's chromium-browser may be no more than a pointer to a snap."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _root_on_debian() -> bool:
    return shutil.which("apt-get") is not None and getattr(os, "geteuid", lambda: 1)() == 0


def _run(*command: str) -> None:
    print("+", *command, flush=True)
    surroundings = {"DEBIAN_FRONTEND": "noninteractive", "PLAYWRIGHT_BROWSERS_PATH": "0"}
    subprocess.run(command, env=os.environ | surroundings, stdin=subprocess.DEVNULL, check=False)


def main(arguments: list[str]) -> int:
    """Print the path; 1 when there is none."""
    found = find()
    if found is None and "--install" in arguments:
        found = install()
    print(found or ADVICE, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
