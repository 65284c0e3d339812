"""``fgte doctor``: is everything there that the work needs, and what to do if it is not."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fgte.cli.browsers import find
from fgte.cli.output import console, print_json
from fgte.errors import FgteError
from fgte.settings import Settings
from fgte.texts import text
from fgte.version import VERSION

OLDEST_PYTHON = (3, 11)
PACKAGES = (
    "ipykernel",
    "jupyterlab",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "plotly",
    "pyarrow",
    "pydantic",
    "rich",
    "scipy",
    "statsmodels",
    "typer",
    "voila",
)
OK, NOTE, MISSING = "ok", "note", "missing"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: how it is, what was found, what to do."""

    name: str
    state: str
    found: str
    advice: str | None = None


def examine(settings: Settings, *, as_json: bool) -> int:
    """Look at everything and tell. 1 when something that is needed is missing."""
    checks = [check(settings) for check in CHECKS]
    lacking = any(check.state == MISSING for check in checks)
    if as_json:
        print_json({"ok": not lacking, "checks": [asdict(check) for check in checks]})
    else:
        _tell(checks, settings.lang, lacking=lacking)
    return 1 if lacking else 0


def check_program(settings: Settings) -> Check:
    """Which version this is, to be said when one asks for help."""
    return _check("program", True, VERSION, settings)


def check_python(settings: Settings) -> Check:
    """The interpreter is of a version the workbench is written for."""
    new_enough = sys.version_info[:2] >= OLDEST_PYTHON
    return _check("python", new_enough, platform.python_version(), settings)


def check_packages(settings: Settings) -> Check:
    """The packages that do the work are installed."""
    absent = [name for name in PACKAGES if not _installed(name)]
    found = _said("packages", settings, n=len(PACKAGES))
    if absent:
        found = _said("packages_missing", settings, names=", ".join(absent))
    return _check("packages", not absent, found, settings)


def check_figures(settings: Settings) -> Check:
    """The figures that ship are there and are the ones their record speaks of."""
    from fgte.sources.origins import read_origin
    from fgte.store.batches import OFFICIAL

    try:
        origin = read_origin(settings.official / OFFICIAL)
    except FgteError as error:
        found = error.message(settings.lang)
        return _check("figures", False, found, settings, place=settings.official)
    return _check("figures", True, origin.title[settings.lang], settings)


def check_catalogue(settings: Settings) -> Check:
    """Every definition can be read, the user's own included."""
    from fgte.catalogue import open_catalogue

    try:
        book = open_catalogue(settings)
    except FgteError as error:
        found = error.message(settings.lang)
        return _check("catalogue", False, found, settings, place=settings.user_catalogue)
    own = len(list(settings.user_catalogue.glob("*.toml")))
    found = _said("catalogue", settings, n=len(book.followed), own=own)
    return _check("catalogue", True, found, settings)


def check_store(settings: Settings) -> Check:
    """The store is made from the figures that lie there now; if not, it will be."""
    from fgte.store import is_current
    from fgte.store.mark import require_not_newer

    try:
        require_not_newer(settings.store)
    except FgteError as error:
        return Check("store", MISSING, error.message(settings.lang))
    if is_current(settings):
        return _check("store", True, _said("store_current", settings), settings)
    advice = text("cli.advice.store", settings.lang)
    return Check("store", NOTE, _said("store_old", settings), advice)


def check_journal(settings: Settings) -> Check:
    """The journal, where one has been begun, is one that this version reads."""
    from fgte.journal import open_journal
    from fgte.journal.database import engine_for
    from fgte.journal.migrating import HEAD, standing
    from fgte.journal.place import has_journal

    if not has_journal(settings):
        return _check("journal", True, _said("journal_none", settings), settings)
    try:
        step = standing(engine_for(settings)) or "–"
        if step < HEAD:
            found = _said("journal_older", settings, step=step, known=HEAD)
            return Check("journal", NOTE, found, text("cli.advice.journal_older", settings.lang))
        with open_journal(settings) as journal:
            found = _said("journal", settings, n=len(journal.entries()), step=step)
    except FgteError as error:
        return _check("journal", False, error.message(settings.lang), settings)
    return _check("journal", True, found, settings)


def check_notebooks(settings: Settings) -> Check:
    """The notebooks of the reports are there."""
    folder = settings.notebooks / "reports"
    return _check_files("notebooks", folder, ("kommun.ipynb", "region.ipynb"), settings)


def check_templates(settings: Settings) -> Check:
    """The templates of the pages are there."""
    folder = settings.templates / "report"
    return _check_files("templates", folder, ("page.html.j2", "style.css"), settings)


def check_output(settings: Settings) -> Check:
    """Reports can be written where they should be."""
    from fgte.reports.files import require_writable

    try:
        require_writable(settings.output)
    except FgteError as error:
        return _check("output", False, error.message(settings.lang), settings)
    return _check("output", True, _said("output", settings, place=settings.output), settings)


def check_chromium(settings: Settings) -> Check:
    """A browser for the project's own tests; nobody needs it to make or read a report."""
    path = find()
    if path:
        return _check("chromium", True, str(path), settings)
    advice = text("cli.advice.chromium", settings.lang)
    return Check("chromium", NOTE, _said("chromium_missing", settings), advice)


CHECKS: tuple[Callable[[Settings], Check], ...] = (
    check_program,
    check_python,
    check_packages,
    check_figures,
    check_catalogue,
    check_store,
    check_journal,
    check_notebooks,
    check_templates,
    check_output,
    check_chromium,
)


def _check(name: str, fine: bool, found: str, settings: Settings, **details: object) -> Check:
    if fine:
        return Check(name, OK, found)
    return Check(name, MISSING, found, text(f"cli.advice.{name}", settings.lang, **details))


def _check_files(name: str, folder: Path, files: tuple[str, ...], settings: Settings) -> Check:
    absent = [file for file in files if not (folder / file).is_file()]
    found = _said("files_missing", settings, names=", ".join(absent)) if absent else str(folder)
    return _check(name, not absent, found, settings, place=folder)


def _installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def _said(key: str, settings: Settings, **details: object) -> str:
    return text(f"cli.found.{key}", settings.lang, **details)


def _tell(checks: list[Check], lang: str, *, lacking: bool) -> None:
    out = console()
    names = {check.name: text(f"cli.check.{check.name}", lang) for check in checks}
    states = {check.name: text(f"cli.doctor_state.{check.state}", lang) for check in checks}
    wide, mid = max(map(len, names.values())), max(map(len, states.values()))
    for check in checks:
        out.print(f"{names[check.name]:<{wide}}  {states[check.name]:<{mid}}  {check.found}")
        if check.advice:
            out.print(f"{'':<{wide}}  → {check.advice}")
    out.print(text(f"cli.doctor_end.{MISSING if lacking else OK}", lang))
