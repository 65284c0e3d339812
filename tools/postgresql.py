"""Find the PostgreSQL that the journal's tests start, or install Debian's.

``python tools/postgresql.py`` prints where its programs are; with ``--install`` root on Debian
gets it when none is there. ``FGTE_POSTGRESQL`` names a folder that lies elsewhere. Without one the
tests that need it are skipped and say so; CI installs it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
NEEDED = ("initdb", "postgres", "pg_ctl")
ADVICE = """There is no PostgreSQL for the journal's tests; those are skipped. To run them too:
  Debian:  sudo apt-get update && sudo apt-get install postgresql
  other:   FGTE_POSTGRESQL=/folder/with/initdb make test"""


def find() -> Path | None:
    """The folder with the programs of the newest PostgreSQL; None when there is none."""
    named = os.environ.get("FGTE_POSTGRESQL")
    on_path = shutil.which("initdb")
    folders = [Path(named)] if named else _debians()
    folders += [Path(on_path).resolve().parent] if on_path and not named else []
    return next((each for each in folders if all((each / name).is_file() for name in NEEDED)), None)


def install() -> Path | None:
    """Debian's, where root may install it; no service is started."""
    if _root_on_debian():
        _run("apt-get", "update")
        _run("apt-get", "install", "-y", "--no-install-recommends", "postgresql")
    return find()


def _root_on_debian() -> bool:
    return shutil.which("apt-get") is not None and getattr(os, "geteuid", lambda: 1)() == 0


def _debians() -> list[Path]:
    def version(folder: Path) -> tuple[int, ...]:
        return tuple(map(int, re.findall(r"\d+", folder.parent.name)))

    return sorted(DEBIAN.glob("*/bin"), key=version, reverse=True)


def _run(*command: str) -> None:
    print("+", *command, flush=True)
    surroundings = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=surroundings, stdin=subprocess.DEVNULL, check=False)


def main(arguments: list[str]) -> int:
    """Print the folder; 0 also when there is none, for a test run goes on without it."""
    found = find()
    if found is None and "--install" in arguments:
        found = install()
    print(found or ADVICE, file=sys.stdout if found else sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
