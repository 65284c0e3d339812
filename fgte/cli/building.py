"""``fgte build``: the store from the figures that ship."""

from __future__ import annotations

from fgte.cli.output import console, print_json
from fgte.present.numbers import decimal
from fgte.settings import Settings
from fgte.texts import text


def build_store(settings: Settings, *, as_json: bool) -> int:
    """Build the store and say what is in it."""
    from fgte.store import build

    built = build(settings)
    if as_json:
        print_json(
            {
                "path": built.path,
                "raw_figures": built.raw_figures,
                "observations": built.observations,
                "statuses": dict(built.statuses),
                "snapshots": [each.origin.snapshot_id for each in built.summaries],
            }
        )
        return 0
    lang, out = settings.lang, console()
    counts = {
        "observations": decimal(built.observations, 0, lang),
        "figures": decimal(built.raw_figures, 0, lang),
    }
    out.print(text("cli.built.done", lang, path=built.path, **counts))
    for status, n in built.statuses.items():
        word = text(f"cli.built_status.{status}", lang)
        out.print("  " + text("cli.built.status", lang, n=decimal(n, 0, lang), status=word))
    out.print(text("cli.built.next", lang))
    return 0


def build_if_needed(settings: Settings) -> None:
    """Build the store, and say so, when it is absent or older than the figures."""
    from fgte.store import build, is_current

    if not is_current(settings):
        console(stderr=True).print(text("cli.making.store", settings.lang))
        build(settings)
