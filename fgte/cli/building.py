"""``fgte build``: the store from the sets of figures, and on request the national table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fgte.cli.output import console, print_json
from fgte.present.numbers import decimal
from fgte.settings import Settings
from fgte.texts import text

if TYPE_CHECKING:
    from fgte.store.build import BuildResult


def build_store(settings: Settings, *, national: bool, as_json: bool) -> int:
    """Build the store, and the national table where asked for, and say what is in them."""
    from fgte.store import build

    built = build(settings)
    made = _national(settings) if national else None
    if as_json:
        about = {
            "path": built.path,
            "raw_figures": built.raw_figures,
            "observations": built.observations,
            "statuses": dict(built.statuses),
            "snapshots": [each.origin.snapshot_id for each in built.summaries],
        }
        print_json(about if made is None else about | {"national": made})
        return 0
    _tell(built, settings)
    if made is not None:
        console().print(text("cli.built.national", settings.lang, **made))
    console().print(text("cli.built.next", settings.lang))
    return 0


def _national(settings: Settings) -> dict[str, Any]:
    from fgte.judgement.national_files import build_national

    folder, tables = build_national(settings)
    first, last = tables.years
    models = len(tables.models)
    most = max((each.n for each in tables.spreads), default=0)
    return {"place": folder, "models": models, "n": most, "first": first, "last": last}


def _tell(built: BuildResult, settings: Settings) -> None:
    lang, out = settings.lang, console()
    counts = {
        "observations": decimal(built.observations, 0, lang),
        "figures": decimal(built.raw_figures, 0, lang),
    }
    out.print(text("cli.built.done", lang, path=built.path, **counts))
    for status, n in built.statuses.items():
        word = text(f"cli.built_status.{status}", lang)
        out.print("  " + text("cli.built.status", lang, n=decimal(n, 0, lang), status=word))


def build_if_needed(settings: Settings) -> None:
    """Build the store, and say so, when it is absent or older than the figures."""
    from fgte.store import build, is_current

    if not is_current(settings):
        console(stderr=True).print(text("cli.making.store", settings.lang))
        build(settings)
