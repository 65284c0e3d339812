"""``fgte export --study``: a study as a data package for another researcher."""

from __future__ import annotations

from pathlib import Path

from fgte.cli.building import build_if_needed
from fgte.cli.output import console, print_json
from fgte.errors import RequestError
from fgte.research.packages import pack
from fgte.settings import Settings
from fgte.texts import text


def pack_study(
    name: str, settings: Settings, *, out: Path | None, alone: bool, as_json: bool
) -> int:
    """Write the package and say where it lies."""
    if not alone:
        raise RequestError("study_alone")
    build_if_needed(settings)
    folder = pack(name, settings, out)
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    if as_json:
        print_json({"folder": folder, "files": files})
        return 0
    console().print(text("research.done.packed", settings.lang, place=folder))
    for file in files:
        console().print(f"  {file}")
    return 0
