"""The command line in the reader's language: help texts and help pages come from the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from typer.core import TyperCommand, TyperGroup

from fgte.errors import RequestError, closest
from fgte.texts import LANGUAGES, text

ROOT = "fgte"


def language_of(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for: the last ``--lang``, else ``FGTE_LANG``, else Swedish."""
    asked = [after for before, after in pairwise(words) if before == "--lang"]
    asked += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    return asked[-1] if asked else environment.get("FGTE_LANG") or LANGUAGES[0]


def speak(command: Any, lang: str, name: str = ROOT) -> None:
    """Give a command, its parameters and its subcommands their help in a language."""
    command.help = text(f"cli.{name}.help", lang)
    for parameter in command.params:
        parameter.help = text(f"cli.{name}.{parameter.name}", lang)
    for below, subcommand in getattr(command, "commands", {}).items():
        speak(subcommand, lang, below if name == ROOT else f"{name}_{below}")


class SpokenCommand(TyperCommand):
    """A command whose help page is in the reader's language throughout."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        write_help(self, ctx, formatter)


class SpokenGroup(TyperGroup):
    """The command above the commands; one that does not exist is answered with the closest."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        write_help(self, ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands:
            near = closest(args[0], self.commands)
            raise RequestError("no_such_command", found=args[0], closest=near)
        return super().resolve_command(ctx, args)


def write_help(command: Any, ctx: Any, formatter: Any) -> None:
    """The help page: usage, what the command does, its arguments, options and subcommands."""
    lang = ctx.find_root().obj or LANGUAGES[0]
    below = getattr(command, "commands", {})
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    pieces = [text("cli.page.some_options", lang)]
    pieces += [f"[{_value_name(each, lang)}]" for each in arguments]
    pieces += [text("cli.page.some_command", lang)] if below else []
    usage = text("cli.page.usage", lang) + " "
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=usage)
    formatter.write_paragraph()
    formatter.write_text(command.help)
    rows = [(_value_name(each, lang), each.help) for each in arguments]
    _section(formatter, text("cli.page.arguments", lang), rows)
    rows = [(_flags(each, lang), each.help) for each in options]
    rows.append(("--help", text("cli.page.help", lang)))
    _section(formatter, text("cli.page.options", lang), rows)
    rows = [(name, each.help) for name, each in below.items()]
    _section(formatter, text("cli.page.commands", lang), rows)


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def _flags(option: Any, lang: str) -> str:
    """An option as it is written: ``-m, --municipality KOMMUN``."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {_value_name(option, lang)}"


def _value_name(parameter: Any, lang: str) -> str:
    return text(f"cli.metavar.{parameter.name}", lang)
