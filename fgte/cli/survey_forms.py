"""``fgte import --template``: the survey description to fill in, with made-up answers to try."""

from __future__ import annotations

from pathlib import Path

from fgte.cli.output import console, print_json
from fgte.errors import RequestError
from fgte.settings import Settings
from fgte.sources.whole_files import write_whole
from fgte.texts import text

FORMS = ("enkatbeskrivning.toml", "enkatsvar-exempel.csv")


def place_forms(folder: Path, settings: Settings, *, as_json: bool) -> int:
    """Copy the forms to a folder. What lies there already is never written over."""
    forms = settings.shipped / "data" / "forms"
    taken = [folder / name for name in FORMS if (folder / name).exists()]
    if taken:
        raise RequestError("form_exists", file=taken[0])
    for name in FORMS:
        write_whole(folder / name, (forms / name).read_bytes())
    if as_json:
        print_json([str(folder / name) for name in FORMS])
        return 0
    for name in FORMS:
        console().print(text("cli.importing.form", settings.lang, file=folder / name))
    return 0
