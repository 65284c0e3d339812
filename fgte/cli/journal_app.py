"""``fgte journal``: what can be asked of the journal. Help texts are in ``texts/*/cli.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from fgte.cli.journal_editors_app import editor_app
from fgte.cli.speech import SpokenCommand, SpokenGroup
from fgte.settings import Settings, read_settings

journal_app = typer.Typer(cls=SpokenGroup, add_completion=False, rich_markup_mode=None)
journal_app.add_typer(editor_app, name="editor")

Lang = Annotated[str | None, typer.Option("--lang")]
AsJson = Annotated[bool, typer.Option("--json")]
Who = Annotated[str | None, typer.Option("--who")]
Owner = Annotated[str | None, typer.Option("--owner")]
EntryId = Annotated[str, typer.Argument()]
File = Annotated[Path, typer.Argument()]
BasedOn = Annotated[int | None, typer.Option("--based-on", min=1)]


@journal_app.callback(invoke_without_command=True)
def journal(ctx: typer.Context, lang: Lang = None) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@journal_app.command("list", cls=SpokenCommand)
def list_entries(
    ctx: typer.Context,
    kind: Annotated[str | None, typer.Option("--kind")] = None,
    owner: Owner = None,
    deleted: Annotated[bool, typer.Option("--deleted")] = False,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_showing as showing

    settings = _settings(ctx)
    return showing.list_entries(settings, kind, owner, deleted=deleted, as_json=as_json)


@journal_app.command(cls=SpokenCommand)
def show(
    ctx: typer.Context,
    id: EntryId,
    history: Annotated[bool, typer.Option("--history")] = False,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_showing as showing

    return showing.show(_settings(ctx), id, history=history, as_json=as_json)


@journal_app.command(cls=SpokenCommand)
def due(
    ctx: typer.Context,
    owner: Owner = None,
    days: Annotated[int, typer.Option("--days")] = 30,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_showing as showing

    return showing.show_due(_settings(ctx), owner, days, as_json=as_json)


@journal_app.command(cls=SpokenCommand)
def add(
    ctx: typer.Context,
    file: File,
    owner: Owner = None,
    who: Who = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_writing as writing

    return writing.add(_settings(ctx), file, owner, who, as_json=as_json)


@journal_app.command(cls=SpokenCommand)
def form(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument()],
    form_file: Annotated[Path | None, typer.Option("--to")] = None,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_forms as forms

    return forms.write_form(_settings(ctx), kind, form_file)


@journal_app.command(cls=SpokenCommand)
def change(
    ctx: typer.Context,
    id: EntryId,
    file: File,
    based_on: Annotated[int, typer.Option("--based-on", min=1)],
    settles: Annotated[int | None, typer.Option("--settles", min=1)] = None,
    who: Who = None,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_writing as writing

    wish = writing.Change(id, file, based_on, settles, who)
    return writing.change(_settings(ctx), wish)


@journal_app.command(cls=SpokenCommand)
def undo(
    ctx: typer.Context,
    id: EntryId,
    to: Annotated[int | None, typer.Option("--to", min=1)] = None,
    based_on: BasedOn = None,
    who: Who = None,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_writing as writing

    return writing.undo(_settings(ctx), id, to, based_on, who)


@journal_app.command(cls=SpokenCommand)
def delete(
    ctx: typer.Context, id: EntryId, based_on: BasedOn = None, who: Who = None, lang: Lang = None
) -> int:
    from fgte.cli import journal_writing as writing

    return writing.delete(_settings(ctx), id, based_on, who)


@journal_app.command(cls=SpokenCommand)
def export(ctx: typer.Context, file: File, who: Who = None, lang: Lang = None) -> int:
    from fgte.cli import journal_keeping as keeping

    return keeping.export(_settings(ctx), file, who)


@journal_app.command("import", cls=SpokenCommand)
def import_file(ctx: typer.Context, file: File, as_json: AsJson = False, lang: Lang = None) -> int:
    from fgte.cli import journal_keeping as keeping

    return keeping.take_in_file(_settings(ctx), file, as_json=as_json)


@journal_app.command(cls=SpokenCommand)
def backup(
    ctx: typer.Context,
    out: Annotated[Path | None, typer.Option("--out")] = None,
    who: Who = None,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_keeping as keeping

    return keeping.keep_backup(_settings(ctx), out, who)


@journal_app.command(cls=SpokenCommand)
def restore(ctx: typer.Context, file: File, who: Who = None, lang: Lang = None) -> int:
    from fgte.cli import journal_keeping as keeping

    return keeping.put_back(_settings(ctx), file, who)


@journal_app.command(cls=SpokenCommand)
def purge(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument()],
    why: Annotated[str, typer.Option("--why")] = "",
    yes: Annotated[bool, typer.Option("--yes")] = False,
    who: Who = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_keeping as keeping

    wish = keeping.Purge(tuple(ids), why, yes, who)
    return keeping.remove_for_good(_settings(ctx), wish, as_json=as_json)


@journal_app.command(cls=SpokenCommand)
def examples(
    ctx: typer.Context,
    add_them: Annotated[bool, typer.Option("--add")] = False,
    remove: Annotated[bool, typer.Option("--remove")] = False,
    who: Who = None,
    lang: Lang = None,
) -> int:
    from fgte.cli import journal_keeping as keeping

    return keeping.examples(_settings(ctx), add=add_them, remove=remove, who=who)


def _settings(ctx: Any) -> Settings:
    return read_settings(lang=ctx.find_root().obj)
