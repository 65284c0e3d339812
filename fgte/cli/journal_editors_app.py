"""``fgte journal editor``: the accounts. Help texts are in ``texts/*/cli.toml``."""

from __future__ import annotations

from typing import Annotated

import typer

from fgte.cli.speech import SpokenCommand, SpokenGroup
from fgte.settings import read_settings

editor_app = typer.Typer(cls=SpokenGroup, add_completion=False, rich_markup_mode=None)

Lang = Annotated[str | None, typer.Option("--lang")]
Login = Annotated[str, typer.Argument()]
PasswordFile = Annotated[str | None, typer.Option("--password-file")]


@editor_app.callback(invoke_without_command=True)
def editor(ctx: typer.Context, lang: Lang = None) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@editor_app.command(cls=SpokenCommand)
def add(
    ctx: typer.Context,
    login: Login,
    role: Annotated[str, typer.Option("--role")] = "editor",
    owners: Annotated[list[str] | None, typer.Option("--owner")] = None,
    password_file: PasswordFile = None,
    no_password: Annotated[bool, typer.Option("--no-password")] = False,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_editors as accounts

    settings = read_settings(lang=ctx.find_root().obj)
    whose = list(owners or ())
    return accounts.add(
        settings, login, role, whose, source=password_file, without_password=no_password
    )


@editor_app.command("list", cls=SpokenCommand)
def list_editors(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_editors as accounts

    return accounts.show(read_settings(lang=ctx.find_root().obj), as_json=as_json)


@editor_app.command(cls=SpokenCommand)
def password(
    ctx: typer.Context, login: Login, password_file: PasswordFile = None, lang: Lang = None
) -> int:
    from fgte.cli import journal_editors as accounts

    settings = read_settings(lang=ctx.find_root().obj)
    return accounts.password(settings, login, source=password_file)


@editor_app.command(cls=SpokenCommand)
def remove(ctx: typer.Context, login: Login, lang: Lang = None) -> int:
    from fgte.cli import journal_editors as accounts

    return accounts.remove(read_settings(lang=ctx.find_root().obj), login)
