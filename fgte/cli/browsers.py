"""Where a Chromium may lie: for ``fgte doctor``, and for the project's own browser tests."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
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


def find() -> Path | None:
    """The first Chromium that starts, or None."""
    return next((path for path in _candidates() if _starts(path)), None)


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
