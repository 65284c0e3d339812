"""``fgte round``: rounds answered in the browser. Help texts are in ``texts/*/cli.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fgte.cli.speech import SpokenCommand, SpokenGroup
from fgte.settings import read_settings

round_app = typer.Typer(cls=SpokenGroup, add_completion=False, rich_markup_mode=None)

Lang = Annotated[str | None, typer.Option("--lang")]
Id = Annotated[str, typer.Argument()]


@round_app.callback(invoke_without_command=True)
def rounds(ctx: typer.Context, lang: Lang = None) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@round_app.command("open", cls=SpokenCommand)
def open_one(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument()],
    to_all: Annotated[bool, typer.Option("--open-to-all")] = False,
    lang: Lang = None,
) -> int:
    from fgte.cli import rounds

    return rounds.open_one(file, read_settings(lang=ctx.find_root().obj), to_all=to_all)


@round_app.command("list", cls=SpokenCommand)
def list_rounds(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    lang: Lang = None,
) -> int:
    from fgte.cli import rounds

    return rounds.show(read_settings(lang=ctx.find_root().obj), as_json=as_json)


@round_app.command("close", cls=SpokenCommand)
def close_one(ctx: typer.Context, id: Id, lang: Lang = None) -> int:
    from fgte.cli import rounds

    return rounds.close_one(id, read_settings(lang=ctx.find_root().obj))


@round_app.command("discard", cls=SpokenCommand)
def discard(ctx: typer.Context, id: Id, lang: Lang = None) -> int:
    from fgte.cli import rounds

    return rounds.discard(id, read_settings(lang=ctx.find_root().obj))
