"""The commands and what can be asked of them. Their help texts are in ``texts/*/cli.toml``.

Each command imports what it needs when it runs, so that ``fgte --help`` answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from fgte.cli.journal_app import journal_app
from fgte.cli.rounds_app import round_app
from fgte.cli.speech import SpokenCommand, SpokenGroup
from fgte.errors import RequestError
from fgte.settings import Settings, read_settings
from fgte.version import VERSION

app = typer.Typer(cls=SpokenGroup, add_completion=False, rich_markup_mode=None)
app.add_typer(journal_app, name="journal")
app.add_typer(round_app, name="round")

Lang = Annotated[str | None, typer.Option("--lang")]
AsJson = Annotated[bool, typer.Option("--json")]


@app.callback(invoke_without_command=True)
def fgte(
    ctx: typer.Context,
    lang: Lang = None,
    version: Annotated[bool, typer.Option("--version")] = False,
) -> None:
    if version:
        typer.echo(VERSION)
    elif ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command(cls=SpokenCommand)
def report(
    ctx: typer.Context,
    wanted: Annotated[list[str] | None, typer.Argument()] = None,
    municipality: Annotated[list[str] | None, typer.Option("--municipality", "-m")] = None,
    region: Annotated[bool, typer.Option("--region")] = False,
    out: Annotated[Path | None, typer.Option("--out")] = None,
    first_year: Annotated[int | None, typer.Option("--first-year")] = None,
    last_year: Annotated[int | None, typer.Option("--last-year")] = None,
    open_page: Annotated[bool, typer.Option("--open")] = False,
    all_municipalities: Annotated[bool, typer.Option("--all-municipalities")] = False,
    force: Annotated[bool, typer.Option("--force")] = False,
    engine: Annotated[str, typer.Option("--engine")] = "fgte",
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=512)] = None,
    scheduler: Annotated[str | None, typer.Option("--scheduler")] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli.report_wish import Wish, asked_for
    from fgte.cli.reporting import make_reports

    asked = asked_for(wanted or (), municipality or (), region=region)
    wish = Wish(
        asked, first_year, last_year, out, all_municipalities, force, engine, workers, scheduler
    )
    return make_reports(wish, _settings(ctx), open_page=open_page, as_json=as_json)


@app.command(cls=SpokenCommand)
def export(
    ctx: typer.Context,
    wanted: Annotated[list[str] | None, typer.Argument()] = None,
    municipality: Annotated[list[str] | None, typer.Option("--municipality", "-m")] = None,
    region: Annotated[bool, typer.Option("--region")] = False,
    form: Annotated[list[str] | None, typer.Option("--form")] = None,
    study: Annotated[str | None, typer.Option("--study")] = None,
    out: Annotated[Path | None, typer.Option("--out")] = None,
    first_year: Annotated[int | None, typer.Option("--first-year")] = None,
    last_year: Annotated[int | None, typer.Option("--last-year")] = None,
    all_municipalities: Annotated[bool, typer.Option("--all-municipalities")] = False,
    force: Annotated[bool, typer.Option("--force")] = False,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=512)] = None,
    scheduler: Annotated[str | None, typer.Option("--scheduler")] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    if study is not None:
        from fgte.cli.packing import pack_study

        others = (wanted, municipality, region, form, first_year, last_year, all_municipalities)
        return pack_study(study, _settings(ctx), out=out, alone=not any(others), as_json=as_json)
    from fgte.cli.exporting import export_reports
    from fgte.cli.report_wish import Wish, asked_for

    asked = asked_for(wanted or (), municipality or (), region=region)
    wish = Wish(
        asked,
        first_year,
        last_year,
        out,
        all_municipalities,
        force,
        workers=workers,
        scheduler=scheduler,
    )
    return export_reports(wish, tuple(form or ()), _settings(ctx), as_json=as_json)


@app.command(cls=SpokenCommand)
def fetch(
    ctx: typer.Context,
    municipality: Annotated[list[str] | None, typer.Option("--municipality", "-m")] = None,
    all_municipalities: Annotated[bool, typer.Option("--all-municipalities")] = False,
    from_year: Annotated[int | None, typer.Option("--from-year")] = None,
    since: Annotated[str | None, typer.Option("--since")] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli.fetching import Wish, fetch_figures

    wish = Wish(tuple(municipality or ()), all_municipalities, from_year, since)
    return fetch_figures(wish, _settings(ctx), as_json=as_json)


@app.command("import", cls=SpokenCommand)
def import_files(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument()] = None,
    survey: Annotated[Path | None, typer.Option("--survey")] = None,
    replace: Annotated[bool, typer.Option("--replace")] = False,
    template: Annotated[Path | None, typer.Option("--template")] = None,
    instrument: Annotated[str | None, typer.Option("--instrument")] = None,
    group: Annotated[list[str] | None, typer.Option("--group")] = None,
    codes: Annotated[int, typer.Option("--codes")] = 0,
    units: Annotated[list[Path] | None, typer.Option("--units")] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli.importing import Wish
    from fgte.cli.importing import import_files as take_in
    from fgte.cli.instrument_forms import place_any_forms

    if template is not None and not files:
        return place_any_forms(
            template, instrument, _settings(ctx), groups=group or (), codes=codes, as_json=as_json
        )
    if template is not None or not files or group or codes:
        raise RequestError("files_or_template")
    about = Path(instrument) if instrument is not None else None
    wish = Wish(tuple(files), survey, tuple(units or ()), replacing=replace, instrument=about)
    return take_in(wish, _settings(ctx), as_json=as_json)


@app.command(cls=SpokenCommand)
def build(
    ctx: typer.Context,
    national: Annotated[bool, typer.Option("--national")] = False,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli.building import build_store

    return build_store(_settings(ctx), national=national, as_json=as_json)


@app.command(cls=SpokenCommand)
def indicators(
    ctx: typer.Context,
    id: Annotated[str | None, typer.Argument()] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli.indicators import show_indicators

    return show_indicators(_settings(ctx), id, as_json=as_json)


@app.command(cls=SpokenCommand)
def ledger(
    ctx: typer.Context,
    municipality: Annotated[str | None, typer.Option("--municipality", "-m")] = None,
    accept: Annotated[str | None, typer.Option("--accept")] = None,
    take_back: Annotated[str | None, typer.Option("--take-back")] = None,
    why: Annotated[str | None, typer.Option("--why")] = None,
    who: Annotated[str | None, typer.Option("--who")] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli.ledger import Wish, show_ledger

    wish = Wish(municipality, accept, take_back, why, who)
    return show_ledger(wish, _settings(ctx), as_json=as_json)


@app.command(cls=SpokenCommand)
def publish(
    ctx: typer.Context,
    step: Annotated[str | None, typer.Argument()] = None,
    municipality: Annotated[str | None, typer.Option("--municipality", "-m")] = None,
    role: Annotated[str | None, typer.Option("--role")] = None,
    comment: Annotated[str | None, typer.Option("--comment")] = None,
    form: Annotated[list[str] | None, typer.Option("--form")] = None,
    pages_only: Annotated[bool, typer.Option("--pages-only")] = False,
    report: Annotated[list[str] | None, typer.Option("--report")] = None,
    without: Annotated[list[str] | None, typer.Option("--without")] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli.publishing import Wish
    from fgte.cli.publishing import publish as take_step

    wish = Wish(
        step,
        municipality,
        role,
        comment,
        without=tuple(without or ()),
        forms=tuple(form or ()),
        others=tuple(report or ()),
        pages_only=pages_only,
    )
    return take_step(wish, _settings(ctx), as_json=as_json)


@app.command(cls=SpokenCommand)
def study(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument()] = None,
    listing: Annotated[bool, typer.Option("--list")] = False,
    freeze: Annotated[bool, typer.Option("--freeze")] = False,
    template: Annotated[Path | None, typer.Option("--form")] = None,
    every_indicator: Annotated[bool, typer.Option("--every-indicator")] = False,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=512)] = None,
    scheduler: Annotated[str | None, typer.Option("--scheduler")] = None,
    remove: Annotated[str | None, typer.Option("--remove")] = None,
    out: Annotated[Path | None, typer.Option("--out")] = None,
    open_page: Annotated[bool, typer.Option("--open")] = False,
    as_json: AsJson = False,
    lang: Lang = None,
) -> int:
    from fgte.cli.studying import Wish
    from fgte.cli.studying import study as carry_out

    if listing:
        from fgte.cli.study_register import list_studies

        return list_studies(_settings(ctx), as_json=as_json)
    many = (every_indicator, workers, scheduler, remove)
    wish = Wish(file, freeze, template, out, open_page, *many)
    return carry_out(wish, _settings(ctx), as_json=as_json)


@app.command(cls=SpokenCommand)
def doctor(ctx: typer.Context, as_json: AsJson = False, lang: Lang = None) -> int:
    from fgte.cli.doctor import examine

    return examine(_settings(ctx), as_json=as_json)


@app.command(cls=SpokenCommand)
def lab(
    ctx: typer.Context,
    no_browser: Annotated[bool, typer.Option("--no-browser")] = False,
    port: Annotated[int | None, typer.Option("--port", min=1024, max=65535)] = None,
    lang: Lang = None,
) -> int:
    from fgte.cli.lab import open_lab

    return open_lab(_settings(ctx), browser=not no_browser, port=port)


@app.command(cls=SpokenCommand)
def dashboard(
    ctx: typer.Context,
    address: Annotated[str, typer.Option("--address")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1024, max=65535)] = 8866,
    base: Annotated[str, typer.Option("--base")] = "/",
    name: Annotated[list[str] | None, typer.Option("--name")] = None,
    token: Annotated[str | None, typer.Option("--token")] = None,
    password: Annotated[str | None, typer.Option("--password")] = None,
    kernels: Annotated[int, typer.Option("--kernels", min=0, max=200)] = 8,
    no_browser: Annotated[bool, typer.Option("--no-browser")] = False,
    lang: Lang = None,
) -> int:
    from fgte.cli.dashboards import Wish, open_dashboards

    wish = Wish(
        address, port, base, tuple(name or ()), token, password, kernels, browser=not no_browser
    )
    return open_dashboards(wish, _settings(ctx))


def _settings(ctx: Any) -> Settings:
    """The surroundings, in the language found on the command line wherever it stood."""
    return read_settings(lang=ctx.find_root().obj)
