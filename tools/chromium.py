"""Find the Chromium that the browser tests drive, or install one.

``python tools/chromium.py`` prints where it is; with ``--install`` it installs
one when none is there. ``FGTE_CHROMIUM`` names one that lies elsewhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from fgte.cli.browsers import find

ADVICE = """There is no Chromium for the browser tests. Do one of these, then try again:
  Debian:  sudo apt-get update && sudo apt-get install chromium
  macOS:   install Google Chrome or Chromium in /Applications
  other:   FGTE_CHROMIUM=/path/to/chromium make test"""


def install() -> Path | None:
    """A Chromium from Debian when root there, else from playwright; None when neither gave one."""
    if _root_on_debian():
        _run("apt-get", "update")
        _run("apt-get", "install", "-y", "chromium")
    if find() is None:
        _run(sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
    return find()


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
