"""Find addresses that must not be in the tree: package registries, mirrors, one machine's folders.

Whoever installs decides where packages come from; a host written here would
override that, and a path of the machine where it was written works nowhere else.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In parts, so that this file does not hold what it looks for.
HOSTS = (
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"),
    ("anaconda", "org"), ("anaconda", "com"), ("deb.debian", "org"), ("security.debian", "org"),
    ("archive.ubuntu", "com"), ("crates", "io"), ("proxy.golang", "org"),
)  # fmt: skip
OPTIONS = ("index-" + "url", "find-" + "links", "trusted-" + "host")
FOLDERS = ("work", "root", "opt/pypi", "opt/wheels")
FORBIDDEN = re.compile(
    "|".join(
        [re.escape(f"{name}.{end}") for name, end in HOSTS]
        + [r"\bmirrors?\.[\w-]+\.\w+"]
        + [rf"(?:--|--extra-){option}\b" for option in OPTIONS]
        + [rf"(?<![\w.~$}}-])/{folder}(?![\w.-])" for folder in FOLDERS]
    )
)


def offences(text: str) -> Iterator[tuple[int, str]]:
    """Line number and what stands there that must not."""
    for number, line in enumerate(text.splitlines(), start=1):
        for match in FORBIDDEN.finditer(line):
            yield number, match.group()


def project_files(root: Path = ROOT) -> list[Path]:
    """Every file that is in git or would be added to it."""
    command = ["git", "-C", str(root), "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [root / name for name in listed.split("\0") if name and (root / name).is_file()]


def main() -> int:
    """List the offences in the project; 1 when there are any."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: {what}"
        for path in project_files()
        for line, what in offences(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
