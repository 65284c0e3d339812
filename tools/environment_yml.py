"""Write environment.yml (for conda users) from pyproject.toml, or check that it is up to date.

Conda brings Python and pip only; everything else comes by pip with the same pins
as everywhere, so that there is one list of versions.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = """\
# Made from pyproject.toml by tools/environment_yml.py: change it there.
name: fgte
channels:
  - conda-forge
dependencies:
  - python{python}
  - pip
  - pip:
      - -c constraints.txt
      - -e .[test]
"""


def generated(root: Path = ROOT) -> str:
    """What environment.yml must say."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return TEMPLATE.format(python=project["requires-python"])


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` only compare: 1 when it differs."""
    path = ROOT / "environment.yml"
    if "--check" not in arguments:
        path.write_text(generated(), encoding="utf-8")
        return 0
    if path.read_text(encoding="utf-8") == generated():
        return 0
    print("environment.yml is not what pyproject.toml says: run `make environment.yml`")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
